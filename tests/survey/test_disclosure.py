"""Attacks on what is published: nobody's answers may come out, whatever is subtracted from whatever.

The attacker knows every respondent and every group that each belongs to, and has the file. Sets of respondents are
worked out from the file's labels and the questionnaire here, not by the program under test.
"""

from __future__ import annotations

import random
from collections import defaultdict
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from surveys import SATISFACTION, survey_of

from khlang.survey.data import Survey, dump
from khlang.survey.plan import Plan
from khlang.survey.questionnaire import understand
from khlang.survey.reduction import OTHERS, changes_little, reduce
from khlang.survey.sheet import Refused, table

GROUPS = ("ตำแหน่ง", "เพศ", "อายุ")
Row = tuple[tuple[str, ...], tuple[int, ...]]  # groups and answers (0: none) of a respondent


def reduced(rows: list[Row], **plan) -> Survey:
    items = len(rows[0][1])
    head = [*GROUPS[: len(rows[0][0])], *(f"1.{i + 1} เรื่องที่ {i + 1}" for i in range(items))]
    words = ("", *SATISFACTION)
    cells = [[*groups, *(words[x] for x in answers)] for groups, answers in rows]
    said = Plan(levels=5, **plan)
    return reduce(understand(table([head, *cells], "answers.csv"), said), said).survey


def published_sets(rows: list[Row], survey: Survey) -> list[tuple[str, frozenset[int]]]:
    """Every set of respondents of whom the file has a number about answers, as the attacker names them."""
    everybody = [i for i, (_, answers) in enumerate(rows) if any(answers)]
    complete = {i for i in everybody if all(rows[i][1])} if survey.whole.complete else set()
    counted = counted_in(rows, survey, everybody)
    sets = [("ทั้งหมด", frozenset(counted)), ("ตอบครบ", frozenset(complete & counted))]
    for grouping in survey.groupings:
        place = GROUPS.index(grouping.title)
        labels = {category.label for category in grouping.categories}
        for category in grouping.categories:
            own = frozenset(
                i
                for i in counted
                if category.label == (rows[i][0][place] if rows[i][0][place] in labels - {OTHERS} else OTHERS)
            )
            assert len(own) == category.tally.n, "the attacker's book and the file agree on sizes"
            sets += [(category.label, own), (f"{category.label} ตอบครบ", own & complete)]
    return [(name, one) for name, one in sets if one]


def counted_in(rows: list[Row], survey: Survey, everybody: list[int]) -> set[int]:
    """Who is in the numbers: those set aside are incomplete, and too few of their published kind."""
    if survey.whole.n == len(everybody) or not survey.whole.complete:
        return set(everybody)
    kinds = defaultdict(list)
    for i in everybody:
        kind = []
        for grouping in survey.groupings:
            value = rows[i][0][GROUPS.index(grouping.title)]
            kind.append(value if value in {one.label for one in grouping.categories} else OTHERS)
        if not all(rows[i][1]):
            kinds[tuple(kind)].append(i)
    alone = {i for members in kinds.values() if len(members) < survey.least for i in members}
    return set(everybody) - alone


def small_differences(sets: list[tuple[str, frozenset[int]]], least: int) -> list[str]:
    """Sums and differences of up to three published sets that are a set of 1 to least − 1 people."""
    found = []
    for many in (1, 2, 3):
        for chosen in combinations(sets, many):
            for signs in product((1, -1), repeat=many):
                weight: dict[int, int] = defaultdict(int)
                for sign, (_, members) in zip(signs, chosen, strict=True):
                    for i in members:
                        weight[i] += sign
                left = {i: w for i, w in weight.items() if w}
                if 0 < len(left) < least and len(set(left.values())) == 1:
                    found.append(
                        " ".join(f"{'+' if s > 0 else '-'}{name}" for s, (name, _) in zip(signs, chosen, strict=True))
                    )
    return found


def atoms(sets: list[tuple[str, frozenset[int]]]) -> list[list[int]]:
    """Respondents whom no published set tells apart. Any sum of sets, with any factors, is constant on an atom."""
    found = defaultdict(list)
    for i in set().union(*(members for _, members in sets)):
        found[tuple(i in members for _, members in sets)].append(i)
    return list(found.values())


@st.composite
def answered(draw) -> list[Row]:
    """Respondents in uneven groups, with answers left out here and there."""
    n = draw(st.integers(5, 90))
    rng = random.Random(draw(st.integers(0, 10**6)))
    groups, items = draw(st.integers(0, 3)), draw(st.integers(1, 4))
    shares = [[rng.random() ** 3 + 0.01 for _ in range(rng.randint(1, 5))] for _ in range(groups)]
    missing = draw(st.sampled_from([0, 0, 0.02, 0.1, 0.5]))
    spread = draw(st.sampled_from([[0, 0, 1, 3, 9], [1, 1, 1, 1, 1], [0, 0, 0, 1, 40]]))
    return [
        (
            tuple(f"กลุ่ม{'กขคงจ'[rng.choices(range(len(share)), share)[0]]}" for share in shares),
            tuple(0 if rng.random() < missing else rng.choices(range(1, 6), spread)[0] for _ in range(items)),
        )
        for _ in range(n)
    ]


@settings(max_examples=300, deadline=None)
@given(answered(), st.integers(5, 8))
def test_no_difference_of_published_sets_is_small(rows, least):
    try:
        survey = reduced(rows, least=least)
    except Refused:
        return
    sets = published_sets(rows, survey)
    assert small_differences(sets, least) == []
    assert min(map(len, atoms(sets))) >= least


@settings(max_examples=150, deadline=None)
@given(answered(), st.integers(0, 10**6))
def test_answers_exchanged_within_a_type_leave_the_file_as_it_is(rows, seed):
    """The argument itself: the file is the same for every owner of an answer among people who look alike in it."""
    try:
        survey = reduced(rows)
    except Refused:
        return
    rng = random.Random(seed)
    exchanged = list(rows)
    for members in atoms(published_sets(rows, survey)):
        owners = members[:]
        rng.shuffle(owners)
        for i, owner in zip(members, owners, strict=True):
            exchanged[i] = (rows[i][0], rows[owner][1])
    assert dump(reduced(exchanged)) == dump(survey)


@settings(max_examples=150, deadline=None)
@given(answered())
def test_no_group_is_told_that_answers_alike(rows):
    try:
        survey = reduced(rows)
    except Refused:
        return
    for grouping in survey.groupings:
        for category in grouping.categories:
            for counts in category.tally.counts:
                assert counts is None or not any(counts) or (sum(counts) >= 5 and sum(map(bool, counts)) > 1)
            for scores in category.tally.scores:
                assert scores is None or category.tally.complete * scores.squares > scores.total**2


def test_the_attack_works_on_tables_that_people_make_by_hand():
    """Tables by position and by sex, each group of five or more: together they give the one man among the heads away."""
    rows: list[Row] = (
        [(("ครู", "หญิง"), (4,))] * 20
        + [(("ครู", "ชาย"), (5,))] * 9
        + [(("ผู้บริหาร", "ชาย"), (1,))]
        + [(("ผู้บริหาร", "หญิง"), (5,))] * 6
    )
    by_hand = survey_of(
        [list(answers) for _, answers in rows],
        groups={"ตำแหน่ง": [groups[0] for groups, _ in rows], "เพศ": [groups[1] for groups, _ in rows]},
    )
    sets = published_sets(rows, by_hand)
    assert min(len(members) for _, members in sets) >= 5 and min(map(len, atoms(sets))) == 1
    heads, men = by_hand.groupings[0].categories[1].tally.counts[0], by_hand.groupings[1].categories[1].tally.counts[0]
    assert by_hand.whole.counts[0][0] == heads[0] == men[0] == 1, "one person answered น้อยที่สุด, who is a head and a man"
    assert [grouping.title for grouping in reduced(rows).groupings] == ["ตำแหน่ง"]


def test_the_attack_finds_those_who_left_something_out():
    """Means of all who answered and α of the complete: their difference is what the only incomplete person answered."""
    rows: list[Row] = [((), (1 + i % 5, 1 + i % 3)) for i in range(20)] + [((), (1, 0))]
    by_hand = survey_of([[x or None for x in answers] for _, answers in rows])
    assert sum(by_hand.whole.counts[0]) - by_hand.whole.complete == 1
    survey = reduced(rows)
    assert (survey.whole.n, survey.whole.complete, survey.set_aside) == (20, 20, 1)


def test_small_groups_are_merged_and_never_named():
    rows: list[Row] = [(("ครู",), (1 + i % 5,)) for i in range(20)]
    rows += [
        (("ผู้อำนวยการ",), (3,)),
        (("รองผู้อำนวยการ",), (4,)),
        (("ธุรการ",), (5,)),
        (("ภารโรง",), (1,)),
        (("ครูอัตราจ้าง",), (2,)),
    ]
    survey = reduced(rows)
    assert [(one.label, one.tally.n) for one in survey.groupings[0].categories] == [("ครู", 20), (OTHERS, 5)]
    assert "ภารโรง" not in dump(survey).decode()


def test_a_merged_group_that_is_still_too_small_takes_the_next():
    rows: list[Row] = [
        ((label,), (1 + i % 5,)) for label, n in (("ครู", 20), ("พนักงาน", 6), ("ผู้บริหาร", 3)) for i in range(n)
    ]
    assert [(one.label, one.tally.n) for one in reduced(rows).groupings[0].categories] == [("ครู", 20), (OTHERS, 9)]


def test_groups_that_cannot_be_made_large_enough_are_left_out():
    rows: list[Row] = [((label,), (1 + i % 5,)) for label, n in (("ครู", 20), ("ผู้บริหาร", 3)) for i in range(n)]
    assert reduced(rows).groupings == ()


def test_those_who_say_no_group_are_one_too():
    rows: list[Row] = [((label,), (1 + i % 5,)) for label, n in (("ครู", 20), ("ผู้บริหาร", 8), ("", 6)) for i in range(n)]
    assert [one.label for one in reduced(rows).groupings[0].categories] == ["ครู", "ผู้บริหาร", "ไม่ระบุ"]
    few = [row for row in rows if row[0] != ("",)] + [(("",), (1,))] * 2
    assert [one.label for one in reduced(few).groupings[0].categories] == ["ครู", OTHERS]


def test_an_item_that_few_of_a_group_answered_is_not_told_by_it():
    rows: list[Row] = [(("ครู",), (1 + i % 5, 1 + i % 4)) for i in range(30)] + [
        (("ผู้บริหาร",), (1 + i % 5, 0 if i < 7 else 2)) for i in range(10)
    ]
    survey = reduced(rows, scores=False)
    told = [category.tally.counts[1] for category in survey.groupings[0].categories]
    assert told == [None, None] and survey.whole.counts[1] is not None


def test_fewer_than_five_are_refused():
    with pytest.raises(Refused, match="น้อยกว่า 5 คน"):
        reduced([((), (3,))] * 4)
    assert reduced([((), (3,))] * 5).whole.n == 5


@pytest.mark.parametrize(
    ("more", "is_told"),
    [
        ([], False),
        ([(("ครู",), (5, 5))], True),
        ([(("ครู",), (5, 5))] * 5, False),
        ([(("ครู",), (5, 4))] * 5 + [(("ผู้บริหาร",), (5, 1))], True),
    ],
    ids=["same", "one more", "five more", "five and one more"],
)
def test_two_versions_are_compared(more, is_told):
    rows: list[Row] = [((label,), (1 + i % 5, 1 + i % 3)) for label, n in (("ครู", 20), ("ผู้บริหาร", 8)) for i in range(n)]
    assert bool(changes_little(reduced(rows), reduced(rows + more))) == is_told


def test_two_versions_may_differ_by_one_who_left_something_out():
    """Six more, but only one of them incomplete: what the six answered less what the five answered is what he did."""
    rows: list[Row] = [((), (1 + i % 5, 1 + i % 3)) for i in range(20)] + [((), (3, 0))] * 5
    more = [*rows, *[((), (4, 4))] * 5, ((), (0, 2))]
    assert "1 คน" in changes_little(reduced(rows), reduced(more))
    assert changes_little(reduced(rows), reduced([*rows, *[((), (4, 4))] * 5])) is None


def test_a_changed_answer_is_told_by_two_versions():
    rows: list[Row] = [((), (1 + i % 5, 1 + i % 3)) for i in range(20)]
    changed = [((), (5, 1)), *rows[1:]]
    assert "เปลี่ยนไป" in changes_little(reduced(rows), reduced(changed))


def test_a_grouping_that_tells_no_answers_still_says_who_answered():
    rows: list[Row] = [(("ครู", "หญิง"), (1 + i % 5,)) for i in range(20)] + [
        (("ครู", "ชาย"), (1 + i % 5,)) for i in range(10)
    ]
    rows += [(("ผู้บริหาร", "ชาย"), (1,)), *[(("ผู้บริหาร", "หญิง"), (5,))] * 6]
    survey = reduced(rows)
    assert [grouping.title for grouping in survey.groupings] == ["ตำแหน่ง"]
    assert [(one.title, [(row.label, row.n) for row in one.categories]) for one in survey.profiles] == [
        ("เพศ", [("หญิง", 26), ("ชาย", 11)])
    ]


@settings(max_examples=150, deadline=None)
@given(answered(), st.integers(0, 10**6))
def test_profiles_say_nothing_of_answers(rows, seed):
    """Whoever gave which answer: the numbers of respondents stay."""
    try:
        survey = reduced(rows)
    except Refused:
        return
    exchanged = [row[1] for row in rows if all(row[1])]
    random.Random(seed).shuffle(exchanged)
    swapped = [(groups, exchanged.pop() if all(answers) else answers) for groups, answers in rows]
    assert reduced(swapped).profiles == survey.profiles
    assert all(row.n >= 5 for one in survey.profiles for row in one.categories)


def proven_alike(rows: list[Row], survey: Survey) -> list[str]:
    """Who share two published categories and, by the counts, must all have given one answer. Sizes are in the book."""
    found = []
    everybody = counted_in(rows, survey, [i for i, (_, answers) in enumerate(rows) if any(answers)])
    own = dict(published_sets(rows, survey))
    for one, other in combinations(survey.groupings, 2):
        for a, b in product(one.categories, other.categories):
            both = own[a.label] & own[b.label] & everybody
            for i, whole in enumerate(survey.whole.counts):
                left, right = a.tally.counts[i], b.tally.counts[i]
                if both and whole and left and right:
                    found += [
                        f"{a.label} {b.label} {i}"
                        for x, y, n in zip(left, right, whole, strict=True)
                        if x + y - n >= len(both)
                    ]
    return found


@st.composite
def named_apart(draw) -> list[Row]:
    """Rows whose groupings share no label, so that a label names one set."""
    return [
        (tuple(f"{label}{place}" for place, label in enumerate(groups)), answers)
        for groups, answers in draw(answered())
    ]


@settings(max_examples=200, deadline=None)
@given(named_apart())
def test_two_groupings_do_not_prove_that_some_answered_alike(rows):
    try:
        survey = reduced(rows)
    except Refused:
        return
    labels = [category.label for grouping in survey.groupings for category in grouping.categories]
    if len(labels) == len(set(labels)):
        assert proven_alike(rows, survey) == []


def test_five_of_one_answer_in_two_groups_are_not_told_by_both():
    """5 heads, 5 men and 5 in all answered น้อยที่สุด: the five male heads, each of them."""
    rows: list[Row] = [(("ครู", "หญิง"), (4 + i % 2,)) for i in range(20)] + [
        (("ครู", "ชาย"), (4 + i % 2,)) for i in range(9)
    ]
    rows += [(("ผู้บริหาร", "ชาย"), (1,))] * 5 + [(("ผู้บริหาร", "หญิง"), (4 + i % 2,)) for i in range(6)]
    survey = reduced(rows)
    assert [grouping.title for grouping in survey.groupings] == ["ตำแหน่ง", "เพศ"]
    told = [[category.tally.counts[0] for category in grouping.categories] for grouping in survey.groupings]
    assert told[0] == [(0, 0, 0, 15, 14), (5, 0, 0, 3, 3)] and told[1] == [None, None]
    by_hand = survey_of(
        [list(row[1]) for row in rows],
        groups={"ตำแหน่ง": [row[0][0] for row in rows], "เพศ": [row[0][1] for row in rows]},
    )
    assert proven_alike(rows, by_hand) == ["ผู้บริหาร ชาย 0"]

"""Attacks on what is published: nobody's answers may be proved, by whoever knows who is in which group."""

from __future__ import annotations

import random

import pytest
from attacker import ASKED, made_up, proofs
from surveys import SATISFACTION

from khlang.survey import merging
from khlang.survey.data import Survey, dump
from khlang.survey.disclosure import Item, Sum, is_safe, small
from khlang.survey.plan import Plan
from khlang.survey.questionnaire import Group, understand
from khlang.survey.reduction import Reduced, most, reduce
from khlang.survey.sheet import Refused, table

GROUPS = ("ตำแหน่ง", "เพศ", "อายุ")
Row = tuple[tuple[str, ...], tuple[int, ...]]  # groups and answers (0: none) of a respondent


def reduction(rows: list[Row], **plan) -> Reduced:
    items = len(rows[0][1])
    head = [*GROUPS[: len(rows[0][0])], *(f"1.{i + 1} เรื่องที่ {i + 1}" for i in range(items))]
    words = ("", *SATISFACTION)
    cells = [[*groups, *(words[x] for x in answers)] for groups, answers in rows]
    said = Plan(levels=5, **plan)
    return reduce(understand(table([head, *cells], "answers.csv"), said), said)


def reduced(rows: list[Row], **plan) -> Survey:
    return reduction(rows, **plan).survey


def teachers(*answers: tuple[int, ...]) -> list[Row]:
    """25 teachers, whose answers are spread, and heads."""
    spread = [(("ครู",), tuple(1 + (i * (k + 1) + k) % 5 for k in range(len(answers[0])))) for i in range(25)]
    return [*spread, *((("ผู้บริหาร",), one) for one in answers)]


def told(survey: Survey, title: str) -> list[bool]:
    """Which items are told by a grouping."""
    found = [one for one in survey.groupings if one.title == title]
    return [counts is not None for counts in found[0].categories[0].tally.counts] if found else []


def test_a_dissenter_does_not_learn_of_the_others():
    assert told(reduced(teachers(*[(1, x) for x in (1, 3, 4, 2)], (5, 5))), "ตำแหน่ง") == [False, True]


def test_two_levels_of_dissatisfaction_are_one_answer():
    assert told(reduced(teachers((1, 1), (1, 3), (2, 4), (2, 2), (1, 5))), "ตำแหน่ง") == [False, True]
    assert told(reduced(teachers((5, 1), (4, 3), (5, 4), (4, 2), (5, 5))), "ตำแหน่ง") == [False, True]


def test_a_sum_does_not_give_a_hidden_item():
    """All five heads answered 1 to the second item; with Σt and the counts of the others it would come out."""
    survey = reduced(teachers((1, 1, 3), (3, 1, 1), (4, 1, 5), (2, 1, 2), (5, 1, 4)))
    assert told(survey, "ตำแหน่ง") == [True, False, True]
    assert survey.groupings[0].categories[1].tally.scores == (None, None)
    assert survey.whole.scores[0] is not None


def test_two_hidden_items_may_make_up_for_each_other():
    rng = random.Random(3)
    rows = teachers(*[(rng.choice((4, 5)), rng.choice((4, 5)), rng.choice((2, 3, 4, 5))) for _ in range(6)])
    survey = reduced(rows)
    assert list(proofs(survey, GROUPS, [groups for groups, _ in rows])) == []


def test_two_groupings_prove_nothing_of_who_is_in_both():
    """Of 15 teachers 10 answered 1, and nobody over 50 did: the 10 teachers who are younger, each of them."""
    rows: list[Row] = [(("ครู", "ไม่เกิน 40 ปี"), (1, 3 + i % 3)) for i in range(6)]
    rows += [(("ครู", "41–50 ปี"), (1, 2 + i % 3)) for i in range(4)]
    rows += [(("ครู", "51 ปีขึ้นไป"), (2 + i % 4, 3)) for i in range(5)]
    rows += [(("บุคลากร", "ไม่เกิน 40 ปี"), (1 + i % 5, 1 + i % 4)) for i in range(11)]
    rows += [(("บุคลากร", "41–50 ปี"), (1 + i % 4, 1 + i % 5)) for i in range(21)]
    rows += [(("บุคลากร", "51 ปีขึ้นไป"), (3 + i % 3, 1 + i % 5)) for i in range(8)]
    survey = reduced(rows)
    assert told(survey, "ตำแหน่ง") == [True, True] and not all(told(survey, "เพศ"))
    assert list(proofs(survey, GROUPS, [groups for groups, _ in rows])) == []


@pytest.mark.parametrize(("n", "base"), [(12, (4.2, 4.9)), (30, (4.2, 4.9)), (40, (3.5, 4.7))])
def test_an_attacker_with_integer_programming_proves_nothing(n, base):
    """A sample of `bench/disclosure.py`, which runs 300."""
    head, rows = made_up(n, 1, random.Random(n), base)
    survey = reduce(understand(table([head, *rows], "a.csv"), Plan(levels=5)), Plan(levels=5)).survey
    assert list(proofs(survey, list(ASKED), [tuple(row[: len(ASKED)]) for row in rows])) == []


def test_the_attacker_proves_what_a_rule_of_five_lets_through():
    """Groups of five and more, and still: by hand, without the audit."""
    rows: list[Row] = [(("ครู",), (1 + i % 5,)) for i in range(25)] + [(("ผู้บริหาร",), (1,))] * 5
    survey = reduced([*rows[:-5], *((("ผู้บริหาร",), (1 + i,)) for i in range(5))])
    heads = survey.groupings[0].categories[1]
    alike = heads.model_copy(update={"tally": heads.tally.model_copy(update={"counts": ((5, 0, 0, 0, 0),)})})
    categories = (survey.groupings[0].categories[0], alike)
    grouping = survey.groupings[0].model_copy(update={"categories": categories})
    whole = survey.whole.model_copy(update={"counts": ((10, 5, 5, 5, 5),), "scores": (None, None)})
    bare = [
        one.model_copy(update={"tally": one.tally.model_copy(update={"scores": (None, None)})}) for one in categories
    ]
    by_hand = survey.model_copy(
        update={"whole": whole, "groupings": (grouping.model_copy(update={"categories": tuple(bare)}),)}
    )
    assert any("answered (1,)" in proof for proof in proofs(by_hand, GROUPS, [groups for groups, _ in rows]))


def test_most_tables_of_sixty_answers_are_told():
    head, rows = made_up(60, 2, random.Random(5), (3.0, 4.5))
    survey = reduce(understand(table([head, *rows], "a.csv"), Plan(levels=5)), Plan(levels=5)).survey
    assert sum(sum(told(survey, one.title)) for one in survey.groupings) >= 6  # of 10
    assert sum(len(one.categories) for one in (*survey.groupings, *survey.profiles)) >= 14  # of 17


def test_groups_that_an_item_is_not_told_by_meet_too():
    """By position nothing is told of who is both young and a woman; whoever has the book asks about those three all the same."""
    place = [i // 10 for i in range(40)]  # four positions
    levels = bytes(1 if i % 10 == 0 else 4 + i % 2 for i in range(40))  # one in each is not satisfied
    three = [int(i in (1, 12, 23)) for i in range(40)]  # of three positions one each
    item = Item(levels, 5, (place,))
    assert not is_safe([item], (), [place], small(40, 5)), "of ten all but one are satisfied"
    levels = bytes(1 if i % 10 < 2 else 4 + i % 2 for i in range(40))
    assert is_safe([Item(levels, 5, (place,))], (), [place, three], small(40, 5)), (
        "any two of three may be dissatisfied"
    )
    half = [i // 20 for i in range(40)]
    levels = bytes([1, 1, *[4 + i % 2 for i in range(18)], *[1 + i % 5 for i in range(20)]])
    few = [int(i in (3, 5, 7)) for i in range(40)]
    assert is_safe([Item(levels, 5, (half,))], (), [half, few], small(40, 5))
    apart = [2 if i == 0 else 3 if i == 1 else i // 20 for i in range(40)]
    assert not is_safe([Item(levels, 5, (apart,))], (), [apart, few], small(40, 5))


def test_as_many_groupings_as_pass_and_of_as_many_the_first():
    together = [{0, 2}, {1, 3}, {1, 2}]

    def is_safe(chosen: tuple[int, ...]) -> bool:
        return len(chosen) < 2 or any(set(chosen) <= one for one in together)

    assert most(4, is_safe) == (0, 2)
    together.append({1, 2, 3})
    assert most(4, is_safe) == (1, 2, 3)
    assert most(0, is_safe) == ()


def test_large_groups_pass_by_their_own_answers():
    """Of each type two answered outside each class: no other table is sought, however many they are."""
    codes = [i % 4 for i in range(20_000)]
    levels = bytes(1 + i // 4 % 5 for i in range(20_000))
    assert is_safe([Item(levels, 5, (codes,))], (), [codes], small(20_000, 5))


def test_a_large_group_may_agree():
    """That all of 40 of 60 are satisfied is a result; that all of 6 are is told of nobody."""
    levels = bytes([4 + i % 2 for i in range(40)] + [1 + i % 5 for i in range(20)])
    large = [i // 40 for i in range(60)]
    assert is_safe([Item(levels, 5, (large,))], (), [large], small(60, 5))
    few = [int(i < 6) for i in range(60)]
    assert not is_safe([Item(levels, 5, (few,))], (), [few], small(60, 5))


def test_a_sum_at_its_end_proves_every_answer():
    levels = bytes([5] * 8 + [1 + i % 5 for i in range(30)])
    group = [int(i < 8) for i in range(38)]
    item = Item(levels, 5, ())
    assert is_safe([item], (), [group], small(38, 5))
    assert not is_safe([item], [Sum(group, [1] * 38, (0,))], [group], small(38, 5))


def group_of(labels: list[str], *order: str) -> Group:
    names = tuple(dict.fromkeys(labels))
    return Group("อายุ", names, tuple(names.index(label) for label in labels), order)


def test_neighbours_join_neighbours_and_keep_their_names():
    labels = ["51 ปีขึ้นไป"] * 9 + ["ไม่เกิน 30 ปี"] * 3 + ["41–50 ปี"] * 20 + ["31–40 ปี"] * 12
    made = merging.merged(group_of(labels), bytes([1] * len(labels)), 5)
    assert made.labels == ("ไม่เกิน 30 ปี และ 31–40 ปี", "41–50 ปี", "51 ปีขึ้นไป")
    assert [made.codes.count(place) for place in range(3)] == [15, 20, 9]


@pytest.mark.parametrize(
    ("labels", "order"),
    [
        (("ปริญญาโท", "ต่ำกว่าปริญญาตรี", "ปริญญาตรี"), ["ต่ำกว่าปริญญาตรี", "ปริญญาตรี", "ปริญญาโท"]),
        (("ขนาดใหญ่", "ขนาดเล็ก", "ขนาดกลาง"), ["ขนาดเล็ก", "ขนาดกลาง", "ขนาดใหญ่"]),
        (("มากกว่า ๒๐ ปี", "11-20 ปี", "ต่ำกว่า 11 ปี"), ["ต่ำกว่า 11 ปี", "11-20 ปี", "มากกว่า ๒๐ ปี"]),
        (("ครู", "ผู้บริหาร"), None),
    ],
)
def test_the_order_of_labels_comes_from_numbers_and_known_steps(labels, order):
    assert merging.ordered(labels) == order


def test_the_plan_may_give_the_order():
    assert merging.ordered(("ค", "ก", "ข"), ("ก", "ข", "ค")) == ["ก", "ข", "ค"]
    rows: list[Row] = [((label,), (1 + i % 5,)) for label, n in (("น้อง", 3), ("กลาง", 12), ("พี่", 9)) for i in range(n)]
    survey = reduced(rows, order={"ตำแหน่ง": ["น้อง", "กลาง", "พี่"]})
    assert [one.label for one in survey.groupings[0].categories] == ["น้อง และ กลาง", "พี่"]


def test_groups_without_order_join_the_smallest():
    rows: list[Row] = [
        ((label,), (1 + i % 5,)) for label, n in (("ครู", 20), ("พนักงาน", 6), ("ผู้บริหาร", 3)) for i in range(n)
    ]
    groups = reduced(rows).groupings[0].categories
    assert [(one.label, one.tally.n) for one in groups] == [("ครู", 20), ("พนักงาน และ ผู้บริหาร", 9)]


def test_nobody_is_left_out_for_a_blank():
    rows: list[Row] = [((), (1 + i % 5, 1 + i % 3, 1 + i % 4)) for i in range(20)] + [((), (3, 2, 0))]
    survey = reduced(rows)
    assert (survey.whole.n, survey.whole.complete, survey.set_aside) == (21, 20, 0)
    assert [sum(counts) for counts in survey.whole.counts] == [21, 21, 20]
    assert survey.whole.scores[0].n == 20


def test_a_difference_of_sums_does_not_give_an_answer():
    """One left the second item out: Σ of the first over all, less Σt, would be what he answered to the first."""
    rows: list[Row] = [((), (1 + i % 5, 1 + i % 3)) for i in range(20)] + [((), (1, 0))]
    survey = reduced(rows)
    assert [sum(counts) for counts in survey.whole.counts] == [21, 20]
    assert survey.whole.scores[0].n == 16, "four of the complete are in the difference too"


def test_an_item_that_few_of_a_group_answered_is_not_told_by_it():
    rows: list[Row] = [(("ครู",), (1 + i % 5, 1 + i % 4)) for i in range(30)] + [
        (("ผู้บริหาร",), (1 + i % 5, 0 if i < 7 else 1 + i % 3)) for i in range(10)
    ]
    assert told(reduced(rows, scores=False), "ตำแหน่ง") == [True, False]


def test_fewer_than_five_are_refused():
    with pytest.raises(Refused, match="น้อยกว่า 5 คน"):
        reduced([((), (3,))] * 4)
    assert reduced([((), (3,))] * 5).whole.n == 5


def test_a_grouping_that_tells_no_answers_still_says_who_answered():
    rows: list[Row] = [(("ครู",), (1 + i % 5,)) for i in range(20)] + [(("ผู้บริหาร",), (1,))] * 6
    survey = reduced(rows)
    assert not survey.groupings
    assert [(row.label, row.n) for row in survey.profiles[0].categories] == [("ครู", 20), ("ผู้บริหาร", 6)]


def test_the_same_answers_give_the_same_bytes():
    head, rows = made_up(30, 1, random.Random(8), (3.0, 4.5))
    twice = [
        dump(reduce(understand(table([head, *rows], "a.csv"), Plan(levels=5)), Plan(levels=5)).survey) for _ in "ab"
    ]
    assert twice[0] == twice[1]

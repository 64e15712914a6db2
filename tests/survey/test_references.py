"""Our statistics against R, scipy and pingouin: four data sets that are not ours, and one made up for its corners.

`references/` holds the scripts, the versions that they ran with, and what came out.
"""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from answers import csv_bytes

from khlang.survey import differences
from khlang.survey.data import Aspect, Category, Grouping, Item, Part, Scale, Scores, Survey, Tally
from khlang.survey.plan import Plan
from khlang.survey.questionnaire import understand
from khlang.survey.reading import separated
from khlang.survey.reduction import reduce
from khlang.survey.rounding import half_up
from khlang.survey.sheet import table
from khlang.survey.statistics import Summary, alpha, results

HERE = Path(__file__).parent / "references"
PYTHON = json.loads((HERE / "python.json").read_text(encoding="utf-8"))
R_SETS = {
    name: json.loads((HERE / f"{name}.json").read_text(encoding="utf-8")) for name in ("bfi", "housing", "anes96")
}


def shown(value: float, places: int = 2) -> Decimal:
    """A reference value, known to some 14 digits, as a report shows it."""
    return half_up(Fraction(round(value, 12)).limit_denominator(10**12), places)


def assert_same(ours: Summary, theirs: dict) -> None:
    assert (ours.n, ours.mean, ours.sd) == (theirs["n"], shown(theirs["mean"]), shown(theirs["sd"]))
    assert float(ours.exact) == pytest.approx(theirs["mean"], rel=1e-12)
    assert ours.interval == tuple(map(shown, theirs["interval"]))


def of_sums(made: dict) -> Survey:
    """The survey whose sums R computed; aspects are R's units, the last of which is the whole part."""
    *aspects, _ = made["units"]
    owner = {item: unit for unit in aspects for item in made["units"][unit]}

    def tally(sums: dict, is_whole: bool = False) -> Tally:
        return Tally(
            n=sums["n"],
            complete=sums["complete"] if is_whole else None,
            counts=tuple(tuple(sums["counts"][item]) for item in made["items"]),
            scores=tuple(Scores(n=sums["complete"], **sums["scores"][unit]) for unit in made["units"]),
        )

    return Survey(
        version=1,
        parts=(
            Part(key="all", title="all", scale=Scale(labels=tuple(f"level {i}" for i in range(1, made["levels"] + 1)))),
        ),
        aspects=tuple(Aspect(key=unit.replace("_", "-"), title=unit, part="all") for unit in aspects),
        items=tuple(
            Item(key=item, text=item, aspect=owner[item].replace("_", "-"), reversed=item in made["turned"])
            for item in made["items"]
        ),
        whole=tally(made["whole"], is_whole=True),
        groupings=(
            Grouping(
                title=made["group"],
                categories=tuple(Category(label=one["label"], tally=tally(one)) for one in made["categories"]),
            ),
        ),
    )


@pytest.mark.parametrize("name", R_SETS)
def test_means_spreads_alpha_and_differences_are_those_of_r(name):
    made = R_SETS[name]
    assert made["made_by"]["r"].startswith("R version") and (HERE / Path(made["made_by"]["script"]).name).is_file()
    found = results(of_sums(made))
    for item, theirs in made["reported"]["items"].items():
        assert_same(found.item(item), theirs)
    for unit, theirs in made["reported"]["units"].items():
        ours = found.part("all") if unit == "all" else found.aspect(unit.replace("_", "-"))
        assert_same(ours, theirs)
        expected = made["reported"]["alpha"][unit]
        assert ours.alpha.value == (None if expected is None else shown(expected, 3))
        told = differences.of_grouping(found.groupings[0], unit.replace("_", "-"))
        theirs = made["reported"]["difference"][unit]
        freedom = theirs["freedom"] if isinstance(theirs["freedom"], list) else [theirs["freedom"]]
        assert (told.statistic, told.p) == (shown(theirs["statistic"]), shown(theirs["p"], 3))
        assert list(map(float, told.freedom)) == pytest.approx(freedom, abs=0.005)


def test_the_whole_way_from_answers_gives_the_sums_of_r():
    """anes96.csv, public domain: from the bytes of a file to what R says, with a reversed item and a group."""
    data = (HERE / "anes96.csv").read_bytes()
    rows = separated(data, "anes96.csv")
    plan = Plan.model_validate(
        {"parts": [{"title": "all", "columns": "A-C"}], "levels": 7, "reversed": ["C"], "groups": ["D"]}
    )
    survey = reduce(understand(table(rows, "anes96.csv"), plan), plan).survey
    made = R_SETS["anes96"]
    assert survey.whole.counts == tuple(tuple(made["whole"]["counts"][item]) for item in made["items"])
    assert survey.whole.scores[1] == Scores(n=made["whole"]["complete"], **made["whole"]["scores"]["all"])
    told = {one.label: one.tally.scores[1] for one in survey.groupings[0].categories}
    assert told == {one["label"]: Scores(n=one["complete"], **one["scores"]["all"]) for one in made["categories"]}


def test_a_table_of_counts_comes_back_from_its_rows():
    """MASS::housing has 1,681 tenants; written out as answers they give R's counts by group."""
    made = R_SETS["housing"]
    words = ("น้อย", "ปานกลาง", "มาก")
    rows = [["กลุ่มงาน", "1. ความพึงพอใจ"]]
    for one in made["categories"]:
        rows += [[one["label"], words[level]] for level, times in enumerate(one["counts"]["Sat"]) for _ in range(times)]
    plan = Plan(levels=3)
    survey = reduce(understand(table(separated(csv_bytes(rows), "a.csv"), "a.csv"), plan), plan).survey
    told = {one.label: list(one.tally.counts[0]) for one in survey.groupings[0].categories}
    assert told == {one["label"]: one["counts"]["Sat"] for one in made["categories"]}


@pytest.fixture(scope="module")
def made_up():
    """The answers from references.py, read as a file is read; incomplete ones kept for their items."""
    data = (HERE / "answers.csv").read_bytes()
    plan = Plan.model_validate(
        {
            "parts": [{"title": "all", "columns": "C-H"}],
            "levels": 6,
            "reversed": ["q4"],
            "groups": ["post"],
            "ignore": ["A"],
        }
    )
    return results(reduce(understand(table(separated(data, "answers.csv"), "answers.csv"), plan), plan).survey)


def test_six_levels_with_gaps_and_a_reversed_item_are_those_of_scipy_and_pingouin(made_up):
    theirs = PYTHON["answers"]
    part = made_up.parts[0]
    assert_same(part, theirs["all"])
    assert part.alpha.value == shown(theirs["alpha"], 3)
    for category in made_up.groupings[0].categories:
        assert_same(category.parts[0], theirs["by_post"][category.label])
    told = differences.of_grouping(made_up.groupings[0], part.part.key)
    assert (told.statistic, told.p, told.effect) == (
        shown(theirs["post"]["F"]),
        shown(theirs["post"]["p"], 3),
        shown(theirs["post"]["eta2"]),
    )


def test_items_of_all_who_answered_are_those_of_scipy():
    """Every answer counts for its item where no scores are told: pandas leaves out the same gaps."""
    data = (HERE / "answers.csv").read_bytes()
    plan = Plan.model_validate(
        {
            "parts": [{"title": "all", "columns": "C-H"}],
            "levels": 6,
            "reversed": ["q4"],
            "groups": ["sex"],
            "ignore": ["B"],
            "scores": False,
        }
    )
    found = results(reduce(understand(table(separated(data, "answers.csv"), "answers.csv"), plan), plan).survey)
    for item, theirs in zip(found.parts[0].items, PYTHON["answers"]["items"].values(), strict=True):
        assert_same(item, theirs)
    assert found.parts[0].mean is None and found.parts[0].alpha.value is None


def test_welch_is_that_of_scipy():
    with (HERE / "answers.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    own: dict[str, list[Fraction]] = {"f": [], "m": []}
    for row in rows:
        levels = [row[f"q{i}"] for i in range(1, 7)]
        if all(levels):
            own[row["sex"]].append(Fraction(sum(7 - int(x) if i == 3 else int(x) for i, x in enumerate(levels)), 6))
    groups = []
    for values in own.values():
        mean = sum(values) / len(values)
        variance = sum((x - mean) ** 2 for x in values) / (len(values) - 1)
        groups.append(Summary(len(values), half_up(mean), None, None, None, mean, variance))
    told, theirs = differences.between(groups, ("f", "m")), PYTHON["answers"]["sex"]
    assert (told.statistic, told.freedom[0], told.p, told.effect) == (
        shown(theirs["t"]),
        shown(theirs["freedom"]),
        shown(theirs["p"], 3),
        shown(theirs["d"]),
    )


def test_alpha_of_pingouins_own_data():
    theirs = PYTHON["pingouin"]
    scores = Scores(n=theirs["n"], total=theirs["total"], squares=theirs["squares"], item_spread=theirs["item_spread"])
    assert alpha(len(theirs["counts"]), theirs["n"], scores).value == shown(theirs["alpha"], 3) == Decimal("0.592")

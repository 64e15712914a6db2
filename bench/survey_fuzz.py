"""Spoilt files of answers, for as many seconds as one likes: whatever they hold, there is a survey or a Thai sentence.

    python bench/survey_fuzz.py 300

Prints how many were tried, how many gave a survey, and a traceback for each that gave neither.
"""

from __future__ import annotations

import random
import sys
import time
import traceback
from pathlib import Path

from khlang.pages.research import tables
from khlang.research import sentences
from khlang.survey import summary
from khlang.survey.data import dump, read
from khlang.survey.draft_plan import draft
from khlang.survey.plan import read as read_plan
from khlang.survey.questionnaire import understand
from khlang.survey.reduction import reduce
from khlang.survey.sheet import Refused, table
from khlang.survey.statistics import results

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "survey"))
from exported import FILES, ODD, PLANS, cells_of


def spoilt(draw: random.Random) -> list[list[str]]:
    """The cells of a file with some changed, and sometimes cut short."""
    rows = cells_of(draw.choice(sorted(FILES)))
    for _ in range(draw.randint(0, 6)):
        row = rows[draw.randrange(len(rows))]
        row[draw.randrange(len(row))] = draw.choice(ODD)
    return rows[: draw.randint(1, 12)] if draw.random() < 0.1 else rows


def main(seconds: float) -> int:
    draw, end, tried, given, bad = random.Random(1), time.monotonic() + seconds, 0, 0, 0
    while time.monotonic() < end:
        rows, plan = spoilt(draw), draw.choice(PLANS)
        tried += 1
        try:
            sheet = table(rows, "a.csv")
            read_plan(draft(sheet).encode(), "draft.yml")
            said = read_plan(plan.encode(), "plan.yml")
            asked = understand(sheet, said)
            reduced = reduce(asked, said)
            list(summary.lines(asked, reduced))
            assert read(dump(reduced.survey), "a.json") == reduced.survey
            found = results(reduced.survey)
            sentences.for_director(found), tables.respondents(found), tables.quality(found)
            given += 1
        except Refused:
            continue
        except Exception:
            bad += 1
            traceback.print_exc(limit=-4)
    print(f"{tried} tried, {given} surveys, {tried - given - bad} refused, {bad} tracebacks")
    return bad


if __name__ == "__main__":
    raise SystemExit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 60))

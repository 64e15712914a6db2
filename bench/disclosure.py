"""Attacks made-up surveys with integer programming and counts what is told: `khlang survey` against `tests/survey/attacker`.

    python bench/disclosure.py [--surveys 300] [--items 4] [--seed 1] [--first 1]
    python bench/disclosure.py --utility 60 100 [--no-attack]

Sizes run from 12 to 400; the means of items from 4.2 to 4.9, near the ceiling. `--utility` takes means from 3.0 to 4.5, as
surveys of services have them, at the sizes named. Each survey is drawn from the seed and its own number, so that any of them
can be made again alone. Prints a line a survey and the shares of tables told; ends with 1 where anything was proved.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "survey"))

from attacker import ASKED, made_up, proofs

from khlang.survey.plan import Plan
from khlang.survey.questionnaire import understand
from khlang.survey.reduction import reduce
from khlang.survey.sheet import table

NEAR_CEILING, USUAL = (4.2, 4.9), (3.0, 4.5)


def main() -> None:
    """Run the attacks."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--surveys", type=int, default=300)
    cli.add_argument("--items", type=int, default=4)
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--first", type=int, default=1, help="number of the first survey")
    cli.add_argument("--utility", type=int, nargs="*")
    cli.add_argument("--no-attack", action="store_true", help="only count what is told")
    asked = cli.parse_args()
    proved = told = possible = named = 0
    for number in range(asked.first, asked.first + asked.surveys):
        rng = random.Random(f"{asked.seed}-{number}")
        n = rng.choice(asked.utility) if asked.utility else round(12 * (400 / 12) ** rng.random())
        head, rows = made_up(n, asked.items, rng, USUAL if asked.utility else NEAR_CEILING)
        began = time.process_time()
        survey = reduce(understand(table([head, *rows], "answers.csv"), Plan(levels="5")), Plan(levels="5")).survey
        took = time.process_time() - began
        tables = sum(c is not None for one in survey.groupings for c in one.categories[0].tally.counts)
        groups = sum(len(one.categories) for one in (*survey.groupings, *survey.profiles))
        began = time.process_time()
        book = [tuple(row[: len(ASKED)]) for row in rows]
        found = [] if asked.no_attack else list(proofs(survey, list(ASKED), book))
        attack = time.process_time() - began
        told, possible, named = told + tables, possible + len(ASKED) * asked.items, named + groups
        proved += len(found)
        print(
            f"{number:3} n = {n:3} told {tables}/{len(ASKED) * asked.items} groups {groups} "
            f"{took:.1f} CPU s, attack {attack:.1f} {found[:2] or ''}",
            flush=True,
        )
    attacks = 0 if asked.no_attack else asked.surveys
    print(
        f"told {told / possible:.0%} of the tables, {named / asked.surveys:.1f} groups a survey; "
        f"{attacks} attacked, proved {proved}"
    )
    sys.exit(bool(proved))


if __name__ == "__main__":
    main()

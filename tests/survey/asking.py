"""The small survey read, reduced and refused, for tests that change a cell of it."""

from __future__ import annotations

import pytest
from answers import WORDS, rows

from khlang.survey.plan import Plan
from khlang.survey.questionnaire import understand
from khlang.survey.reading import read
from khlang.survey.reduction import reduce
from khlang.survey.sheet import Refused

NO_PLAN = Plan()


def asked_of(folder, data: bytes, name: str = "answers.csv", plan: Plan = NO_PLAN):
    path = folder / name
    path.write_bytes(data)
    return understand(read(path), plan)


def survey_of(folder, data: bytes, name: str = "answers.csv", plan: Plan = NO_PLAN):
    return reduce(asked_of(folder, data, name, plan), plan).survey


def changed(row: int, column: int, value: str, n: int = 24) -> list[list[str]]:
    """The small survey with one cell changed; row 1 is the head, column A is 0."""
    table = rows(n)
    table[row - 1] = [*table[row - 1][:column], value, *table[row - 1][column + 1 :]]
    return table


def answered(question: str, values: list[str]) -> list[list[str]]:
    """One question of levels beside another, so that there always is one that can be read."""
    return [["1.1 ความรวดเร็ว", question], *([WORDS[i % 5], value] for i, value in enumerate(values))]


def faults(folder, data: bytes, name: str = "answers.csv", plan: Plan = NO_PLAN) -> str:
    with pytest.raises(Refused) as refused:
        survey_of(folder, data, name, plan)
    return "\n".join(refused.value.faults)

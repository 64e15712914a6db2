"""The committed data of a survey: sums over respondents, from which every statistic is computed and no answer is.

One JSON file below `docs/research/data/`, named by an entry's `data`. `khlang survey` writes it; people read it and
leave it alone, and what does not add up is told as a `Problem`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, ValidationError, model_validator

from khlang.content.front_matter import decode, read_yaml
from khlang.content.problem import Problem, Rule
from khlang.content.values import FEWEST, Day
from khlang.survey.shapes import ChoiceQuestion, Count, Key, Model, OpenQuestion, Text, Total

VERSION = 1
NOT_SAID = "ไม่ระบุ"
"""The category of those who left a question on themselves out; they are no group of a test."""

BROKEN = Rule(
    "survey-data",
    "ข้อมูลผลสำรวจอ่านไม่ได้หรือตัวเลขไม่ลงตัว",
    wrong='"respondents": 120 แต่ตัวเลขของกลุ่มรวมกันได้ 119',
    right="ไฟล์ที่คำสั่ง khlang survey เขียนไว้ โดยไม่แก้ด้วยมือ",
    why="ตัวเลขทุกตัวในหน้ารายงานคำนวณจากไฟล์นี้ ถ้าแก้ด้วยมือ ผลที่เผยแพร่จะไม่ตรงกับคำตอบ",
)


class Bands(StrEnum):
    """The rule by which a mean is given a level in words; one for the whole survey. `bands.RULES` has the limits."""

    BOONCHOM = "boonchom"
    EQUAL = "equal"


class Side(StrEnum):
    """What a part of paired questions asks of: how it is (D), or how it should be (I)."""

    IS = "is"
    SHOULD = "should"


class Scale(Model):
    """The answers that the items of a part offer."""

    labels: tuple[Text, ...] = Field(min_length=2, max_length=11)
    """Level 1 first, the highest last: น้อยที่สุด … มากที่สุด."""
    first: Annotated[int, Field(ge=0, le=1, strict=True)] = 1
    """The number that means and bands count the lowest level as: 0 of a scale from 0 to 10."""

    @property
    def levels(self) -> int:
        """How many there are; an answer is a number from 1 to this."""
        return len(self.labels)

    @property
    def last(self) -> int:
        """The number that means and bands count the highest level as."""
        return self.first + self.levels - 1

    @property
    def has_words(self) -> bool:
        """Whether means can be said in its words: not where levels are bare numbers, nor of yes and no."""
        return self.levels > 2 and not all(label.isdigit() for label in self.labels)


class Ioc(Model):
    """What experts said of an item's fit to its aim: −1, 0 or +1 each. Their single scores are not kept."""

    experts: Annotated[int, Field(ge=1, le=100, strict=True)]
    """N."""
    total: Annotated[int, Field(ge=-100, le=100, strict=True)]
    """ΣR."""


class Item(Model):
    """A question that is answered by a level of its part's scale."""

    key: Key
    """Unlike every other key of the survey: "2.1.3", or "q7" where the questionnaire has no numbers."""
    text: Text
    """The question as asked, without its number."""
    aspect: Key
    reversed: bool = False
    """Whether a low level is the good one. Counts stay as answered; means are of the scores levels + 1 − answer."""
    ioc: Ioc | None = None


class Aspect(Model):
    """ด้าน: items whose scores are added up. A part without aspects has one, of the part's own title."""

    key: Key
    title: Text
    part: Key


class Part(Model):
    """ตอน of a questionnaire: aspects on one scale, whose scores are added up to a total."""

    key: Key
    title: Text
    scale: Scale
    side: Side | None = None


class Pair(Model):
    """Two items that ask the same of how it is and how it should be."""

    is_: Key = Field(alias="is")
    should: Key

    model_config = ConfigDict(populate_by_name=True)


class Scores(Model):
    """The scores on an aspect or a part of those who answered all of it: the sum over its items for each of them."""

    n: Count
    """How many they are. Where one to four left something of it out, it can be fewer than answered all: `reduction`."""
    total: Total
    """Σt."""
    squares: Total
    """Σt²."""
    item_spread: Total | None = None
    """Σ over the unit's items of n·Σx² − (Σx)², which is n(n−1) times the sum of their variances; α needs it. Of all
    respondents only."""


class Tally(Model):
    """What some respondents answered: all of them, or a group."""

    n: Count
    """How many they are."""
    complete: Count | None = None
    """How many of them answered every item of the survey. Of all respondents only."""
    counts: tuple[tuple[Count, ...] | None, ...]
    """For each item of the survey, in its order, how often each level was answered. None where it is not told, since fewer
    than `least` of a group answered, or somebody's answer could be proved (`disclosure`)."""
    scores: tuple[Scores | None, ...]
    """For each aspect, then for each part. None where it is not told."""


class Category(Model):
    """A value of a grouping: ครู among ตำแหน่ง."""

    label: Text
    tally: Tally


class Grouping(Model):
    """A question by which respondents are told apart; every respondent is in one category."""

    title: Text
    categories: tuple[Category, ...] = Field(min_length=2)


class Share(Model):
    """How many respondents gave one answer about themselves."""

    label: Text
    n: Count


class Profile(Model):
    """A question on the respondents by which no answers are told, as that would tell of too few: their numbers only."""

    title: Text
    categories: tuple[Share, ...] = Field(min_length=2)


class Collected(Model):
    """From the first answer to the last, as days; hours would tell people apart."""

    first: Day
    last: Day


class Survey(Model):
    """A survey as it is committed."""

    version: Literal[1]
    least: Annotated[int, Field(ge=FEWEST, le=1000, strict=True)] = FEWEST
    """The fewest respondents of whom anything is told."""
    bands: Bands = Bands.BOONCHOM
    collected: Collected | None = None
    invited: Count | None = None
    """How many were asked to answer; None where nobody knows."""
    set_aside: Count = 0
    """How many answered, but are in no number here: too much was left out, or too few left out as much as they did."""
    parts: tuple[Part, ...] = Field(min_length=1)
    aspects: tuple[Aspect, ...] = Field(min_length=1)
    items: tuple[Item, ...] = Field(min_length=1)
    pairs: tuple[Pair, ...] = ()
    whole: Tally
    """All respondents who count."""
    groupings: tuple[Grouping, ...] = ()
    profiles: tuple[Profile, ...] = ()
    open: tuple[OpenQuestion, ...] = ()
    choices: tuple[ChoiceQuestion, ...] = ()

    @cached_property
    def scored(self) -> tuple[str, ...]:
        """The keys that `Tally.scores` follow: of every aspect, then of every part."""
        return tuple(one.key for one in self.units)

    @property
    def units(self) -> tuple[Aspect | Part, ...]:
        """What answers are added up over: every aspect, then every part."""
        return *self.aspects, *self.parts

    def aspects_of(self, part: Part) -> tuple[Aspect, ...]:
        """The aspects of a part, in order."""
        return tuple(one for one in self.aspects if one.part == part.key)

    def items_of(self, aspect: Aspect) -> tuple[Item, ...]:
        """The items of an aspect, in order."""
        return tuple(one for one in self.items if one.aspect == aspect.key)

    def counts(self, item: Item, tally: Tally | None = None) -> tuple[int, ...] | None:
        """How often each level of an item was answered, by all or by a group; None where it is not told."""
        return (tally or self.whole).counts[self._places[item.key]]

    def scores(self, unit: Aspect | Part, tally: Tally | None = None) -> Scores | None:
        """Σt and Σt² of an aspect or a part, of all or of a group; None where they are not told."""
        return (tally or self.whole).scores[self.scored.index(unit.key)]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {item.key: place for place, item in enumerate(self.items)}

    @cached_property
    def _parts(self) -> dict[str, Part]:
        parts = {part.key: part for part in self.parts}
        return {item.key: parts[one.part] for one in self.aspects for item in self.items if item.aspect == one.key}

    def part_of(self, item: Item) -> Part:
        """The part that an item stands in."""
        return self._parts[item.key]

    def item(self, key: str) -> Item | None:
        """The item of a key."""
        place = self._places.get(key)
        return None if place is None else self.items[place]

    @model_validator(mode="after")
    def _adds_up(self) -> Survey:
        for fault in _faults(self):
            raise ValueError(fault)
        return self


def read(data: bytes, path: str) -> Survey | list[Problem]:
    """The bytes of a file → the survey, or what is wrong with it. Never raises for what the file holds.

    `path` is relative to the content folder; problems name a line of the file.
    """
    text = decode(data, path)
    if text.problems:
        return text.problems
    try:
        values = json.loads(text.value)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        return [BROKEN.at(path, line, f"อ่านไม่ได้ตั้งแต่บรรทัดนี้ {_AGAIN}")]
    if isinstance(values, dict) and values.get("version") not in (None, VERSION):
        return [
            BROKEN.at(path, 1, f"ไฟล์นี้เป็นรุ่น {values['version']} แต่โปรแกรมรู้จักรุ่น {VERSION} ให้ปรับรุ่นของ khlang แล้วลองใหม่")
        ]
    try:
        return Survey.model_validate(values)
    except ValidationError as error:
        read = read_yaml(text.value, path)
        lines = {} if isinstance(read, Problem) else read[1]
        return [_problem(fault, lines, path) for fault in error.errors(include_url=False)[:5]]


def dump(survey: Survey) -> bytes:
    """The file of a survey: the same survey gives the same bytes. A row of numbers stands on one line."""
    always = {"version": survey.version, "least": survey.least, "bands": survey.bands.value}
    values = {**always, **survey.model_dump(mode="json", by_alias=True, exclude_defaults=True)}
    text = json.dumps(values, ensure_ascii=False, indent=1)
    rows = re.sub(r"\[\s+(\d+(?:,\s+\d+)*)\s+\]", lambda row: f"[{' '.join(row[1].split())}]", text)
    return f"{rows}\n".encode()


_AGAIN = "ไฟล์นี้สร้างด้วยคำสั่ง khlang survey ไม่แก้ด้วยมือ ให้สั่ง khlang survey ใหม่จากไฟล์คำตอบ"


def _problem(fault: Any, lines: dict[str, int], path: str) -> Problem:
    place = [str(part) for part in fault["loc"]]
    line = 1
    for end in range(len(place), 0, -1):
        if found := lines.get(".".join(place[:end])):
            line = found
            break
    name = ".".join(place)
    said = {"missing": f"ขาด {name}", "extra_forbidden": f"ไม่รู้จัก {name}"}.get(fault["type"])
    if said is None and fault["type"] == "value_error":
        said = str(fault["ctx"]["error"])
    return BROKEN.at(path, line, f"{said or f'ค่าของ {name} ใช้ไม่ได้'} {_AGAIN}")


def _faults(survey: Survey) -> Iterator[str]:
    """What in a survey contradicts itself, in Thai."""
    yield from _faults_of_keys(survey)
    yield from _faults_of_tally(survey, survey.whole, "ทั้งหมด")
    if survey.whole.n < survey.least:
        yield f"ผู้ตอบมี {survey.whole.n} คน น้อยกว่า {survey.least} คน จึงเผยแพร่ไม่ได้"
    for grouping in survey.groupings:
        yield from _faults_of_grouping(survey, grouping)
    for profile in survey.profiles:
        if (
            sum(one.n for one in profile.categories) != survey.whole.n
            or min(one.n for one in profile.categories) < survey.least
        ):
            yield f"จำนวนผู้ตอบแยกตาม{profile.title}รวมกันไม่เท่ากับทั้งหมด หรือมีกลุ่มที่น้อยกว่า {survey.least} คน"
    for question in survey.open:
        if any(word.respondents < survey.least for word in question.words):
            yield f"คำจากคำถามปลายเปิดมีผู้เขียนน้อยกว่า {survey.least} คน"
    for asked in survey.choices:
        if any(not survey.least <= one.n <= asked.answered for one in asked.options) or asked.answered > survey.whole.n:
            yield f"จำนวนผู้เลือกของ{asked.text}น้อยกว่า {survey.least} คน หรือมากกว่าผู้ตอบ"


def _faults_of_keys(survey: Survey) -> Iterator[str]:
    keys = Counter(one.key for one in survey.units)
    keys.update(Counter(f"ข้อ {item.key}" for item in survey.items))
    for key, times in keys.items():
        if times > 1:
            yield f"รหัส {key} ซ้ำ"
    parts, aspects = {one.key for one in survey.parts}, {one.key for one in survey.aspects}
    yield from (f"ไม่มีตอน {one.part}" for one in survey.aspects if one.part not in parts)
    yield from (f"ไม่มีด้าน {one.aspect}" for one in survey.items if one.aspect not in aspects)
    empty = (parts - {one.part for one in survey.aspects}) | (aspects - {one.aspect for one in survey.items})
    yield from (f"{key} ไม่มีข้อคำถาม" for key in sorted(empty))
    items = {item.key for item in survey.items}
    yield from (f"ไม่มีข้อ {key}" for pair in survey.pairs for key in (pair.is_, pair.should) if key not in items)


def _faults_of_tally(survey: Survey, tally: Tally, name: str) -> Iterator[str]:
    if len(tally.counts) != len(survey.items) or len(tally.scores) != len(survey.scored):
        yield f"จำนวนข้อหรือจำนวนด้านของ{name}ไม่ครบ"
        return
    if max(tally.complete or 0, *(one.n for one in tally.scores if one), 0) > tally.n:
        yield f"ผู้ตอบครบของ{name}มากกว่าผู้ตอบ"
    for item, counts in zip(survey.items, tally.counts, strict=True):
        if counts is not None and (len(counts) != survey.part_of(item).scale.levels or sum(counts) > tally.n):
            yield f"จำนวนคำตอบข้อ {item.key} ของ{name}ไม่ตรงกับจำนวนระดับหรือจำนวนผู้ตอบ"
    for unit, scores in zip(survey.units, tally.scores, strict=True):
        if scores is not None and not _is_possible(scores, *_range(survey, unit)):
            yield f"ผลรวมคะแนน {unit.key} ของ{name}เป็นไปไม่ได้"


def _range(survey: Survey, unit: Aspect | Part) -> tuple[int, int]:
    """The lowest and the highest score that one can have on an aspect or a part."""
    aspects = (unit,) if isinstance(unit, Aspect) else survey.aspects_of(unit)
    items = [item for aspect in aspects for item in survey.items_of(aspect)]
    return len(items), sum(survey.part_of(item).scale.levels for item in items)


def _is_possible(scores: Scores, least: int, most: int) -> bool:
    """Whether n whole numbers between least and most can have these sums (Cauchy, Bhatia–Davis)."""
    n, total, squares = scores.n, scores.total, scores.squares
    return (
        n > 0
        and n * least <= total <= n * most
        and total**2 <= n * squares <= n * (total * (least + most) - n * least * most)
    )


def _faults_of_grouping(survey: Survey, grouping: Grouping) -> Iterator[str]:
    tallies = [category.tally for category in grouping.categories]
    for category in grouping.categories:
        yield from _faults_of_tally(survey, category.tally, category.label)
        if category.tally.n < survey.least:
            yield f"กลุ่ม {category.label} มี {category.tally.n} คน น้อยกว่า {survey.least} คน"
    if len({category.label for category in grouping.categories}) < len(tallies):
        yield f"{grouping.title} มีกลุ่มชื่อซ้ำ"
    if sum(tally.n for tally in tallies) != survey.whole.n:
        yield f"ผู้ตอบแยกตาม{grouping.title}รวมกันได้ {sum(tally.n for tally in tallies)} คน ไม่ใช่ {survey.whole.n} คน"
    if any(len(tally.counts) != len(survey.items) for tally in tallies):
        return
    for place, item in enumerate(survey.items):
        rows = [tally.counts[place] for tally in tallies]
        if not _sums_to(rows, survey.whole.counts[place]):
            yield f"จำนวนคำตอบข้อ {item.key} แยกตาม{grouping.title}รวมกันไม่เท่ากับทั้งหมด"
    for place, key in enumerate(survey.scored):
        scores = [_sums(tally.scores[place]) for tally in tallies]
        if not _sums_to(scores, _sums(survey.whole.scores[place])):
            yield f"ผลรวมคะแนน {key} แยกตาม{grouping.title}รวมกันไม่เท่ากับทั้งหมด"


def _sums(scores: Scores | None) -> tuple[int, int, int] | None:
    return None if scores is None else (scores.n, scores.total, scores.squares)


def _sums_to(rows: Sequence[tuple[int, ...] | None], whole: tuple[int, ...] | None) -> bool:
    """Whether the rows of the groups add up to that of all; told for all groups or for none (else one is a difference)."""
    told = [row for row in rows if row is not None]
    if not told:
        return True
    return len(told) == len(rows) and whole is not None and tuple(map(sum, zip(*told, strict=True))) == tuple(whole)

"""The statistics of a survey or a study to take away: CSV for a spreadsheet, JSON for a program, the codebook."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from khlang.content.entry import Entry
from khlang.content.kinds.research import Research
from khlang.content.library import Library, remembered
from khlang.research.findings import findings
from khlang.research.scores import Gain
from khlang.survey.statistics import PartResult, Results, Summary

_FORMULA = ("=", "+", "-", "@", "\t")  # what a spreadsheet would run
_HEADS = ("กลุ่ม", "ตอน", "ระดับชั้นข้อมูล", "รหัส", "ข้อความ", "n", "ค่าเฉลี่ย", "S.D.", "ระดับ", "ช่วงต่ำ", "ช่วงสูง")
_SCORE_HEADS = ("ทักษะ", "n", "คะแนนเต็ม", "ค่าเฉลี่ยก่อน", "S.D. ก่อน", "ค่าเฉลี่ยหลัง", "S.D. หลัง", "ผลต่าง", "t", "df", "p", "d", "E1", "E2", "E.I.")  # fmt: skip


@dataclass(frozen=True)
class Media:
    """What a file of data is."""

    title: str
    type: str  # as IANA registers it


DATA_FILES = {
    "statistics.csv": Media("ค่าสถิติ (CSV)", "text/csv"),
    "statistics.json": Media("ค่าสถิติ (JSON)", "application/json"),
    "codebook.csv": Media("สมุดรหัส (CSV)", "text/csv"),
}
"""The files of an entry with data, below the address of its page; a study of scores has no codebook."""


@remembered
def findings_files(library: Library) -> dict[str, bytes]:
    """The files of all public entries with data, by their place below the site's root."""
    files: dict[str, bytes] = {}
    for entry in library.of_kind(Research):
        found = findings(library, entry)
        if not found:
            continue
        files[f"{entry.url}statistics.csv"] = _csv(_statistics(found.results, found.gains))
        files[f"{entry.url}statistics.json"] = _json(entry, found.results, found.gains)
        if found.results:
            files[f"{entry.url}codebook.csv"] = _csv(_codebook(found.results))
    return files


def _csv(rows: Iterable[Iterable[Any]]) -> bytes:
    """Rows → CSV that Excel opens as Thai (with a mark of UTF-8) and runs nothing of."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _statistics(results: Results | None, gains: tuple[Gain, ...]) -> Iterator[tuple[Any, ...]]:
    if results:
        levels = max(part.part.scale.levels for part in results.parts)
        yield (*_HEADS, *(f"ระดับ {level}" for level in range(1, levels + 1)))
        for part in results.parts:
            yield from _of_part(part, "ทั้งหมด")
        for grouping in results.groupings:
            for category in grouping.categories:
                for part in category.parts:
                    yield from _of_part(part, f"{grouping.title}: {category.label}")
    if gains:
        yield _SCORE_HEADS
        for gain in gains:
            skill = gain.skill
            yield (
                skill.name, skill.n, skill.full, gain.before.shown_mean, gain.before.shown_sd, gain.after.shown_mean,
                gain.after.shown_sd, gain.difference.shown_mean, gain.t, gain.freedom, _p(gain), gain.effect, gain.e1, gain.e2,
                gain.index,
            )  # fmt: skip


def _of_part(part: PartResult, group: str) -> Iterator[tuple[Any, ...]]:
    yield _row(group, part, "รวม", part.part.key, part.part.title, part)
    for aspect in part.aspects:
        yield _row(group, part, "ด้าน", aspect.aspect.key, aspect.aspect.title, aspect)
        for item in aspect.items:
            yield (*_row(group, part, "ข้อ", item.item.key, item.item.text, item), *(item.counts or ()))


def _row(group: str, part: PartResult, layer: str, key: str, text: str, found: Summary) -> tuple[Any, ...]:
    level = found.level.label if found.level else None
    low, high = found.interval or (None, None)
    return group, part.part.title, layer, key, text, found.n or None, found.mean, found.sd, level, low, high


def _codebook(results: Results) -> Iterator[tuple[Any, ...]]:
    yield "รหัส", "ตอน", "ด้าน", "ข้อความ", "ค่า", "กลับคะแนน", "ถามคู่กับ"
    pairs = {one.should: one.is_ for one in results.survey.pairs} | {
        one.is_: one.should for one in results.survey.pairs
    }
    for part in results.parts:
        values = " ".join(f"{level}={label}" for level, label in enumerate(part.part.scale.labels, 1))
        for aspect in part.aspects:
            for item in aspect.items:
                turned = "ใช่" if item.item.reversed else "ไม่"
                yield (
                    item.item.key,
                    part.part.title,
                    aspect.aspect.title,
                    item.item.text,
                    values,
                    turned,
                    pairs.get(item.item.key),
                )
    for grouping in results.groupings:
        yield "กลุ่ม", "", "", grouping.title, " ".join(category.label for category in grouping.categories), "", ""
    for question in results.survey.open:
        yield "ปลายเปิด", "", "", question.text, "ไม่เผยแพร่คำตอบ", "", ""


def _json(entry: Entry, results: Results | None, gains: tuple[Gain, ...]) -> bytes:
    told: dict[str, Any] = {"id": entry.meta.id, "title": entry.meta.title, "example": entry.is_example}
    if results:
        told |= {
            "respondents": results.respondents,
            "returned": results.returned,
            "invited": results.survey.invited,
            "response_rate": results.response_rate,
            "bands": {"rule": results.rule.title, "source": results.rule.source},
            "parts": [_part(part) for part in results.parts],
            "groups": [
                {
                    "title": grouping.title,
                    "categories": [
                        {
                            "label": one.label,
                            "n": one.n,
                            "percent": one.percent,
                            "parts": [_part(part) for part in one.parts],
                        }
                        for one in grouping.categories
                    ],
                }
                for grouping in results.groupings
            ],
            "choices": [one.model_dump(mode="json") for one in results.survey.choices],
            "needs": [
                {
                    "should": need.should.item.key,
                    "is": need.is_.item.key,
                    "pni_modified": need.pni,
                    "rank": need.rank and need.rank.place,
                }
                for need in results.needs
            ],
        }
    if gains:
        told["scores"] = [_gain(gain) for gain in gains]
    return (json.dumps(told, ensure_ascii=False, indent=1, default=str) + "\n").encode()


def _part(part: PartResult) -> dict[str, Any]:
    return {
        "key": part.part.key,
        "title": part.part.title,
        "scale": list(part.part.scale.labels),
        **_numbers(part),
        "alpha": part.alpha.value if part.alpha else None,
        "aspects": [
            {
                "key": aspect.aspect.key,
                "title": aspect.aspect.title,
                **_numbers(aspect),
                "items": [
                    {"key": one.item.key, "text": one.item.text, **_numbers(one), "counts": one.counts, "ioc": one.ioc}
                    for one in aspect.items
                ],
            }
            for aspect in part.aspects
        ],
    }


def _numbers(found: Summary) -> dict[str, Any]:
    return {
        "n": found.n or None,
        "mean": found.mean,
        "sd": found.sd,
        "level": found.level.label if found.level else None,
        "interval": found.interval,
    }


def _gain(gain: Gain) -> dict[str, Any]:
    skill = gain.skill
    return {
        "skill": skill.name,
        "n": skill.n,
        "full": skill.full,
        "before": {"mean": gain.before.shown_mean, "sd": gain.before.shown_sd},
        "after": {"mean": gain.after.shown_mean, "sd": gain.after.shown_sd},
        "difference": gain.difference.shown_mean,
        "t": gain.t,
        "df": gain.freedom,
        "p": _p(gain),
        "d": gain.effect,
        "e1": gain.e1,
        "e2": gain.e2,
        "effectiveness_index": gain.index,
    }


def _p(gain: Gain) -> Decimal | str | None:
    """p with six places; never 0."""
    return None if gain.p is None else round(Decimal(gain.p), 6) or "<0.000001"

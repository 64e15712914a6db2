"""Computed numbers in a text: `[[ค่าเฉลี่ย ข้อ 2]]` stands for the mean of item 2, and follows the data.

    [[ค่าเฉลี่ย]]  [[S.D. ด้าน 1]]  [[ระดับ ข้อ 1.2]]  [[ประโยค]]  [[ผู้ตอบ]]  [[ร้อยละ ข้อ 2 มาก]]  [[PNI ข้อ 2.1]]  [[ตาราง]]

What is asked for comes first, then of what. Square brackets twice are on every phone's keyboard, mean nothing to the
Markdown in use, and are left alone in code and in entries without data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from khlang.content.markdown import literal, prose
from khlang.research import sentences
from khlang.research.findings import Findings
from khlang.research.scores import Gain
from khlang.survey.differences import shown_p
from khlang.survey.statistics import ItemResult, PartResult, Results, Summary
from khlang.thai.distance import nearest
from khlang.thai.normal import normalise
from khlang.thai.numerals import arabic_digits

PLACE = "ตาราง"
"""The reference that says where the tables and pictures stand; without it they stand below the results."""

MARK = '<div class="findings-place"></div>'
"""What takes its place; the page's template parts the text there."""

_REFERENCE = re.compile(r"\[\[([^\[\]\n]{1,120})\]\]")
_ALIASES = {
    "x̄": "ค่าเฉลี่ย", "mean": "ค่าเฉลี่ย", "sd": "S.D.", "s.d": "S.D.", "s.d.": "S.D.", "ส่วนเบี่ยงเบนมาตรฐาน": "S.D.",
    "n": "ผู้ตอบ", "จำนวนผู้ตอบ": "ผู้ตอบ", "%": "ร้อยละ", "alpha": "แอลฟา", "α": "แอลฟา", "pni": "PNI", "pnimodified": "PNI",
}  # fmt: skip


@dataclass(frozen=True)
class Reference:
    """One `[[…]]` of a text."""

    typed: str
    start: int  # of the brackets in the body
    end: int


def references(body: str) -> Iterator[Reference]:
    """Every reference of a Markdown text; code and comments have none."""
    if "[[" in body:
        for found in _REFERENCE.finditer(prose(body)):
            yield Reference(found[1], *found.span())


def known(findings: Findings) -> dict[str, str]:
    """Everything that an entry's text may refer to → what stands for it, as plain text."""
    found: dict[str, str] = {}
    if findings.results is not None:
        found |= dict(_of_results(findings.results))
    for gain in findings.gains:
        found |= dict(_of_gain(gain, "" if len(findings.gains) == 1 else f" {gain.skill.name}"))
    return found


def key(typed: str, keys: Mapping[str, str]) -> str | None:
    """The key that a writer means: spaces, Thai digits and other names of the same number do not matter."""
    words = arabic_digits(normalise(typed)).split()
    if not words:
        return None
    words[0] = _ALIASES.get(words[0].lower(), words[0])
    wanted = " ".join(words)
    return next((one for one in (wanted, *keys) if one in keys and one.lower() == wanted.lower()), None)


def near(typed: str, keys: Mapping[str, str]) -> list[str]:
    """The keys nearest to what was typed, best first."""
    return nearest(arabic_digits(typed), [*keys, PLACE], limit=3)


def expand(body: str, findings: Findings) -> str:
    """A body with its references replaced. An unknown one stays as typed: the check holds such a file back."""
    if not findings:
        return body
    keys = known(findings)
    parts, last = [], 0
    for reference in references(body):
        parts.append(body[last : reference.start])
        name = key(reference.typed, keys)
        is_place = reference.typed.strip() == PLACE
        parts.append(
            f"\n\n{MARK}\n\n" if is_place else inert(keys[name]) if name else body[reference.start : reference.end]
        )
        last = reference.end
    return "".join([*parts, body[last:]])


def inert(text: str) -> str:
    """Plain text → Markdown that shows it as it is, x̄ = 4.62 in one line."""
    return literal(text.replace(" = ", "\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}"))


def _of_results(results: Results) -> Iterator[tuple[str, str]]:
    yield "ผู้ตอบ", str(results.returned)
    yield "ประโยคผู้ตอบ", sentences.of_answers(results)
    yield "เกณฑ์", f"{results.rule.title} ({results.rule.source})"
    if results.survey.invited is not None:
        yield "เชิญ", str(results.survey.invited)
    if results.response_rate is not None:
        yield "ตอบกลับ", str(results.response_rate)
    for part in results.parts:
        yield from _of_part(part, "" if len(results.parts) == 1 else f" ตอน {part.part.key}")
    for grouping in results.groupings:
        for category in grouping.categories:
            yield f"ผู้ตอบ {category.label}", str(category.n)
            yield f"ร้อยละ {category.label}", str(category.percent)
            for part in category.parts:
                yield from _summary(
                    part, f" {category.label}" + ("" if len(category.parts) == 1 else f" ตอน {part.part.key}")
                )
    for need in results.needs:
        if need.pni is not None and need.rank is not None:
            for item in (need.should.item, need.is_.item):
                yield f"PNI ข้อ {item.key}", str(need.pni)
                yield f"ลำดับ ข้อ {item.key}", str(need.rank.place)
                yield f"ประโยค PNI ข้อ {item.key}", sentences.of_need(need)


def _of_part(part: PartResult, of: str) -> Iterator[tuple[str, str]]:
    yield from _summary(part, of)
    yield from ((name, str(share)) for name, share in levels_of(part))
    yield f"ประโยค{of}", sentences.of_part(part)
    if order := sentences.of_order(part):
        yield f"สูงสุดต่ำสุด{of}", order
    if part.alpha and part.alpha.value is not None:
        yield f"แอลฟา{of}", str(part.alpha.value)
    for aspect in part.aspects:
        name = f" ด้าน {aspect.aspect.key}"
        yield from _summary(aspect, name)
        yield f"ประโยค{name}", sentences.of_aspect(aspect)
        if aspect.rank:
            yield f"อันดับ{name}", str(aspect.rank.place)
        if aspect.alpha and aspect.alpha.value is not None:
            yield f"แอลฟา{name}", str(aspect.alpha.value)
        for item in aspect.items:
            yield from _of_item(item)


def _of_item(item: ItemResult) -> Iterator[tuple[str, str]]:
    name = f" ข้อ {item.item.key}"
    yield from _summary(item, name)
    yield f"ผู้ตอบ{name}", str(item.n)
    yield f"ประโยค{name}", sentences.of_item(item)
    yield f"ข้อความ{name}", item.item.text
    if item.rank_in_part:
        yield f"อันดับ{name}", str(item.rank_in_part.place)
    if item.ioc is not None:
        yield f"IOC{name}", str(item.ioc)


def levels_of(part: PartResult) -> Iterator[tuple[str, Decimal]]:
    """`ร้อยละ ข้อ 1 มาก` → 45.00, for every item and level of a part."""
    for item in part.items:
        for label, share in zip(part.part.scale.labels, item.percents or (), strict=False):
            yield f"ร้อยละ ข้อ {item.item.key} {label}", share


def _summary(found: Summary, of: str) -> Iterator[tuple[str, str]]:
    if found.mean is not None:
        yield f"ค่าเฉลี่ย{of}", str(found.mean)
    if found.sd is not None:
        yield f"S.D.{of}", str(found.sd)
    if found.level is not None:
        yield f"ระดับ{of}", found.level.label


def _of_gain(gain: Gain, of: str) -> Iterator[tuple[str, str]]:
    yield f"ประโยคคะแนน{of}", sentences.of_gain(gain)
    yield f"นักเรียน{of}", str(gain.skill.n)
    yield f"ก่อน{of}", str(gain.before.shown_mean)
    yield f"หลัง{of}", str(gain.after.shown_mean)
    yield f"S.D. ก่อน{of}", str(gain.before.shown_sd)
    yield f"S.D. หลัง{of}", str(gain.after.shown_sd)
    yield f"E2{of}", str(gain.e2)
    if gain.e1 is not None:
        yield f"E1{of}", str(gain.e1)
        yield f"E1/E2{of}", f"{gain.e1}/{gain.e2}"
    if gain.index is not None:
        yield f"E.I.{of}", sentences.minus(gain.index)
    if gain.t is not None:
        yield f"t{of}", sentences.minus(gain.t)
        yield f"p{of}", shown_p(gain.p)
        yield f"d{of}", sentences.minus(gain.effect)

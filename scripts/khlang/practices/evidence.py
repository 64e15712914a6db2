"""The ladder of evidence that a practice stands on, computed from its data, from studies and from records of adoption.

    จากประสบการณ์ผู้เขียน → วัดก่อนและหลัง → ได้ผลซ้ำ → ได้ผลซ้ำในที่อื่น → ศึกษาโดยผู้อื่น

Each rung stands on the one below, so that a school always sees one next thing to do. The rungs say how well something was
looked into, never how large an effect is: for a single school no honest threshold of size exists. Repeating counts
only with numbers before and after of which one at least became better, whatever the record says of its outcome;
failures are shown beside the level.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from khlang.content.entry import Entry, is_kind
from khlang.content.kinds.practice import Practice
from khlang.content.kinds.research import Research
from khlang.content.library import Library
from khlang.content.values import FEWEST
from khlang.practices.adoptions import adopter, adoptions
from khlang.thai.numerals import Numerals, show


class Level(IntEnum):
    """A rung of the ladder, the lowest first."""

    TOLD = 1
    MEASURED = 2
    REPEATED = 3
    ELSEWHERE = 4
    STUDIED = 5

    @property
    def key(self) -> str:
        """A name for addresses and data: `elsewhere`."""
        return self.name.lower()

    @property
    def label(self) -> str:
        """The words that a reader sees."""
        return (
            "จากประสบการณ์ผู้เขียน",
            "วัดก่อนและหลัง",
            "ได้ผลซ้ำ",
            "ได้ผลซ้ำในที่อื่น",
            "ศึกษาโดยผู้อื่น",
        )[self - 1]

    @property
    def meaning(self) -> str:
        """What the level says, in one sentence for a reader who meets the ladder for the first time."""
        return (
            "เจ้าของเรื่องเล่าสิ่งที่ทำและสิ่งที่เห็น ยังไม่มีตัวเลขก่อนและหลัง",
            "มีตัวเลขที่วัดก่อนและหลังด้วยเครื่องมือเดียวกัน",
            "วัดซ้ำแล้วดีขึ้นอีก ไม่ใช่ผลของครั้งเดียว",
            "ที่อื่นนำไปใช้ วัดก่อนและหลัง แล้วได้ผล",
            "ผู้ที่ไม่ใช่เจ้าของเรื่องศึกษาวิจัยแล้ว",
        )[self - 1]


@dataclass(frozen=True)
class Evidence:
    """Where a practice stands and why; sentences are Thai, in the site's digits."""

    level: Level
    reasons: tuple[str, ...]  # why it stands there, one a rung, the lowest first
    missing: tuple[str, ...]  # what the next rung asks for; empty on the highest
    doubts: tuple[str, ...]  # what speaks against it, or counts for no rung yet

    @property
    def next(self) -> Level | None:
        """The rung above; None on the highest."""
        return Level(self.level + 1) if self.level < Level.STUDIED else None


@dataclass(frozen=True)
class _Facts:
    """What the rungs look at."""

    measures: int  # things that the owner measured before and after
    rounds: int  # in which any of them became better
    vain: int  # rounds in which none did
    places: int  # others that took it over, measured, and became better
    failures: int  # adoptions that say so, or whose numbers did not become better
    unmeasured: int  # adoptions without numbers that did not fail
    studies: int  # by others
    own_studies: int


_ASKED = {
    Level.MEASURED: (f"ใส่ผลที่วัดก่อนและหลังด้วยเครื่องมือเดียวกัน อย่างน้อย {FEWEST} คน ในหัวข้อ “ผลที่วัดก่อนและหลัง” ของเรื่องนี้",),
    Level.REPEATED: ("ผลที่วัดแล้วดีขึ้นอีกหนึ่งภาคเรียน หรือบันทึกการนำไปใช้ของที่อื่นที่มีตัวเลขก่อนและหลังซึ่งดีขึ้น",),
    Level.ELSEWHERE: ("บันทึกการนำไปใช้ของโรงเรียนหรือหน่วยงานอื่น ที่มีตัวเลขก่อนและหลังซึ่งดีขึ้น",),
    Level.STUDIED: ("งานวิจัยของผู้ที่ไม่ใช่เจ้าของเรื่อง เผยแพร่ในคลังนี้โดยใส่รหัสของเรื่องนี้เป็นแนวปฏิบัติที่ทดสอบ",),
}


def evidence(library: Library, practice: Entry) -> Evidence:
    """Where a practice stands. Pure: the same library gives the same answer. Raises ValueError for other kinds."""
    if not is_kind(practice, Practice):
        raise ValueError(f"{practice.path}: ขั้นของหลักฐานมีเฉพาะแนวปฏิบัติที่ดี")
    return _stand(_facts(library, practice), library.settings.numerals)


def level(library: Library, practice: Entry) -> Level:
    """The rung alone."""
    return evidence(library, practice).level


def _stand(facts: _Facts, numerals: Numerals) -> Evidence:
    rungs: dict[Level, bool] = {
        Level.MEASURED: facts.rounds > 0,
        Level.REPEATED: facts.rounds > 1 or facts.places > 0,
        Level.ELSEWHERE: facts.places > 0,
        Level.STUDIED: facts.studies > 0,
    }
    reached = Level.TOLD
    for rung, holds in rungs.items():
        if not holds:
            break
        reached = rung

    reasons = (_reason(facts, rung) for rung in Level if rung <= reached)
    missing = _ASKED[Level(reached + 1)] if reached < Level.STUDIED else ()
    doubts = _doubts(facts, [rung for rung, holds in rungs.items() if holds and rung > reached])
    return Evidence(
        reached,
        *(tuple(show(sentence, numerals) for sentence in sentences) for sentences in (reasons, missing, doubts)),
    )


def _facts(library: Library, practice: Entry) -> _Facts:
    owner = library.owner(practice)
    taken = [record for record in adoptions(library, practice) if adopter(library, record).place is not owner]
    going = [record for record in taken if not _failed(record)]
    studies = [_is_by_others(library, study, practice) for study in studies_of(library, practice)]
    measured = practice.meta.measured
    better = {row.period for row in measured if row.gain > 0}
    return _Facts(
        measures=len({row.what for row in measured}),
        rounds=len(better),
        vain=len({row.period for row in measured} - better),
        places=len({adopter(library, record) for record in going if record.meta.measured}),
        failures=len(taken) - len(going),
        unmeasured=sum(not record.meta.measured for record in going),
        studies=sum(studies),
        own_studies=len(studies) - sum(studies),
    )


def _failed(record: Entry) -> bool:
    """Whether an adoption says that it failed, or its numbers do."""
    measured = record.meta.measured
    return record.meta.outcome == "failed" or (bool(measured) and not any(row.gain > 0 for row in measured))


def _is_by_others(library: Library, study: Entry, practice: Entry) -> bool:
    """Whether neither the owner nor an author of a practice stands behind a study of it."""
    shared = set(study.meta.authors) & set(practice.meta.authors)
    return not shared and library.owner(study) is not library.owner(practice)


def studies_of(library: Library, entry: Entry) -> tuple[Entry, ...]:
    """The public studies that name a practice as the one they tested; made-up ones for made-up practices only."""
    return tuple(
        other
        for other in library.of_kind(Research)
        if other.meta.type == "study"
        and other.meta.practice == entry.meta.id
        and (entry.is_example or not other.is_example)
    )


def _reason(facts: _Facts, rung: Level) -> str:
    if rung is Level.TOLD:
        return "มีปัญหา แนวคิด ขั้นตอน ผล และข้อควรระวัง ให้ผู้อื่นทำตามได้"
    if rung is Level.MEASURED:
        return f"เจ้าของเรื่องวัดก่อนและหลัง {facts.measures} เรื่อง"
    if rung is Level.REPEATED:
        own = f"เจ้าของเรื่องวัดแล้วดีขึ้น {facts.rounds} รอบ"
        return own if facts.rounds > 1 else "ที่อื่นวัดก่อนและหลังแล้วดีขึ้น"
    if rung is Level.ELSEWHERE:
        return f"ที่อื่น {facts.places} แห่งนำไปใช้ วัดก่อนและหลังแล้วดีขึ้น"
    return f"มีงานวิจัยของผู้ที่ไม่ใช่เจ้าของเรื่อง {facts.studies} เรื่อง"


def _doubts(facts: _Facts, above: list[Level]) -> Iterator[str]:
    if facts.failures:
        yield f"มีที่นำไปใช้แล้วไม่ได้ผลหรือตัวเลขไม่ดีขึ้น {facts.failures} ครั้ง"
    if facts.unmeasured:
        yield f"มีบันทึกการนำไปใช้ที่ไม่มีตัวเลข {facts.unmeasured} ครั้ง ยังไม่นับเป็นการทำซ้ำ"
    if facts.vain:
        yield f"เจ้าของเรื่องวัดแล้วตัวเลขไม่ดีขึ้น {facts.vain} รอบ"
    if facts.own_studies:
        yield f"มีงานวิจัยของเจ้าของเรื่องหรือผู้เขียนคนเดียวกัน {facts.own_studies} เรื่อง ไม่นับเป็นการศึกษาโดยผู้อื่น"
    if above:
        yield f"มีหลักฐานของขั้น{' และขั้น'.join(rung.label for rung in above)}แล้ว แต่ขั้นก่อนหน้ายังขาด"

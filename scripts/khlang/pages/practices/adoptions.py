"""What stands on a page about its spread: evidence, numbers, who took it over, what it descends from and led to."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from khlang.content.entry import Entry, is_kind
from khlang.content.kinds.adoption import Adoption
from khlang.content.kinds.practice import Practice
from khlang.content.library import Library
from khlang.content.measured import Measured
from khlang.content.vocabulary import School
from khlang.pages.lists.rows import Place, Row, row
from khlang.pages.practices import words
from khlang.pages.practices.descent_tree import Relative, Tree, relatives, tree
from khlang.practices.adoptions import OUTCOMES, Scope, adopted, adopter, adoptions, started
from khlang.practices.evidence import Evidence, Level, evidence
from khlang.practices.reach import reach
from khlang.thai.dates import thai_date

SHOWN = 3  # records; the rest opens on a press


@dataclass(frozen=True)
class Rung:
    """A step of the ladder as the page draws it."""

    number: int
    label: str
    meaning: str
    is_reached: bool
    is_here: bool


@dataclass(frozen=True)
class Result:
    """One thing measured before and after, in Arabic digits: it stands in a table."""

    what: str
    n: int
    before: str
    after: str
    change: str  # with its sign
    verdict: str  # ดีขึ้น · ลดลง · ไม่เปลี่ยน, whichever way is good
    instrument: str
    period: str


@dataclass(frozen=True)
class Use:
    """One record of adoption."""

    row: Row
    adopter: str
    where: str  # ในสังกัด · สพป.… จ.สงขลา
    since: str
    outcome: str  # "worked"
    outcome_label: str
    changed: tuple[str, ...]
    has_numbers: bool


@dataclass(frozen=True)
class Uses:
    """How often something was taken over, by whom, and what became of it."""

    total: int
    places: int
    months: int | None  # from the day of the entry to the first adoption; None without one
    scopes: tuple[tuple[str, int], ...]
    outcomes: tuple[tuple[str, str, int], ...]  # key, label, count
    changes: tuple[tuple[str, int], ...]  # what people change, most often first
    newest: tuple[Use, ...]
    earlier: tuple[Use, ...]


@dataclass(frozen=True)
class Spread:
    """All of it for one entry."""

    evidence: Evidence | None  # of practices
    ladder: tuple[Rung, ...]
    results: tuple[Result, ...]
    uses: Uses
    kin: tuple[Relative, ...]
    tree: Tree | None
    adopts: Row | None  # of a record: what it is about
    use: Use | None  # of a record: itself
    origin: Place | None  # the school that it comes from, with the number of places that took over anything of it
    report: str  # address of the form that reports an adoption of this entry

    @property
    def tells_much(self) -> bool:
        """Whether there is more to show than where to report a first use."""
        return bool(self.evidence or self.results or self.use or self.uses.total)


def spread(library: Library, entry: Entry) -> Spread:
    """An entry → what its page tells of its spread."""
    stand = evidence(library, entry) if is_kind(entry, Practice) else None
    is_record = is_kind(entry, Adoption)
    source = adopted(library, entry) if is_record else None
    kin = relatives(library, entry) if is_kind(entry, Practice) else ()
    return Spread(
        evidence=stand,
        ladder=ladder(stand.level) if stand else (),
        results=tuple(map(result, entry.meta.measurements)),
        uses=uses(library, entry, adoptions(library, entry)),
        kin=kin,
        tree=tree(kin) if kin else None,
        adopts=row(library, source) if source else None,
        use=use(library, entry) if is_record else None,
        origin=None if is_record else _origin(library, entry),
        report=f"contribute/?adopts={entry.meta.id}#adoption",
    )


def _origin(library: Library, entry: Entry) -> Place | None:
    owner = library.owner(entry)
    if not isinstance(owner, School):
        return None
    places = reach(library, owner).places
    return Place(owner.label, f"schools/{owner.key}/", places) if places else None


def ladder(level: Level) -> tuple[Rung, ...]:
    """The five rungs, those up to a level reached."""
    return tuple(Rung(rung.value, rung.label, rung.meaning, rung <= level, rung is level) for rung in Level)


def result(measured: Measured) -> Result:
    """Numbers as a table shows them; the change is counted, not typed."""
    change = round(measured.after - measured.before, 6)
    verdict = words.UNCHANGED if change == 0 else words.BETTER if measured.gain > 0 else words.WORSE
    return Result(
        measured.what,
        measured.n,
        f"{measured.before:g}",
        f"{measured.after:g}",
        f"{change:+g}".replace("-", "−") if change else "0",
        verdict,
        measured.instrument,
        measured.period or "",
    )


def uses(library: Library, entry: Entry, records: tuple[Entry[Adoption], ...]) -> Uses:
    """The records of adoption of an entry, counted."""
    rows = [use(library, record) for record in reversed(records)]
    who = [adopter(library, record) for record in records]
    scopes = Counter(person.scope for person in who)
    outcomes = Counter[str](record.meta.outcome for record in records)
    return Uses(
        total=len(records),
        places=len(set(who)),
        months=months_between(entry.day, started(records[0])) if records else None,
        scopes=tuple((scope.label, scopes[scope]) for scope in Scope),
        outcomes=tuple((key, label, outcomes[key]) for key, label in OUTCOMES.items()),
        changes=changes(library, records),
        newest=tuple(rows[:SHOWN]),
        earlier=tuple(rows[SHOWN:]),
    )


def use(library: Library, record: Entry[Adoption]) -> Use:
    """One record of adoption as a list shows it."""
    who = adopter(library, record)
    return Use(
        row=row(library, record),
        adopter=who.name,
        where=who.scope.label if who.place else words.OFFICE_IN_PROVINCE.format(who.office, who.province),
        since=thai_date(started(record), library.settings.numerals, short=True),
        outcome=record.meta.outcome,
        outcome_label=OUTCOMES[record.meta.outcome],
        changed=tuple(aspect.name for aspect in library.choices(record, "changed")),
        has_numbers=bool(record.meta.measured),
    )


def changes(library: Library, records: Iterable[Entry]) -> tuple[tuple[str, int], ...]:
    """What adopters change, as (aspect, number of records), most often first, then in the vocabulary's order."""
    counts = Counter(aspect for record in records for aspect in library.choices(record, "changed"))
    order = {aspect.key: i for i, aspect in enumerate(library.vocabulary.aspects)}
    ranked = sorted(counts, key=lambda aspect: (-counts[aspect], order[aspect.key]))
    return tuple((aspect.name, counts[aspect]) for aspect in ranked)


def months_between(first: datetime.date, then: datetime.date) -> int:
    """Whole months from one day to another; 0 where the other comes first."""
    months = (then.year - first.year) * 12 + then.month - first.month - (then.day < first.day)
    return max(0, months)

"""What a search must answer, and whether it did. Knows no engine: it compares addresses with queries.yml.

`first` names pages of which one is the first result, `in_three` pages that are all among the first three, `without` pages
of which none is among the first ten; `nothing` means no result at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

QUERIES = Path(__file__).with_name("queries.yml")
_PLACES = ("first", "in_three", "without")
_KEYS = {"ask", "first", "in_three", "nothing", "without", "language", "known_gap"}


@dataclass(frozen=True)
class Judgement:
    """One query, and what its answer must be; pages are addresses relative to the site."""

    kind: str
    ask: str
    first: tuple[str, ...] = ()
    in_three: tuple[str, ...] = ()
    nothing: bool = False
    without: tuple[str, ...] = ()
    language: str = "th"
    known_gap: str = ""
    """Why no engine of ours meets it yet; empty for nearly all."""

    @property
    def pages(self) -> tuple[str, ...]:
        """Every page that must be found."""
        return self.first + self.in_three

    @property
    def wanted(self) -> str:
        """The judgement in words, for a table."""
        parts = {
            "first": " | ".join(self.first),
            "in three": " + ".join(self.in_three),
            "never": " + ".join(self.without),
        }
        return "; ".join(f"{name} {pages}" for name, pages in parts.items() if pages) or "nothing"

    def is_met(self, found: Sequence[str]) -> bool:
        """Whether the addresses found, best first, are as judged."""
        if self.nothing:
            return not found
        if self.first and (not found or found[0] not in self.first):
            return False
        return set(self.in_three) <= set(found[:3]) and not set(self.without) & set(found[:10])


@dataclass(frozen=True)
class Verdict:
    """A judgement and the addresses that an engine gave."""

    judgement: Judgement
    found: tuple[str, ...]

    @property
    def is_met(self) -> bool:
        """Whether the engine answered as judged."""
        return self.judgement.is_met(self.found)

    @property
    def is_as_expected(self) -> bool:
        """Met, or a known gap that is still one: a gap that closed has to be taken off the list."""
        return self.is_met != bool(self.judgement.known_gap)


def load(file: Path = QUERIES) -> list[Judgement]:
    """Read the judgements in the order of the file. Raises ValueError for one that judges nothing or names a stray key."""
    judgements = []
    for kind, rows in yaml.safe_load(file.read_text(encoding="utf-8")).items():
        for row in rows:
            if set(row) - _KEYS or not set(row) & {*_PLACES, "nothing"}:
                raise ValueError(f"{file.name}: {row}")
            pages = {name: tuple(map(url, _listed(row[name]))) for name in _PLACES if name in row}
            judgements.append(Judgement(kind=kind, **{**row, **pages}))
    return judgements


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def url(path: str) -> str:
    """Give the address of a page by its path under docs/: `practices/index.en.md` is `en/practices/`."""
    name = path.removesuffix(".md")
    if name.endswith(".en"):
        name = "en/" + name.removesuffix(".en")
    name = name.removesuffix("index").removesuffix("/")
    return f"{name}/" if name else ""


def compare(judgements: Iterable[Judgement], answers: Iterable[Sequence[str]]) -> list[Verdict]:
    """Set each judgement beside its answer."""
    return [Verdict(judgement, tuple(found)) for judgement, found in zip(judgements, answers, strict=True)]


def shares(verdicts: Sequence[Verdict]) -> Mapping[str, tuple[int, int]]:
    """Count (met, asked) of each kind, and of "all"."""
    counted: dict[str, tuple[int, int]] = {}
    for verdict in verdicts:
        for kind in (verdict.judgement.kind, "all"):
            met, asked = counted.pop(kind, (0, 0))
            counted[kind] = (met + verdict.is_met, asked + 1)
    return counted


def assert_as_expected(verdicts: Sequence[Verdict]) -> None:
    """Raise AssertionError with a table of all verdicts that are not as expected."""
    wrong = [verdict for verdict in verdicts if not verdict.is_as_expected]
    met, asked = shares(verdicts)["all"]
    assert not wrong, f"{met} of {asked} judgements met; not as judged:\n{table(wrong)}"


def table(verdicts: Iterable[Verdict]) -> str:
    """One block a verdict: the query, what was wanted, the three that came."""
    blocks = []
    for verdict in verdicts:
        judgement = verdict.judgement
        got = " | ".join(verdict.found[: 10 if judgement.without else 3]) or "nothing"
        lines = [f"{judgement.kind}: {judgement.ask!r}", f"    wanted {judgement.wanted}", f"    got    {got}"]
        if judgement.known_gap and verdict.is_met:
            lines.append(f"    met now, so take off known_gap: {judgement.known_gap}")
        blocks.append("\n".join(lines))
    return "\n".join(blocks)

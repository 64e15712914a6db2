"""The matrix of practices: which component of the school's botanical garden trains which thinking skill, and where nothing does.

Made-up and retired practices do not count: the matrix says what a school can take over today.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from khlang.content.entry import Entry
from khlang.content.kinds.practice import Practice
from khlang.content.library import Library
from khlang.pages.lists.rows import HOME, Place
from khlang.pages.practices import words
from khlang.thai.numerals import show

MATRIX = "practices/matrix/"
GAPS = 5  # that the page names; a longer list moves nobody


@dataclass(frozen=True)
class Cell:
    """How many practices train a skill in a component."""

    count: int
    grades: tuple[tuple[str, int], ...]  # key of a grade → how many of them are for it
    url: str  # the gallery with that choice; the form, filled in so far, where there is none


@dataclass(frozen=True)
class Line:
    """A thinking skill and its cells, one a component."""

    skill: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Family:
    """The lines of one family of skills."""

    name: str  # empty where the vocabulary names none
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Gap:
    """An empty cell worth filling first."""

    skill: str
    component: str
    url: str


@dataclass(frozen=True)
class Matrix:
    """The page of the matrix."""

    components: tuple[tuple[str, str], ...]  # number and name
    grades: tuple[tuple[str, str], ...]  # key and name, of those that any practice is for
    families: tuple[Family, ...]
    gaps: tuple[Gap, ...]
    counted: int  # practices that stand in it
    filled: int  # cells with at least one
    unplaced: int  # practices that name no skill or no component, and so stand in no cell
    of_programme: str  # whose the components are, as it goes on after องค์ประกอบ; may be empty
    summary: str
    crumbs: tuple[Place, ...]
    uri: str = "practices/matrix.md"
    title: str = words.MATRIX
    template: str = "matrix.html"

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, family after family."""
        return tuple(line for family in self.families for line in family.lines)


def pages(library: Library) -> Iterator[Matrix]:
    """The matrix; none while the vocabulary has no skills or no components."""
    vocabulary = library.vocabulary
    if not (vocabulary.skills and vocabulary.components):
        return
    practices = [
        practice for practice in library.of_kind(Practice) if practice.status == "published" and not practice.is_example
    ]
    by_cell = _by_cell(library, practices)
    families = tuple(
        Family(
            name or "",
            tuple(
                Line(
                    skill.label,
                    tuple(_cell(library, number, skill.key, by_cell) for number in range(len(vocabulary.components))),
                )
                for skill in skills
            ),
        )
        for name, skills in groupby(vocabulary.skills, key=lambda skill: skill.family)
    )
    taught = {grade.key for entry in practices for grade in library.choices(entry, "grades")}
    index = library.by_path.get("practices/index.md")
    of_programme = words.OF_PROGRAMME.format(vocabulary.programme) if vocabulary.programme else ""
    yield Matrix(
        components=tuple(
            (show(number, library.settings.numerals), component.label)
            for number, component in enumerate(vocabulary.components, 1)
        ),
        grades=tuple(
            (grade.key, show(grade.label, library.settings.numerals))
            for grade in vocabulary.grades
            if grade.key in taught
        ),
        families=families,
        gaps=gaps(families, [component.label for component in vocabulary.components]),
        counted=len({entry.path for entries in by_cell.values() for entry in entries}),
        filled=sum(cell.count > 0 for family in families for line in family.lines for cell in line.cells),
        unplaced=sum(not entry.meta.skills or not entry.meta.components for entry in practices),
        of_programme=of_programme,
        summary=words.MATRIX_SUMMARY.format(of_programme),
        crumbs=(HOME, Place(index.meta.title if index else words.PRACTICES, "practices/")),
    )


def gaps(families: Sequence[Family], components: Sequence[str]) -> tuple[Gap, ...]:
    """The empty cells that matter most, one a component, the emptiest component first.

    In a component it is the family with fewest practices there that has the gap, and of that family the skill that
    schools train most in other components: they know it, but nobody told how it goes here. No skill stands twice while
    another can stand for its family.
    """
    totals = [
        sum(line.cells[place].count for family in families for line in family.lines) for place in range(len(components))
    ]
    found: list[Gap] = []
    served = Counter[str]()
    for place in sorted(range(len(components)), key=lambda place: totals[place]):
        empty = [
            (
                (sum(one.cells[place].count for one in family.lines), served[family.name]),
                (line.skill in {gap.skill for gap in found}, -_told(line)),
                family,
                line,
            )
            for family in families
            for line in family.lines
            if not line.cells[place].count
        ]
        if empty:
            *_, family, line = min(empty, key=lambda one: one[:2])
            served[family.name] += 1
            found.append(Gap(line.skill, components[place], line.cells[place].url))
    return tuple(found[:GAPS])


def _told(line: Line) -> int:
    return sum(cell.count for cell in line.cells)


def _by_cell(library: Library, practices: list[Entry]) -> dict[tuple[str, str], list[Entry]]:
    """Key of a component and of a skill → the practices that stand there."""
    by_cell: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in practices:
        for component in dict.fromkeys(library.choices(entry, "components")):
            for skill in dict.fromkeys(library.choices(entry, "skills")):
                by_cell[component.key, skill.key].append(entry)
    return by_cell


def _cell(library: Library, place: int, skill: str, by_cell: dict[tuple[str, str], list[Entry]]) -> Cell:
    component = library.vocabulary.components.rows[place]
    entries = by_cell.get((component.key, skill), [])
    grades = Counter(grade.key for entry in entries for grade in dict.fromkeys(library.choices(entry, "grades")))
    if entries:
        url = "practices/?" + urlencode({"component": component.key, "skill": skill})
    else:
        named = library.vocabulary.skills.find(skill)
        asked = {"components": place + 1, "skills": named.label if named else skill}
        url = f"contribute/?{urlencode(asked)}#practice"
    return Cell(len(entries), tuple(sorted(grades.items())), url)

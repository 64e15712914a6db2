"""The rules that content must keep. Each module holds one theme: its `Rule`s and the generators that apply them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from types import ModuleType

from khlang.checks import (
    active_content,
    adoptions,
    allowances,
    answers,
    attachments,
    built,
    exchange,
    files,
    identity,
    items,
    links,
    markdown_lint,
    names,
    needs,
    office,
    pasted,
    personal,
    photographs,
    pictures,
    reading,
    research,
    sections,
    shapes,
    spelling,
    terms,
    thai_typing,
    years,
)
from khlang.checks.prose import Prose
from khlang.content import entry, fence, front_matter, limits, site_names, vocabulary
from khlang.content.entry import Entry, Translation
from khlang.content.library import Library
from khlang.content.meta import Status
from khlang.content.problem import Problem, Rule
from khlang.research import scores
from khlang.survey import data as survey_data

_ENTRY_CHECKS = (
    sections.check,
    terms.check,
    adoptions.check,
    links.check,
    active_content.check,
    photographs.check,
    items.check,
    exchange.check,
    research.check,
    needs.check,
)
_LIBRARY_CHECKS = (
    files.check,
    identity.check,
    reading.check,
    office.check_sources,
    adoptions.check_circles,
    research.check_files,
    research.check_differences,
)
_FILE_CHECKS = (personal.check, attachments.check, answers.check, photographs.check_files)
_PROSE_CHECKS = (
    thai_typing.check,
    spelling.check,
    years.check,
    names.check,
    office.check_names,
    adoptions.advise,
    shapes.check,
    pasted.check,
)


def _rules(modules: dict[str, tuple[ModuleType, ...]]) -> dict[str, tuple[Rule, ...]]:
    """The rules of modules by theme; one that several modules use stands in the first."""
    by_theme: dict[str, tuple[Rule, ...]] = {}
    for theme, own in modules.items():
        rules = {value for module in own for value in vars(module).values() if isinstance(value, Rule)}
        rules -= {rule for earlier in by_theme.values() for rule in earlier}
        by_theme[theme] = tuple(sorted(rules, key=lambda rule: rule.id))
    return by_theme


THEMES: dict[str, tuple[Rule, ...]] = _rules(
    {
        "ไฟล์": (files, limits, fence),
        "ส่วนหัว": (front_matter, entry, identity, terms, vocabulary, site_names),
        "ชุดความรู้": (reading,),
        "สำนักงาน": (office,),
        "ส่วนของเรื่อง": (sections,),
        "การนำไปใช้และหลักฐาน": (adoptions,),
        "คำถาม การดำเนินงาน และสัปดาห์": (items, exchange),
        "การวิจัยและการสำรวจ": (research, needs, survey_data, scores),
        "ลิงก์และภาพ": (links, pictures, photographs),
        "ความปลอดภัยและข้อมูลส่วนบุคคล": (active_content, answers, personal, attachments, built),
        "การพิมพ์ การสะกด ปี และชื่อ": (thai_typing, spelling, years, names, pasted),
        "รูปแบบ Markdown": (markdown_lint, shapes),
        "การเว้นกฎ": (allowances,),
    }
)
"""Every rule, by what it is about."""

RULES: tuple[Rule, ...] = tuple(sorted((rule for rules in THEMES.values() for rule in rules), key=lambda rule: rule.id))
_RULES = {rule.id: rule for rule in RULES}


def run(
    library: Library, only: Collection[str] | None = None, advice: bool = True, sound: Collection[str] = frozenset()
) -> list[Problem]:
    """What is wrong with a library, what reading found included; sorted by file and line.

    `only` names the files of interest, else it is all. Without `advice` the checks are left out that never hold a file
    back and look at every word: an engine that builds the site has no use for them. `sound` names files that need not be
    opened: they were when they held the same, under the same vocabularies, and nothing was found.
    """
    texts = [text for text in library.texts if only is None or text.path in only]
    found = {*library.problems, *_found(library, texts, only, sound)}
    if advice:
        found.update(_advice(library, texts))
    wanted = [problem for problem in found if only is None or problem.path in only]
    return sorted(allowances.apply(wanted, texts, _RULES, complete=advice))


def faulty(problems: Iterable[Problem]) -> frozenset[str]:
    """The files that have an error and so are held back from publishing."""
    return frozenset(problem.path for problem in problems if problem.is_error)


def _found(
    library: Library, texts: list[Entry | Translation], only: Collection[str] | None, sound: Collection[str]
) -> Iterator[Problem]:
    for check_library in _LIBRARY_CHECKS:
        yield from check_library(library)
    for path in sorted((paths(library) if only is None else paths(library) & set(only)) - set(sound)):
        if (library.docs / path).is_symlink() or not (library.docs / path).is_file():
            continue  # told by other checks; to open a pipe is to wait for ever
        for check_file in _FILE_CHECKS:
            yield from _fenced(path, partial(check_file, library, {path}))
    for text in texts:
        for check in _ENTRY_CHECKS:
            yield from _fenced(text.path, partial(check, text, library))


def _advice(library: Library, texts: list[Entry | Translation]) -> Iterator[Problem]:
    written = [text for text in texts if isinstance(text, Translation) or text.status != Status.WITHDRAWN]
    for text in written:
        yield from _fenced(text.path, partial(_advice_on, text, library))
    yield from markdown_lint.check(library, frozenset(text.path for text in written))


def _advice_on(text: Entry | Translation, library: Library) -> Iterator[Problem]:
    yield from pictures.check(text, library)
    prose = Prose(text)
    for check in _PROSE_CHECKS:
        yield from check(prose, library)


def _fenced(path: str, check: Callable[[], Iterator[Problem]]) -> list[Problem]:
    """What a check finds in one file; where it does not come to an end, that is the file's problem."""
    found = fence.fenced(path, lambda: list(check()))
    return [found] if isinstance(found, Problem) else found


def paths(library: Library) -> frozenset[str]:
    """The files of the content folder, the vocabularies among them."""
    return library.files | {
        f"{vocabulary.FOLDER}/{file.name}" for file in (library.docs / vocabulary.FOLDER).glob("*.yml")
    }

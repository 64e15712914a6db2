"""The rules that content must keep. Each module holds one theme: its `Rule`s and the generators that apply them.

A check is imported when something is there for it to look at, so that whoever edits a text waits for none of what reads
surveys, attachments and photographs. `rules` has every rule.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial

from khlang.checks import (
    active_content,
    adoptions,
    allowances,
    exchange,
    files,
    identity,
    items,
    links,
    office,
    personal,
    photographs,
    pictures,
    reading,
    sections,
    terms,
)
from khlang.checks.prose import Prose
from khlang.content import fence, vocabulary
from khlang.content.cores import on_all_cores
from khlang.content.entry import Entry, Translation, is_kind
from khlang.content.facts import digest, name_of
from khlang.content.items import items as items_of
from khlang.content.kinds.research import Research
from khlang.content.library import Library, name_of_file
from khlang.content.meta import Status
from khlang.content.problem import Problem, Rule, as_row, of_row
from khlang.content.reads import Reads
from khlang.survey import FOLDER as SURVEYS

Text = Entry | Translation
EntryCheck = Callable[[Text, Library], Iterable[Problem]]
FileCheck = Callable[[Library, Collection[str]], Iterable[Problem]]


def _entry_checks(text: Text) -> tuple[EntryCheck, ...]:
    """What looks at an entry in sight of others."""
    common = (
        terms.check,
        adoptions.check,
        links.check,
        active_content.check,
        photographs.check,
        items.check,
        exchange.check,
    )
    if isinstance(text, Translation) or not (is_kind(text, Research) or items_of(text, "a") or items_of(text, "n")):
        return common
    from khlang.checks import needs, research

    return (*common, research.check, needs.check)


_LIBRARY_CHECKS = (files.check, identity.check, reading.check, office.check_sources, adoptions.check_circles)
_TEXT_CHECKS = (sections.check,)  # what they find depends on the text alone


def _file_checks(path: str) -> tuple[FileCheck, ...]:
    """What looks into a file as it lies in its folder."""
    if path.endswith((".md", ".yml")):
        return (personal.check,)
    from khlang.checks import answers, attachments

    return (personal.check, attachments.check, answers.check, photographs.check_files)


def _rules() -> Mapping[str, Rule]:
    from khlang.checks.rules import RULES  # with every check, which only a text needs that names a rule

    return {rule.id: rule for rule in RULES}


def run(
    library: Library, only: Collection[str] | None = None, advice: bool = True, reads: Reads | None = None
) -> list[Problem]:
    """What is wrong with a library, what reading found included; sorted by file and line.

    `only` names the files of interest, else it is all. Without `advice` the checks are left out that never hold a file
    back and look at every word: an engine that builds the site has no use for them. What was found in a file that holds
    the same as before is known from the library's facts, and written down among them. `reads` hears whose letters decide
    about other entries.
    """
    texts = [text for text in library.texts if only is None or text.path in only]
    found = {*library.problems, *_found(library, texts, only, advice, reads or Reads())}
    if advice:
        found.update(_in_markdown(library, {text.path: text.front_matter.name for text in filter(_is_advised, texts)}))
    library.facts.save(whole=() if only is not None else _ALWAYS + _OF_ADVICE if advice else _ALWAYS)
    wanted = [problem for problem in found if only is None or problem.path in only]
    return sorted(allowances.apply(wanted, texts, _rules, complete=advice))


def faulty(problems: Iterable[Problem]) -> frozenset[str]:
    """The files that have an error and so are held back from publishing."""
    return frozenset(problem.path for problem in problems if problem.is_error)


_ALWAYS = ("reading", "harmless", "file", "text", "data", "look")  # questions about every file, whoever asks
_ONE_CLOCK = fence.SECONDS - 1  # seconds; of the fences within none sets a clock of its own, which takes longest
_OF_ADVICE = (_PROSE, _MARKDOWN) = ("prose", "markdown")


def _found(
    library: Library, texts: list[Text], only: Collection[str] | None, advice: bool, reads: Reads
) -> Iterator[Problem]:
    for check_library in (*_LIBRARY_CHECKS, _in_data):
        with reads.of():
            found = list(check_library(library))
        yield from found
    files_ = sorted(paths(library) if only is None else paths(library) & set(only))
    work = partial(_in_share, library, advice)
    pieces: list[str | Text] = [*files_, *texts]
    answers = [work(pieces)] if library.facts.has("text") else on_all_cores(pieces, work, library.facts)
    for found, shared in answers:
        reads.shared |= shared
        yield from found


def _in_share(library: Library, advice: bool, share: Iterable[str | Text]) -> tuple[list[Problem], set[str]]:
    """What is wrong with some files and texts, and the names of the texts whose letters decided about others."""
    reads, found, names = Reads(), list[Problem](), library.names
    for one in share:
        if isinstance(one, str):
            found += _in_file(library, one, names.get(one, ""))
            continue
        found += _known(library, "text", one.front_matter.name, partial(_in_text, one, library))
        with reads.of(library.own(one.path)):
            found += _about(one, library)
        found += _advice(library, one) if advice and _is_advised(one) else ()
    return found, reads.shared


def _in_data(library: Library) -> list[Problem]:
    """What is wrong with the data of surveys and studies: that depends on them and on who names them alone."""
    paths = sorted(path for path in library.files if path.startswith(f"{SURVEYS}/"))
    if not paths:
        return []
    name = _name_of_data(library, paths)
    known = library.facts.known("data", name)
    if known is not None:
        return [of_row(row) for row in known]
    from khlang.checks import research

    found = [*research.check_files(library), *research.check_differences(library)]
    if name == _name_of_data(library, paths):  # else somebody saves while we look
        _write_down(library, "data", name, found)
    return found


def _name_of_data(library: Library, paths: list[str]) -> str:
    files = [name_of(path, (library.docs / path).read_bytes()) for path in paths if (library.docs / path).is_file()]
    users = [(entry.path, entry.meta.data_files) for entry in library.entries if entry.meta.data_files]
    return digest(repr((files, users)))


def _about(text: Text, library: Library) -> list[Problem]:
    """What the checks find in an entry that have to look at others as well."""

    def judge() -> list[Problem]:
        return [one for check in _entry_checks(text) for one in _fenced(text.path, partial(check, text, library))]

    found = fence.fenced(text.path, judge, seconds=_ONE_CLOCK)
    return [found] if isinstance(found, Problem) else found


def _in_text(text: Text, library: Library) -> list[Problem]:
    return [problem for check in _TEXT_CHECKS for problem in _fenced(text.path, partial(check, text, library))]


def _in_file(library: Library, path: str, name: str) -> list[Problem]:
    """What the checks of files find in one; `name` is that by which its reading was written down, if it was."""
    if (library.docs / path).is_symlink() or not (library.docs / path).is_file():
        return []  # told by other checks; to open a pipe is to wait for ever
    name = name or name_of_file(library, path)
    known = library.facts.known("file", name)
    if known is not None:
        return [of_row(row) for row in known]
    found = [one for check in _file_checks(path) for one in _fenced(path, partial(check, library, {path}))]
    if name and name == name_of(path, library.read(path)):  # else somebody saves while we look
        _write_down(library, "file", name, found)
    return found


def _known(library: Library, question: str, name: str, check: Callable[[], list[Problem]]) -> list[Problem]:
    """What was found in a text under its name, else what is found now."""
    known = library.facts.known(question, name)
    if known is not None:
        return [of_row(row) for row in known]
    found = check()
    _write_down(library, question, name, found)
    return found


def _write_down(library: Library, question: str, name: str, found: list[Problem]) -> None:
    """Keep what was found; not what took too long, which another time may not."""
    if not any(problem.rule == fence.STOPPED.id for problem in found):
        library.facts.keep(question, name, [as_row(problem) for problem in found])


def _is_advised(text: Text) -> bool:
    return isinstance(text, Translation) or text.status != Status.WITHDRAWN


def _advice(library: Library, text: Text) -> Iterator[Problem]:
    yield from _fenced(text.path, partial(pictures.check, text, library))
    named = text.front_matter.name
    named = named and f"{library.today} {named}"  # which years are too far ahead depends on the day
    yield from _known(library, _PROSE, named, partial(_in_prose, text, library))


def _in_markdown(library: Library, names: Mapping[str, str]) -> Iterator[Problem]:
    """What rumdl says, which is asked about new texts only: it is a program of its own."""
    from khlang.checks import markdown_lint

    known = {path: library.facts.known(_MARKDOWN, name) for path, name in names.items()}
    new = [path for path in names if known[path] is None]
    found = list(markdown_lint.check(library, frozenset(new)))
    for path in new:
        _write_down(library, _MARKDOWN, names[path], [problem for problem in found if problem.path == path])
    yield from found
    yield from (of_row(row) for rows in known.values() for row in rows or ())


def _in_prose(text: Text, library: Library) -> list[Problem]:
    return _fenced(text.path, partial(_advice_on, text, library))


def _advice_on(text: Text, library: Library) -> Iterator[Problem]:
    from khlang.checks import names, pasted, shapes, spelling, thai_typing, years

    prose = Prose(text)
    for check in (
        thai_typing.check,
        spelling.check,
        years.check,
        names.check,
        office.check_names,
        adoptions.advise,
        shapes.check,
        pasted.check,
    ):
        yield from check(prose, library)


def _fenced(path: str, check: Callable[[], Iterable[Problem]]) -> list[Problem]:
    """What a check finds in one file; where it does not come to an end, that is the file's problem."""
    found = fence.fenced(path, lambda: list(check()))
    return [found] if isinstance(found, Problem) else found


def paths(library: Library) -> frozenset[str]:
    """The files of the content folder, the vocabularies among them."""
    return library.files | {
        f"{vocabulary.FOLDER}/{file.name}" for file in (library.docs / vocabulary.FOLDER).glob("*.yml")
    }

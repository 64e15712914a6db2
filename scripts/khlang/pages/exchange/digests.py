"""The digests of weeks and months as pages, and as plain text to paste into LINE or the office's messages."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from khlang.content.library import Library
from khlang.exchange import digest
from khlang.exchange.digest import Digest
from khlang.pages.exchange import words
from khlang.pages.exchange.actions import ActionRow, action_row
from khlang.pages.exchange.questions import OPEN, QuestionRow, question_row
from khlang.pages.exchange.summaries import SECTION
from khlang.pages.lists.rows import HOME, Place, Row, row
from khlang.thai.dates import fiscal_year, fiscal_year_name, thai_month, week_name
from khlang.thai.numerals import show

DIGESTS = Place(words.DIGESTS, "digests/")
LEARNT_IN_MESSAGE, ASKED_IN_MESSAGE = 6, 5  # lines: a message that is longer is not read
LETTERS = 120  # of a line of a message
PUBLISHED = 8  # rows of what was published that are seen at once


@dataclass(frozen=True)
class LearntRow:
    """What one summary wrote down for others."""

    entry: Row
    points: tuple[str, ...]


@dataclass(frozen=True)
class DigestPage:
    """A week or a month as its template sees it."""

    uri: str
    title: str
    summary: str
    learnt: tuple[LearntRow, ...]
    asked: tuple[QuestionRow, ...]
    answered: tuple[QuestionRow, ...]
    decided: tuple[ActionRow, ...]
    published: tuple[Row, ...]
    silent: tuple[str, ...]
    message: str  # plain text, to be sent on
    links: tuple[tuple[str, str], ...]  # that follow it: words, address below the site's root
    is_example: bool
    previous: Place | None
    next: Place | None
    month: Place | None  # of a week
    crumbs: tuple[Place, ...]
    shown: int = PUBLISHED
    template: str = "digest.html"


@dataclass(frozen=True)
class DigestList:
    """All digests of a fiscal year."""

    uri: str
    title: str
    summary: str
    parts: tuple[tuple[str, tuple[Place, ...]], ...]  # month → its own digest and those of its weeks
    years: tuple[Place, ...]
    crumbs: tuple[Place, ...]
    empty: str
    template: str = "digests.html"


def pages(library: Library) -> Iterator[DigestPage | DigestList]:
    """A page for every week and month of which there is something to tell, and lists of them, a fiscal year each."""
    weeks, months = digest.mondays(library), digest.months(library)
    for i, monday in enumerate(weeks):
        yield _week(library, monday, *_neighbours(library, weeks, i, week_place))
    for i, first in enumerate(months):
        yield _month(library, first, *_neighbours(library, months, i, _month_place))
    years = sorted({fiscal_year(day) for day in (*weeks, *months)} or {fiscal_year(library.today)}, reverse=True)
    places = tuple(
        Place(fiscal_year_name(year, library.settings.numerals), f"digests/fiscal-{year}/") for year in years
    )
    yield _list(library, "digests/index.md", DIGESTS.title, years[0], places, (HOME, SECTION))
    for year, place in zip(years, places, strict=True):
        title = f"{DIGESTS.title}{place.title}"
        yield _list(library, f"digests/fiscal-{year}.md", title, year, places, (HOME, SECTION, DIGESTS))


def _week(library: Library, monday: datetime.date, earlier: Place | None, later: Place | None) -> DigestPage:
    gathered = digest.of_week(library, monday)
    name = week_name(monday, library.settings.numerals)
    month = _month_place(library, digest.month_of(monday))
    return _page(
        library, gathered, f"digests/{monday.isoformat()}.md", words.DIGEST_OF_WEEK.format(name), earlier, later, month
    )


def _month(library: Library, first: datetime.date, earlier: Place | None, later: Place | None) -> DigestPage:
    gathered = digest.of_month(library, first)
    name = thai_month(first.year, first.month, library.settings.numerals)
    return _page(
        library, gathered, f"digests/{first:%Y-%m}.md", words.DIGEST_OF_MONTH.format(name), earlier, later, None
    )


def _page(
    library: Library,
    gathered: Digest,
    uri: str,
    title: str,
    earlier: Place | None,
    later: Place | None,
    month: Place | None,
) -> DigestPage:
    return DigestPage(
        uri=uri,
        title=title,
        summary=_sentence(library, gathered),
        learnt=tuple(LearntRow(row(library, thing.entry), thing.points) for thing in gathered.learnt),
        asked=tuple(question_row(library, thing) for thing in gathered.asked),
        answered=tuple(question_row(library, thing) for thing in gathered.answered),
        decided=tuple(action_row(library, thing) for thing in gathered.decided),
        published=tuple(row(library, entry) for entry in gathered.published),
        silent=gathered.silent,
        message=message(library, gathered, title),
        links=_links(gathered, uri.removesuffix(".md") + "/"),
        is_example=gathered.is_example,
        previous=earlier,
        next=later,
        month=month,
        crumbs=(HOME, SECTION, DIGESTS),
    )


def message(library: Library, gathered: Digest, title: str) -> str:
    """The digest as plain text for a chat: short lines, no marks."""
    lines = [title, library.settings.office_short, ""]
    if gathered.is_example:
        lines.insert(0, words.EXAMPLE)
    if gathered.learnt:
        lines += [words.LEARNT, *(f"• {_short(thing.points[0])}" for thing in gathered.learnt[:LEARNT_IN_MESSAGE])]
        lines += _more(library, len(gathered.learnt) - LEARNT_IN_MESSAGE)
    if gathered.asked:
        lines += [
            "",
            words.NEW_QUESTIONS,
            *(f"• {_short(thing.item.text)}" for thing in gathered.asked[:ASKED_IN_MESSAGE]),
        ]
        lines += _more(library, len(gathered.asked) - ASKED_IN_MESSAGE)
    if gathered.answered:
        lines += ["", words.ANSWERED_COUNT.format(show(len(gathered.answered), library.settings.numerals))]
    if gathered.decided:
        lines += ["", words.DECIDED_COUNT.format(show(len(gathered.decided), library.settings.numerals))]
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def _links(gathered: Digest, url: str) -> tuple[tuple[str, str], ...]:
    return ((words.READ_ALL, url), *([(words.ANSWER, OPEN.url)] if gathered.asked else []))


def _sentence(library: Library, gathered: Digest) -> str:
    numerals = library.settings.numerals
    counts = [
        (words.LEARNT, len(gathered.learnt), words.ENTRIES),
        (words.ASKED, len(gathered.asked), words.ITEMS),
        (words.ANSWERED, len(gathered.answered), words.ITEMS),
        (words.DECIDED, len(gathered.decided), words.ENTRIES),
    ]
    return " · ".join(f"{verb} {show(number, numerals)} {unit}" for verb, number, unit in counts if number)


def _list(
    library: Library, uri: str, title: str, year: int, years: tuple[Place, ...], crumbs: tuple[Place, ...]
) -> DigestList:
    parts = []
    for first in digest.months(library):
        weeks = [monday for monday in digest.mondays(library) if digest.month_of(monday) == first]
        if fiscal_year(first) == year:
            month = _month_place(library, first)
            own = Place(words.WHOLE_MONTH, month.url)
            parts.append(
                (month.title.removeprefix(words.DIGESTS), (own, *(week_place(library, monday) for monday in weeks)))
            )
    return DigestList(
        uri,
        title,
        words.DIGESTS_SUMMARY,
        tuple(parts),
        years,
        crumbs,
        words.NO_DIGESTS,
    )


def _neighbours(
    library: Library, days: tuple[datetime.date, ...], i: int, place: Callable[[Library, datetime.date], Place]
) -> tuple[Place | None, Place | None]:
    """The earlier and the later of a list that has the newest first."""
    earlier = place(library, days[i + 1]) if i + 1 < len(days) else None
    return earlier, place(library, days[i - 1]) if i else None


def week_place(library: Library, monday: datetime.date) -> Place:
    """Where the digest of a week stands."""
    return Place(week_name(monday, library.settings.numerals), f"digests/{monday.isoformat()}/")


def _month_place(library: Library, first: datetime.date) -> Place:
    return Place(
        words.MONTH_OF.format(thai_month(first.year, first.month, library.settings.numerals)), f"digests/{first:%Y-%m}/"
    )


def _more(library: Library, number: int) -> list[str]:
    return [words.MORE.format(show(number, library.settings.numerals))] if number > 0 else []


def _short(text: str) -> str:
    return text if len(text) <= LETTERS else text[: LETTERS - 1].rstrip() + "…"

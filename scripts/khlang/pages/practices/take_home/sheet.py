"""The one-page sheet of a practice, for the notice board: A4, whatever the length of the text.

How much fits is reckoned while building: the letters grow where there is little to say, and where there is too much
the parts that a reader needs least give way, with a word that the page holds more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import groupby
from string import Template

from markupsafe import Markup, escape
from selectolax.lexbor import LexborHTMLParser, LexborNode

from khlang.content.entry import Entry
from khlang.content.library import Library
from khlang.pages.line_ends import with_whole_words
from khlang.pages.lists.rows import owner_place
from khlang.pages.practices.take_home import words
from khlang.pages.practices.take_home.letters import line_count
from khlang.pages.qr import qr
from khlang.practices.evidence import level
from khlang.thai.dates import thai_date
from khlang.thai.numerals import show

_WIDTH = 186 / 25.4 * 72  # points between the margins
_HEIGHT = 270 / 25.4 * 72
_LINE = 1.6
_SIZES = (15, 13.5, 12, 11, 10)  # of the text, in points, the largest first
_SPARE = 6  # points, for letters that are not Sarabun
_FRAME = 145  # points of what always stands there: the band on top, the foot with its QR code
_ORDER = ("problem", "idea", "steps", "result", "pitfalls")
_GIVES_WAY = (
    *(("idea", 0), ("problem", 1), ("result", 1), ("pitfalls", 3), ("problem", 0), ("result", 0)),
    *(("steps", 3), ("pitfalls", 1), ("steps", 1), ("pitfalls", 0)),
)
"""Which part gives up its last lines first, down to how many; what to beware of stays almost to the end."""
_BLOCKS = ("p", "blockquote", "h3", "h4", "dl")


@dataclass(frozen=True)
class Line:
    """A paragraph or an item of a list."""

    text: str
    tag: str  # "p", or the list that it belongs to: "ol" or "ul"


@dataclass(frozen=True)
class Part:
    """A section of the text as the sheet has it."""

    key: str
    heading: str
    lines: tuple[Line, ...] = ()
    is_cut: bool = False


@dataclass(frozen=True)
class Fitted:
    """Parts that fit on the sheet, and the size of their letters in points."""

    parts: tuple[Part, ...]
    size: float


def sheet(library: Library, entry: Entry, html: str, root: str, back: str, assets: str) -> str:
    """The sheet of a practice as a document of its own; `html` is its rendered text.

    `root` is the site's full address, without which there is no QR code; `back` leads to the practice and `assets` to
    the folder of fonts, both relative, `assets` empty where there is none.
    """
    facts = _facts(library, entry)
    fitted = fit(parts(entry, html), _reserved(entry, facts))
    owner = owner_place(library, entry)
    numerals = library.settings.numerals
    address = f"{root.rstrip('/')}/{entry.short_url}" if root else ""
    return document(
        "sheet.html",
        style=Markup(paper("paper.css") + _fonts(assets)),
        script=Markup(SCRIPT),
        size=fitted.size,
        site=library.settings.name,
        office=library.settings.office,
        title=entry.meta.title,
        summary=entry.meta.summary,
        note=_note(entry),
        facts=rows(facts),
        parts=Markup().join(map(_part, fitted.parts)),
        more=Markup('<p class="more">{}</p>').format(words.CUT) if _is_cut(fitted, entry, html) else "",
        qr=Markup(qr(address).decode()) if address else "",
        address=Markup('<a href="{0}">{0}</a>').format(address) if address else _unknown(entry),
        owner=entry.meta.contact or (owner.title if owner else library.settings.office),
        day=thai_date(entry.meta.updated or entry.day, numerals),
        licence=_licence(library, entry),
        back=back,
    )


def parts(entry: Entry, html: str) -> tuple[Part, ...]:
    """The sections of a rendered text, as plain lines; pictures and tables stay on the page."""
    found: dict[str, Part] = {}
    current: Part | None = None
    body = LexborHTMLParser(f"<!doctype html><body>{html}").body
    for node in body.iter() if body else ():
        if node.tag in ("h1", "h2"):
            title = node.text().strip()
            section = next((one for one in entry.kind.sections if one.matches(title)), None)
            current = Part(section.key, title) if section and section.key not in found else None
        elif current is not None:
            current = replace(current, lines=(*current.lines, *_lines(node)))
            found[current.key] = current
    return tuple(found[key] for key in _ORDER if key in found and found[key].lines)


def fit(wanted: Sequence[Part], reserved: float) -> Fitted:
    """The largest letters with which everything fits; where nothing does, the smallest, and less text.

    `reserved` are the points of height that what stands around the parts takes.
    """
    room = _HEIGHT - reserved - _SPARE
    for size in _SIZES:
        if _total(wanted, size) <= room:
            return Fitted(tuple(wanted), size)
    size = _SIZES[-1]
    kept = {part.key: part for part in wanted}
    for key, fewest in _GIVES_WAY:
        while _total(kept.values(), size) > room and key in kept and len(kept[key].lines) > fewest:
            kept[key] = replace(kept[key], lines=kept[key].lines[:-1], is_cut=True)
            if not kept[key].lines:
                del kept[key]
    if _total(kept.values(), size) > room:  # a single step that is longer than the sheet
        steps = kept["steps"]
        first = replace(steps.lines[0], text=_shortened(steps.lines[0].text, room, size))
        kept = {"steps": replace(steps, lines=(first,), is_cut=True)}
    return Fitted(tuple(kept.values()), size)


def _total(wanted: Iterable[Part], size: float) -> float:
    return sum(_height(part, size) for part in wanted)


def _lines(node: LexborNode) -> Iterator[Line]:
    """What a block says, an item of a list at a time."""
    if node.tag in ("ol", "ul"):
        for item in node.iter():
            yield Line(_plain(item), node.tag)
    elif node.tag in _BLOCKS and (said := _plain(node)):
        yield Line(said, "p")


def _plain(node: LexborNode) -> str:
    return re.sub(r"\s+", " ", node.text(separator=" " if node.css_first("p,ol,ul") else "")).strip()


def _height(part: Part, size: float) -> float:
    """Points of height that a part takes: its heading, its lines, and the space around."""
    count = sum(line_count(line.text, size, _WIDTH - 1.6 * size) for line in part.lines)
    return 1.15 * size * _LINE + 0.5 * size + count * size * _LINE + 0.2 * size * (len(part.lines) - 1)


def _reserved(entry: Entry, facts: Sequence[tuple[str, str]]) -> float:
    head = (
        min(3, line_count(entry.meta.title, 22, _WIDTH * 0.9)) * 22 * 1.4
        + min(4, line_count(entry.meta.summary, 13, _WIDTH)) * 13 * _LINE
    )
    column = _WIDTH / 3 - 12
    pairs = [facts[i : i + 3] for i in range(0, len(facts), 3)]
    table = sum(
        11 * 1.4 + max(min(3, line_count(value, 11, column)) for _, value in row) * 11 * 1.45 + 4 for row in pairs
    )
    note = 24 if _note(entry) else 0
    return _FRAME + head + table + note


def _shortened(text: str, room: float, size: float) -> str:
    """The beginning of a text that fits, cut at a space."""
    most = int((room - 2 * size * _LINE) // (size * _LINE))
    while line_count(f"{text} …", size, _WIDTH - 1.6 * size) > most and " " in text:
        text = text[: len(text) * 9 // 10].rsplit(" ", 1)[0]
    return f"{text} …"


def _is_cut(fitted: Fitted, entry: Entry, html: str) -> bool:
    return any(part.is_cut for part in fitted.parts) or len(fitted.parts) < len(parts(entry, html))


def _facts(library: Library, entry: Entry) -> list[tuple[str, str]]:
    meta = entry.meta
    numerals = library.settings.numerals

    def names(field: str) -> str:
        return ", ".join(choice.label for choice in library.choices(entry, field))

    found = [
        (words.GRADES, show(names("grades"), numerals)),
        (words.TIME, meta.time),
        (words.COST, meta.cost),
        (words.PEOPLE, meta.people),
        (words.MATERIALS, ", ".join(meta.materials)),
        (words.EVIDENCE, level(library, entry).label),
        (words.SKILLS, names("skills")),
        (words.COMPONENTS, names("components")),
        (words.SUBJECTS, names("subjects")),
    ]
    return [(name, value) for name, value in found if value]


def _note(entry: Entry) -> Markup:
    if entry.is_example:
        return Markup('<p class="note">{}</p>').format(words.MADE_UP)
    return Markup('<p class="note">{}</p>').format(words.RETIRED) if entry.status == "retired" else Markup()


def _unknown(entry: Entry) -> Markup:
    """The address on a site that was built without knowing its own: the browser knows it."""
    return Markup('<span data-short="../../../{}">{}</span>').format(entry.short_url, words.ID.format(entry.meta.id))


def _licence(library: Library, entry: Entry) -> str:
    whole = library.settings.content_licence
    return entry.meta.licence or (whole.name if whole else words.NO_LICENCE)


def _part(part: Part) -> Markup:
    blocks = []
    for tag, lines in groupby(part.lines, key=lambda line: line.tag):
        item = "p" if tag == "p" else "li"
        said = Markup().join(Markup(f"<{item}>{{}}</{item}>").format(line.text) for line in lines)
        blocks.append(said if tag == "p" else Markup(f"<{tag}>{{}}</{tag}>").format(said))
    return Markup("<section><h2>{}</h2>{}</section>").format(part.heading, Markup().join(blocks))


def _fonts(assets: str) -> str:
    """Sarabun where the site has it; elsewhere the device's own Thai letters serve."""
    if not assets:
        return ""
    return "".join(
        f"@font-face{{font-family:Sarabun;font-weight:{weight};src:url({assets}sarabun-{script}-{weight}.woff2);unicode-range:{reach}}}"
        for script, reach in (
            ("thai", "U+0E01-0E5B,U+200B-200D,U+25CC"),
            ("letters", "U+A1-329,U+2000-2215"),  # read only where the next has no such sign
            ("latin", "U+20-FF,U+304,U+2000-2212"),
        )
        for weight in (400, 700)
    )


def rows(pairs: Iterable[tuple[str, str]]) -> Markup:
    """Names and values as rows of a `<dl>`."""
    return Markup().join(Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(name, value) for name, value in pairs)


def document(name: str, **values: object) -> str:
    """A page of this folder with its places filled: a value is text unless it was made as HTML. Its lines end between words."""
    return with_whole_words(Template(paper(name)).substitute({place: escape(value) for place, value in values.items()}))


def paper(name: str) -> str:
    """A file of this folder: what paper and archives are made of."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


SCRIPT = files("khlang.web").joinpath("sheet/sheet.js").read_text(encoding="utf-8").strip()
"""What the sheet runs; it stands in the page, as a page that lies on a disk loads no script beside it."""

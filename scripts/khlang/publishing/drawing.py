"""The drawing of a social card: what is written on it → PNG."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from math import sin
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from khlang.content.write import write_file
from khlang.publishing.cards import HEIGHT, SIZE, WIDTH, Card, address, can_draw, font_file
from khlang.thai.words import break_lines, shorten

_MARGIN = 72
_OFFICE_TOP, _KIND_TOP, _TITLE_TOP, _TITLE_BOTTOM, _FACTS_TOP, _HORIZON_TOP = 48, 104, 158, 424, 432, 526
_TITLE_SIZES = (76, 68, 60, 52, 46, 42)  # pixels, the largest that has room; 42 is read on a phone's small card
_PARTS = (
    0.55,
    0.65,
    0.75,
    0.85,
)  # of the room, tried from the narrowest, until a title has no more lines than it needs
_LEADING = 1.42  # of the size: below that ู of one line meets ้ of the next
_SMALL, _FACTS_LINES = 32, 2
_GREEN = (13, 74, 52)
_END = b"IEND\xaeB`\x82"  # of a PNG that is whole
_NOT_IN_FONT = re.compile(
    "[^\u0020-\u007e\u00a0-\u00ff\u0e01-\u0e3a\u0e3f-\u0e5b\u2010-\u2015\u2018-\u201d\u2022\u2026\u2030\u2032\u2033"
    "\u2190-\u2193\u2212\u2248\u2260\u2264\u2265]+"
)


@dataclass(frozen=True)
class _Ink:
    """A colour and its shades towards the ground, at `first` and after in the palette."""

    colour: tuple[int, int, int]
    first: int
    shades: int = 1

    @property
    def palette(self) -> list[int]:
        """Red, green and blue of each shade, the weakest first."""
        parts = [(i + 1) / self.shades for i in range(self.shades)]
        pairs = list(zip(_GREEN, self.colour, strict=True))
        return [round(low + (high - low) * part) for part in parts for low, high in pairs]

    @cached_property
    def indices(self) -> list[int]:
        """How much of a pixel is covered, of 255 → its place in the palette."""
        return [self.first + max(0, round(covered * self.shades / 255) - 1) for covered in range(256)]

    @cached_property
    def touched(self) -> list[int]:
        """How much of a pixel is covered → whether it changes at all."""
        return [255 * (round(covered * self.shades / 255) > 0) for covered in range(256)]


# Few shades: each further one of white costs a card 2 kB, and beyond three nobody sees it.
_WHITE, _SUN, _FAR, _NEAR = (
    _Ink((255, 255, 255), 1, 3),
    _Ink((243, 180, 91), 4, 2),
    _Ink((20, 98, 69), 6),
    _Ink((9, 54, 38), 7),
)


def pictures(cards: Iterable[Card], kept: Path | None = None) -> Mapping[str, bytes]:
    """The files of cards, by their place below the site's root; none where none can be drawn.

    `kept` is a folder that remembers drawn cards from build to build; those that no page has any more are deleted.
    """
    if not can_draw():
        return {}
    found = {address(card): card for card in cards}
    if kept:
        _forget(kept, {Path(place).name for place in found})
    return _Pictures(dict(sorted(found.items())), kept)


@dataclass(frozen=True, eq=False)
class _Pictures(Mapping[str, bytes]):
    """Each is read or drawn when it is asked for: 5,000 are 80 MB."""

    cards: Mapping[str, Card]
    kept: Path | None

    def __getitem__(self, place: str) -> bytes:
        if self.kept is None:
            return draw(self.cards[place])
        file = self.kept / Path(place).name
        found = _kept(file)
        if not found.endswith(_END):
            found = draw(self.cards[place])
            with suppress(OSError):  # a full disk costs time, not the card
                write_file(file, found)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.cards)

    def __len__(self) -> int:
        return len(self.cards)


def _kept(file: Path) -> bytes:
    """A card that was drawn before, which may end early where a machine went down; nothing where there is none."""
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _forget(kept: Path, names: set[str]) -> None:
    for file in kept.glob("*.png"):
        if file.name not in names:
            file.unlink(missing_ok=True)


def draw(card: Card) -> bytes:
    """A card → PNG of 1200×630, below 25 kB. Lines end between words; what has no room ends with …"""
    picture = _ground().copy()
    room = WIDTH - 2 * _MARGIN
    _write(picture, _one_line(card.office, _font(400, _SMALL), room), _font(400, _SMALL), _OFFICE_TOP, _WHITE)
    _write(picture, _one_line(card.kind, _font(700, _SMALL), room), _font(700, _SMALL), _KIND_TOP, _SUN)
    size, lines = title_lines(card.title)
    top = _TITLE_TOP + (_TITLE_BOTTOM - _TITLE_TOP - len(lines) * size * _LEADING) / 2
    for i, line in enumerate(lines):
        _write(picture, line, _font(700, size), round(top + i * size * _LEADING), _WHITE)
    facts = _facts_lines(card.facts, _font(400, _SMALL), room)
    for i, line in enumerate(facts):
        _write(picture, line, _font(400, _SMALL), round(_FACTS_TOP + i * _SMALL * _LEADING), _WHITE)
    saved = io.BytesIO()
    picture.save(saved, "PNG", compress_level=6, compress_type=1)  # zlib's Z_FILTERED: 2 % smaller
    return saved.getvalue()


def title_lines(title: str) -> tuple[int, list[str]]:
    """The size of a title in pixels and its lines: as large as has room."""
    title, room = _drawable(title), WIDTH - 2 * _MARGIN
    for size in _TITLE_SIZES:
        font = _font(700, size)
        most = int((_TITLE_BOTTOM - _TITLE_TOP) / (size * _LEADING))
        if font.getlength(title) > most * room:  # spares the breaking: half of the time of a long title
            continue
        lines = break_lines(title, room, font.getlength)
        if len(lines) <= most and all(font.getlength(line) <= room for line in lines):
            return size, _evened(title, lines, room, font)
    return size, _few_lines(title, font, room, most)


def _evened(title: str, lines: list[str], room: float, font: ImageFont.FreeTypeFont) -> list[str]:
    """As many lines as there are, of about one length: no single word is left for the last."""
    for part in _PARTS if len(lines) > 1 else ():
        tried = break_lines(title, part * room, font.getlength)
        if len(tried) == len(lines) and all(font.getlength(line) <= part * room for line in tried):
            return tried
    return lines


def _facts_lines(facts: Sequence[str], font: ImageFont.FreeTypeFont, room: float) -> list[str]:
    """Facts in lines that end between two of them, where there is room for that."""
    lines = [""]
    for fact in map(_drawable, facts):
        longer = f"{lines[-1]} · {fact}" if lines[-1] else fact
        if font.getlength(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(fact)
    fits = len(lines) <= _FACTS_LINES and all(font.getlength(line) <= room for line in lines)
    return lines if fits else _few_lines(" · ".join(facts), font, room, _FACTS_LINES)


def _few_lines(text: str, font: ImageFont.FreeTypeFont, room: float, most: int) -> list[str]:
    lines = [_shortened(line, font, room) for line in break_lines(_drawable(text), room, font.getlength)]
    if len(lines) > most:
        lines = [*lines[: most - 1], _shortened(f"{lines[most - 1]} {lines[most]}", font, room)]
    return lines


def _one_line(text: str, font: ImageFont.FreeTypeFont, room: float) -> str:
    return _shortened(_drawable(text), font, room)


def _shortened(line: str, font: ImageFont.FreeTypeFont, room: float) -> str:
    """A line with … where it has no room; between words, but for one word that is wider than the card."""
    shown, length = line, len(line)
    while length > 1 and font.getlength(shown) > room:
        length -= 1
        shown = shorten(line, length)
    return shown


def _drawable(text: str) -> str:
    return " ".join(_NOT_IN_FONT.sub(" ", text).split())


def _write(picture: Image.Image, line: str, font: ImageFont.FreeTypeFont, top: int, ink: _Ink) -> None:
    if not line:
        return
    left, above, right, below = map(int, font.getbbox(line))
    mask = Image.new("L", (right - left + 2, below - above + 2))
    ImageDraw.Draw(mask).text((-left, -above), line, font=font, fill=255)
    picture.paste(mask.point(ink.indices), (_MARGIN + left, top + above), mask.point(ink.touched))


@cache
def _ground() -> Image.Image:
    """The card without words: a green field, and at its foot a sun over two lines of hills of no place in particular."""
    picture = Image.new("P", SIZE)
    picture.putpalette(list(chain(_GREEN, *(ink.palette for ink in (_WHITE, _SUN, _FAR, _NEAR)))))
    for ink, shape in ((_SUN, _sun), (_FAR, _far_hills), (_NEAR, _near_hills)):
        mask = Image.new("L", (WIDTH, HEIGHT - _HORIZON_TOP))
        shape(ImageDraw.Draw(mask))
        picture.paste(ink.indices[255], (0, _HORIZON_TOP), mask)
    return picture


def _sun(pen: ImageDraw.ImageDraw) -> None:
    pen.ellipse((930, 8, 1030, 108), fill=255)


def _far_hills(pen: ImageDraw.ImageDraw) -> None:
    _hills(pen, 52, 30, 205.0, 1.2)


def _near_hills(pen: ImageDraw.ImageDraw) -> None:
    _hills(pen, 84, 11, 150.0, 3.4)


def _hills(pen: ImageDraw.ImageDraw, middle: int, rise: int, wide: float, start: float) -> None:
    line = [
        (x, middle - rise * (sin(x / wide + start) + 0.4 * sin(x / (wide * 0.37) + start)) / 1.4)
        for x in range(0, WIDTH + 8, 4)
    ]
    pen.polygon([(0, HEIGHT), *line, (WIDTH + 8, HEIGHT)], fill=255)


@cache
def _font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_file(weight), size, layout_engine=ImageFont.Layout.RAQM)

"""Pictures of statistics as inline SVG: pure functions from numbers to markup, drawn for a phone of 390 px.

A picture is 360 units wide, a unit a pixel on a phone. Colours are classes that the page's stylesheet fills, so that
dark and print need no second picture. Each names itself to those who do not see it; the table beside it says the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape

from markupsafe import Markup

from khlang.thai.words import break_lines

WIDTH = 360
LETTER = 14  # units: the height of the letters of labels
SMALL = 12
LINE = 21  # between lines of labels: Thai marks stand above and below
SHADES = 7  # of the diverging colours, the fourth is neutral; an odd number, so that there is a middle

_BAR = 24
_NARROWEST = 24  # a part of a bar that holds its per cent
_NO_WIDTH = frozenset("ัิีึืฺุู็่้๊๋์ํ๎")
_NARROW = frozenset("เแโใไาะิ.,:;!|()[]/ '\"ijlt1 ")
_AXIS_LEFT, _AXIS_RIGHT = 12, 348
_RINGS = (
    30,
    56,
    82,
    108,
)  # from a point to the places beside it; eight on the first stand 23 apart, a number is 22 wide


@dataclass(frozen=True)
class Bar:
    """An item and how many answered each level, the lowest first."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Mean:
    """A mean with the interval that holds the true one; without an interval only the mean is drawn."""

    label: str
    mean: Fraction
    shown: str
    low: Fraction | None = None
    high: Fraction | None = None


@dataclass(frozen=True)
class Point:
    """A need: how it is (D) and how it should be (I)."""

    number: str
    is_: Fraction
    should: Fraction


def diverging_bars(name: str, title: str, description: str, bars: Sequence[Bar], levels: Sequence[str]) -> Markup:
    """Bars of shares of answers around the middle of the scale: low levels to the left, high ones to the right."""
    legend, y = _legend(levels)
    left = max(_left(bar) for bar in bars)
    unit = WIDTH / float(left + max(1 - _left(bar) for bar in bars))
    centre = float(left) * unit
    drawn = [legend]
    for bar in bars:
        lines, bottom = _label(bar.label, y)
        drawn += [lines, *_segments(bar, bottom, centre, unit)]
        for end in (bottom - 1, bottom + _BAR + 5):  # the middle, above and below: a line across would hide a number
            drawn.append(
                f'<line class="c-middle" x1="{_n(centre)}" y1="{_n(end - 4)}" x2="{_n(centre)}" y2="{_n(end)}"/>'
            )
        y = bottom + _BAR + 12
    return _svg(name, title, description, y - 4, drawn)


def means(name: str, title: str, description: str, rows: Sequence[Mean], levels: int) -> Markup:
    """Means as points on the scale, each with its interval as a line."""
    scale = (_AXIS_RIGHT - _AXIS_LEFT) / (levels - 1)

    def at(value: Fraction) -> float:
        return _AXIS_LEFT + (float(min(max(value, Fraction(1)), Fraction(levels))) - 1) * scale

    ticks = [_n(at(Fraction(level))) for level in range(1, levels + 1)]
    drawn, y = [], 4.0
    for row in rows:
        drawn.append(
            f'<text class="c-value" x="{WIDTH}" y="{_n(y + 15)}" font-size="{LETTER}" text-anchor="end">{escape(row.shown)}</text>'
        )
        lines, y = _label(row.label, y, WIDTH - 48)
        middle = y + 8
        drawn += [
            lines,
            f'<line class="c-rail" x1="{_AXIS_LEFT}" y1="{_n(middle)}" x2="{_AXIS_RIGHT}" y2="{_n(middle)}"/>',
        ]
        drawn += [
            f'<line class="c-rail" x1="{x}" y1="{_n(middle - 4)}" x2="{x}" y2="{_n(middle + 4)}"/>' for x in ticks
        ]
        if row.low is not None and row.high is not None:
            ends = (_n(at(row.low)), _n(at(row.high)))
            drawn.append(f'<line class="c-reach" x1="{ends[0]}" y1="{_n(middle)}" x2="{ends[1]}" y2="{_n(middle)}"/>')
        drawn.append(f'<circle class="c-point" cx="{_n(at(row.mean))}" cy="{_n(middle)}" r="5"/>')
        y = middle + 14
    drawn += [_text(level, x, y + 8, "middle", SMALL) for level, x in enumerate(ticks, 1)]
    return _svg(name, title, description, y + 14, drawn)


def need_matrix(name: str, title: str, description: str, points: Sequence[Point], levels: int) -> Markup:
    """Needs by how it is (across) and how it should be (up), parted by the means of both.

    Above on the left stands what is to be done first: much wanted, little there. A place that is taken lets the next
    number stand beside it, with a line to its point.
    """
    left, right, top, bottom = 44.0, 352.0, 8.0, 316.0
    low = min(min(point.is_, point.should) for point in points)
    high = max(max(point.is_, point.should) for point in points)
    end = min(Fraction(levels), _step(high, 1))
    start = max(
        Fraction(1), min(_step(low, -1), end - Fraction(1, 2))
    )  # where all say the highest level, there is room

    def across(value: Fraction) -> float:
        return left + float((value - start) / (end - start)) * (right - left)

    def up(value: Fraction) -> float:
        return bottom - float((value - start) / (end - start)) * (bottom - top)

    x_mean = across(sum((point.is_ for point in points), Fraction(0)) / len(points))
    y_mean = up(sum((point.should for point in points), Fraction(0)) / len(points))
    drawn = [
        f'<rect class="c-first" x="{_n(left)}" y="{_n(top)}" width="{_n(x_mean - left)}" height="{_n(y_mean - top)}"/>',
        f'<rect class="c-frame" x="{_n(left)}" y="{_n(top)}" width="{_n(right - left)}" height="{_n(bottom - top)}"/>',
        f'<line class="c-axis" x1="{_n(x_mean)}" y1="{_n(top)}" x2="{_n(x_mean)}" y2="{_n(bottom)}"/>',
        f'<line class="c-axis" x1="{_n(left)}" y1="{_n(y_mean)}" x2="{_n(right)}" y2="{_n(y_mean)}"/>',
        _text("ทำก่อน", left + 6, top + 16, size=SMALL),
    ]
    tick = start
    while tick <= end:
        drawn += [
            _text(_short(tick), across(tick), bottom + 16, "middle", SMALL),
            _text(_short(tick), left - 6, up(tick) + 4, "end", SMALL),
        ]
        tick += Fraction(1, 2)
    drawn.append(_text("สภาพที่เป็นอยู่ (D)", (left + right) / 2, bottom + 36, "middle", LETTER))
    drawn.append(
        f'<text class="c-text" font-size="{LETTER}" text-anchor="middle" transform="translate(17 {_n((top + bottom) / 2)}) rotate(-90)">สภาพที่ควรเป็น (I)</text>'
    )
    taken: list[tuple[float, float]] = []
    for point in points:
        x, y = across(point.is_), up(point.should)
        place = _free(x, y, taken, (left, right, top, bottom))
        taken.append(place)
        if place != (x, y):
            drawn.append(f'<line class="c-lead" x1="{_n(x)}" y1="{_n(y)}" x2="{_n(place[0])}" y2="{_n(place[1])}"/>')
            drawn.append(f'<circle class="c-point" cx="{_n(x)}" cy="{_n(y)}" r="3"/>')
        drawn.append(f'<circle class="c-badge" cx="{_n(place[0])}" cy="{_n(place[1])}" r="11"/>')
        drawn.append(
            f'<text class="c-on" x="{_n(place[0])}" y="{_n(place[1] + 4)}" font-size="{SMALL}" text-anchor="middle">{escape(point.number)}</text>'
        )
    return _svg(name, title, description, bottom + 46, drawn)


def shade(level: int, levels: int) -> int:
    """Which of the SHADES a level has, 0 the warmest; the middle of an odd scale is neutral, an even scale has none."""
    half = SHADES // 2
    below = levels // 2
    if levels % 2 and level == below + 1:
        return half
    if level <= below:
        return (level - 1) * half // below
    return SHADES - 1 - (levels - level) * half // below


def measure(text: str) -> float:
    """How wide Sarabun sets a text, in heights of its letters; a little too much rather than too little."""
    return sum(0.0 if letter in _NO_WIDTH else 0.36 if letter in _NARROW else 0.62 for letter in text)


def _left(bar: Bar) -> Fraction:
    """The share of a bar that stands left of the middle: the low levels, and half of a neutral one."""
    total, below = sum(bar.counts), len(bar.counts) // 2
    middle = Fraction(bar.counts[below], 2) if len(bar.counts) % 2 else Fraction(0)
    return (sum(bar.counts[:below]) + middle) / total if total else Fraction(1, 2)


def _segments(bar: Bar, y: float, centre: float, unit: float) -> Iterable[str]:
    total = sum(bar.counts)
    x = centre - float(_left(bar)) * unit
    for level, count in enumerate(bar.counts, 1):
        if not count:
            continue
        width = count / total * unit
        kind = shade(level, len(bar.counts))
        yield f'<rect class="c-s{kind}" x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_BAR}"/>'
        share = str(int(Fraction(100 * count, total) + Fraction(1, 2)))
        if width >= _NARROWEST:
            yield f'<text class="c-t{kind}" x="{_n(x + width / 2)}" y="{_n(y + 17)}" font-size="{SMALL}" text-anchor="middle">{share}</text>'
        x += width


def _legend(levels: Sequence[str]) -> tuple[str, float]:
    """The levels with their colours, in as many lines as they need, and where what follows begins."""
    drawn, x, y = [], 0.0, 0.0
    for level, label in enumerate(levels, 1):
        width = 18 + measure(label) * SMALL + 12
        if x and x + width > WIDTH:
            x, y = 0.0, y + LINE
        drawn.append(
            f'<rect class="c-s{shade(level, len(levels))}" x="{_n(x)}" y="{_n(y + 4)}" width="13" height="13"/>'
        )
        drawn.append(_text(label, x + 18, y + 15, size=SMALL))
        x += width
    return "".join(drawn), y + LINE + 10


def _label(text: str, y: float, room: float = WIDTH) -> tuple[str, float]:
    """A label in lines that end between words, from `y` on, and where what belongs to it begins."""
    lines = break_lines(text, room, lambda part: measure(part) * LETTER)
    drawn = "".join(_text(line, 0, y + 15 + i * LINE, size=LETTER) for i, line in enumerate(lines))
    return drawn, y + len(lines) * LINE


def _text(text: object, x: float | str, y: float, anchor: str = "", size: int = LETTER) -> str:
    place = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text class="c-text" x="{_n(x)}" y="{_n(y)}" font-size="{size}"{place}>{escape(str(text))}</text>'


def _free(
    x: float, y: float, taken: list[tuple[float, float]], room: tuple[float, float, float, float]
) -> tuple[float, float]:
    """A place for a number near its point that no other number has."""
    left, right, top, bottom = room
    ways = [(math.cos(math.pi * n / 4), -math.sin(math.pi * n / 4)) for n in range(8)]
    steps = [(0.0, 0.0), *((dx * ring, dy * ring) for ring in _RINGS for dx, dy in ways)]
    for dx, dy in steps:
        place = (x + dx, y + dy)
        is_within = left + 11 <= place[0] <= right - 11 and top + 11 <= place[1] <= bottom - 11
        if ((dx, dy) == (0, 0) or is_within) and all(
            (place[0] - a) ** 2 + (place[1] - b) ** 2 >= 22**2 for a, b in taken
        ):
            return place
    return x, y


def _step(value: Fraction, direction: int) -> Fraction:
    """The next half level below or above a value."""
    halves = value * 2
    floor = halves.numerator // halves.denominator
    return Fraction(floor if direction < 0 else floor + 1, 2)


def _short(value: Fraction) -> str:
    return f"{float(value):g}"


def _n(value: float | str) -> str:
    """A coordinate with a tenth of a unit."""
    return value if isinstance(value, str) else f"{value:.1f}".rstrip("0").rstrip(".")


def _svg(name: str, title: str, description: str, height: float, drawn: Iterable[str]) -> Markup:
    return Markup(
        f'<svg class="chart" viewBox="0 0 {WIDTH} {_n(height)}" width="{WIDTH}" height="{_n(height)}" role="img" '
        f'aria-labelledby="{name}-t {name}-d" xmlns="http://www.w3.org/2000/svg"><title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(description)}</desc>{"".join(drawn)}</svg>'
    )

"""Pictures of statistics as inline SVG: pure functions from numbers to markup, as wide as the column they stand in.

Across, everything but letters is in per cent of the column, so that bars grow with it and letters do not; lines of labels
fit a phone of 390 px, whose column has 360. Colours are classes that the page's stylesheet fills, so that dark and print
need no second picture. Each names itself to those who do not see it; the table beside it says the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
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
_NARROWEST = 9.0  # per cent of the column: a part of a bar that holds its own per cent on a phone
_NO_WIDTH = frozenset("ัิีึืฺุู็่้๊๋์ํ๎")
_NARROW = frozenset("เแโใไาะิ.,:;!|()[]/ '\"ijlt1 ")
_AXIS_LEFT, _AXIS_RIGHT = 3.5, 96.5  # per cent: of the ends of a scale of means
_BARS_LEFT, _BARS_RIGHT = 12.0, 88.0  # per cent: between the totals of low and of high levels
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
class Share:
    """An option, how many chose it, and of how many."""

    label: str
    n: int
    of: int


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
    """Bars of shares of answers around the middle of the scale: low levels to the left, high ones to the right.

    At the ends stand the totals of the low and of the high levels in per cent; a neutral level is in neither.
    """
    legend, y = _legend(levels)
    left = max(_left(bar) for bar in bars)
    unit = (_BARS_RIGHT - _BARS_LEFT) / float(left + max(1 - _left(bar) for bar in bars))
    centre = _BARS_LEFT + float(left) * unit
    drawn = [legend]
    for bar in bars:
        lines, bottom = _label(bar.label, y)
        half = len(bar.counts) // 2
        drawn += [
            lines,
            _end(_percent(sum(bar.counts[:half]), bar), 0, bottom, "start"),
            *_segments(bar, bottom, centre, unit),
            _end(_percent(sum(bar.counts[-half:]), bar), 100, bottom, "end"),
        ]
        for end in (bottom - 1, bottom + _BAR + 5):  # the middle, above and below: a line across would hide a number
            drawn.append(_line("c-middle", centre, end - 4, centre, end))
        y = bottom + _BAR + 12
    return _wide(name, title, description, y - 4, drawn)


def shares(name: str, title: str, description: str, rows: Sequence[Share]) -> Markup:
    """Bars of the shares that options have of those who answered, each with its per cent."""
    drawn, y = [], 4.0
    longest = max(row.n / row.of for row in rows)
    for row in rows:
        lines, bottom = _label(row.label, y)
        width = row.n / row.of / longest * (_BARS_RIGHT - 2)
        drawn += [lines, f'<rect class="c-bar" x="0" y="{_n(bottom)}" width="{_n(width)}%" height="{_BAR}"/>']
        share = int(Fraction(100 * row.n, row.of) + Fraction(1, 2))
        drawn.append(_text(f"{share}%", f"{_n(width + 1.5)}%", bottom + 17, size=SMALL))
        y = bottom + _BAR + 10
    return _wide(name, title, description, y - 4, drawn)


def means(name: str, title: str, description: str, rows: Sequence[Mean], span: tuple[int, int]) -> Markup:
    """Means as points on a scale from the first number of `span` to the last, each with its interval as a line."""
    first, last = span
    scale = (_AXIS_RIGHT - _AXIS_LEFT) / (last - first)

    def at(value: Fraction) -> float:
        return _AXIS_LEFT + (float(min(max(value, Fraction(first)), Fraction(last))) - first) * scale

    ticks = [at(Fraction(level)) for level in range(first, last + 1)]
    drawn, y = [], 4.0
    for row in rows:
        drawn.append(
            f'<text class="c-value" x="100%" y="{_n(y + 15)}" font-size="{LETTER}" text-anchor="end">{escape(row.shown)}</text>'
        )
        lines, y = _label(row.label, y, WIDTH - 48)
        middle = y + 8
        drawn += [lines, _line("c-rail", _AXIS_LEFT, middle, _AXIS_RIGHT, middle)]
        drawn += [_line("c-rail", x, middle - 4, x, middle + 4) for x in ticks]
        if row.low is not None and row.high is not None:
            drawn.append(_line("c-reach", at(row.low), middle, at(row.high), middle))
        drawn.append(f'<circle class="c-point" cx="{_n(at(row.mean))}%" cy="{_n(middle)}" r="5"/>')
        y = middle + 14
    drawn += [_text(level, f"{_n(x)}%", y + 8, "middle", SMALL) for level, x in enumerate(ticks, first)]
    return _wide(name, title, description, y + 14, drawn)


def need_matrix(name: str, title: str, description: str, points: Sequence[Point], span: tuple[int, int]) -> Markup:
    """Needs by how it is (across) and how it should be (up), parted by the line of the need of all together.

    PNImodified = I / D − 1 is the same along a line through I = D = 0, and greater above it. So the needs above the line
    are those that rank before the whole, and none below it ranks before one above. A place that is taken lets the next
    number stand beside it, with a line to its point.
    """
    left, right, top, bottom = 44.0, 352.0, 26.0, 334.0
    xs, ys = _reach([point.is_ for point in points], span), _reach([point.should for point in points], span)

    def across(value: Fraction) -> float:
        return left + float((value - xs[0]) / (xs[1] - xs[0])) * (right - left)

    def up(value: Fraction) -> float:
        return bottom - float((value - ys[0]) / (ys[1] - ys[0])) * (bottom - top)

    slope = sum(point.should for point in points) / (sum(point.is_ for point in points) or Fraction(1))
    ends = _within(slope or Fraction(1), xs, ys)
    corners = [*ends, *([(xs[1], ys[1])] if ends[1][1] < ys[1] else []), (xs[0], ys[1])]
    if ends[0][0] > xs[0]:  # the line comes in from below: the corner left of it is above it
        corners.append((xs[0], ys[0]))
    zone = " ".join(f"{_n(across(x))},{_n(up(y))}" for x, y in corners)
    drawn = [
        f'<polygon class="c-first" points="{zone}"/>',
        f'<rect class="c-frame" x="{_n(left)}" y="{_n(top)}" width="{_n(right - left)}" height="{_n(bottom - top)}"/>',
        f'<line class="c-axis" x1="{_n(across(ends[0][0]))}" y1="{_n(up(ends[0][1]))}" x2="{_n(across(ends[1][0]))}" y2="{_n(up(ends[1][1]))}"/>',
        f'<rect class="c-first" x="{_n(left)}" y="{_n(top - 22)}" width="14" height="14"/>',
        _text("ต้องการมากกว่าภาพรวม", left + 20, top - 10, size=SMALL),
        *(_text(_short(tick), across(tick), bottom + 16, "middle", SMALL) for tick in _halves(xs)),
        *(_text(_short(tick), left - 6, up(tick) + 4, "end", SMALL) for tick in _halves(ys)),
    ]
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
    height = _n(bottom + 46)
    return _svg(name, title, description, f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"', drawn)


def _reach(values: Sequence[Fraction], span: tuple[int, int]) -> tuple[Fraction, Fraction]:
    """From where to where an axis goes: all values with some room, half a level at least, so that near ones stand apart."""
    room = Fraction(1, 20)
    end = min(Fraction(span[1]), _step(max(values) + room, 1))
    return max(Fraction(span[0]), min(_step(min(values) - room, -1), end - Fraction(1, 2))), end


def _halves(axis: tuple[Fraction, Fraction]) -> Iterator[Fraction]:
    """The half levels of an axis."""
    tick = axis[0]
    while tick <= axis[1]:
        yield tick
        tick += Fraction(1, 2)


def _within(
    slope: Fraction, xs: tuple[Fraction, Fraction], ys: tuple[Fraction, Fraction]
) -> tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]:
    """Where the line I = slope · D comes into the frame and where it leaves it.

    It goes through the mean of all needs, which is in the frame; what rounds past a corner is moved to the corner.
    """
    x, y = max(xs[0], ys[0] / slope), max(ys[0], xs[0] * slope)
    into = (min(x, xs[1]), min(y, ys[1]))
    x, y = min(xs[1], ys[1] / slope), min(ys[1], xs[1] * slope)
    return into, (max(x, xs[0]), max(y, ys[0]))


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


def _percent(part: int, bar: Bar) -> str:
    total = sum(bar.counts)
    return f"{int(Fraction(100 * part, total) + Fraction(1, 2))}%" if total else ""


def _end(text: str, x: int, y: float, anchor: str) -> str:
    """A total beside a bar."""
    return f'<text class="c-text" x="{x}%" y="{_n(y + 17)}" font-size="{SMALL}" text-anchor="{anchor}">{text}</text>'


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{kind}" x1="{_n(x1)}%" y1="{_n(y1)}" x2="{_n(x2)}%" y2="{_n(y2)}"/>'


def _segments(bar: Bar, y: float, centre: float, unit: float) -> Iterable[str]:
    total = sum(bar.counts)
    x = centre - float(_left(bar)) * unit
    for level, count in enumerate(bar.counts, 1):
        if not count:
            continue
        width = count / total * unit
        kind = shade(level, len(bar.counts))
        yield f'<rect class="c-s{kind}" x="{_n(x)}%" y="{_n(y)}" width="{_n(width)}%" height="{_BAR}"/>'
        share = str(int(Fraction(100 * count, total) + Fraction(1, 2)))
        if width >= _NARROWEST:
            yield f'<text class="c-t{kind}" x="{_n(x + width / 2)}%" y="{_n(y + 17)}" font-size="{SMALL}" text-anchor="middle">{share}%</text>'
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
    """A coordinate with a hundredth of a unit."""
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")


def _wide(name: str, title: str, description: str, height: float, drawn: Iterable[str]) -> Markup:
    """A picture as wide as its column."""
    return _svg(name, title, description, f'width="100%" height="{_n(height)}"', drawn)


def _svg(name: str, title: str, description: str, size: str, drawn: Iterable[str]) -> Markup:
    return Markup(
        f'<svg class="chart" {size} role="img" '
        f'aria-labelledby="{name}-t {name}-d" xmlns="http://www.w3.org/2000/svg"><title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(description)}</desc>{"".join(drawn)}</svg>'
    )

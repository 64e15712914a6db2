"""What a report says of a survey: computed from its sums, exactly, and rounded once, half up.

    Survey ── results() ──► Results
                             ├─ parts ─► PartResult ─► AspectResult ─► ItemResult     all respondents
                             ├─ groupings ─► CategoryResult ─► parts …                each group by itself
                             └─ needs ─► NeedResult                                   pairs of should be and is

A number that is shown is a `Decimal` with the places that are shown; `exact` and `variance` are fractions for whoever
computes further. None means: not told, or not defined (the S.D. of one respondent).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from khlang.survey.bands import RULES, Band, BandRule, band_of
from khlang.survey.data import Aspect, Grouping, Item, Part, Scale, Scores, Survey, Tally
from khlang.survey.quantiles import t_quantile
from khlang.survey.rounding import half_up, half_up_root

PLACES = 2
"""Decimal places of percentages, means and S.D."""
FINE_PLACES = 3
"""Decimal places of α, PNImodified and IOC."""
CONFIDENCE = Fraction(95, 100)
FEWEST_FOR_ALPHA = 30
"""Fewer complete respondents give an α that another thirty may contradict. Source: Yurdugül, H. (2008). Minimum sample
size for Cronbach's coefficient alpha: a Monte-Carlo study. Hacettepe University Journal of Education, 35, 397–405."""


_R = TypeVar("_R", bound="Summary")


@dataclass(frozen=True)
class Summary:
    """What some respondents said on an item, an aspect or a part, as one number with its spread."""

    n: int
    """Respondents behind it: for an item those who answered it, else those who answered every item of the survey."""
    mean: Decimal | None
    """x̄."""
    sd: Decimal | None
    """S.D. with n − 1; None below two respondents."""
    level: Band | None
    """The band that x̄ falls in by the survey's rule; its `label` is the level in words."""
    interval: tuple[Decimal, Decimal] | None
    """The 95 % confidence interval of x̄, within the scale; None below two respondents."""
    exact: Fraction | None
    variance: Fraction | None
    """S.D. squared."""


@dataclass(frozen=True)
class Rank:
    """A place in an order from high to low by the number as shown. Equals share a place: 1, 2, 2, 4."""

    place: int
    is_tied: bool


@dataclass(frozen=True)
class ItemResult(Summary):
    """An item. Of a reversed item the counts are as answered, mean and level of the turned scores."""

    item: Item
    counts: tuple[int, ...] | None
    """How often each level was answered, lowest first."""
    percents: tuple[Decimal, ...] | None
    """The same in percent of `n`."""
    missing: int | None
    """Respondents who did not answer it; None where `counts` is."""
    ioc: Decimal | None
    rank: Rank | None = None
    """Among the items of its aspect."""
    rank_in_part: Rank | None = None


@dataclass(frozen=True)
class Alpha:
    """Cronbach's α of an aspect or a part, or why there is none."""

    value: Decimal | None
    n: int
    """Complete respondents."""
    items: int
    caution: str
    """A Thai sentence on what α needs and this one lacks; empty where nothing is lacking."""


@dataclass(frozen=True)
class AspectResult(Summary):
    """An aspect: the mean of the respondents' own means over its items."""

    aspect: Aspect
    items: tuple[ItemResult, ...]
    alpha: Alpha | None
    """Of all respondents only."""
    rank: Rank | None = None
    """Among the aspects of its part."""


@dataclass(frozen=True)
class PartResult(Summary):
    """A part of the questionnaire: its total (รวม), its aspects, its bands."""

    part: Part
    aspects: tuple[AspectResult, ...]
    alpha: Alpha | None
    bands: tuple[Band, ...]
    """None where the scale has no words for its levels."""

    @property
    def items(self) -> tuple[ItemResult, ...]:
        """The items of all aspects, in order."""
        return tuple(item for aspect in self.aspects for item in aspect.items)


@dataclass(frozen=True)
class CategoryResult:
    """One group of respondents by itself."""

    label: str
    n: int
    percent: Decimal
    """Of all respondents."""
    parts: tuple[PartResult, ...]


@dataclass(frozen=True)
class GroupingResult:
    """Respondents parted by one question (ตำแหน่ง, เพศ)."""

    title: str
    categories: tuple[CategoryResult, ...]


@dataclass(frozen=True)
class ShareResult:
    """How many respondents are of one kind."""

    label: str
    n: int
    percent: Decimal


@dataclass(frozen=True)
class ProfileResult:
    """Who the respondents are by one question: the table of frequencies with which a report begins."""

    title: str
    categories: tuple[ShareResult, ...]


@dataclass(frozen=True)
class NeedResult:
    """A need: how it should be (I) against how it is (D)."""

    should: ItemResult
    is_: ItemResult
    pni: Decimal | None
    """PNImodified = (I − D) / D."""
    rank: Rank | None = None
    """The greatest need is the first; among all pairs of the survey."""


@dataclass(frozen=True)
class Results:
    """Everything that is computed of a survey."""

    survey: Survey
    rule: BandRule
    respondents: int
    """Who count in every number: `survey.whole.n`."""
    returned: int
    """Who answered: with those set aside."""
    response_rate: Decimal | None
    """Percent of the invited; None where nobody knows how many were."""
    parts: tuple[PartResult, ...]
    groupings: tuple[GroupingResult, ...]
    """The questions on the respondents by which answers are told."""
    profiles: tuple[ProfileResult, ...]
    """All questions on the respondents: those by which answers are told first."""
    needs: tuple[NeedResult, ...]
    """In the order of the questionnaire; `rank` says which comes first."""

    def item(self, key: str) -> ItemResult | None:
        """The item of a key."""
        return next((item for part in self.parts for item in part.items if item.item.key == key), None)

    def aspect(self, key: str) -> AspectResult | None:
        """The aspect of a key."""
        return next((one for part in self.parts for one in part.aspects if one.aspect.key == key), None)

    def part(self, key: str) -> PartResult | None:
        """The part of a key."""
        return next((part for part in self.parts if part.part.key == key), None)


def results(survey: Survey) -> Results:
    """Compute everything that a report says of a survey."""
    rule = RULES[survey.bands]
    parts = _parts(survey, survey.whole, rule, is_whole=True)
    returned = survey.whole.n + survey.set_aside
    return Results(
        survey=survey,
        rule=rule,
        respondents=survey.whole.n,
        returned=returned,
        response_rate=percent(returned, survey.invited) if survey.invited else None,
        parts=parts,
        groupings=tuple(_grouping(survey, grouping, rule) for grouping in survey.groupings),
        profiles=tuple(_profiles(survey)),
        needs=_needs(survey, parts),
    )


def percent(part: int, whole: int) -> Decimal:
    """ร้อยละ = part × 100 / whole. Raises ZeroDivisionError for a whole of 0."""
    return half_up(Fraction(100 * part, whole), PLACES)


def alpha(items: int, n: int, scores: Scores | None) -> Alpha:
    """Cronbach's α = k/(k−1) · (1 − Σs²ᵢ / s²ₜ) of k items and n complete respondents.

    Source: Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. Psychometrika, 16(3),
    297–334. The factors n(n−1) of all variances cancel, so sums of whole numbers do. α takes for granted that the
    items measure one thing and weigh alike (essential tau-equivalence); it is not defined for one item, nor where all
    respondents have the same score.
    """
    if scores is None or scores.item_spread is None or n < 2:
        return Alpha(None, n, items, "ไม่คำนวณค่าแอลฟา เพราะผู้ตอบครบทุกข้อมีไม่พอ")
    if items < 2:
        return Alpha(None, n, items, "ไม่คำนวณค่าแอลฟา เพราะมีข้อเดียว")
    spread = n * scores.squares - scores.total**2
    if spread == 0:
        return Alpha(None, n, items, "ไม่คำนวณค่าแอลฟา เพราะทุกคนได้คะแนนรวมเท่ากัน")
    value = Fraction(items, items - 1) * (1 - Fraction(scores.item_spread, spread))
    caution = ""
    if value < 0:
        caution = "ค่าแอลฟาติดลบ ควรตรวจว่ามีข้อความเชิงลบที่ยังไม่ได้กลับคะแนนหรือไม่"
    elif n < FEWEST_FOR_ALPHA:
        caution = f"ผู้ตอบครบทุกข้อมี {n} คน น้อยกว่า {FEWEST_FOR_ALPHA} คน ค่าแอลฟาจึงใช้เป็นแนวทางเท่านั้น"
    return Alpha(half_up(value, FINE_PLACES), n, items, caution)


def ioc(total: int, experts: int) -> Decimal:
    """IOC = ΣR / N: the mean of the experts' −1, 0 and +1; from 0.50 an item is kept.

    Source: Rovinelli, R. J., & Hambleton, R. K. (1977). On the use of content specialists in the assessment of
    criterion-referenced test item validity. Dutch Journal of Educational Research, 2, 49–60, in the form in use in
    Thailand for items with one aim each. Raises ZeroDivisionError without experts.
    """
    return half_up(Fraction(total, experts), PLACES)


def pni_modified(should: Fraction, is_: Fraction) -> Fraction:
    """PNImodified = (I − D) / D, the need in proportion to how it is.

    Source: สุวิมล ว่องวาณิช (2550). การวิจัยประเมินความต้องการจำเป็น. Raises ZeroDivisionError for a D of 0, which a scale
    from 0 may give.
    """
    return (should - is_) / is_


def ranks(values: Sequence[Decimal | None]) -> list[Rank | None]:
    """Rank numbers from high to low; None stays None, equals share a place and the next ones are left out."""
    times = Counter(value for value in values if value is not None)
    places, place = {}, 1
    for value in sorted(times, reverse=True):
        places[value] = Rank(place, times[value] > 1)
        place += times[value]
    return [None if value is None else places[value] for value in values]


def _summary(n: int, total: int, squares: int, items: int, scale: Scale, bands: tuple[Band, ...]) -> dict[str, Any]:
    """The fields of a Summary, of scores that are sums over some items: n people have Σt and Σt², of levels from 1."""
    if n == 0:
        return dict.fromkeys(("mean", "sd", "level", "interval", "exact", "variance"), None) | {"n": 0}
    mean = Fraction(total, n * items) + scale.first - 1
    variance = Fraction(n * squares - total**2, n * (n - 1) * items**2) if n > 1 else None
    shown = half_up(mean, PLACES)
    return {
        "n": n,
        "mean": shown,
        "sd": None if variance is None else half_up_root(variance, PLACES),
        "level": band_of(shown, bands) if bands else None,
        "interval": None if variance is None else _interval(mean, variance, n, scale),
        "exact": mean,
        "variance": variance,
    }


def _interval(mean: Fraction, variance: Fraction, n: int, scale: Scale) -> tuple[Decimal, Decimal]:
    """x̄ ± t · S.D. / √n, cut at the ends of the scale. Source: Student (1908). The probable error of a mean."""
    half = Fraction(t_quantile((1 + CONFIDENCE) / 2, n - 1)) * Fraction(half_up_root(variance / n, 9))
    return half_up(max(mean - half, Fraction(scale.first)), PLACES), half_up(
        min(mean + half, Fraction(scale.last)), PLACES
    )


def _parts(survey: Survey, tally: Tally, rule: BandRule, is_whole: bool) -> tuple[PartResult, ...]:
    return tuple(
        _part(survey, part, tally, rule.bands(part.scale) if part.scale.has_words else (), is_whole)
        for part in survey.parts
    )


def _part(survey: Survey, part: Part, tally: Tally, bands: tuple[Band, ...], is_whole: bool) -> PartResult:
    aspects = [_aspect(survey, aspect, tally, part.scale, bands, is_whole) for aspect in survey.aspects_of(part)]
    aspects = _ranked(aspects, "rank")
    items = _ranked([item for aspect in aspects for item in aspect.items], "rank_in_part")
    placed = {item.item.key: item for item in items}
    aspects = [replace(one, items=tuple(placed[item.item.key] for item in one.items)) for one in aspects]
    scores = survey.scores(part, tally)
    return PartResult(
        **_of_scores(scores, len(items), part.scale, bands),
        part=part,
        aspects=tuple(aspects),
        alpha=alpha(len(items), scores.n if scores else 0, scores) if is_whole else None,
        bands=bands,
    )


def _aspect(
    survey: Survey, aspect: Aspect, tally: Tally, scale: Scale, bands: tuple[Band, ...], is_whole: bool
) -> AspectResult:
    items = _ranked([_item(survey, item, tally, scale, bands) for item in survey.items_of(aspect)], "rank")
    scores = survey.scores(aspect, tally)
    return AspectResult(
        **_of_scores(scores, len(items), scale, bands),
        aspect=aspect,
        items=tuple(items),
        alpha=alpha(len(items), scores.n if scores else 0, scores) if is_whole else None,
    )


def _of_scores(scores: Scores | None, items: int, scale: Scale, bands: tuple[Band, ...]) -> dict[str, Any]:
    if scores is None:
        return _summary(0, 0, 0, items, scale, bands)
    return _summary(scores.n, scores.total, scores.squares, items, scale, bands)


def _item(survey: Survey, item: Item, tally: Tally, scale: Scale, bands: tuple[Band, ...]) -> ItemResult:
    counts = survey.counts(item, tally)
    levels = range(scale.levels, 0, -1) if item.reversed else range(1, scale.levels + 1)
    scored = list(zip(levels, counts or (), strict=False))
    n = sum(counts or ())
    return ItemResult(
        **_summary(
            n, sum(x * times for x, times in scored), sum(x * x * times for x, times in scored), 1, scale, bands
        ),
        item=item,
        counts=counts,
        percents=tuple(percent(times, n) for times in counts) if counts and n else None,
        missing=None if counts is None else tally.n - n,
        ioc=ioc(item.ioc.total, item.ioc.experts) if item.ioc else None,
    )


def _ranked(found: list[_R], name: str) -> list[_R]:
    placed = ranks([one.mean for one in found])
    return [replace(one, **dict[str, Any]({name: rank})) for one, rank in zip(found, placed, strict=True)]


def _grouping(survey: Survey, grouping: Grouping, rule: BandRule) -> GroupingResult:
    categories = (
        CategoryResult(
            label=category.label,
            n=category.tally.n,
            percent=percent(category.tally.n, survey.whole.n),
            parts=_parts(survey, category.tally, rule, is_whole=False),
        )
        for category in grouping.categories
    )
    return GroupingResult(grouping.title, tuple(categories))


def _profiles(survey: Survey) -> Iterator[ProfileResult]:
    rows = [(one.title, [(row.label, row.tally.n) for row in one.categories]) for one in survey.groupings]
    rows += [(one.title, [(row.label, row.n) for row in one.categories]) for one in survey.profiles]
    for title, categories in rows:
        yield ProfileResult(title, tuple(ShareResult(label, n, percent(n, survey.whole.n)) for label, n in categories))


def _needs(survey: Survey, parts: Iterable[PartResult]) -> tuple[NeedResult, ...]:
    items = {item.item.key: item for part in parts for item in part.items}
    found = [_need(items[pair.should], items[pair.is_]) for pair in survey.pairs]
    placed = ranks([need.pni for need in found])
    return tuple(replace(need, rank=rank) for need, rank in zip(found, placed, strict=True))


def _need(should: ItemResult, is_: ItemResult) -> NeedResult:
    if should.exact is None or not is_.exact:
        return NeedResult(should, is_, None)
    return NeedResult(should, is_, half_up(pni_modified(should.exact, is_.exact), FINE_PLACES))

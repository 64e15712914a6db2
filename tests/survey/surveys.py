"""Surveys made from rows of answers in the plainest way, to compare the program with."""

from __future__ import annotations

from collections.abc import Sequence

from khlang.content.values import FEWEST
from khlang.survey.data import Aspect, Category, Grouping, Item, Part, Scale, Scores, Survey, Tally

SATISFACTION = ("น้อยที่สุด", "น้อย", "ปานกลาง", "มาก", "มากที่สุด")
Rows = Sequence[Sequence[int | None]]


def survey_of(
    rows: Rows,
    labels: tuple[str, ...] = SATISFACTION,
    aspects: Sequence[int] = (),
    groups: dict[str, Sequence[str]] | None = None,
    turned: frozenset[int] = frozenset(),
    **more,
) -> Survey:
    """A survey of one part. `rows` hold a level or None for each item; `aspects` says how many items each aspect has."""
    sizes = aspects or (len(rows[0]),)
    items = [
        Item(key=f"1.{a}.{i}", text=f"ข้อ {a}.{i}", aspect=f"1.{a}", reversed=sum(sizes[: a - 1]) + i - 1 in turned)
        for a, size in enumerate(sizes, 1)
        for i in range(1, size + 1)
    ]
    make = Survey if len(rows) >= FEWEST else Survey.model_construct  # fewer are never published, and still have a mean
    return make(
        version=1,
        parts=(Part(key="1", title="ความพึงพอใจ", scale=Scale(labels=labels)),),
        aspects=tuple(Aspect(key=f"1.{a}", title=f"ด้านที่ {a}", part="1") for a in range(1, len(sizes) + 1)),
        items=tuple(items),
        whole=tally_of(rows, items, len(labels), sizes),
        groupings=tuple(
            Grouping(
                title=title,
                categories=tuple(
                    Category(
                        label=label,
                        tally=tally_of(
                            [row for row, own in zip(rows, values, strict=True) if own == label],
                            items,
                            len(labels),
                            sizes,
                            False,
                        ),
                    )
                    for label in dict.fromkeys(values)
                ),
            )
            for title, values in (groups or {}).items()
        ),
        **more,
    )


def tally_of(rows: Rows, items: Sequence[Item], levels: int, sizes: Sequence[int], is_whole: bool = True) -> Tally:
    """Count and add up, one cell after the other."""
    complete = [
        [levels + 1 - x if item.reversed else x for x, item in zip(row, items, strict=True)]
        for row in rows
        if None not in row
    ]
    units = [list(range(sum(sizes[:a]), sum(sizes[: a + 1]))) for a in range(len(sizes))] + [list(range(len(items)))]
    scores = []
    for unit in units:
        sums = [sum(row[i] for i in unit) for row in complete]
        columns = [[row[i] for row in complete] for i in unit]
        spread = sum(len(column) * sum(x * x for x in column) - sum(column) ** 2 for column in columns)
        scores.append(
            Scores(
                n=len(complete),
                total=sum(sums),
                squares=sum(t * t for t in sums),
                item_spread=spread if is_whole else None,
            )
            if complete
            else None
        )
    counts = tuple(
        tuple(sum(row[i] == level for row in rows) for level in range(1, levels + 1)) for i in range(len(items))
    )
    return Tally(n=len(rows), complete=len(complete) if is_whole else None, counts=counts, scores=tuple(scores))

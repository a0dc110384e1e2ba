"""The distribution of a column as a picture without a program: bins as bars of an SVG, categories as bars of a list.

A chart is described in words, and its numbers stand in a table below it. Where there is a reference it is drawn over
the bars: as the outline of a histogram, or as a mark on each category's lane.
"""

from collections.abc import Iterator, Sequence

from dte_exporter.markup import Markup, element, joined
from dte_exporter.reports.validation_report import Bar, ColumnPart, Shape

_HEIGHT = 80
_STEP = 10
_MOST_LANES = 8
"""The most categories that are drawn; the table has the others."""


def chart(column: ColumnPart, shape: Shape) -> Markup:
    """Return the figure of a column, and the table of its numbers."""
    drawn = _histogram(column, shape.bars) if shape.is_of_numbers else _lanes(column, shape.bars)
    return element("figure", drawn, _table(column, shape.bars))


def _histogram(column: ColumnPart, bars: tuple[Bar, ...]) -> Markup:
    """Return bars of equal width; those at the ends are paler, since they are as wide as nobody is told."""
    most = max(*(_share(one.rows, bars) for one in bars), *_reference_shares(bars), 1e-9)
    heights = [_HEIGHT * _share(one.rows, bars) / most for one in bars]
    drawn = (
        element(
            "rect",
            class_="open" if place in (0, len(bars) - 1) else None,
            x=f"{place * _STEP + 0.5:g}",
            y=f"{_HEIGHT - height:.2f}",
            width=f"{_STEP - 1}",
            height=f"{height:.2f}",
        )
        for place, height in enumerate(heights)
    )
    picture = element(
        "svg",
        *drawn,
        *_outline(bars, most),
        class_="numbers",
        viewBox=f"0 0 {len(bars) * _STEP} {_HEIGHT}",
        preserveAspectRatio="none",
        role="img",
        aria_label=_described(column, bars),
    )
    ends = (element("span", one.name) for one in (bars[0], bars[-1]))
    return joined(picture, element("div", *ends, class_="axis", aria_hidden="true"))


def _outline(bars: tuple[Bar, ...], most: float) -> Iterator[Markup]:
    shares = _reference_shares(bars)
    if shares:
        levels = [f"{_HEIGHT * (1 - share / most):.2f}" for share in shares]
        steps = (f"V{level} h{_STEP}" for level in levels)
        yield element("path", d=f"M0 {_HEIGHT} {' '.join(steps)} V{_HEIGHT}")


def _lanes(column: ColumnPart, bars: tuple[Bar, ...]) -> Markup:
    """Return a lane for each of the largest categories, with a mark where the reference has its share."""
    most = max(*(_share(one.rows, bars) for one in bars), *_reference_shares(bars), 1e-9)
    marks: Sequence[float | None] = _reference_shares(bars) or [None] * len(bars)
    lanes = [
        joined(element("span", one.name, title=one.name), _lane(one, bars, mark, most), _count(one))
        for one, mark in zip(bars, marks, strict=True)
    ]
    beyond = len(lanes) - _MOST_LANES
    more = [element("span", f"and {beyond:,} more, in the numbers", class_="more")] if beyond > 0 else []
    shown = element("div", *lanes[:_MOST_LANES], *more, class_="categories")
    return element("div", shown, role="img", aria_label=_described(column, bars))


def _lane(one: Bar, bars: tuple[Bar, ...], mark: float | None, most: float) -> Markup:
    bar = element(
        "i", class_="lumped" if one.lumped else None, style=f"width: {100 * _share(one.rows, bars) / most:.2f}%"
    )
    marks = [] if mark is None else [element("b", style=f"left: {100 * mark / most:.2f}%")]
    return element("span", bar, *marks, class_="lane")


def _count(one: Bar) -> Markup:
    return element("span", f"{one.rows:,}", class_="count")


def _table(column: ColumnPart, bars: tuple[Bar, ...]) -> Markup:
    with_reference = bars[0].reference is not None
    titles = ("Values", "Rows", *(["Reference"] if with_reference else []))
    head = element("tr", *(element("th", title, scope="col", class_=_of(place)) for place, title in enumerate(titles)))
    rows = (
        element("tr", *(element("td", text, class_=_of(place)) for place, text in enumerate(_cells(one))))
        for one in bars
    )
    table = element(
        "table",
        element("caption", f"Values of {column.name}", class_="unseen"),
        element("thead", head),
        element("tbody", *rows),
    )
    scroll = element("div", table, class_="scroll", tabindex="0", role="group", aria_label=f"Values of {column.name}")
    return element(
        "details", element("summary", "Numbers", element("span", f" of {column.name}", class_="unseen")), scroll
    )


def _cells(one: Bar) -> tuple[str, ...]:
    told = (one.name, f"{one.rows:,}")
    return told if one.reference is None else (*told, f"{one.reference:,}")


def _of(place: int) -> str | None:
    return "number" if place else None


def _described(column: ColumnPart, bars: tuple[Bar, ...]) -> str:
    largest = max(bars, key=lambda one: one.rows)
    held = "" if bars[0].reference is None else ", with the reference drawn over it"
    return (
        f"Distribution of {column.name}{held}: most rows, {largest.rows:,}, are {largest.name}. "
        "The table below has the numbers."
    )


def _share(rows: int, bars: tuple[Bar, ...]) -> float:
    all_ = sum(one.rows for one in bars)
    return rows / all_ if all_ else 0.0


def _reference_shares(bars: tuple[Bar, ...]) -> list[float]:
    counts = [one.reference for one in bars if one.reference is not None]
    all_ = sum(counts)
    return [count / all_ for count in counts] if all_ else []

"""How the verbs show the values of segments: a line a series, a column a segment, the largest first."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from dte_exporter.metric import SCOPE, SEGMENT, Sample
from dte_exporter.outcome import Segments

if TYPE_CHECKING:
    from rich.table import Table

_COLUMNS = 4
"""Segments beside each other: more would not fit on a terminal."""


def by_segment(samples: Sequence[Sample]) -> "Iterator[Table]":
    """Yield tables of the values of all segments among `samples`, a few segments each."""
    values: dict[str, dict[str, float]] = {}
    for sample in samples:
        if sample.segment:
            values.setdefault(sample.segment, {})[_series(sample)] = sample.value
    names = list(values)
    for start in range(0, len(names), _COLUMNS):
        yield _table({name: values[name] for name in names[start : start + _COLUMNS]})


def told(segments: Segments) -> str:
    """Return what came of the segments beside their values: rows, and what is undefined, withheld and cut."""
    rows = (f"{name}: {_counted(windows)}" for name, windows in segments.rows.items())
    undefined = (f"{name}: {why}" for name, why in segments.undefined.items())
    withheld = [f"{segments.withheld:,} withheld, with too few rows"] if segments.withheld else []
    cut = [f"cut: {', '.join(segments.cut)}"] if segments.cut else []
    return "\n".join((*rows, *undefined, *withheld, *cut))


def _counted(windows: Mapping[str, int]) -> str:
    return ", ".join(f"{rows:,} rows in {window}" for window, rows in windows.items())


def _series(sample: Sample) -> str:
    about = [text for label, text in sample.labels.items() if label not in (*SCOPE, SEGMENT)]
    return " ".join(filter(None, (sample.name, *about)))


def _table(values: Mapping[str, Mapping[str, float]]) -> "Table":
    from rich.table import Table

    table = Table("", *values, box=None, padding=(0, 2, 0, 0), header_style="bold")
    for column in table.columns[1:]:
        column.justify = "right"
    for series in dict.fromkeys(one for of_it in values.values() for one in of_it):
        table.add_row(series, *(_number(of_it.get(series)) for of_it in values.values()))
    return table


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if value.is_integer() else f"{value:.4g}"

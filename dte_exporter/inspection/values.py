"""What the values of columns are like: classes that never occur, groups without number, identifiers among features."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from dte_exporter.checks.classes import is_positive
from dte_exporter.checks.groups import MAX_GROUPS
from dte_exporter.config.models import Columns
from dte_exporter.config.problems import Path
from dte_exporter.config.roles import ColumnKind
from dte_exporter.inspection.finding import Finding
from dte_exporter.tables.view import TableView

IDENTIFYING = 0.9
"""The share of rows with a value of their own from which text is a name or a number of something."""

FEW_ROWS = 50
"""Rows up to which it says nothing that each has a value of its own."""

_CLASSES = 1_000
"""More different values than these are no classes."""


def look_at_classes(at: Path, seen: TableView, columns: Columns) -> Iterator[Finding]:
    """Yield that the positive class never occurs among predictions and labels, or that it takes a name."""
    names = [name for name in (columns.prediction, columns.label) if name in seen.table.columns]
    levels = {name: _levels(seen, str(name)) for name in names}
    if not names or any(found is None for found in levels.values()):
        return
    occurring = [level for found in levels.values() for level in found or ()]
    if not occurring or any(is_positive(level, columns.positive) for level in occurring):
        return
    path = (*at, "columns", "positive")
    if columns.positive is not None:
        said = " and no ".join(name for name in ("prediction", "label") if getattr(columns, name) in names)
        yield Finding(path, f"no {said} is {columns.positive!r}: write it as the data does")
    else:
        of = " and ".join(repr(name) for name in names)
        sentence = f"neither 1 nor true occurs in {of}: if there is a positive class, name it, columns.positive"
        yield Finding(path, sentence, is_note=True)


def look_at_groups(at: Path, seen: TableView, sensitive: Collection[str]) -> Iterator[Finding]:
    """Yield the `sensitive` columns that have too many values to be compared as groups."""
    names = [name for name in sensitive if name in seen.table.columns]
    for column, groups in _distinct(seen, names).items():
        if groups > MAX_GROUPS:
            path = (*at, "columns", "sensitive", [*sensitive].index(column))
            yield Finding(path, f"{column!r} has {groups:,} values: group them into {MAX_GROUPS} or fewer")


def look_at_features(
    at: Path, seen: TableView, features: Collection[str], kinds: Mapping[str, ColumnKind]
) -> Iterator[Finding]:
    """Yield the `features` of which nearly every row has a value of its own, as an identifier has."""
    schema = seen.table.schema()
    text = [name for name in features if name in schema and kinds[name] is ColumnKind.CATEGORY]
    whole = [name for name in features if name in schema and schema[name].is_integer() and name not in text]
    distinct, present = _distinct(seen, (*text, *whole)), _present(seen, (*text, *whole))
    for column, values in distinct.items():
        share = IDENTIFYING if column in text else 1
        if present[column] > FEW_ROWS and values >= share * present[column]:
            yield Finding((*at, "columns", "features", "exclude"), _identifier(column, column in text), is_note=True)


def _identifier(column: str, is_text: bool) -> str:
    rows = "nearly every row has a value of its own" if is_text else "every row has a value of its own"
    return f"feature {column!r} looks like an identifier, {rows}: leave it out by columns.features.exclude if it is one"


def _levels(seen: TableView, column: str) -> list[Any] | None:
    """Return the different values of `column`, None where they are too many to be classes."""
    values = seen.table.filter(seen.table[column].notnull()).select(column).distinct().limit(_CLASSES + 1)
    levels = [value for (value,) in seen.rows(values)]
    return levels if len(levels) <= _CLASSES else None


def _distinct(seen: TableView, columns: Collection[str]) -> dict[str, int]:
    return _counts(seen, {name: seen.table[name].nunique() for name in columns})


def _present(seen: TableView, columns: Collection[str]) -> dict[str, int]:
    return _counts(seen, {name: seen.table[name].count() for name in columns})


def _counts(seen: TableView, wanted: Mapping[str, Any]) -> dict[str, int]:
    if not wanted:
        return {}
    (found,) = seen.rows(seen.table.aggregate(**{f"n{place}": one for place, one in enumerate(wanted.values())}))
    return dict(zip(wanted, found, strict=True))

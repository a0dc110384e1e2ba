"""What the values of columns are like: classes that never occur, groups without number, identifiers among features."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from dte_exporter.checks.classes import is_positive
from dte_exporter.checks.grouping import MAX_GROUPS
from dte_exporter.config.groups.sensitive import Sensitive, bands_of, columns_of, label_of, places_of
from dte_exporter.config.models import Columns
from dte_exporter.config.problems import Path
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.inspection.finding import Finding
from dte_exporter.statistics.distribution.repetition import hardly_repeats, would_repeat
from dte_exporter.statistics.expressions.bands import Bands, groups_in
from dte_exporter.tables.table_view import TableView

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


def look_at_groups(at: Path, seen: TableView, sensitive: tuple[Sensitive, ...]) -> Iterator[Finding]:
    """Yield the columns that have too many values to be compared as groups, and those that have together.

    Bands are few, whatever lies in them.
    """
    bands = tuple(bands_of(sensitive))
    places = {column: place for place, column in places_of(sensitive) if column not in dict(bands)}
    many = set()
    for column, groups in _distinct(seen, [name for name in places if name in seen.table.columns]).items():
        if groups > MAX_GROUPS:
            many.add(column)
            path = (*at, "columns", "sensitive", *places[column])
            yield Finding(path, f"{column!r} has {groups:,} values: group them into {MAX_GROUPS} or fewer")
    for place, feature in enumerate(sensitive):
        columns = columns_of(feature)
        if len(columns) == 1 or not many.isdisjoint(columns) or not set(columns) <= set(seen.table.columns):
            continue
        groups = _combinations(seen, columns, bands)
        if groups > MAX_GROUPS:
            sentence = f"has {groups:,} combinations of values: group them into {MAX_GROUPS} or fewer"
            yield Finding((*at, "columns", "sensitive", place), f"{label_of(feature)!r} {sentence}")


def look_at_features(at: Path, seen: TableView, roles: Roles) -> Iterator[Finding]:
    """Yield the features whose values do not repeat, as those of an identifier do not.

    Nothing is said of those that the config means, nor of those that are worth another word.
    """
    schema, meant = seen.table.schema(), roles.included | seen.source.notices.keys()
    features = [name for name in roles.features if name in schema and name not in meant]
    text = [name for name in features if roles.kinds[name] is ColumnKind.CATEGORY and schema[name].is_string()]
    whole = [name for name in features if schema[name].is_integer() and name not in text]
    distinct, present, room = _distinct(seen, (*text, *whole)), _present(seen, (*text, *whole)), _room(seen, whole)
    for column in text:
        if hardly_repeats(distinct[column], present[column]):
            yield _identifier(at, column, "its values hardly repeat")
    for column in whole:
        if distinct[column] == present[column] and would_repeat(present[column], room.get(column, 1)):
            yield _identifier(at, column, "its numbers differ in every row")


def _identifier(at: Path, column: str, why: str) -> Finding:
    sentence = (
        f"feature {column!r} looks like an identifier, {why}: put it in columns.features.exclude, "
        "or in columns.features.include if it is meant"
    )
    return Finding((*at, "columns", "features", "exclude"), sentence, is_note=True)


def _levels(seen: TableView, column: str) -> list[Any] | None:
    """Return the different values of `column`, None where they are too many to be classes."""
    values = seen.table.filter(seen.table[column].notnull()).select(column).distinct().limit(_CLASSES + 1)
    levels = [value for (value,) in seen.rows(values)]
    return levels if len(levels) <= _CLASSES else None


def _distinct(seen: TableView, columns: Collection[str]) -> dict[str, int]:
    return _counts(seen, {name: seen.table[name].nunique() for name in columns})


def _combinations(seen: TableView, columns: tuple[str, ...], bands: Bands) -> int:
    """Return how many there are in rows that have a value of each of `columns`."""
    groups = groups_in(seen.table, columns, bands)
    known = seen.table.filter([one.notnull() for one in groups.values()])
    together = known.select(**groups_in(known, columns, bands)).distinct()
    ((found,),) = seen.rows(together.aggregate(groups=together.count()))
    return int(found)


def _present(seen: TableView, columns: Collection[str]) -> dict[str, int]:
    return _counts(seen, {name: seen.table[name].count() for name in columns})


def _room(seen: TableView, columns: Collection[str]) -> dict[str, int]:
    """Return among how many whole numbers those of each of `columns` lie."""
    lows = _counts(seen, {name: seen.table[name].min() for name in columns})
    highs = _counts(seen, {name: seen.table[name].max() for name in columns})
    return {name: highs[name] - lows[name] + 1 for name in columns if lows[name] is not None}


def _counts(seen: TableView, wanted: Mapping[str, Any]) -> dict[str, int]:
    if not wanted:
        return {}
    (found,) = seen.rows(seen.table.aggregate(**{f"n{place}": one for place, one in enumerate(wanted.values())}))
    return dict(zip(wanted, found, strict=True))

"""The windows of a data set: whether they can be told, hold rows, and have the same columns."""

from collections.abc import Collection, Iterator, Mapping

from dte_exporter.config.loading.predicate_syntax import parse
from dte_exporter.config.models import DataSet
from dte_exporter.config.spans.cut import cut
from dte_exporter.config.windows import Window
from dte_exporter.errors import SourceError
from dte_exporter.inspection.finding import Finding
from dte_exporter.inspection.named_columns import no_column
from dte_exporter.inspection.opened import Opened
from dte_exporter.statistics.distribution.same_types import Mismatch, mismatch
from dte_exporter.statistics.sources import SIDES
from dte_exporter.tables.same_rows import same_rows, sentence
from dte_exporter.tables.table import Table
from dte_exporter.tables.table_view import TableView, view


def columns_of_predicates(dataset: DataSet, owner: str) -> frozenset[str]:
    """Return the columns that predicates over the rows of `dataset` itself, called `owner`, name."""
    windows = (dataset.windows.reference, dataset.windows.current)
    own = (one for one in windows if one and one.where and one.dataset in {None, owner})
    return frozenset(column for one in own for column in _columns_in(str(one.where)))


def is_time(table: Table, column: str | None) -> bool:
    """Return whether `column` is there and holds times that a window can be a span of."""
    type_ = table.expression.schema().get(column) if column else None
    return type_ is not None and (type_.is_timestamp() or type_.is_date())


def look_at_windows(opened: Opened, views: dict[str, TableView]) -> Iterator[Finding]:
    """Yield what is wrong with each window, and put those that hold rows among `views`."""
    for side in SIDES:
        window = getattr(opened.subject.dataset.windows, side)
        table = opened.tables.get(opened.subject.owner(window)) if window else None
        if window is None or table is None:
            continue
        path = ("datasets", opened.subject.name, "windows", side)
        owner = opened.subject.owner(window)
        missing = [*_missing(window, opened.known(owner))]
        yield from (Finding((*path, "where"), sentence) for sentence in missing)
        time = opened.subject.datasets[owner].columns.time
        if missing or owner in opened.unmet or (window.needs_time and not is_time(table, time)):
            continue  # what is wrong with labels and the column of time is told where the config names them
        try:
            seen = view(table, window, time, opened.subject.current, opened.subject.now)
            rows = _count(seen)
        except SourceError as error:
            yield Finding(path, str(error))
            continue
        if rows:
            views[side] = seen
        else:
            yield _empty(path, window, opened, table.timezone)


def look_at_sameness(name: str, views: Mapping[str, TableView]) -> Iterator[Finding]:
    """Yield that both windows of the data set called `name` hold the same rows: a run would compare nothing."""
    rows = {side: _count(seen) for side, seen in views.items()}
    if same_rows(views, rows):
        yield Finding(("datasets", name, "windows"), sentence(name, rows["current"]))


def look_at_types(opened: Opened, features: Collection[str]) -> Iterator[Finding]:
    """Yield each of `features` whose values are of another kind in the rows of the two windows, or missing in one."""
    windows = opened.subject.dataset.windows
    owners = {side: opened.subject.owner(getattr(windows, side)) for side in SIDES}
    if len({*owners.values()}) == 1 or not {*owners.values()} <= opened.tables.keys():
        return
    tables = {side: opened.tables[owner] for side, owner in owners.items()}
    views = {side: TableView(table, table.expression, None) for side, table in tables.items()}
    for column in features:
        if types := mismatch(column, views):
            yield Finding(("datasets", opened.subject.name, "windows"), _of_two_types(column, types))


def _of_two_types(column: str, types: Mismatch) -> str:
    way_out = f"declare columns.types.{column} where it is not read as it should be"
    if None in {types.reference, types.current}:
        way_out = "give both data sets the column"
    return f"column {column!r} is {types}: {way_out}, or leave it out by columns.features.exclude"


def _empty(path: tuple[str, ...], window: Window, opened: Opened, timezone: str) -> Finding:
    """Return that no row lies in `window`: a note where rows may still come."""
    now = opened.subject.now
    spans = cut(window, opened.subject.current, now, timezone).spans or ()
    if window.moves or any(span.end is None or span.end.timestamp() > now for span in spans):
        return Finding(path, f"no row lies in {str(window)!r} now", is_note=True)
    if window.needs_time or window.where:
        return Finding(path, f"no row lies in {str(window)!r}: compare it with what the data holds")
    return Finding(path, f"data set {window.dataset or opened.subject.name!r} holds no rows")


def _count(seen: TableView) -> int:
    ((rows,),) = seen.rows(seen.table.aggregate(rows=seen.table.count()))
    return int(rows)


def _missing(window: Window, known: Collection[str]) -> Iterator[str]:
    for column in _columns_in(window.where) if window.where else ():
        if column not in known:
            yield no_column(column, known)


def _columns_in(predicate: str) -> tuple[str, ...]:
    """Return the columns that `predicate` names, each once."""
    return tuple(dict.fromkeys(node.name for node in parse(predicate).walk() if type(node).__name__ == "Column"))

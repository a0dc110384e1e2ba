"""The query by which whoever may see them lists the cases behind a number: its text, which nothing here runs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.past.past_windows import past_name
from dte_exporter.config.past.time_travel import Travelling
from dte_exporter.config.roles import Roles
from dte_exporter.config.spans.cut import current_of
from dte_exporter.input import Input
from dte_exporter.registry import Check
from dte_exporter.statistics.written import Asked, Written, quoted, text
from dte_exporter.tables.table_view import TableView, written


@dataclass(frozen=True, slots=True)
class Opened:
    """What a run has opened.

    Parameters
    ----------
    views, further : mapping of str to TableView
        Its windows, and the further data sets that it reads.
    roles : Roles
        What the columns are for.
    inputs : mapping of Input to object
        What the check is given beside rows.
    now : float
        The moment of the run, in seconds since the epoch.
    """

    views: Mapping[str, TableView]
    further: Mapping[str, TableView]
    roles: Roles
    inputs: Mapping[Input[Any], Any]
    now: float


def cases(check: ConfiguredCheck, kind: Check[Any], opened: Opened) -> str:
    """Return the query; nothing for a kind of check whose cases are no rows.

    It is made of names and words of the config alone, never of a value of a row.
    """
    if kind.cases is None:
        return ""
    (window,) = opened.views
    moment = datetime.fromtimestamp(opened.now, UTC)
    own = _own(check, window, opened)
    further = {name: _table(check, name, view) for name, view in opened.further.items()}
    query = kind.cases(Asked(own, further, moment, opened.inputs), check.params, opened.roles)
    return "\n".join([*_head(check, {own.name, *further}, moment), f"{query};"])


def _own(check: ConfiguredCheck, window: str, opened: Opened) -> Written:
    view, meant = opened.views[window], check.window(window)
    owner = name = (meant and meant.dataset) or check.settings.dataset
    if meant and meant.travels:
        name = past_name(meant, check.settings.dataset)
    current = current_of(check.datasets, check.settings.dataset)
    rows = written(view.source, name, meant, opened.roles.time, current, opened.now)
    return replace(_table(check, owner, view, rows), name=name)


def _table(check: ConfiguredCheck, name: str, view: TableView, rows: str = "") -> Written:
    types = dict(view.source.expression.schema().items())
    return Written(name, types, view.timezone, check.datasets[name].columns.key, rows)


def _head(check: ConfiguredCheck, names: set[str], moment: datetime) -> Iterator[str]:
    """Yield what to know before it is run: of which moment it is, and where its tables are."""
    yield f"-- As of {moment:%Y-%m-%d %H:%M} UTC. Each data set is a table of its name, in DuckDB's SQL."
    for name in sorted(names):
        source = check.datasets[name].source if name in check.datasets else None
        path = getattr(source, "path", None) or ""
        if PurePath(path).suffix and not isinstance(source, Travelling):
            yield f"-- CREATE VIEW {quoted(name)} AS FROM {text(path)};"

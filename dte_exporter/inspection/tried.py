"""What checks need of tables, tried on one row of each, so that what a run would not find is found before there is one.

Most columns are named as roles, and are looked at as such. Those that only the parameters of a check name, such as the
columns of a register, are known to its plan alone: it is asked to measure what costs nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import PersonalData
from dte_exporter.config.roles import Roles, resolve
from dte_exporter.errors import DteError, NoDataError
from dte_exporter.inspection.finding import Finding
from dte_exporter.inspection.named_columns import no_column, of_known
from dte_exporter.inspection.opened import Opened
from dte_exporter.registry import Check, Registry
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.view import View
from dte_exporter.tables.table_view import TableView
from dte_exporter.worker.opened_windows import window_names


def try_checks(opened: Opened, registry: Registry, roles: Roles) -> Iterator[Finding]:
    """Yield why a check makes no sense on the tables that are `opened`; `roles` are those of the data set itself.

    One that reads a further data set which could not be opened is left out: that is told where it is looked at.
    """
    for check in opened.subject.checks:
        kind = registry.checks[check.settings.check]
        further = frozenset(kind.reads(check.params).values())
        if further <= opened.tables.keys():
            others = {name: _roles(opened, name) for name in further}
            yield from _tried(opened, registry, check, replace(roles, others=others))


def _tried(opened: Opened, registry: Registry, check: ConfiguredCheck, roles: Roles) -> Iterator[Finding]:
    kind = registry.checks[check.settings.check]
    try:
        plans = kind.needs(check.params, roles)
        if kind.sees_config or _is_remote(opened, kind.reads(check.params).values()):
            sources = _sources(opened, registry, check, kind)
            for plan in plans.values():
                plan.measure(sources, _NoCache())
    except NoDataError:
        return  # one row is not enough, or not the right one
    except DteError as error:
        known = getattr(error, "known", None)
        sentence = no_column(getattr(error, "column", ""), known) if known is not None else str(error)
        yield Finding(("checks", check.name), sentence)


def _sources(opened: Opened, registry: Registry, check: ConfiguredCheck, kind: Check[Any]) -> Sources:
    """Return what a worker would give to the plans of `check`, of one row a table."""
    own: dict[str, View] = {name: _row(opened, _owner(opened, check, name)) for name in window_names(check, registry)}
    further = {name: _row(opened, name) for name in kind.reads(check.params).values()}
    return Sources(own, further, kind.given(check, registry), opened.subject.now)


def _is_remote(opened: Opened, further: Iterable[str]) -> bool:
    """Return whether a server is asked, which may have no words for what a check needs of it."""
    return any(
        opened.tables[name].is_remote
        for name in {opened.subject.name, *opened.subject.owners, *further} & opened.tables.keys()
    )


def _owner(opened: Opened, check: ConfiguredCheck, window: str) -> str:
    """Return the data set whose row stands for a window: of a check that reads one window its own."""
    owner = opened.subject.owner(check.window(window))
    return owner if owner in opened.tables else opened.subject.name


def _row(opened: Opened, name: str) -> TableView:
    table = opened.tables[name]
    return TableView(table, table.expression.limit(1), None)


def _roles(opened: Opened, name: str) -> Roles:
    """Return the roles of a further data set, without columns that it does not have: those are told at its own look."""
    table, dataset = opened.tables[name], opened.subject.datasets[name]
    roles = resolve(of_known(dataset.columns, table.expression.columns), table.kinds)
    return replace(roles, dataset=name, personal_data=dataset.personal_data or PersonalData())


@dataclass(frozen=True, slots=True)
class _NoCache:
    """Keeps nothing: what is measured of one row is worth nothing."""

    def get(self, key: str) -> None:
        """Return nothing."""

    def put(self, key: str, body: bytes) -> None:
        """Keep nothing."""

"""What checks need of tables, tried on one row of each, so that what a run would not find is found before there is one.

Most columns are named as roles, and are looked at as such. Those that only the parameters of a check name, such as the
columns of a register, are known to its plan alone: it is asked to measure what costs nothing. It stops at the first
that is missing: that one is then taken for a column of nothing, and the plan asked again, until all are told.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import PersonalData
from dte_exporter.config.roles import Roles, resolve
from dte_exporter.errors import DteError, MissingColumnError, NoDataError
from dte_exporter.inspection.finding import Finding
from dte_exporter.inspection.named_columns import no_column, of_known
from dte_exporter.inspection.opened import Opened
from dte_exporter.registry import Registry
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.view import View
from dte_exporter.tables.table_view import TableView
from dte_exporter.worker.opened_windows import window_names


@dataclass(frozen=True, slots=True)
class _Lacking:
    """A column that no table with the `known` columns has."""

    column: str
    known: tuple[str, ...]


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


def _tried(
    opened: Opened, registry: Registry, check: ConfiguredCheck, roles: Roles, lacking: tuple[_Lacking, ...] = ()
) -> Iterator[Finding]:
    """Yield why `check` makes no sense, column by column; those that are `lacking` are told already."""
    kind = registry.checks[check.settings.check]
    try:
        plans = kind.needs(check.params, roles)
        if kind.sees_config or _is_remote(opened, kind.reads(check.params).values()):
            sources = _sources(opened, registry, check, lacking)
            for plan in plans.values():
                plan.measure(sources, _NoCache())
    except NoDataError:
        return  # one row is not enough, or not the right one
    except MissingColumnError as error:
        one = _Lacking(error.column, error.known)
        if one not in lacking:
            there = [name for name in error.known if name not in {each.column for each in lacking}]
            yield Finding(("checks", check.name), no_column(error.column, there))
            yield from _tried(opened, registry, check, roles, (*lacking, one))
    except DteError as error:
        if not lacking:  # what is said of columns of nothing is worth nothing
            yield Finding(("checks", check.name), str(error))


def _sources(opened: Opened, registry: Registry, check: ConfiguredCheck, lacking: tuple[_Lacking, ...]) -> Sources:
    """Return what a worker would give to the plans of `check`, of one row a table."""
    kind = registry.checks[check.settings.check]
    own: dict[str, View] = {
        name: _row(opened, _owner(opened, check, name), lacking) for name in window_names(check, registry)
    }
    further = {name: _row(opened, name, lacking) for name in kind.reads(check.params).values()}
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


def _row(opened: Opened, name: str, lacking: Iterable[_Lacking]) -> TableView:
    """Return a row of the data set called `name`, with nothing in the columns that it is known to be `lacking`."""
    import ibis

    table = opened.tables[name]
    row = table.expression.limit(1)
    for one in lacking:
        if row.columns == one.known:
            row = row.mutate(**{one.column: ibis.null("string")})
    return TableView(table, row, None)


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

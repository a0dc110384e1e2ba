"""What is left of erased people: a join inside one engine, or a comparison of keyed digests between engines."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from pydantic import SecretStr

from dte_exporter.checks.compliance.people.registers import SUBJECT, is_set, word
from dte_exporter.checks.compliance.people.tables import Tables
from dte_exporter.config.governance.governance import GOVERNANCE
from dte_exporter.errors import SourceError
from dte_exporter.statistics.expressions.instants import instant
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


@dataclass(frozen=True, slots=True)
class Erased:
    """Counts of erased people.

    Parameters
    ----------
    people, excepted : int
        Those without an exception, and those with one.
    violations : int
        Those of the first of whom a row is left, or whose recipients were not told.
    untold : int
        Those whose recipients were not told.
    found : mapping of str to int
        Those of whom a row is left, by data set.
    met_by : str
        How people and rows were met: by a join or by digests.
    """

    people: int
    excepted: int
    violations: int
    untold: int
    found: Mapping[str, int]
    met_by: Literal["join", "digests"]
    rows: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ErasedPlan:
    """Asks what is left of the people in a register of erasures.

    Parameters
    ----------
    subject, erased : str
        The register's columns of people and of when the erasure was done.
    exception, recipients_told : str or None
        Its columns of exceptions, and of when recipients were told.
    scope : tuple of (str, str)
        The data sets to look in, each with its column of people.
    """

    subject: str
    erased: str
    exception: str | None
    recipients_told: str | None
    scope: tuple[tuple[str, str], ...]

    def measure(self, sources: Sources, cache: StatisticsCache) -> Erased:
        """Return what is left, read anew: it should be gone by the next time.

        Raises
        ------
        SourceError
            If a column is missing, or the engines differ and there is no key for digests.
        """
        tables = Tables.of(sources)
        if all(tables.further[name].engine == tables.own.engine for name, _ in self.scope):
            return self._joined(tables)
        return self._digested(tables, sources.input(GOVERNANCE).section.digest_key)

    def _joined(self, tables: Tables) -> Erased:
        states = tables.own.rows(self._states(tables))
        told = [(count, untold, left) for excepted, untold, *left, count in states if not excepted]
        found = {
            name: sum(count for count, _, left in told if left[place]) for place, (name, _) in enumerate(self.scope)
        }
        return Erased(
            people=sum(count for count, _, _ in told),
            excepted=sum(count for excepted, *_, count in states if excepted),
            violations=sum(count for count, untold, left in told if untold or any(left)),
            untold=sum(count for count, untold, _ in told if untold),
            found=found,
            met_by="join",
            rows=tables.read(),
        )

    def _states(self, tables: Tables) -> "IbisTable":
        """Return a row for each state: excepted, untold, whether a row is left in each data set; then the people.

        Data sets are asked for people of the register, not the other way round: the register is the smaller side.
        """
        import ibis

        entries = self._entries(tables.own)
        met = self._people(entries)
        for name, column in self.scope:
            people = _subjects(tables.further[name].table, column)
            left = people.semi_join(entries.select(SUBJECT), SUBJECT).distinct().mutate(left=ibis.literal(True))
            met = met.left_join(left, SUBJECT).select(*met.columns, **{f"in {name}": left.left.fill_null(False)})
        states = met.drop(SUBJECT)
        return states.group_by(states.columns).aggregate(people=states.count())

    def _digested(self, tables: Tables, key: SecretStr | None) -> Erased:
        if key is None:
            here = tables.own.engine
            engines = {name: tables.further[name].engine for name, _ in self.scope}
            name, there = next((name, engine) for name, engine in engines.items() if engine != here)
            raise SourceError(
                f"the register of erasures is in {here} and data set {name!r} in {there}, and identifiers leave an "
                "engine only as keyed digests: set compliance.digest_key"
            )
        secret = key.get_secret_value().encode()
        people = self._people(self._entries(tables.own))
        entries = tables.own.digests(people, SUBJECT, secret)
        excepted = {digest: bool(flag) for digest, flag, _ in entries}
        erased = {digest for digest, flag in excepted.items() if not flag}
        untold = erased.intersection(digest for digest, _, flag in entries if flag)
        found: dict[str, set[str]] = {}
        for name, column in self.scope:
            view = tables.further[name]
            left = view.digests(_subjects(view.table, column).distinct(), SUBJECT, secret)
            found[name] = erased.intersection(digest for (digest,) in left)
        return Erased(
            people=len(erased),
            excepted=len(excepted) - len(erased),
            violations=len(untold.union(*found.values())),
            untold=len(untold),
            found={name: len(left) for name, left in found.items()},
            met_by="digests",
            rows=tables.read(),
        )

    def _entries(self, register: View) -> "IbisTable":
        """Return the entries of erasures that are done: the person, whether there is an exception, and nobody told."""
        table = register.table
        done = table.filter(instant(table, self.erased, register.timezone).notnull())
        entries = done.select(
            **{SUBJECT: word(done, self.subject)},
            excepted=is_set(done, self.exception, otherwise=False),
            untold=~is_set(done, self.recipients_told, otherwise=True),
        )
        return entries.filter(entries[SUBJECT].notnull())

    def _people(self, entries: "IbisTable") -> "IbisTable":
        """Return each person of `entries` once."""
        return entries.group_by(SUBJECT).aggregate(excepted=entries.excepted.any(), untold=entries.untold.any())


def _subjects(table: "IbisTable", column: str) -> "IbisTable":
    """Return the people of a data set as text."""
    people = table.select(**{SUBJECT: word(table, column)})
    return people.filter(people[SUBJECT].notnull())

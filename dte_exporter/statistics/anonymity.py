"""Anonymity: how many people are alike in what could tell who they are.

*Quasi-identifiers* are columns that together may single somebody out, such as age, postcode and sex. A person is in a
group with all who have the same values of them. The engine counts the groups by size; no value of them leaves it.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dte_exporter.errors import NoDataError
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.required import require
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.together.attempts import both

if TYPE_CHECKING:
    from ibis.expr.operations import Node
    from ibis.expr.types import Table as IbisTable


@dataclass(frozen=True, slots=True)
class Anonymity:
    """People, and those of them who are alike with too few others.

    Parameters
    ----------
    people : int
        All of them: the rows, or the subjects if a row is not a person.
    exposed : int
        Those who are in a group of fewer than k, with any of their rows.
    rows : mapping of str to int
        Rows of the table, by window.
    nobody : int
        Rows that say of no subject that they are about it.
    """

    people: int
    exposed: int
    rows: Mapping[str, int]
    nobody: int = 0


@dataclass(frozen=True, slots=True)
class AnonymityPlan:
    """The anonymity of the people of one window.

    Parameters
    ----------
    columns : tuple of str
        Quasi-identifiers; a null is a value like others.
    subject : str or None
        The column that says whom a row is about, None where each row is a person. Rows without one count for nobody.
    k : int
        The size from which a group hides its people.
    """

    columns: tuple[str, ...]
    subject: str | None
    k: int

    def measure(self, sources: Sources, cache: StatisticsCache) -> Anonymity:
        """Return the anonymity of the one window in `views`, which is not kept.

        Raises
        ------
        SourceError
            If the window lacks a column.
        NoDataError
            If it holds nobody.
        """
        window, view = sources.own
        require(view, window, *self.columns, *filter(None, [self.subject]))
        known = view.table[self.subject].count() if self.subject else view.table.count()
        counted = view.table.aggregate(rows=view.table.count(), about=known)
        ((rows, about),), ((people, exposed),) = both(
            lambda: view.rows(counted), lambda: view.rows(_expression(self, view.table.op()))
        )
        if not people:
            raise NoDataError(f"the {window} window holds {'nobody' if rows else 'no rows'}")
        return Anonymity(people, exposed, {window: rows}, rows - about)


@functools.lru_cache(maxsize=256)
def _expression(plan: AnonymityPlan, operation: "Node") -> "IbisTable":
    """Return the question of `plan`, made once of each table: one row of people and exposed people."""
    sizes = (_of_rows if plan.subject is None else _of_subjects)(operation.to_expr(), plan)
    exposed = sizes.people.sum(where=sizes.group < plan.k)
    return sizes.aggregate(people=sizes.people.sum(), exposed=exposed.fill_null(0))


def _of_rows(table: "IbisTable", plan: AnonymityPlan) -> "IbisTable":
    """Return a row a group: how many people it has, twice."""
    sizes = table.group_by(plan.columns).aggregate(people=table.count())
    return sizes.select("people", group=sizes.people)


def _of_subjects(table: "IbisTable", plan: AnonymityPlan) -> "IbisTable":
    """Return a row a person: one, and how many people are in the smallest group that the person is in."""
    import ibis

    known = table.select(plan.subject, *plan.columns).filter(table[str(plan.subject)].notnull()).distinct()
    placed = known.mutate(group=known.count().over(group_by=plan.columns))
    return placed.group_by(str(plan.subject)).aggregate(people=ibis.literal(1), group=placed.group.min())

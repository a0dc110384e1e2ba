"""The tables that a control reads, met in the engine that holds them, and the tally that comes of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from dte_exporter.config.governance.governance import GOVERNANCE
from dte_exporter.config.governance.section import Calendar
from dte_exporter.errors import CheckError, EnginesApartError
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.required import not_empty
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.tally import State, Tally
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

MAX_STATES = 200_000


@dataclass(frozen=True, slots=True)
class Tables:
    """What a control is given to count with.

    Parameters
    ----------
    window : str
        The name of the window of its own rows.
    own : View
        These rows.
    further : mapping of str to View
        The further data sets that it reads.
    now : datetime
        The moment of the run.
    calendar : Calendar
        By which days are told.
    """

    window: str
    own: View
    further: Mapping[str, View]
    now: datetime
    calendar: Calendar

    @classmethod
    def of(cls, sources: Sources) -> "Tables":
        """Return what a worker gives to plans, as controls read it."""
        window, own = sources.own
        now = datetime.fromtimestamp(sources.now, UTC)
        return cls(window, own, sources.datasets, now, sources.input(GOVERNANCE).section.calendar)

    def read(self) -> Mapping[str, int]:
        """Return the rows of each table, under the name that the evidence has for it."""
        named = {self.window: self.own, **{f"datasets.{name}": view for name, view in self.further.items()}}
        return {name: view.rows(view.table.count().as_table())[0][0] for name, view in named.items()}

    def joined(self) -> None:
        """Refuse tables that cannot be joined.

        Raises
        ------
        EnginesApartError
            If they live in different engines.
        """
        for name, view in sorted(self.further.items()):
            if view.engine != self.own.engine:
                raise EnginesApartError(self.own.engine, f"data set {name!r}", view.engine)


class Question(Protocol):
    """What is asked of the engine: hashable, and the same for equal parameters."""

    def states(self, tables: Tables) -> "IbisTable":
        """Return a row for each state that things are in: the parts of the state, then the count of things."""
        ...


@dataclass(frozen=True, slots=True)
class TallyPlan:
    """The tally that answers a question.

    Parameters
    ----------
    question : Question
        What is asked.
    of_register : bool
        Whether the rows are a register of events, which tells something even while it is empty.
    """

    question: Question
    of_register: bool = False

    def measure(self, sources: Sources, cache: StatisticsCache) -> Tally:
        """Return the tally of the tables in `sources`; it is never cached, since it depends on now.

        Raises
        ------
        SourceError
            If a column is missing or holds something else, or the tables live in different engines.
        NoDataError
            If there are no rows to examine.
        CheckError
            If there are more than `MAX_STATES` states.
        """
        tables = Tables.of(sources)
        tables.joined()
        rows = tables.read()
        if not self.of_register:
            not_empty(tables.window, rows[tables.window])
        found = tables.own.rows(self.question.states(tables).limit(MAX_STATES + 1))
        if len(found) > MAX_STATES:
            raise CheckError(f"over {MAX_STATES:,} states of things: that is a row each, not a tally")
        return Tally(_counted(found), rows)


def _counted(found: list[tuple[Any, ...]]) -> Mapping[State, int]:
    states: Counter[State] = Counter()
    for *state, count in found:
        states[tuple(map(_plain, state))] += int(count)
    return {state: count for state, count in states.items() if count}


def _plain(part: Any) -> Any:
    return part.date() if isinstance(part, datetime) else part


def today(now: float, calendar: Calendar) -> date:
    """Return the day of the moment `now`, in seconds since the epoch, where the controller is."""
    from dte_exporter.checks.compliance.calendar.deadlines import day_of

    return day_of(datetime.fromtimestamp(now, UTC), calendar.timezone)

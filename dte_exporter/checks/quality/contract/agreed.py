"""What is agreed, as rules that can be judged: each asks the rows for one figure, and says what it has to be."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dte_exporter.config.contracts.contract_schema import Property
from dte_exporter.config.contracts.figure_limits import Limited
from dte_exporter.statistics.expressions.written_name import written
from dte_exporter.statistics.quality_facts.fact_questions import AskedColumn
from dte_exporter.statistics.view import View

NONE = Limited(mustBe=0)
"""No row, and nothing else, may be otherwise."""


class NotJudgedError(Exception):
    """A rule cannot be judged on these rows; its text says why."""


@dataclass(frozen=True, slots=True)
class AgreedRows:
    """The rows that a contract is about.

    Parameters
    ----------
    view : View
        The window.
    now : float
        The moment of the run, in seconds since the epoch.
    """

    view: View
    now: float

    def name_of(self, one: Property) -> str | None:
        """Return what the column of `one` is called here, by its physical name or its name; None if it is not there."""
        there = {written(name): name for name in self.view.table.columns}
        return next((there[name] for name in (one.column, one.name) if name in there), None)

    def column(self, one: Property) -> AskedColumn:
        """Return the column of `one`.

        Raises
        ------
        NotJudgedError
            If it is not there.
        """
        name = self.name_of(one)
        if name is None:
            raise NotJudgedError("the column is not there")
        return AskedColumn(self.view, name)

    def count(self, condition: Any) -> Any:
        """Return how many rows meet `condition`, as an expression."""
        return self.view.table.count(where=condition)


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that is agreed and can be judged.

    Parameters
    ----------
    field : str
        The property that it is about, or those of a key; empty where it is all rows, or none.
    label : str
        What tells it from others of the field: the key of the contract that it comes from.
    question : callable
        From `AgreedRows` to its figure: a number that is known, an Ibis scalar, or what `alone` says.
    limits : Limited
        What the figure has to be.
    is_percent : bool
        Whether that is in percent of the rows.
    alone : bool
        Whether the question is a table of one row and column, asked by itself.
    of_values : bool
        Whether it is about the values of rows, and says nothing where there are none.
    counts_rows : bool
        Whether the figure is a count of rows, which may be told.
    """

    field: str
    label: str
    question: Callable[[AgreedRows], Any]
    limits: Limited = NONE
    is_percent: bool = False
    alone: bool = False
    of_values: bool = True
    counts_rows: bool = True


@dataclass(frozen=True, slots=True)
class NotJudged:
    """Something that is agreed and cannot be judged here.

    Parameters
    ----------
    field, label : str
        See `Rule`.
    why : str
        Why, and what can be done.
    """

    field: str
    label: str
    why: str


Agreed = Rule | NotJudged

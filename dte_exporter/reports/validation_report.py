"""What a validation of one file found, as a document of plain values: what a table, a page and a CI system are told.

Nothing in it tells of a single row: counts, shares, and of a column's values bins that are open at both ends and
categories of at least 30 rows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

State = Literal["failed", "warned", "not_judged", "met"]
"""What became of something that was asked for, the worst first; what warns is not met, and does not fail the file."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One thing that was asked of the file, and whether it holds.

    Parameters
    ----------
    asked_by : str
        What asks for it: ``facts``, or the name of a suite or a contract.
    rule : str
        What is asked, in the word of who asks: a fact, the type of an expectation, a rule of a contract.
    subject : str
        The column that it is about, several with a comma between; empty where it is the table.
    state : State
        Whether it holds.
    told : str
        What was found, or why nothing could be: the end of a sentence about the subject.
    count, of : int or None
        The rows or values that are not as asked, and those looked at; None where it is not about a number of them.
    """

    asked_by: str
    rule: str
    subject: str
    state: State
    told: str
    count: int | None = None
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """Some values of a column.

    Parameters
    ----------
    name : str
        The category, or the range of a bin.
    rows : int
        How many there are.
    reference : int or None
        How many there are in the reference, None where there is none.
    lumped : bool
        Whether these are all categories that are too small to be told apart.
    """

    name: str
    rows: int
    reference: int | None = None
    lumped: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """How the values of a column spread.

    Parameters
    ----------
    bars : tuple of Bar
        In the order of numbers, or the largest category first.
    is_of_numbers : bool
        Whether they are bins of a number line, of equal width but for the two at the ends, which are open.
    """

    bars: tuple[Bar, ...]
    is_of_numbers: bool


@dataclass(frozen=True, slots=True)
class ColumnPart:
    """A column.

    Parameters
    ----------
    name, type : str
        As the source has them.
    rows : int
        Of the table.
    missing, distinct : int or None
        Rows without a value, and different values; None where they were not counted.
    remarks : tuple of str
        What was seen and is not held against the file, such as values with blanks around them.
    failures : tuple of str
        What is wrong, one each.
    shape : Shape or None
        How its values spread, None where that was not asked or is withheld.
    withheld : str
        Why there is no shape, empty where there is one.
    """

    name: str
    type: str
    rows: int
    missing: int | None = None
    distinct: int | None = None
    remarks: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    shape: Shape | None = None
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class Validation:
    """All that was found.

    Parameters
    ----------
    place : str
        The file, as it was named.
    reference : str
        What it was held against, empty where there was nothing.
    made_at, made_by : str
        When, ISO 8601, and by which version.
    rows : int
        Of the file.
    columns : tuple of ColumnPart
        In its order.
    verdicts : tuple of Verdict
        The worst first.
    remarks : tuple of str
        What was seen of the table as a whole, and how it was read.
    """

    place: str
    reference: str
    made_at: str
    made_by: str
    rows: int
    columns: tuple[ColumnPart, ...]
    verdicts: tuple[Verdict, ...]
    remarks: tuple[str, ...] = ()

    def of(self, state: State) -> tuple[Verdict, ...]:
        """Return the verdicts that came out so."""
        return tuple(one for one in self.verdicts if one.state == state)

    @property
    def by_asker(self) -> Mapping[str, tuple[Verdict, ...]]:
        """The verdicts by what asks for them, in the order in which they are asked."""
        askers = dict.fromkeys(one.asked_by for one in self.verdicts)
        return {asker: tuple(one for one in self.verdicts if one.asked_by == asker) for asker in askers}

    @property
    def summary(self) -> str:
        """How it came out, in one line."""
        words: Mapping[State, str] = {"failed": "failed", "warned": "warn", "not_judged": "could not be judged"}
        counts = ((len(self.of(state)), what) for state, what in words.items())
        told = [f"{len(self.of('met')):,} of {len(self.verdicts):,} rules met"]
        return ", ".join((*told, *(f"{count:,} {what}" for count, what in counts if count)))

    def withheld(self) -> Iterator[str]:
        """Yield what is not shown, and why."""
        for column in self.columns:
            if column.withheld:
                yield f"{column.name}: {column.withheld}"

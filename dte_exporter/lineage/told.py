"""What lineage is told: of one job at one moment, what it read and wrote, by whoever tells it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from dte_exporter.lineage.naming import Name

RunState = Literal["running", "complete", "failed", "aborted"]
"""How far a run has come. The last three are its end."""

ENDS: frozenset[RunState] = frozenset({"complete", "failed", "aborted"})


class Column(NamedTuple):
    """A column of a data set."""

    dataset: Name
    column: str


@dataclass(frozen=True, slots=True)
class ToldRun:
    """A run of a job at one moment.

    Parameters
    ----------
    id : str
        What identifies the run.
    state : RunState
        How far it had come.
    started : float or None
        When it began, in seconds since the epoch, where the teller knows that beside the moment it tells of.
    """

    id: str
    state: RunState
    started: float | None = None


@dataclass(frozen=True, slots=True)
class ToldDataset:
    """A data set that a job reads or writes.

    Parameters
    ----------
    name : Name
        What it is called.
    schema : mapping of str to str or None
        The types of its columns; None where that is not told.
    owners : tuple of str
        Who answers for it.
    aliases : tuple of Name
        What else it is called: the targets of symbolic links, a table's place.
    former : Name or None
        What it was called until now, where it was renamed.
    columns : mapping of str to tuple of Column
        Of what it writes: the columns that each of its columns is made from. A column that is not there is unknown.
    failed_assertions : int or None
        Assertions on its quality that the run found broken; None where it looked at none.
    """

    name: Name
    schema: Mapping[str, str] | None = None
    owners: tuple[str, ...] = ()
    aliases: tuple[Name, ...] = ()
    former: Name | None = None
    columns: Mapping[str, tuple[Column, ...]] = field(default_factory=dict)
    failed_assertions: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One thing told.

    Parameters
    ----------
    at : float
        The moment it is of, in seconds since the epoch.
    job : Name or None
        The job that it is about; None where it is about data sets alone, which are then among `outputs`.
    run : ToldRun or None
        The run that it is about; None where it is about the job as it is written.
    inputs, outputs : tuple of ToldDataset
        What the job reads and writes.
    code_version : str
        The version of the job's source code; empty where that is not told.
    parent : Name or None
        The job that this one is a part of.
    """

    at: float
    job: Name | None
    run: ToldRun | None = None
    inputs: tuple[ToldDataset, ...] = ()
    outputs: tuple[ToldDataset, ...] = ()
    code_version: str = ""
    parent: Name | None = None


class Teller(Protocol):
    """A place where lineage is told."""

    def told(self) -> Iterator[Told]:
        """Yield all that it tells, in any order, the same as often as it likes.

        Raises
        ------
        SourceError
            If it cannot be read, or holds what is none.
        """
        ...

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader should know of what was told, once it was; one sentence each, none with a value of the data."""
        ...

"""The data of a whole config, looked at: one data set after another, and all that is wrong with them at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dte_exporter.config.configured import Config
from dte_exporter.config.problems import Problem
from dte_exporter.config.reading import told_of
from dte_exporter.inspection.finding import Finding
from dte_exporter.inspection.process import LookingProcess
from dte_exporter.inspection.subject import Part, parts


@dataclass(frozen=True, slots=True)
class Inspection:
    """What came of it. The sentences are for a terminal: they may hold names of columns that the config does not name.

    Parameters
    ----------
    problems : tuple of str
        What keeps the config from being used, one sentence each, with file and line.
    notes : tuple of str
        What is worth knowing.
    datasets : int
        Data sets that were read.
    rows : int
        Their rows.
    """

    problems: tuple[str, ...]
    notes: tuple[str, ...]
    datasets: int
    rows: int


def inspect(config: Config, now: float, limit: float, waiting: Callable[[str], None]) -> Inspection:
    """Return what is found of the data sets of `config`, by a process that reads them.

    Parameters
    ----------
    now : float
        The moment that moving windows refer to, in seconds since the epoch.
    limit : float
        Seconds that each data set may take.
    waiting : callable
        Told the name of a data set that takes more than a moment.

    Raises
    ------
    ConfigError
        If a file of the config can no longer be read.
    """
    problems: list[str] = []
    notes: list[str] = []
    rows: list[int] = []
    with LookingProcess(limit, waiting) as process:
        for part in parts(config):
            findings = list(_found(part, process, now, rows))
            problems += told_of(part.file, (Problem(one.path, one.sentence) for one in findings if not one.is_note))
            notes += told_of(part.file, (Problem(one.path, f"note: {one.sentence}") for one in findings if one.is_note))
    return Inspection(tuple(problems), tuple(notes), len(rows), sum(rows))


def _found(part: Part, process: LookingProcess, now: float, rows: list[int]) -> Iterator[Finding]:
    """Yield what is found in one file, and add the rows of each data set that is read to `rows`."""
    unusable: set[str] = set()
    for name in part.order:
        look = process.look(part.subject(name, unusable, now))
        yield from look.findings
        if look.rows is not None:
            rows.append(look.rows)
        if not look.is_usable:
            unusable.add(name)

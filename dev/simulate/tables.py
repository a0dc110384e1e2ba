"""The tables that a simulation makes: what each is about, and which function makes its rows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dev.simulate.coverage import coverage
from dev.simulate.fairness_alarms import fairness_alarms
from dev.simulate.false_alarms import false_alarms
from dev.simulate.joint_drift import joint_drift
from dev.simulate.performance import performance_coverage
from dev.simulate.volume_alarms import volume_alarms
from dev.simulate.weighted_coverage import weighted_coverage

Cells = Mapping[str, str | float]
"""One row of a table, by the heads of its columns."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """A table that is simulated.

    Parameters
    ----------
    title, about : str
        What it shows, short and in a few sentences.
    rows : callable
        From a number of repetitions to the rows.
    repetitions : int
        How many make the table that the documentation shows.
    """

    title: str
    about: str
    rows: Callable[[int], Iterable[Cells]]
    repetitions: int


TABLES = {
    "coverage": Simulated(
        "How often the intervals of fairness hold the truth",
        "Data sets are drawn from groups whose rates are known. A 95 % interval is right if it holds the known "
        "disparity in 95 of 100 of them. Where the groups are alike the lower end is 0 in most, which is right, so "
        "that 97.5 of 100 are to be expected.",
        coverage,
        1_000,
    ),
    "weights": Simulated(
        "How often the intervals of weighted rows hold the truth",
        "Rows have weights, whose logarithms are normal, and are resampled as the fewer rows that would tell as much. "
        "Beside it stands how often an interval would that takes each weighted row for one.",
        weighted_coverage,
        1_000,
    ),
    "performance": Simulated(
        "How often the intervals of performance hold the truth",
        "Predictions and labels are drawn from a model whose figures are known.",
        performance_coverage,
        1_000,
    ),
    "fairness-alarms": Simulated(
        "How often an objective on fairness is unmet though the groups are treated alike",
        "`init` writes `decide: interval`. Beside the false alarms stands how often a real disparity of the stated "
        "size is found.",
        fairness_alarms,
        500,
    ),
    "drift-alarms": Simulated(
        "How often drift is told of data that have not moved",
        "An alarm is a run in which any column is told to have drifted: by Evidently's thresholds alone, by "
        "significance alone, and by both, which `init` writes.",
        false_alarms,
        500,
    ),
    "joint-drift": Simulated(
        "How often drift of columns together is told, and found",
        "The share of runs with a p-value of at most 0.05: of 100 five are to be expected where nothing has moved. "
        "Else the correlation of two of five normal columns has, from 0.5 to 0.2 or to -0.5, and no column by itself.",
        joint_drift,
        200,
    ),
    "volume-alarms": Simulated(
        "How often a day's volume is called unusual, and how often a real change is found",
        "Days have a weekly season and are judged by the eight weeks before them, with the threshold that holds unless "
        "the config sets another. Rows are those of a Monday; beyond Poisson each day's mean is drawn too, with the "
        "stated coefficient of variation. Of each day half of the rows, a fifth or all are lost, or all come twice.",
        volume_alarms,
        10_000,
    ),
}
"""What `make simulate` makes, by the name that it is asked for."""


def shown(cell: str | float) -> str:
    """Return a cell as people read it: whole numbers as they are, three digits of others."""
    if isinstance(cell, str):
        return cell
    return f"{cell:,.0f}" if cell == int(cell) and abs(cell) > 1 else f"{cell:.3g}"

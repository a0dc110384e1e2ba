"""How often drift is called where there is none, and how often it is found where there is: through the check itself."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dev.simulate.drifting_columns import verdicts

DRIFTED = 0.1
"""The share of the columns that have drifted, where some have."""


@dataclass(frozen=True, slots=True)
class Case:
    """Windows that are drawn again and again.

    Parameters
    ----------
    columns : int
        How many columns there are.
    reference, current : int
        The rows of each window.
    """

    columns: int
    reference: int
    current: int


CASES = (
    Case(40, 500, 500),
    Case(40, 1_001, 50),
    Case(40, 1_001, 100),
    Case(40, 1_001, 200),
    Case(40, 1_001, 1_001),
    Case(200, 500, 500),
    Case(200, 5_000, 5_000),
    Case(200, 100_000, 100_000),
)

JUDGED = ("detected", "significant", "both")


def false_alarms(repetitions: int, seed: int = 17) -> list[dict[str, str | float]]:
    """Return the whole table, see `measured`."""
    return list(measured(repetitions, seed))


def measured(repetitions: int, seed: int = 17) -> Iterator[dict[str, str | float]]:
    """Yield one row after the other: for each case what is called where nothing, and where a tenth, has drifted.

    Parameters
    ----------
    repetitions : int
        How often the windows of a case are drawn.
    seed : int
        What they are drawn from.

    Yields
    ------
    dict
        ``columns``, ``reference`` and ``current`` rows, and for each of ``detected`` (Evidently's threshold),
        ``significant`` and ``both``: the share of ``runs`` with any alarm where nothing has drifted; the share of
        false ones among those that are called (``false``) and of those that are found (``power``) where a tenth has.
    """
    for case, stream in zip(CASES, np.random.SeedSequence(seed).spawn(len(CASES)), strict=True):
        random = np.random.default_rng(stream)
        yield {
            "columns": case.columns,
            "reference": case.reference,
            "current": case.current,
            **row(case, repetitions, random),
        }


def row(case: Case, repetitions: int, random: np.random.Generator) -> dict[str, float]:
    """Return what is called in `repetitions` draws of `case`, as a share of them."""
    drifted = round(DRIFTED * case.columns)
    nothing = [_called(case, 0, random) for _ in range(repetitions)]
    some = [_called(case, drifted, random) for _ in range(repetitions)]
    told: dict[str, float] = {}
    for how in JUDGED:
        told[f"{how}: runs"] = float(np.mean([one[how].any() for one in nothing]))
        told[f"{how}: false"] = float(np.mean([one[how][drifted:].sum() / max(one[how].sum(), 1) for one in some]))
        told[f"{how}: power"] = float(np.mean([one[how][:drifted].mean() for one in some]))
    return told


def _called(case: Case, drifted: int, random: np.random.Generator) -> dict[str, np.ndarray]:
    """Return for each way to judge which columns are called drifted."""
    found = verdicts(case.columns, (case.reference, case.current), drifted, random)
    called = {how: np.array([one[how] for one in found.values()]) for how in JUDGED[:2]}
    return {**called, "both": called["detected"] & called["significant"]}

"""Drift is not called where there is none, through the whole check: a reduced form of ``dev/simulate``."""

import numpy as np
import pytest

from dev.simulate.false_alarms import Case, row

RUNS = 6
SMALL = [Case(40, 500, 500), Case(40, 1_001, 50), Case(40, 1_001, 100), Case(40, 1_001, 200)]


@pytest.fixture(scope="module")
def found() -> dict[Case, dict[str, float]]:
    """Return what is called in a few draws of each case."""
    return {case: row(case, RUNS, np.random.default_rng(place)) for place, case in enumerate(SMALL)}


def test_evidentlys_thresholds_alarm_in_nearly_every_run(found: dict[Case, dict[str, float]]) -> None:
    """Of forty columns that have not moved, some reach them."""
    assert all(one["detected: runs"] >= 0.9 for one in found.values())


@pytest.mark.parametrize("how", ["significant", "both"])
def test_at_most_one_run_in_twenty_is_a_false_alarm(how: str, found: dict[Case, dict[str, float]]) -> None:
    """Of 24 runs one or two are to be expected at most; more than 4 would come of that once in 150 times."""
    assert sum(one[f"{how}: runs"] for one in found.values()) * RUNS <= 4


def test_the_false_ones_are_few_among_those_that_are_called(found: dict[Case, dict[str, float]]) -> None:
    """A twentieth on average where a tenth has moved; of Evidently's most are false."""
    assert np.mean([one["both: false"] for one in found.values()]) <= 0.05 + 0.06
    assert np.mean([one["detected: false"] for one in found.values()]) > 0.5


def test_a_shift_of_three_tenths_of_a_deviation_is_found(found: dict[Case, dict[str, float]]) -> None:
    """With 500 rows a side more than half of the time, of shares moved by ten points as well; with 50 it cannot be."""
    assert found[SMALL[0]]["both: power"] > 0.5
    assert found[SMALL[1]]["both: power"] < found[SMALL[0]]["both: power"]

import pytest

from dte_exporter.checks.model.performance.calibration_curve import calibration_curve
from dte_exporter.checks.model.performance.forecasts import Forecasts, Step
from dte_exporter.statistics.scores.scores import Bin, Tally


def told(*bins: tuple[int, int, int, float]) -> Forecasts:
    """Return the forecasts of literal bins: tenth, positives, negatives and the probability of each of their rows."""
    steps = [
        (Bin(tenth, place), Step(Tally(positives, positives * p), Tally(negatives, negatives * p)))
        for place, (tenth, positives, negatives, p) in enumerate(bins)
    ]
    return Forecasts(tuple(steps))


def test_bins_of_a_tenth_are_one_point_of_the_curve() -> None:
    """Of 20 rows at 0.12 and 20 at 0.18 ten are positive: a quarter, at 0.15 on average, within Wilson's interval."""
    assert calibration_curve(told((2, 2, 18, 0.12), (2, 8, 12, 0.18)), 30, 0.95) == {
        "bins": [
            {
                "rows": 40,
                "mean_probability": pytest.approx(0.15),
                "positive_share": 0.25,
                "positive_share_ci_lower": pytest.approx(0.1419, abs=1e-4),
                "positive_share_ci_upper": pytest.approx(0.4019, abs=1e-4),
            }
        ],
        "bins_withheld": 0,
    }


def rows(*bins: int) -> list[int]:
    """Return the rows of the points that are told, where tenths hold so many rows."""
    steps = told(*((tenth, count // 2, count - count // 2, tenth / 10) for tenth, count in enumerate(bins, start=1)))
    return [int(one["rows"]) for one in calibration_curve(steps, 30, 0.95)["bins"]]


def test_bins_with_few_rows_are_withheld() -> None:
    """And so many that what the others leave of all rows is no fewer."""
    assert rows(100, 29, 29, 40) == [100, 40]


def test_a_small_bin_alone_takes_the_next_smallest_with_it() -> None:
    """Else it would be what the others leave of all rows."""
    assert rows(100, 5, 60, 40) == [100, 60]
    assert rows(100, 5, 4, 40) == [100]


def test_where_all_are_small_none_is_told() -> None:
    """Nor is anything left to be told from them."""
    assert rows(9, 8) == []
    assert calibration_curve(told(), 30, 0.95) == {"bins": [], "bins_withheld": 0}

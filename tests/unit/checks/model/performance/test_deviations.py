import math

import pytest

from dte_exporter.checks.model.performance.deviations import MEASURES
from dte_exporter.checks.model.performance.measure import NO_INTERVAL, Lacking, measured
from dte_exporter.statistics.moments import Moments
from dte_exporter.statistics.residuals.powers import Powers
from dte_exporter.statistics.residuals.residuals import Errors


def values(errors: Errors) -> dict[str, float | str]:
    """Return the value of each measure, or what it lacks."""
    return {spec.key: value.rows if isinstance(value, Lacking) else value for spec, value in measured(MEASURES, errors)}


def test_three_rents_by_hand() -> None:
    """Labels 2, 4, 8 and guesses 3, 3, 10: residuals 1, -1, 2; squares 6; shares 1/2, 1/4, 1/4; variance sum 56/3."""
    errors = Errors(3, 3, 0, 2.0, 4.0, 6.0, 1.0, truth=Moments(3, 14 / 3, 56 / 3))
    assert values(errors) == {
        "mean_absolute_error": pytest.approx(4 / 3, abs=1e-15),
        "root_mean_squared_error": pytest.approx(math.sqrt(2), abs=1e-15),
        "mean_absolute_percentage_error": pytest.approx(1 / 3, abs=1e-15),
        "r2": pytest.approx(1 - 6 / (56 / 3), abs=1e-15),
        "mean_error": pytest.approx(2 / 3, abs=1e-15),
    }


def test_a_label_of_zero_has_no_percentage() -> None:
    """Scikit-learn would answer with a number of sixteen digits."""
    errors = Errors(2, 2, 1, 1.0, 1.0, 1.0, 0.5, truth=Moments(2, 0.5, 0.5))
    assert values(errors)["mean_absolute_percentage_error"] == "finite share of its label: labels of 0 are among them"


def test_equal_labels_have_no_variance_to_explain() -> None:
    """R2 is 0/0, or minus infinity."""
    errors = Errors(2, 2, 0, 1.0, 1.0, 1.0, 0.5, truth=Moments(2, 3.0, 0.0))
    assert values(errors)["r2"] == "variance among its labels"
    assert values(errors)["mean_absolute_error"] == 0.5


def test_without_rows_everything_is_lacking() -> None:
    """No error of zero is invented."""
    assert set(values(Errors(5, 0)).values()) == {"rows with a label and a prediction"}


def test_numbers_past_what_a_double_holds_leave_what_can_be_told() -> None:
    """Squares of 1e300 are infinite; the other measures stand."""
    errors = Errors(2, 2, 0, 1.0, 1.0, math.inf, 0.5, truth=Moments(2, 3.0, math.inf))
    too_large = "finite value: the numbers are too large to be squared and added"
    found = values(errors)
    assert found["root_mean_squared_error"] == found["r2"] == too_large
    assert found["mean_absolute_error"] == 0.5


def test_roots_and_shares_have_an_interval_by_hand() -> None:
    """Residuals 1, -1, 2 have squares 1, 1, 4, of which 1, 1, 16; shares 1/2, 1/4, 1/4, of which 1/4, 1/16, 1/16."""
    errors = Errors(3, 3, 0, 2.0, 4.0, 6.0, 1.0, truth=Moments(3, 14 / 3, 56 / 3), fourths=18.0, share_squares=0.375)
    found = {spec.key: value for spec, value in measured(MEASURES, errors, 0.95)}
    of_squares = math.exp(1.959964 * math.sqrt((18 / 3 - 4) / 3) / 2)
    of_shares = math.exp(1.959964 * math.sqrt((0.375 / 3 - 1 / 9) / 3) * 3)

    assert found["root_mean_squared_error_ci_lower"] == pytest.approx(math.sqrt(2 / of_squares))
    assert found["root_mean_squared_error_ci_upper"] == pytest.approx(math.sqrt(2 * of_squares))
    assert found["mean_absolute_percentage_error_ci_lower"] == pytest.approx(1 / 3 / of_shares)
    assert found["mean_absolute_percentage_error_ci_upper"] == pytest.approx(of_shares / 3)


def test_what_is_explained_has_an_interval_by_hand() -> None:
    """Labels 2, 4, 8 lie 8/3, 2/3, 10/3 from their mean; 6/18.67 is not explained, which varies as a factor."""
    powers = Powers(584.0, 4368.0, 38.0, 276.0)
    errors = Errors(3, 3, 0, 2.0, 4.0, 6.0, 1.0, truth=Moments(3, 14 / 3, 56 / 3), fourths=18.0, powers=powers)
    found = {spec.key: value for spec, value in measured(MEASURES, errors, 0.95)}
    factor = math.exp(1.959964 * math.sqrt(18 / 36 + 14112 / 81 / (56 / 3) ** 2 - 2 * 52 / 6 / (56 / 3)))

    assert found["r2_ci_lower"] == pytest.approx(1 - 18 / 56 * factor)
    assert found["r2_ci_upper"] == pytest.approx(1 - 18 / 56 / factor)


@pytest.mark.parametrize("truth", [Moments(3, 1e6, 6.0), Moments(3, 0.0, 1e160)])
def test_labels_far_from_zero_or_beyond_leave_r2_without_an_interval(truth: Moments) -> None:
    """Of what lies a million deviations from 0 the sums of powers hold no digit of how it varies."""
    errors = Errors(3, 3, 0, 2.0, 4.0, 6.0, 1.0, truth=truth, fourths=18.0)
    assert ("r2", Lacking(NO_INTERVAL)) in [(spec.key, value) for spec, value in measured(MEASURES, errors, 0.95)]


def test_without_any_error_nothing_would_vary() -> None:
    """Other rows of the same kind would tell the same: the value stands alone."""
    errors = Errors(3, 3, truth=Moments(3, 2.0, 2.0))
    found = {spec.key: value for spec, value in measured(MEASURES, errors, 0.95) if not isinstance(value, Lacking)}

    assert found["root_mean_squared_error"] == 0.0
    assert "root_mean_squared_error_ci_lower" not in found

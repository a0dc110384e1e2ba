from math import erf, sqrt

import pytest

from dte_exporter.uncertainty.spread.inversion import Test as One
from dte_exporter.uncertainty.spread.inversion import inverted


def normal(value: float) -> float:
    """Return the standard normal distribution function."""
    return (1 + erf(value / sqrt(2))) / 2


def alone(test: One, confidence: float) -> tuple[float, float]:
    """Return what one test for both ends does not reject."""
    return inverted([test], [test], confidence)


@pytest.mark.parametrize(("confidence", "deviations"), [(0.95, 1.959964), (0.8, 1.281552)])
def test_a_test_of_a_normal_mean_has_the_interval_of_the_textbook(confidence: float, deviations: float) -> None:
    """Observed 0.5 with an error of 0.1: 0.5 -+ 0.196 and 0.5 -+ 0.128, give or take what is not told apart."""
    ends = alone(lambda value: normal((value - 0.5) / 0.1), confidence)

    assert ends == pytest.approx((0.5 - deviations / 10, 0.5 + deviations / 10), abs=0.001)


def test_where_even_parity_would_often_go_beyond_the_end_is_parity() -> None:
    """At 0 and at 1 the outcome is none of the rarest: both ends are those of the scale, exactly."""
    assert alone(lambda value: 0.3 + value / 3, 0.95) == (0.0, 1.0)


@pytest.mark.parametrize(("always", "end"), [(0.99, 0.0), (0.001, 1.0)])
def test_where_every_value_is_rejected_both_ends_are_the_one_that_explains_most(always: float, end: float) -> None:
    """Groups closer together than equal ones lie at parity."""
    assert alone(lambda value: always, 0.95) == (end, end)


def test_an_end_at_a_jump_is_found_to_a_millionth() -> None:
    """Few rows have few outcomes, so probabilities jump."""
    lower, upper = alone(lambda value: 0.0 if value < 0.123456 else 0.5 if value < 0.654321 else 1.0, 0.95)

    assert (lower, upper) == pytest.approx((0.123456, 0.654321), abs=2e-6)


def test_the_upper_end_is_not_below_the_lower() -> None:
    """Even where the probability falls again between 0.4 and 0.7, so that one end is found beyond the other."""
    lower, upper = alone(lambda value: 0.0 if value < 0.3 or 0.4 <= value < 0.7 else 1.0, 0.95)

    assert (lower, upper) == pytest.approx((0.7, 0.7), abs=2e-6)


def test_no_value_is_tried_twice() -> None:
    """Each costs a thousand draws."""
    tried = []

    def exceeded(value: float) -> float:
        tried.append(value)
        return value

    alone(exceeded, 0.95)

    assert len(tried) == len(set(tried))


def test_of_several_tests_the_surest_places_an_end_each_at_its_part_of_the_level() -> None:
    """Errors of 0.1 and 0.05 about 0.5: of two tests each has 1.25 of 100, which is 2.241403 deviations."""
    blunt, sharp = (lambda value: normal((value - 0.5) / 0.1)), (lambda value: normal((value - 0.5) / 0.05))

    assert inverted([blunt, sharp], [blunt], 0.95) == pytest.approx((0.5 - 0.11207, 0.5 + 0.195996), abs=0.001)
    assert inverted([sharp], [sharp, blunt], 0.95) == pytest.approx((0.5 - 0.097998, 0.5 + 0.11207), abs=0.001)

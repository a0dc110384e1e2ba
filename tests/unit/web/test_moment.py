import pytest

from dte_exporter.web.moment import absolute, brief, distance, relative

TWO_PM = 1_530_453_600.0


def test_a_moment_is_told_in_utc() -> None:
    """1,530,453,600 seconds after the epoch is two in the afternoon of 1 July 2018."""
    assert absolute(TWO_PM) == "2018-07-01 14:00:00 UTC"


def test_a_moment_of_today_needs_no_date() -> None:
    """The day is that of UTC: ten hours on it is still today, eleven hours on it is not."""
    assert brief(TWO_PM + 9 * 3600, TWO_PM) == "23:00:00 UTC"
    assert brief(TWO_PM + 10 * 3600, TWO_PM) == "2018-07-02 00:00:00 UTC"


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0.4, "0 s"),
        (89.9, "89 s"),
        (90, "1 min"),
        (5_399, "89 min"),
        (5_400, "1 h"),
        (129_599, "35 h"),
        (129_600, "1 d"),
        (86_400 * 400, "400 d"),
    ],
)
def test_a_span_is_told_in_the_unit_that_fits(seconds: float, told: str) -> None:
    """Up to 90 of a unit the smaller one tells more."""
    assert distance(seconds) == told


@pytest.mark.parametrize(("ahead", "told"), [(-180, "3 min ago"), (180, "in 3 min"), (0.9, "now"), (-0.9, "now")])
def test_a_moment_is_told_from_now(ahead: float, told: str) -> None:
    """Past, to come, or within the second."""
    assert relative(TWO_PM + ahead, TWO_PM) == told

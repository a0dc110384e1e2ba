import math

import pytest

from dte_exporter.checks.model.performance.measure import Ends, Lacking, Measure, measured, spec, specs
from dte_exporter.metric import Better, Role

SHARE = spec("share", "A share.", Better.HIGHER, "A book.", low=0, high=1)


def of(ends: Ends) -> Measure[float]:
    """Return the measure that takes a number as it is, and has these ends."""
    return Measure(SHARE, lambda value: "" if value >= 0 else "rows", float, lambda subject, value, confidence: ends)


def told(measure: Measure[float], value: float, confidence: float | None = 0.95) -> list[tuple[str, float | str]]:
    """Return what is told of a number, by key."""
    return [
        (metric.key, found.rows if isinstance(found, Lacking) else found)
        for metric, found in measured([measure], value, confidence)
    ]


def test_a_measure_declares_its_ends() -> None:
    """They have its labels, range and direction, and say which metric they are about."""
    value, lower, upper = specs([of(None)])
    assert (value.role, lower.role, upper.role) == (Role.FIGURE, Role.LOWER, Role.UPPER)
    assert (lower.name, upper.name) == ("dte_model_share_ci_lower", "dte_model_share_ci_upper")
    assert lower.of == upper.of == value.name
    assert (lower.labels, lower.better, lower.low, lower.high) == (value.labels, value.better, 0, 1)
    assert lower.help == "Lower end of the interval of share: below it, it hardly lies for rows of this kind."


def test_a_measure_without_an_interval_declares_none() -> None:
    """And tells of none."""
    measure: Measure[float] = Measure(SHARE, lambda value: "", lambda value: value)
    assert list(specs([measure])) == [SHARE]
    assert told(measure, 0.5) == [("share", 0.5)]


def test_ends_follow_the_value_where_they_are_asked_for() -> None:
    """Values alone are told of what has many groups."""
    assert told(of((0.4, 0.7)), 0.5) == [("share", 0.5), ("share_ci_lower", 0.4), ("share_ci_upper", 0.7)]
    assert told(of((0.4, 0.7)), 0.5, None) == [("share", 0.5)]


def test_ends_lie_within_the_range_and_hold_the_value() -> None:
    """An interval of draws can miss the value that it is about, and one of a mean go beyond what there is."""
    assert told(of((-0.1, 1.2)), 0.5)[1:] == [("share_ci_lower", 0.0), ("share_ci_upper", 1.0)]
    assert told(of((0.6, 0.7)), 0.5)[1:] == [("share_ci_lower", 0.5), ("share_ci_upper", 0.7)]


@pytest.mark.parametrize("ends", [None, (0.5, 0.5), (-math.inf, math.inf), (math.nan, 0.5)])
def test_what_is_no_interval_is_said(ends: Ends) -> None:
    """Without a width it would claim to be certain."""
    reason = (
        "interval: other rows of the same kind would tell the same, or mostly nothing, "
        "or numbers lie too far from 0 for their sums to tell"
    )
    assert told(of(ends), 0.5) == [("share", 0.5), ("share", reason)]


def test_what_has_no_value_has_no_interval() -> None:
    """One sentence is enough."""
    assert told(of((0.4, 0.7)), -1.0) == [("share", "rows")]

import numpy as np
import pytest

from dte_exporter.checks.drift.held_out.halves import MIN_ROWS, halves


def test_every_row_is_in_one_half() -> None:
    """Of five three are held out, of four two."""
    before, now = halves(b"reference", b"current", (5, 4))
    assert (len(before.learnt), len(before.held_out), len(now.learnt), len(now.held_out)) == (2, 3, 2, 2)
    assert sorted([*before.learnt, *before.held_out]) == [0, 1, 2, 3, 4]
    assert sorted([*now.learnt, *now.held_out]) == [0, 1, 2, 3]


def test_of_the_same_rows_the_halves_are_the_same() -> None:
    """Of other rows they are others, and those of two windows of the same size differ."""
    first, again, other = (halves(name, b"current", (100, 100)) for name in (b"one", b"one", b"two"))
    assert np.array_equal(first[0].learnt, again[0].learnt)
    assert not np.array_equal(first[0].learnt, other[0].learnt)
    assert not np.array_equal(first[0].learnt, first[1].learnt)


def test_no_row_is_in_a_half_more_often_than_another() -> None:
    """Over 2,000 data sets each of ten rows is learnt from about a thousand times (four deviations are 89)."""
    times = np.zeros(10)
    for place in range(2_000):
        times[halves(str(place).encode(), b"", (10, 10))[0].learnt] += 1
    assert times == pytest.approx(1_000, abs=89)


def test_the_least_rows_are_those_that_tell_an_area_of_six_tenths() -> None:
    """Half of each window is held out: 0.1 above a half is 1.7 standard errors, and a twelfth above is not."""
    held_out = MIN_ROWS // 2
    error = ((2 * held_out + 1) / (12 * held_out**2)) ** 0.5
    assert 0.1 / error == pytest.approx(1.72, abs=0.01)

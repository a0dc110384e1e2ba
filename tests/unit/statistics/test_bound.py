import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from dte_exporter.statistics.bound import upper_bound


@pytest.mark.parametrize(
    ("found", "drawn", "bound"),
    [
        (0, 1, 0.95),  # (1 - p) ** 1 = 0.05
        (0, 10, 1 - 0.05**0.1),  # (1 - p) ** 10 = 0.05, p = 0.2589
        (0, 1000, 1 - 0.05**0.001),  # p = 0.00299, the rule of three says 0.003
        (1, 2, 0.95**0.5),  # 1 - p ** 2 = 0.05
        (2, 2, 1.0),
    ],
)
def test_the_bound_is_the_share_that_hardly_gives_so_few_finds(found: int, drawn: int, bound: float) -> None:
    """Clopper and Pearson's equation, solved by hand where that can be done."""
    assert upper_bound(found, drawn, 1_000_000) == pytest.approx(bound, rel=1e-12)


def test_of_what_was_seen_whole_the_share_is_known() -> None:
    """Three in four are three in four."""
    assert upper_bound(3, 4, 4) == 0.75
    assert upper_bound(0, 4, 4) == 0.0


@given(st.integers(0, 200), st.integers(1, 200))
def test_at_the_bound_so_few_finds_come_up_in_5_of_100_draws(found: int, more: int) -> None:
    """Whatever was found; and the bound lies above the share in the draw."""
    drawn = found + more
    bound = upper_bound(found, drawn, 10**9)
    assert binom.cdf(found, drawn, bound) == pytest.approx(0.05, rel=1e-6)
    assert bound > found / drawn

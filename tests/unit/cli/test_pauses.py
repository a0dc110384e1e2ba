"""The serving process takes short turns, and does not stop to look through all that it holds."""

import gc
import sys
from collections.abc import Iterator

import pytest

from dte_exporter.cli.pauses import keep_pauses_short


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    interval, thresholds = sys.getswitchinterval(), gc.get_threshold()
    gc.collect()
    gc.freeze()  # what pytest holds would put a full look off
    yield
    gc.unfreeze()
    sys.setswitchinterval(interval)
    gc.set_threshold(*thresholds)


def test_a_thread_that_renders_gives_way_ten_times_as_often() -> None:
    """Python's own five milliseconds become half a one."""
    keep_pauses_short()
    assert sys.getswitchinterval() == pytest.approx(0.0005)


def test_a_change_at_150_000_series_brings_no_full_look_for_cycles() -> None:
    """A hundred thousand objects come and stay, as when many checks end at once: the oldest are not gone through."""
    keep_pauses_short()
    before = gc.get_stats()[2]["collections"]
    held: list[list[int]] = [[] for _ in range(100_000)]
    assert len(held) == 100_000
    assert gc.get_stats()[2]["collections"] == before
    assert gc.isenabled()

"""Which segments are measured, and which are not: sizes in sight."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.config.groups.segmentation import Segmentation
from dte_exporter.statistics.segments.segment import Segment
from dte_exporter.statistics.segments.segment_counts import SegmentCounts
from dte_exporter.worker.segments.shown_segments import ShownSegments, shown_segments

BY = Segmentation(columns=("region",))


def counts(without: int = 0, **rows: int) -> SegmentCounts:
    """Return segments of a current window, and rows `without` a value."""
    by_segment = {Segment((("region", name),)): {"current": count} for name, count in rows.items()}
    return SegmentCounts({"current": sum(rows.values()) + without}, by_segment)


def names(shown: ShownSegments) -> list[str]:
    """Return the regions that are shown, in their order."""
    return [str(level) for segment in shown.rows for _, level in segment.levels]


def test_the_largest_come_first() -> None:
    """Of equal ones in the order of their names."""
    assert names(shown_segments(counts(a=40, b=50, c=40), BY)) == ["b", "a", "c"]


def test_a_small_one_is_withheld_and_so_is_the_smallest_of_the_others() -> None:
    """The 3 people in c are all less those in a and b; with b hidden too, 43 are."""
    shown = shown_segments(counts(a=50, b=40, c=3), BY)

    assert (names(shown), shown.withheld) == (["a"], 2)


def test_small_ones_that_are_many_together_hide_each_other() -> None:
    """Two of 15 people are 30, of which nobody knows who is who."""
    shown = shown_segments(counts(a=50, b=40, c=15, d=15), BY)

    assert (names(shown), shown.withheld) == (["a", "b"], 2)


def test_rows_without_a_value_are_hidden_too() -> None:
    """29 rows without a region could be told by subtraction, 30 may be."""
    assert names(shown_segments(counts(without=29, a=50, b=40), BY)) == ["a"]
    assert names(shown_segments(counts(without=30, a=50, b=40), BY)) == ["a", "b"]


def test_beyond_the_number_the_smallest_are_cut_and_named() -> None:
    """They are large enough to be named, and they hide small ones."""
    shown = shown_segments(counts(a=90, b=80, c=70, d=60, e=3), Segmentation(columns=("region",), max_segments=2))

    assert names(shown) == ["a", "b"]
    assert [segment.name for segment in shown.cut] == ["region=c", "region=d"]
    assert shown.withheld == 1


def test_of_two_windows_the_smaller_counts() -> None:
    """A segment that had 10 people then is not shown, though it has 90 now."""
    segments = {
        Segment((("region", name),)): {"reference": then, "current": now}
        for name, then, now in (("a", 40, 40), ("b", 50, 30), ("c", 10, 90), ("d", 20, 20))
    }
    shown = shown_segments(SegmentCounts({"reference": 120, "current": 180}, segments), BY)

    assert (names(shown), shown.withheld) == (["a", "b"], 2)


@pytest.mark.parametrize("most", [1, 3, 20])
@given(
    rows=st.lists(st.integers(1, 80), max_size=8),
    without=st.integers(0, 60),
)
def test_what_is_hidden_is_nobody_or_no_few(most: int, rows: list[int], without: int) -> None:
    """Whatever the sizes, all rows less those shown are none or at least thirty, unless nothing is shown."""
    found = counts(without, **{f"r{place}": count for place, count in enumerate(rows)})
    shown = shown_segments(found, Segmentation(columns=("region",), max_segments=most))

    hidden = found.rows["current"] - sum(of["current"] for of in shown.rows.values())
    assert not shown.rows or hidden == 0 or hidden >= 30
    assert all(of["current"] >= 30 for of in shown.rows.values())
    assert len(shown.rows) + len(shown.cut) + shown.withheld == len(rows)

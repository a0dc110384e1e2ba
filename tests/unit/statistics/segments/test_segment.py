"""What a segment is called, and which rows of a real table are its own."""

import hmac
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dte_exporter.errors import CheckError, MissingColumnError
from dte_exporter.statistics.segments import segment_counts
from dte_exporter.statistics.segments.segment import Segment
from dte_exporter.statistics.segments.segment_counts import SegmentCounts, SegmentCountsPlan
from dte_exporter.statistics.segments.segment_view import SegmentView
from dte_exporter.statistics.view import View
from tests.unit.statistics.conftest import ViewOf

NORTH = Segment((("region", "north"),))


def counted(view_of: ViewOf, *by: str, **columns: list[Any]) -> SegmentCounts:
    """Return the segments of a table of `columns`."""
    return SegmentCountsPlan(by).of({"current": view_of(columns)})


def names(counts: SegmentCounts) -> dict[str, int]:
    """Return the rows of the current window by the segment's name."""
    return {segment.name: rows["current"] for segment, rows in counts.by_segment.items()}


def test_it_is_called_by_what_its_rows_share() -> None:
    """Columns with their values, in the order of the config."""
    assert Segment((("region", "north"), ("adult", True), ("grade", 2))).name == "region=north & adult=true & grade=2"


def test_two_segments_never_share_a_name() -> None:
    """A value that could be read as those of two columns is quoted."""
    one = Segment((("a", "x & b=y"), ("b", "z")))
    other = Segment((("a", "x"), ("b", "y & b=z")))

    assert one.name == 'a="x & b=y" & b=z'
    assert other.name == 'a=x & b="y & b=z"'


def test_rows_are_counted_by_what_they_share(view_of: ViewOf) -> None:
    """Of each combination that occurs, in the window that was looked at."""
    counts = counted(view_of, "region", "adult", region=["n", "n", "s", "n"], adult=[True, True, False, False])

    assert names(counts) == {"region=n & adult=true": 2, "region=s & adult=false": 1, "region=n & adult=false": 1}
    assert counts.rows == {"current": 4}


def test_a_row_without_a_value_is_of_no_segment(view_of: ViewOf) -> None:
    """Nothing, blank text and NaN are missing; the row counts among all rows."""
    text = counted(view_of, "region", region=["n", None, " "])
    number = counted(view_of, "grade", grade=[1.0, float("nan"), None])

    assert (names(text), text.rows) == ({"region=n": 1}, {"current": 3})
    assert (names(number), number.rows) == ({"grade=1": 1}, {"current": 3})


def test_a_segment_of_one_window_alone_has_no_rows_in_the_other(view_of: ViewOf) -> None:
    """So it is known that it is not in both."""
    views = {"reference": view_of({"region": ["n", "s"]}, "then"), "current": view_of({"region": ["n"]}, "now")}

    counts = SegmentCountsPlan(("region",)).of(views)

    assert {one.name: rows for one, rows in counts.by_segment.items()} == {
        "region=n": {"reference": 1, "current": 1},
        "region=s": {"reference": 1, "current": 0},
    }


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ([1.0, 2.5], "column 'by' holds numbers that are not whole"),
        ([Decimal("1.50"), Decimal("2.00")], "column 'by' holds numbers that are not whole"),
        ([date(2018, 1, 1), date(2018, 1, 2)], "column 'by' is of type date"),
        ([[1], [2]], "column 'by' is of type"),
    ],
)
def test_amounts_and_times_make_no_segments(view_of: ViewOf, values: list[Any], why: str) -> None:
    """The sentence says which column, and what would do."""
    with pytest.raises(CheckError, match=f"{why}.*: name columns of categories, booleans or whole numbers in by"):
        counted(view_of, "by", by=values)


def test_a_column_that_is_not_there_is_named(view_of: ViewOf) -> None:
    """With its window."""
    with pytest.raises(MissingColumnError, match="the current window has no column 'regoin'"):
        counted(view_of, "regoin", region=["n"])


def test_too_many_values_are_no_segments(view_of: ViewOf, monkeypatch: pytest.MonkeyPatch) -> None:
    """An identifier is refused, not measured a thousand times."""
    monkeypatch.setattr(segment_counts, "MAX_VALUES", 2)

    with pytest.raises(CheckError, match="over 2 combinations of id: segments are few"):
        counted(view_of, "id", id=["a", "b", "c"])


@pytest.mark.parametrize(
    "values", [["n", "s", "n"], [True, False, True], [1, 2, 1], [1.0, 2.0, 1.0], [Decimal("1.00"), Decimal(2), 1]]
)
def test_the_rows_of_a_segment_are_those_that_were_counted(view_of: ViewOf, values: list[Any]) -> None:
    """Whatever type the engine has for them: a literal of the level finds them again."""
    counts = counted(view_of, "by", by=values)
    view = view_of({"by": values})

    for segment, rows in counts.by_segment.items():
        table = SegmentView(view, segment).table
        assert view.rows(table.aggregate(rows=table.count())) == [(rows["current"],)]


def test_what_is_kept_of_a_segment_is_kept_apart(view_of: ViewOf) -> None:
    """Fingerprints and the origin of parts differ between segments, and from those of all rows."""
    view = view_of({"region": ["north", "south"]})
    seen: list[View] = [view, SegmentView(view, NORTH), SegmentView(view, Segment((("region", "south"),)))]

    assert len({one.fingerprint for one in seen}) == len({one.origin for one in seen}) == 3


def test_texts_of_a_segment_become_digests_in_the_engine_that_holds_them(view_of: ViewOf) -> None:
    """HMAC-SHA256 of "a" under "key"; the row of the other segment is not asked for."""
    segment = SegmentView(view_of({"region": ["north", "south"], "name": ["a", "b"]}), NORTH)

    assert segment.digests(segment.table.select("name"), "name", b"key") == [
        (hmac.new(b"key", b"a", "sha256").hexdigest(),)
    ]

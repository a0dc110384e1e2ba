from typing import Any

import pytest
from pydantic import ValidationError

from dte_exporter.config.spans.amount import NumberOfRows
from dte_exporter.config.spans.calendar_span import Calendar
from dte_exporter.config.windows import Window, Windows


@pytest.mark.parametrize(
    ("written", "meant", "shown"),
    [
        ("year = 2018", Window(where="year = 2018"), "year = 2018"),
        ("yesterday", Window(calendar=Calendar.YESTERDAY), "yesterday"),
        ("last week", Window(calendar=Calendar.LAST_WEEK), "last week"),
        ({"calendar": "last month"}, Window(calendar=Calendar.LAST_MONTH), "last month"),
        ({}, Window(), "all rows"),
        ({"last": "7d"}, Window(last=604_800.0), "last: 1w"),
        ({"dataset": "training"}, Window(dataset="training"), "dataset: training"),
        (
            {"from": "2018-01-01", "to": "2018-07-01", "where": "a = 1"},
            Window(start="2018-01-01", end="2018-07-01", where="a = 1"),
            "where: a = 1, from: 2018-01-01, to: 2018-07-01",
        ),
        (
            {"calendar": "yesterday", "lag": "90m", "where": "a = 1"},
            Window(calendar=Calendar.YESTERDAY, lag=5_400.0, where="a = 1"),
            "where: a = 1, calendar: yesterday, lag: 1h30m",
        ),
        ({"last": "10000 rows"}, Window(last=NumberOfRows(10_000)), "last: 10000 rows"),
    ],
)
def test_a_window_is_written_short_or_long(written: Any, meant: Window, shown: str) -> None:
    """And shown as a person would write it."""
    current = Windows.model_validate({"current": written}).current

    assert current == meant
    assert str(current) == shown


@pytest.mark.parametrize(
    ("window", "needs"),
    [
        (Window(where="a = 1"), False),
        (Window(dataset="training"), False),
        (Window(last=1.0), True),
        (Window(last=NumberOfRows(5)), True),
        (Window(calendar=Calendar.YESTERDAY), True),
        (Window(previous=1.0), True),
        (Window(same_weekday=4), True),
        (Window(end="2018-01-01"), True),
    ],
)
def test_a_span_of_time_needs_a_column_of_time(window: Window, needs: bool) -> None:
    """A predicate or another data set does not."""
    assert window.needs_time is needs


@pytest.mark.parametrize(
    ("reference", "current"),
    [
        ({"previous": "30d"}, {"last": "7d", "lag": "2h"}),
        ({"previous": "30d"}, "last month"),
        ({"previous": "30d"}, {"from": "2018-01-01"}),
        ({"previous": "500 rows"}, {"last": "100 rows", "where": "a = 1"}),
        ({"previous": "500 rows"}, {"last": "7d"}),
        ({"previous": "500 rows", "dataset": "training"}, "yesterday"),
        ({"same_weekday": 4}, {"last": "7d"}),
        ({"same_weekday": 1}, {"last": "1h", "lag": "1h"}),
        ({"same_weekday": 52}, "yesterday"),
        ({"same_weekday": 4}, "last week"),
    ],
)
def test_a_reference_may_be_told_by_the_current_window(reference: Any, current: Any) -> None:
    """Where it is known when that begins, or how many rows it has, and for weekdays that it has each once."""
    windows = Windows.model_validate({"reference": reference, "current": current})

    assert windows.reference is not None
    assert (windows.reference.needs_time, windows.reference.is_told_by_another) == (True, True)


ONE = "give one of from/to, last, calendar, previous and same_weekday"
BEGINS = "a reference of the previous span needs a current window that begins at a moment"
SHORT = "a reference of the same_weekday needs a current window of at most a week"


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ({"current": {"last": "7d", "calendar": "yesterday"}}, ONE),
        ({"current": {"last": "7 rows", "from": "2018-01-01"}}, ONE),
        ({"reference": {"previous": "7d", "same_weekday": 1}, "current": {"last": "7d"}}, ONE),
        ({"reference": {"previous": "7d"}}, BEGINS),
        ({"reference": {"previous": "7d"}, "current": "a = 1"}, BEGINS),
        ({"reference": {"previous": "7 rows"}, "current": {"to": "2018-01-01"}}, BEGINS),
        (
            {"reference": {"previous": "7d"}, "current": {"last": "100 rows"}},
            "before the last 100 rows come other rows: write {previous: 100 rows}",
        ),
        (
            {"reference": {"previous": "7 rows", "dataset": "training"}, "current": {"last": "100 rows"}},
            "rows before the last rows are rows of the same data set",
        ),
        ({"current": {"previous": "7d"}}, "previous and same_weekday are for the reference"),
        ({"current": {"same_weekday": 4}}, "previous and same_weekday are for the reference"),
        ({"reference": {"same_weekday": 4}}, SHORT),
        ({"reference": {"same_weekday": 4}, "current": {"last": "8d"}}, SHORT),
        ({"reference": {"same_weekday": 4}, "current": {"last": "8 rows"}}, SHORT),
        ({"reference": {"same_weekday": 4}, "current": "last month"}, SHORT),
        ({"reference": {"same_weekday": 4}, "current": {"from": "2018-01-01", "to": "2018-01-02"}}, SHORT),
        ({"reference": {"same_weekday": 0}, "current": "yesterday"}, "greater than or equal to 1"),
        ({"current": {"lag": "2h"}}, "a lag is for what ends now: give last or calendar with it"),
        ({"current": {"lag": "2h", "from": "2018-01-01"}}, "a lag is for what ends now"),
        ({"reference": {"lag": "2h", "previous": "7d"}, "current": {"last": "7d"}}, "a lag is for what ends now"),
        ({"current": {"yesterday": True}}, r"yesterday is a value of calendar: write \{calendar: yesterday\}, or"),
    ],
)
def test_spans_that_contradict_each_other_are_refused(written: Any, sentence: str) -> None:
    """With what would be right."""
    with pytest.raises(ValidationError, match=sentence):
        Windows.model_validate(written)

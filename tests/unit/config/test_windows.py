from typing import Any

import pytest
from pydantic import ValidationError

from dte_exporter.config.windows import Window, Windows


@pytest.mark.parametrize(
    ("written", "meant", "shown"),
    [
        ("year = 2018", Window(where="year = 2018"), "year = 2018"),
        ("yesterday", Window(yesterday=True), "yesterday"),
        ({}, Window(), "all rows"),
        ({"last": "7d"}, Window(last=604_800.0), "last: 1w"),
        ({"dataset": "training"}, Window(dataset="training"), "dataset: training"),
        (
            {"from": "2018-01-01", "to": "2018-07-01", "where": "a = 1"},
            Window(start="2018-01-01", end="2018-07-01", where="a = 1"),
            "where: a = 1, from: 2018-01-01, to: 2018-07-01",
        ),
        ({"yesterday": True, "where": "a = 1"}, Window(yesterday=True, where="a = 1"), "where: a = 1, yesterday: True"),
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
        (Window(yesterday=True), True),
        (Window(end="2018-01-01"), True),
    ],
)
def test_a_span_of_time_needs_a_column_of_time(window: Window, needs: bool) -> None:
    """A predicate or another data set does not."""
    assert window.needs_time is needs


def test_the_previous_span_is_before_a_last_one() -> None:
    """It ends where the current window starts, so that must be known."""
    windows = Windows.model_validate({"reference": {"previous": "30d"}, "current": {"last": "7d"}})

    assert windows.reference is not None
    assert windows.reference.needs_time


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ({"current": {"last": "7d", "yesterday": True}}, "give one of from/to, last, previous and yesterday"),
        ({"current": {"last": "7d", "from": "2018-01-01"}}, "give one of from/to, last, previous and yesterday"),
        ({"reference": {"previous": "7d"}, "current": "yesterday"}, "needs a current window of the last"),
        ({"current": {"previous": "7d"}}, "previous is for the reference"),
    ],
)
def test_spans_that_contradict_each_other_are_refused(written: Any, sentence: str) -> None:
    """With what would be right."""
    with pytest.raises(ValidationError, match=sentence):
        Windows.model_validate(written)

from datetime import UTC, datetime, timedelta

import pytest

from dte_exporter.config.models import DataSet
from dte_exporter.config.spans.calendar_span import Calendar
from dte_exporter.config.spans.cut import Current, Cut, current_of, cut
from dte_exporter.config.spans.span import Span
from dte_exporter.config.windows import Window, Windows

BERLIN = "Europe/Berlin"
"""Clocks go from 2:00 to 3:00 on Sunday 29 March 2026, at 1:00 UTC."""

NOON = datetime(2018, 3, 10, 12, tzinfo=UTC).timestamp()
YESTERDAY = Window(calendar=Calendar.YESTERDAY)
LAST_WEEK = Window(calendar=Calendar.LAST_WEEK)


def at(text: str) -> datetime:
    """Return a moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def spans(*ends: tuple[str, str]) -> tuple[Span, ...]:
    """Return spans between moments in UTC."""
    return tuple(Span(at(start), at(end)) for start, end in ends)


@pytest.mark.parametrize(
    ("window", "current", "expected"),
    [
        (Window(last="7d"), None, spans(("2018-03-03T12:00", "2018-03-10T12:00"))),
        (Window(previous="30d"), Window(last="7d"), spans(("2018-02-01T12:00", "2018-03-03T12:00"))),
        (YESTERDAY, None, spans(("2018-03-09", "2018-03-10"))),
        (Window(start="2018-03-01", end="2018-03-04T06:00"), None, spans(("2018-03-01", "2018-03-04T06:00"))),
        (Window(start="2018-03-01T00:00+01:00"), None, (Span(datetime.fromisoformat("2018-03-01T00:00+01:00"), None),)),
        (Window(where="n > 3"), None, None),
    ],
)
def test_a_window_means_a_half_open_span(
    window: Window, current: Window | None, expected: tuple[Span, ...] | None
) -> None:
    """The previous span ends where the current one starts; a time without a zone is UTC."""
    beside = Current(current, "UTC") if current else None
    assert cut(window, beside, NOON, "UTC") == Cut(window.where, expected)


@pytest.mark.parametrize(
    ("current", "start"),
    [
        (YESTERDAY, "2018-03-08T23:00"),
        (LAST_WEEK, "2018-02-25T23:00"),
        (Window(calendar=Calendar.LAST_MONTH), "2018-01-31T23:00"),
        (Window(start="2018-03-01", end="2018-03-05"), "2018-02-28T23:00"),
        (Window(last="7d", lag="2h"), "2018-03-03T10:00"),
    ],
)
def test_the_previous_span_ends_where_the_current_one_starts(current: Window, start: str) -> None:
    """By the calendar of the current window's zone, whatever that of the reference's own data set."""
    (found,) = cut(Window(previous="30d"), Current(current, BERLIN), NOON, "Asia/Tokyo").spans or ()
    assert found == Span(at(start) - timedelta(days=30), at(start))


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (Window(last="7d", lag="2h"), spans(("2018-03-03T10:00", "2018-03-10T10:00"))),
        (Window(calendar="yesterday", lag="11h"), spans(("2018-03-09", "2018-03-10"))),
        (Window(calendar="yesterday", lag="13h"), spans(("2018-03-08", "2018-03-09"))),
        (Window(calendar="last month", lag="10d"), spans(("2018-01-01", "2018-02-01"))),
    ],
)
def test_a_window_with_a_lag_is_what_it_was_then(window: Window, expected: tuple[Span, ...]) -> None:
    """So long before, when it was the day before, or the month."""
    assert cut(window, None, NOON, "UTC").spans == expected


def test_the_newest_rows_are_of_any_time() -> None:
    """Their spans do not move, so that rows that are the same are known again; with a lag they end before now."""
    assert cut(Window(last="10 rows", where="n > 3"), None, NOON, "UTC") == Cut("n > 3", None, 10)
    assert cut(Window(last="10 rows", lag="2h"), None, NOON, "UTC") == Cut(
        None, (Span(None, at("2018-03-10T10:00")),), 10
    )


def test_rows_before_are_older_than_the_current_window() -> None:
    """Than a span, or than the rows that it has by its own predicate."""
    newest = Window(last="10 rows", where="n > 3")
    assert cut(Window(previous="50 rows"), Current(YESTERDAY, "UTC"), NOON, "UTC") == Cut(
        None, (Span(None, at("2018-03-09")),), 50
    )
    assert cut(Window(previous="50 rows"), Current(newest, "UTC"), NOON, "UTC") == Cut(
        None, None, 50, Cut("n > 3", None, 10)
    )


@pytest.mark.parametrize(
    ("now", "current", "expected"),
    [
        (
            "2026-04-07T08:00",  # a Tuesday, so of Mondays, which begin at 23:00 UTC before 29 March
            YESTERDAY,
            spans(
                ("2026-03-15T23:00", "2026-03-16T23:00"),
                ("2026-03-22T23:00", "2026-03-23T23:00"),
                ("2026-03-29T22:00", "2026-03-30T22:00"),
            ),
        ),
        (
            "2026-03-30T10:00",  # Sunday had 23 hours; those before it have 24
            YESTERDAY,
            spans(
                ("2026-03-07T23:00", "2026-03-08T23:00"),
                ("2026-03-14T23:00", "2026-03-15T23:00"),
                ("2026-03-21T23:00", "2026-03-22T23:00"),
            ),
        ),
        (
            "2026-04-07T08:00",  # the week that ended on 29 March had 167 hours
            LAST_WEEK,
            spans(
                ("2026-03-08T23:00", "2026-03-15T23:00"),
                ("2026-03-15T23:00", "2026-03-22T23:00"),
                ("2026-03-22T23:00", "2026-03-29T22:00"),
            ),
        ),
        (
            "2026-04-07T08:00",
            Window(last="3h", lag="1h"),
            spans(
                ("2026-03-17T05:00", "2026-03-17T08:00"),
                ("2026-03-24T05:00", "2026-03-24T08:00"),
                ("2026-03-31T04:00", "2026-03-31T07:00"),
            ),
        ),
    ],
)
def test_the_same_weekday_is_the_same_by_the_clock(now: str, current: Window, expected: tuple[Span, ...]) -> None:
    """In each of three weeks before, oldest first: where clocks change between, a week is not 168 hours."""
    found = cut(Window(same_weekday=3), Current(current, BERLIN), at(now).timestamp(), "UTC")
    assert found == Cut(None, expected)


def test_a_day_without_a_midnight_is_compared_with_whole_days() -> None:
    """In São Paulo Sunday 4 November 2018 began at one o'clock; the Sunday before had 24 hours."""
    current, monday = Current(YESTERDAY, "America/Sao_Paulo"), at("2018-11-05T12:00").timestamp()
    found = cut(Window(same_weekday=1), current, monday, "UTC").spans
    assert found == spans(("2018-10-28T03:00", "2018-10-29T03:00"))


def test_the_current_window_is_of_the_zone_of_its_rows() -> None:
    """Which are another data set's where it says so; without one, or without its rows, there is none."""
    other = Windows.model_validate({"current": {"dataset": "b", "last": "7d"}})
    a, b = DataSet(source=None, windows=other, timezone=BERLIN), DataSet(source=None, timezone="Asia/Tokyo")

    assert current_of({"a": a, "b": b}, "a") == Current(Window(dataset="b", last="7d"), "Asia/Tokyo")
    assert (current_of({"a": a}, "a"), current_of({"b": b}, "b"), current_of({}, "a")) == (None, None, None)


@pytest.mark.parametrize("window", [Window(previous="1d"), Window(previous="5 rows"), Window(same_weekday=1)])
def test_without_a_current_window_a_reference_is_told_by_now(window: Window) -> None:
    """As where its data set cannot be read, which is told elsewhere."""
    (last, *_) = cut(window, None, NOON, "UTC").spans or ()
    assert last.end in {at("2018-03-10T12:00"), at("2018-03-03T12:00")}

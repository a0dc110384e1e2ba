"""Freshness: when did the newest row happen, when was the newest loaded, and by when has the next to come.

Definition
    An *event* is what a row is about, a *load* is its arrival in the table. Each is told by a column of times. The data
    are *fresh* of one of them if the newest is no older than ``max_age``, or ``max_load_age``, at the moment of the
    run. A time later than that is no event yet: it makes nothing fresh, and is counted.
Formula
    deadline = newest + longest age; fresh = 1 if the run's moment <= deadline, else 0. So an alert may compare the
    deadline with the moment at which it is evaluated where no run has come since that could tell.
Range
    Times are points in time, in whole seconds since the epoch; fresh is 0 or 1.
Good direction
    All rise.
Undefined
    Without a time up to now there is no newest and no deadline; nothing is fresh then, which is 0. Without a longest
    age there is neither a deadline nor a verdict.
Blind spots
    Rows that are no rows of the window are not seen: a window of the last hour holds no rows, which is ``no_data``,
    once nothing has come for an hour. A day is its first moment, so data of days are up to a day older than they seem
    to people. One new row makes a table fresh, however few came with it: that is what ``check: volume`` tells.
Reference
    ISO/IEC 25012:2008, Data quality model: currentness; Open Data Contract Standard v3, service level properties
    latency and frequency.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from pydantic import Field

from dte_exporter.checks.quality.freshness.freshness_metrics import DEADLINE, FRESH, NEWEST_EVENT, NEWEST_LOAD, SPECS
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.config.types import Duration
from dte_exporter.errors import CheckError
from dte_exporter.metric import MetricSpec, Sample
from dte_exporter.outcome import Findings, LeftOut, Reason
from dte_exporter.registry import Example, check
from dte_exporter.statistics.arrivals.newest_times import Newest, NewestTimes, NewestTimesPlan

Of = Literal["event", "load"]
"""What data may be fresh of."""

NEWEST: Mapping[Of, MetricSpec] = {"event": NEWEST_EVENT, "load": NEWEST_LOAD}


class Params(Model):
    """The parameters of ``check: freshness``."""

    time: str | None = Field(default=None, description="The column of when a row happened; `columns.time` if left out.")
    loaded: str | None = Field(default=None, description="The column of when a row was loaded.")
    max_age: Duration | None = Field(default=None, description="How old the newest event may be.")
    max_load_age: Duration | None = Field(default=None, description="How long ago the newest load may be.")


EXAMPLE = Example(
    columns={
        "at": [
            *(datetime(2018, 11, 30, hour, tzinfo=UTC) for hour in (9, 21)),
            datetime(2018, 12, 1, 6, tzinfo=UTC),
            None,
        ],
        "loaded_at": [datetime(2018, 11, day, 23, 30, tzinfo=UTC) for day in (28, 29, 28, 28)],
    },
    settings={
        "columns": {"time": "at"},
        "params": {"loaded": "loaded_at", "max_age": "6h", "max_load_age": "1d"},
    },
    expected={
        "dte_quality_newest_event_timestamp_seconds": 1_543_611_600,
        "dte_quality_newest_load_timestamp_seconds": 1_543_534_200,
        'dte_quality_freshness_deadline_timestamp_seconds{of="event"}': 1_543_633_200,
        'dte_quality_freshness_deadline_timestamp_seconds{of="load"}': 1_543_620_600,
        'dte_quality_fresh{of="event"}': 1,
        'dte_quality_fresh{of="load"}': 0,
    },
    working="On 1 December 2018 at 0:00. The newest event is of 30 November, 21:00, since the one of 6:00 has not"
    " happened yet: the next has to come by 3:00, in three hours. The newest load was on 29 November at 23:30, and the"
    " next was due on the 30th at 23:30, half an hour ago.",
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One kind of time that is asked for: its column, and how old the newest may be."""

    of: Of
    column: str
    longest: float | None


def _asked(params: Params, roles: Roles) -> list[_Asked]:
    """Return what is asked for.

    Raises
    ------
    CheckError
        If there is no column of times, or a longest age of one that there is not.
    """
    event, load = params.time or roles.time, params.loaded
    if event is None and load is None:
        raise CheckError("freshness looks at times: set columns.time, or time or loaded of the check to their column")
    if event is None and params.max_age is not None:
        raise CheckError("max_age is of events: set columns.time, or time of the check, to the column of their times")
    if load is None and params.max_load_age is not None:
        raise CheckError("max_load_age is of loads: set loaded of the check to the column of when rows were loaded")
    events = [_Asked("event", event, params.max_age)] if event else []
    return events + ([_Asked("load", load, params.max_load_age)] if load else [])


def needs(params: Params, roles: Roles) -> Mapping[str, NewestTimesPlan]:
    """Return the one plan for both columns.

    Raises
    ------
    CheckError
        As `_asked` does.
    """
    return {"newest": NewestTimesPlan(tuple(dict.fromkeys(one.column for one in _asked(params, roles))))}


@check("freshness", params=Params, needs=needs, emits=SPECS, example=EXAMPLE, segmented=True)
def freshness(statistics: Mapping[str, NewestTimes], params: Params, roles: Roles, now: float) -> Findings:
    """Return the newest times, by when the next have to come, and whether they are in time."""
    found, asked = statistics["newest"].columns, _asked(params, roles)
    (window,) = statistics["newest"].rows
    told = [one for kind in asked for one in _of(kind, found[kind.column], now)]
    return Findings(
        samples=tuple(one for one in told if isinstance(one, Sample)),
        undefined=tuple(one for one in told if isinstance(one, str)),
        details={"ahead_of_the_run": {column: one.ahead for column, one in found.items()}},
        notices=tuple(_ahead(column, one) for column, one in found.items() if one.ahead),
        left_out=tuple(LeftOut(column, Reason.MISSING_TIME, one.missing, window) for column, one in found.items()),
    )


def _of(asked: _Asked, newest: Newest, now: float) -> Iterator[Sample | str]:
    """Yield the values of one kind of time, or why there are none."""
    if newest.time is None:
        yield f"there is no newest {asked.of}: column {asked.column!r} has no time up to now"
    else:
        yield NEWEST[asked.of].sample(newest.time)
    if asked.longest is None:
        return
    deadline = None if newest.time is None else newest.time + asked.longest
    yield FRESH.sample(deadline is not None and now <= deadline, of=asked.of)
    if deadline is not None:
        yield DEADLINE.sample(deadline, of=asked.of)


def _ahead(column: str, newest: Newest) -> str:
    what = "rows have a time" if newest.ahead > 1 else "row has a time"
    return f"{newest.ahead:,} {what} in column {column!r} that lies ahead of the run: it makes nothing fresh"

"""What checks of the record find: each thing examined by its place in the record, with what is wrong with it.

A place is made of the names that the record gives its activities and of positions, never of what it says: names of
officers, processors and recipients may be those of people.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from dte_exporter.checks.compliance.findings import found
from dte_exporter.checks.compliance.recorded import Recorded
from dte_exporter.config.governance.record import Activity
from dte_exporter.errors import NoDataError
from dte_exporter.metric import MetricSpec, Role, Sample, Unit
from dte_exporter.outcome import Findings

T = TypeVar("T")

NEXT_END = MetricSpec(
    "dte_compliance_document_deadline_timestamp_seconds",
    "When the next of the documents that are in force ends: a contract, a safeguard, an adequacy decision.",
    "compliance",
    ("check", "dataset"),
    Unit.TIMESTAMP,
    low=0,
    reference="The record of processing.",
    role=Role.DEADLINE,
)
OLDEST_REVIEW = MetricSpec(
    "dte_compliance_oldest_review_timestamp_seconds",
    "When the document that was not looked over for the longest was last looked over.",
    "compliance",
    ("check", "dataset"),
    Unit.TIMESTAMP,
    low=0,
    reference="The record of processing.",
)


def judged(faults: Mapping[str, Iterable[str]], more: Iterable[Sample] = ()) -> Findings:
    """Return the counts of what was examined and of what is wrong, with the places of the latter.

    Parameters
    ----------
    faults : mapping of str to iterable of str
        Every place that was examined, to what is wrong there: nothing where all is well.
    more : iterable of Sample
        Further samples.
    """
    wrong = {place: told for place, sentences in faults.items() if (told := list(sentences))}
    return Findings((*found(len(wrong), len(faults)), *more), details={"violations": wrong} if wrong else {})


def activities(recorded: Recorded) -> Mapping[str, Activity]:
    """Return the activities of the record, by place.

    Raises
    ------
    NoDataError
        If it names none.
    """
    if not recorded.record.activities:
        raise NoDataError("the record of processing names no activity")
    return {f"activities.{name}": activity for name, activity in recorded.record.activities.items()}


def controlled(recorded: Recorded) -> Mapping[str, Activity]:
    """Return the activities in which the organisation is the controller, by place.

    Raises
    ------
    NoDataError
        If the record names no activity at all.
    """
    return {place: activity for place, activity in activities(recorded).items() if activity.role == "controller"}


def each(recorded: Recorded, key: str, of: Callable[[Activity], Iterable[T]]) -> Iterator[tuple[str, T]]:
    """Yield what activities have under `key`, by place, such as ``activities.hiring.processors[0]``."""
    for place, activity in activities(recorded).items():
        for number, one in enumerate(of(activity)):
            yield f"{place}.{key}[{number}]", one


def today(recorded: Recorded, now: float) -> date:
    """Return the day that it is at `now`, where the organisation is."""
    return datetime.fromtimestamp(now, ZoneInfo(recorded.governance.section.calendar.timezone)).date()


def next_end(ends: Iterable[date | None], day: date) -> Iterator[Sample]:
    """Yield the first of the days from `day` on, as a timestamp; nothing where there is none."""
    coming = [end for end in ends if end is not None and end >= day]
    if coming:
        yield NEXT_END.sample(midnight(min(coming)))


def oldest(reviews: Iterable[date | None]) -> Iterator[Sample]:
    """Yield the first of the days, as a timestamp; nothing where there is none."""
    known = [review for review in reviews if review is not None]
    if known:
        yield OLDEST_REVIEW.sample(midnight(min(known)))


def midnight(day: date) -> float:
    """Return the first moment of `day` in UTC, in seconds since the epoch."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()

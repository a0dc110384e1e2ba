from datetime import date

import pytest

from dte_exporter.checks.compliance.calendar.request import Request
from dte_exporter.checks.compliance.calendar.working_days import WorkingDays

IRELAND = WorkingDays("IE")
RECEIVED = date(2024, 3, 5)
"""A Tuesday; its month ends on Friday 5 April 2024, its three months on Wednesday 5 June."""


@pytest.mark.parametrize(
    ("told", "deadline"),
    [
        ({}, date(2024, 4, 5)),
        ({"extended": date(2024, 4, 5)}, date(2024, 6, 5)),  # on the last day: Art. 12(3), third sentence
        ({"extended": date(2024, 4, 6)}, date(2024, 4, 5)),  # a day too late counts for nothing
        ({"extended": date(2024, 3, 20), "refused": True}, date(2024, 4, 5)),  # Art. 12(4) knows no extension
    ],
)
def test_an_extension_counts_if_it_was_told_within_the_first_month(told: dict[str, date], deadline: date) -> None:
    """And for what is done on a request, not for a refusal."""
    assert Request(RECEIVED, **told).deadline(IRELAND) == deadline  # type: ignore[arg-type]  # of keywords in a mapping


def test_an_extension_may_be_told_as_late_as_the_month_itself_may_end() -> None:
    """The month of 5 March 2026 ends on Tuesday 7 April, after Easter, and with it the time to extend."""
    told_on_tuesday = Request(date(2026, 3, 5), extended=date(2026, 4, 7))
    assert told_on_tuesday.deadline(IRELAND) == date(2026, 6, 5)


@pytest.mark.parametrize(
    ("paused", "resumed", "deadline"),
    [
        (date(2024, 3, 8), date(2024, 3, 18), date(2024, 4, 15)),  # ten days
        (date(2024, 3, 8), date(2024, 3, 8), date(2024, 4, 5)),  # answered the same day
        (date(2024, 3, 8), date(2024, 3, 7), date(2024, 4, 5)),  # written down the wrong way round
        (date(2024, 4, 6), date(2024, 5, 6), date(2024, 4, 5)),  # asked back when it was too late
        (date(2024, 3, 8), None, None),  # the person has not answered yet
    ],
)
def test_the_period_stands_still_while_the_person_is_asked(
    paused: date, resumed: date | None, deadline: date | None
) -> None:
    """For as many days as pass between question and answer, if the question came in time."""
    assert Request(RECEIVED, paused=paused, resumed=resumed).deadline(IRELAND) == deadline


def test_a_question_in_the_extended_period_moves_its_end() -> None:
    """Asked on 2 May, answered on 12 May: ten days after 5 June are Saturday 15 June, so Monday the 17th."""
    request = Request(RECEIVED, extended=date(2024, 3, 20), paused=date(2024, 5, 2), resumed=date(2024, 5, 12))
    assert request.deadline(IRELAND) == date(2024, 6, 17)


def test_a_pause_also_moves_the_time_to_extend() -> None:
    """With ten days of pause the first month ends on 15 April."""
    request = Request(RECEIVED, extended=date(2024, 4, 15), paused=date(2024, 3, 8), resumed=date(2024, 3, 18))
    assert request.deadline(IRELAND) == date(2024, 6, 17)


@pytest.mark.parametrize(
    ("told", "today", "late"),
    [
        ({"closed": date(2024, 4, 5)}, date(2024, 5, 1), False),
        ({"closed": date(2024, 4, 6)}, date(2024, 5, 1), True),
        ({}, date(2024, 4, 5), False),
        ({}, date(2024, 4, 6), True),
        ({"paused": date(2024, 3, 8)}, date(2024, 12, 1), False),
        ({"paused": date(2024, 3, 8), "closed": date(2024, 5, 1)}, date(2024, 12, 1), False),
    ],
)
def test_the_last_day_is_in_time(told: dict[str, date], today: date, late: bool) -> None:
    """It ends with its last hour; what waits for the person, or was closed while it did, is not late."""
    assert Request(RECEIVED, **told).is_late(IRELAND, today) is late  # type: ignore[arg-type]  # of keywords in a mapping

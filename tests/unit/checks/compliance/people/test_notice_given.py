from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from dte_exporter.checks.compliance.people.notice_given import Params, notice_given
from dte_exporter.errors import CheckError
from dte_exporter.outcome import Findings

Counts = Callable[[Findings], tuple[float, float]]
FoundBy = Callable[..., Findings]

COLUMNS = {"subject": "person", "time": "at"}
WHICHEVER = {"notices": {"dataset": "notices", "purpose": None}}


def notices(*entries: tuple[str, str], **others: Any) -> dict[str, Any]:
    """Return a register of people and when they were told."""
    subject, told = zip(*entries, strict=True)
    return {"notices": {"subject": subject, "told_at": told, **others}}


def test_who_is_told_no_later_than_the_first_row_is_told(found_by: FoundBy, counts: Counts) -> None:
    """At the same moment is in time; what is told again later changes nothing; b was told a second late, c never."""
    rows = {"person": ["a", "a", "b", "c"], "at": ["2026-01-02 12:00", "2026-02-02", "2026-01-02 12:00", "2026-01-02"]}
    register = notices(("a", "2026-01-02 12:00"), ("a", "2026-03-01"), ("b", "2026-01-02 12:00:01"))
    findings = found_by(notice_given, rows, WHICHEVER, register, COLUMNS)
    assert counts(findings) == (2, 3)
    assert findings.details == {"told": 1, "told too late": 1, "not told": 1}


def test_each_purpose_has_its_own_notice(found_by: FoundBy, counts: Counts) -> None:
    """A was told of news and not of ads."""
    rows = {"person": ["a", "a"], "at": ["2026-01-02"] * 2, "what": ["news", "ads"]}
    register = notices(("a", "2026-01-01"), purpose=["news"])
    params = {"purpose": "what", "notices": {"dataset": "notices"}}
    assert counts(found_by(notice_given, rows, params, register, COLUMNS)) == (1, 2)


@pytest.mark.parametrize(
    ("first", "told", "state"),
    [
        ("2026-03-09", None, "to be told"),
        ("2026-02-10", None, "to be told"),  # until today, 10 March
        ("2026-02-09", None, "not told"),  # yesterday was the last day
        ("2026-01-31", "2026-03-02", "told"),  # 28 February is a Saturday
        ("2026-01-31", "2026-03-03", "told too late"),
        ("2026-01-31", "2026-01-01", "told"),
    ],
)
def test_data_from_elsewhere_leave_a_month(first: str, told: str | None, state: str, found_by: FoundBy) -> None:
    """GDPR Art. 14(3)(a), counted as Regulation 1182/71 counts."""
    register = notices(("a" if told else "b", told or "2026-01-01"))
    params = {**WHICHEVER, "obtained": "elsewhere"}
    findings = found_by(notice_given, {"person": ["a"], "at": [first]}, params, register, COLUMNS)
    assert findings.details == {state: 1}


def test_a_text_counts_while_it_is_in_force(found_by: FoundBy, counts: Counts) -> None:
    """By the days of the config's time zone: 31 December, 23:30 in UTC is 1 January in Berlin."""
    rows = {"person": ["a", "b", "c", "d"], "at": [datetime(2026, 2, 1)] * 4}
    register = notices(
        ("a", "2025-12-31 12:00"),
        ("b", "2025-12-31 23:30"),
        ("c", "2025-12-31 12:00"),
        ("d", "2026-01-01 12:00"),
        version=["1", "1", "2", "2"],
    )
    params = {
        "notices": {"dataset": "notices", "purpose": None, "version": "version"},
        "versions": {"1": {"from": "2024-01-01", "until": "2025-12-31"}, "2": {"from": "2026-01-01"}},
    }
    findings = found_by(notice_given, rows, params, register, COLUMNS, calendar={"timezone": "Europe/Berlin"})
    assert counts(findings) == (2, 4)
    assert findings.details == {"told": 2, "not told": 2}


def test_a_deadline_is_that_of_the_country(found_by: FoundBy, counts: Counts) -> None:
    """First processed on 5 March 2026, told on Tuesday 7 April, after Easter."""
    rows, register = {"person": ["a"], "at": ["2026-03-05"]}, notices(("a", "2026-04-07"))
    params, now = {**WHICHEVER, "obtained": "elsewhere"}, datetime(2026, 5, 1, tzinfo=UTC)
    ireland = {"calendar": {"country": "IE"}}
    assert counts(found_by(notice_given, rows, params, register, COLUMNS, now=now, **ireland)) == (0, 1)
    assert counts(found_by(notice_given, rows, params, register, COLUMNS, now=now)) == (1, 1)


def test_without_times_nothing_is_first(found_by: FoundBy) -> None:
    """The sentence says what to set."""
    with pytest.raises(CheckError, match=r"notices come before the first processing: set columns.time"):
        found_by(notice_given, {"person": ["a"]}, WHICHEVER, notices(("a", "2026-01-01")), {"subject": "person"})


def test_versions_need_their_column() -> None:
    """The sentence names it."""
    with pytest.raises(ValidationError, match=r"versions are told by a column of the register: set notices.version"):
        Params.model_validate({**WHICHEVER, "versions": {"1": {"from": "2024-01-01"}}})

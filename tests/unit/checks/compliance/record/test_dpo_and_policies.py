"""Art. 37 and 24: an officer who is named, policies that are in date."""

from pathlib import Path

import pytest

from dte_exporter.outcome import Outcome
from tests.unit.checks.compliance.of_record import DAY, NOW, found


@pytest.mark.parametrize(
    ("record", "violations"),
    [
        ("dpo: {name: The officer, contact: dpo@example.org}", 0),
        ("dpo: {none: No public authority}", 0),
        ("dpo: {name: The officer}", 1),
        ("dpo: {contact: dpo@example.org}", 1),
        ("activities: {a: {}}", 1),
    ],
)
def test_an_officer_is_named_or_there_is_a_reason(record: str, violations: int, tmp_path: Path) -> None:
    """A name without a way to reach who bears it, or the other way round, is not enough."""
    assert found("dpo-named", tmp_path, record).counts == (violations, 1)


def test_a_policy_is_in_date_for_a_year(tmp_path: Path) -> None:
    """Looked over on 1 December 2017: in date on 1 December 2018, no more on the next day."""
    record = "policies: [{title: Privacy, reviewed: 2017-12-01}]"

    assert found("policies-reviewed", tmp_path, record, NOW).counts == (0, 1)
    later = found("policies-reviewed", tmp_path, record, NOW + DAY)
    assert later.counts == (1, 1)
    assert later.places == {"policies[0]": ["was last looked over on 2017-12-01, longer ago than P12M"]}


def test_a_policy_that_was_never_looked_over_is_told(tmp_path: Path) -> None:
    """It has no date to be oldest by."""
    told = found("policies-reviewed", tmp_path, "policies: [{title: Privacy}]")

    assert told.places == {"policies[0]": ["was never looked over"]}
    assert "oldest_review_timestamp_seconds" not in told.values


def test_a_record_without_policies_is_no_evidence(tmp_path: Path) -> None:
    """Neither met nor violated."""
    result = found("policies-reviewed", tmp_path, "activities: {a: {}}").result

    assert (result.outcome, result.message) == (Outcome.NO_DATA, "the record of processing names no policy")

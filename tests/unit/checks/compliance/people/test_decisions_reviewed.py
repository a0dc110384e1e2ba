from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from dte_exporter.checks.compliance.people.decisions_reviewed import decisions_reviewed
from dte_exporter.outcome import Findings

Counts = Callable[[Findings], tuple[float, float]]
FoundBy = Callable[..., Findings]

REVIEWED = {"reviews": {"dataset": "reviews"}}
DECISIONS = {"id": [1, 2], "exception": ["contract", "law"]}


def reviews(*entries: tuple[int, str | None, str | None, bool | None]) -> dict[str, Any]:
    """Return a register of decision, when a review was asked for and done, and whether it changed the decision."""
    decision, asked, done, overturned = zip(*entries, strict=True) if entries else ((),) * 4
    return {
        "reviews": {
            "decision": pa.array(decision, "int64"),
            "asked_at": pa.array(asked, "string"),
            "done_at": pa.array(done, "string"),
            "overturned": pa.array(overturned, "bool"),
        }
    }


def values(findings: Findings) -> dict[str, float]:
    """Return the values by the rest of their names."""
    return {one.name.removeprefix("dte_compliance_"): one.value for one in findings.samples}


def test_a_machine_alone_needs_an_exception(found_by: FoundBy, counts: Counts) -> None:
    """Of three such decisions one has none and one a word that is none; a human being needs none."""
    rows = {"id": [1, 2, 3, 4], "alone": [True, True, True, False], "exception": ["law", None, "because", None]}
    findings = found_by(decisions_reviewed, rows, {"automated": "alone"})
    assert counts(findings) == (2, 3)
    assert set(values(findings)) == {"violations", "examined", "decisions_automated"}


@pytest.mark.parametrize(
    ("review", "late", "overdue"),
    [
        ((1, "2026-01-05", "2026-02-05", True), 0, 0),
        ((1, "2026-01-05", "2026-02-06", True), 1, 0),
        ((1, "2026-02-10", None, None), 0, 0),  # until today, 10 March
        ((1, "2026-02-09", None, None), 0, 1),
    ],
)
def test_a_review_has_a_month(
    review: tuple[int, str, str | None, bool | None], late: int, overdue: int, found_by: FoundBy, counts: Counts
) -> None:
    """It is a request under Art. 22, so Art. 12(3) counts."""
    findings = found_by(decisions_reviewed, DECISIONS, REVIEWED, reviews(review))
    found = values(findings)
    assert counts(findings) == (late + overdue, 3)
    assert found["reviews_overdue"] == overdue
    assert found["reviews_done"] - found["reviews_done_in_time"] == late


def test_reviews_tell_how_often_the_machine_was_wrong(found_by: FoundBy) -> None:
    """Of four asked for three were done, and one of them overturned; what is not done overturned nothing."""
    register = reviews(
        (1, "2026-01-05", "2026-01-06", True),
        (1, "2026-01-05", "2026-01-06", False),
        (2, "2026-01-05", "2026-01-06", None),
        (2, "2026-03-05", None, True),
    )
    found = values(found_by(decisions_reviewed, DECISIONS, REVIEWED, register))
    assert found["reviews_overturned_ratio"] == pytest.approx(1 / 3)
    assert (found["reviews_asked"], found["reviews_done"]) == (4, 3)


def test_reviews_of_other_decisions_and_without_a_day_are_left_out(found_by: FoundBy) -> None:
    """A decision outside the window, and a review that nobody dated."""
    found = values(
        found_by(decisions_reviewed, DECISIONS, REVIEWED, reviews((9, "2026-01-05", None, None), (1, None, None, None)))
    )
    assert found["reviews_asked"] == 0


def test_where_nobody_asked_no_ratio_is_defined(found_by: FoundBy, counts: Counts) -> None:
    """An empty register is evidence that nobody did."""
    findings = found_by(decisions_reviewed, DECISIONS, REVIEWED, reviews())
    assert counts(findings) == (0, 2)
    assert "reviews_overturned_ratio" not in values(findings)

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dte_exporter.checks.compliance.columns.undeclared_columns import undeclared_columns
from dte_exporter.outcome import Outcome
from tests.unit.checks.compliance.as_configured import run

ROWS = {"who": ["a"], "mail": ["jo@example.org"], "amount": [1]}
MAIL = {"mail": "user.contact.email"}


def _record(*data: str) -> Mapping[str, Any]:
    return {"activities": {"billing": {"data": list(data)}, "hiring": {"data": ["user"]}}}


def _counts(folder: Path, record: Mapping[str, Any], **personal: Any) -> tuple[float, float]:
    ran = run(undeclared_columns, folder, ROWS, record=record, personal_data={"columns": MAIL, **personal})
    return ran.series["dte_compliance_violations"], ran.series["dte_compliance_examined"]


@pytest.mark.parametrize(
    ("data", "violations"),
    [
        (["user.contact.email"], 0),
        (["user.contact"], 0),  # a wider one
        (["user.contact.phone_number", "user.unique_id"], 1),
        ([], 1),
    ],
)
def test_a_column_is_declared_by_its_category_or_a_wider_one(data: list[str], violations: int, tmp_path: Path) -> None:
    """Contacts hold addresses; a phone number is no address."""
    assert _counts(tmp_path, _record(*data), activity="billing") == (violations, 1)


@pytest.mark.parametrize("activity", ["", "shipping"])
def test_without_an_activity_nothing_is_declared(activity: str, tmp_path: Path) -> None:
    """That hiring would declare it is of no use to a data set that does not serve hiring."""
    assert _counts(tmp_path, _record("user"), activity=activity) == (1, 1)


def test_a_column_about_people_without_a_category_is_not_declared(tmp_path: Path) -> None:
    """Pseudonyms and quasi-identifiers are personal data; the evidence says what is missing, by the column's name."""
    ran = run(
        undeclared_columns,
        tmp_path,
        ROWS,
        record=_record("user"),
        personal_data={"activity": "billing", "columns": MAIL, "pseudonymised": ["who"]},
    )
    assert (ran.series["dte_compliance_violations"], ran.series["dte_compliance_examined"]) == (1, 2)
    assert ran.result.evidence.details == {"violations": {"who": ["has no category of data"]}}


def test_a_table_that_says_nothing_of_people_is_no_evidence(tmp_path: Path) -> None:
    """The way out is said."""
    result = run(undeclared_columns, tmp_path, ROWS, record=_record("user")).result
    assert (result.outcome, result.message) == (
        Outcome.CHECK_ERROR,
        "no column is said to be about people: set personal_data.columns",
    )


def test_without_a_record_there_is_no_evidence(tmp_path: Path) -> None:
    """Nobody's silence is nobody's consent."""
    result = run(undeclared_columns, tmp_path, ROWS, record={}, personal_data={"columns": MAIL}).result
    assert (result.outcome, result.message) == (
        Outcome.SOURCE_ERROR,
        "the config names no record of processing: set compliance.record",
    )

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dte_exporter.checks.compliance.columns.minimised import minimised
from dte_exporter.outcome import Outcome
from tests.unit.checks.compliance.as_configured import ELSEWHERE, run

ROWS = {"who": ["a"], "mail": ["jo@example.org"], "sex": ["f"], "age": [40], "hired": [1]}
COLUMNS = {"mail": "user.contact.email", "age": "user.demographic.age_range"}
RECORD = {"activities": {"billing": {"data": []}, "study": {"data": ["user.demographic"]}, "post": {"data": ["user"]}}}
FAIRNESS = {"check": "fairness", "dataset": "example", "every": "1h"}


def _needless(folder: Path, activity: str = "billing", more: Mapping[str, Any] = {}, **columns: Any) -> list[str]:
    """Return the columns without a use, and make sure that they are the violations."""
    personal = {"activity": activity, "columns": COLUMNS}
    ran = run(minimised, folder, ROWS, record=RECORD, more=more, columns=columns, personal_data=personal)
    needless = sorted(ran.result.evidence.details.get("violations", []))
    assert ran.series["dte_compliance_violations"] == len(needless)
    return needless


def test_what_nothing_needs_is_a_violation(tmp_path: Path) -> None:
    """An activity that declares no data, no feature list, no check."""
    assert _needless(tmp_path) == ["age", "mail"]


def test_what_the_activity_declares_is_needed(tmp_path: Path) -> None:
    """The study needs ages, post needs all that is about people."""
    assert _needless(tmp_path, "study") == ["mail"]


def test_where_all_is_needed_there_is_no_violation(tmp_path: Path) -> None:
    """Post needs all that is about people."""
    assert _needless(tmp_path, "post") == []


def test_what_a_check_on_the_rows_needs_by_its_own_activity_is_needed(tmp_path: Path) -> None:
    """A check may serve another activity than the rows do."""
    check = {**FAIRNESS, "activity": "study"}
    columns: Any = {"prediction": "hired", "sensitive": ["sex"]}
    assert _needless(tmp_path, more={"fair": check}, **columns) == ["mail"]


def test_only_listed_features_are_a_feature_list(tmp_path: Path) -> None:
    """That every column without a role is watched for drift gives it no use."""
    assert _needless(tmp_path, features={"include": ["age"]}) == ["mail"]


@pytest.mark.parametrize("role", ["subject", "key", "time", "prediction", "probability", "label"])
def test_a_role_is_a_use(role: str, tmp_path: Path) -> None:
    """What identifies a row, or is predicted, is needed by whatever reads the rows."""
    columns: Any = {role: "age"}
    assert _needless(tmp_path, **columns) == ["mail"]


def test_groups_are_needed_where_a_check_compares_them(tmp_path: Path) -> None:
    """A sensitive column that no check looks at is kept for nothing."""
    columns: Any = {"prediction": "hired", "sensitive": ["sex"]}
    assert _needless(tmp_path, **columns) == ["age", "mail", "sex"]


def test_a_check_that_compares_groups_needs_them(tmp_path: Path) -> None:
    """Fairness on the data set, and not on another one."""
    columns: Any = {"prediction": "hired", "sensitive": ["sex"]}
    assert _needless(tmp_path, more={"fair": FAIRNESS}, **columns) == ["age", "mail"]
    other = {**FAIRNESS, "dataset": ELSEWHERE, "activity": "post"}
    assert _needless(tmp_path, more={"fair": other}, **columns) == ["age", "mail", "sex"]


def test_without_a_record_there_is_no_evidence(tmp_path: Path) -> None:
    """The config alone does not say what is necessary."""
    result = run(minimised, tmp_path, ROWS, record={}, personal_data={"columns": COLUMNS}).result
    assert result.outcome is Outcome.SOURCE_ERROR

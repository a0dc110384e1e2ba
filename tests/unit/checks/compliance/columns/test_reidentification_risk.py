from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dte_exporter.checks.compliance.columns.reidentification_risk import reidentification_risk
from dte_exporter.outcome import Outcome
from tests.unit.checks.compliance.as_configured import run, run_on

ADULT = Path(__file__).parents[5] / "tests/data/adult.parquet"
RATIO = "dte_compliance_exposed_people_ratio"
QUASI: dict[str, Any] = {"quasi_identifiers": ["town", "sex"]}


def test_a_k_anonymous_table_passes(tmp_path: Path) -> None:
    """Five alike hide each other by default."""
    ran = run(reidentification_risk, tmp_path, {"town": ["X"] * 5, "sex": ["f"] * 5}, personal_data=QUASI)
    assert (ran.series["dte_compliance_violations"], ran.series["dte_compliance_examined"]) == (0, 5)
    assert ran.series[RATIO] == 0


def test_one_person_alone_is_a_violation(tmp_path: Path) -> None:
    """Five alike and one who is not: one in six is exposed."""
    columns = {"town": ["X"] * 6, "sex": ["f"] * 5 + ["m"]}
    ran = run(reidentification_risk, tmp_path, columns, personal_data=QUASI)
    assert (ran.series["dte_compliance_violations"], ran.series["dte_compliance_examined"]) == (1, 6)
    assert ran.series[RATIO] == pytest.approx(1 / 6)


def test_people_are_counted_where_rows_say_whom_they_are_about(tmp_path: Path) -> None:
    """Five rows of one person hide nobody."""
    columns = {"who": [7] * 5, "town": ["X"] * 5, "sex": ["f"] * 5}
    ran = run(reidentification_risk, tmp_path, columns, columns={"subject": "who"}, personal_data=QUASI)
    assert (ran.series["dte_compliance_violations"], ran.series["dte_compliance_examined"]) == (1, 1)
    assert ran.result.evidence.details == {"k": 5, "by": "subject"}


def test_adult_tells_people_by_age_sex_and_race(tmp_path: Path) -> None:
    """Of 48,842 people so many are alike with fewer than four others, counted by pandas on the rows."""
    names = ["age", "sex", "race"]
    sizes = pd.read_parquet(ADULT, columns=names).groupby(names, dropna=False).size()
    ran = run_on(ADULT, reidentification_risk, tmp_path, personal_data={"quasi_identifiers": names})
    assert ran.series["dte_compliance_violations"] == sizes[sizes < 5].sum() > 0
    assert ran.series["dte_compliance_examined"] == 48_842


def test_without_a_declared_column_there_is_no_evidence(tmp_path: Path) -> None:
    """The way out is said."""
    result = run(reidentification_risk, tmp_path, {"town": ["X"]}).result
    assert (result.outcome, result.message) == (
        Outcome.CHECK_ERROR,
        "no column is declared to help tell people: set personal_data.quasi_identifiers",
    )


def test_nobody_is_no_evidence(tmp_path: Path) -> None:
    """An empty table hides nobody and exposes nobody."""
    result = run(reidentification_risk, tmp_path, {"town": [], "sex": []}, personal_data=QUASI).result
    assert result.outcome is Outcome.NO_DATA

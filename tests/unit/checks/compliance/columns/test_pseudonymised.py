from pathlib import Path

from dev.personal_data.sample import personal
from dte_exporter.checks.compliance.columns.pseudonymised import pseudonymised
from dte_exporter.outcome import Outcome
from tests.unit.checks.compliance.as_configured import run

PATIENTS = {"patient": ["5f0c1a", "9be27d"], "number": [17, 18], "doctor": personal("email", "pl_PL", 2)}


def test_digests_pass_and_addresses_do_not(tmp_path: Path) -> None:
    """Of two text columns one names people outright."""
    ran = run(pseudonymised, tmp_path, PATIENTS, personal_data={"pseudonymised": ["patient", "doctor"]})
    assert (ran.series["dte_compliance_violations"], ran.series["dte_compliance_examined"]) == (1, 2)


def test_a_pseudonymised_table_has_no_violation(tmp_path: Path) -> None:
    """Columns that are not declared pseudonymised are none of this control's business."""
    ran = run(pseudonymised, tmp_path, PATIENTS, personal_data={"pseudonymised": ["patient"]})
    assert (ran.series["dte_compliance_violations"], ran.series["dte_compliance_examined"]) == (0, 1)


def test_pseudonyms_that_are_numbers_are_said_not_to_be_read(tmp_path: Path) -> None:
    """Not looked at is not found clean."""
    ran = run(pseudonymised, tmp_path, PATIENTS, personal_data={"pseudonymised": ["number", "patient"]})
    assert ran.series["dte_compliance_examined"] == 1
    assert ran.result.evidence.undefined == ("column 'number' holds no text to be read",)


def test_without_a_declared_column_there_is_no_evidence(tmp_path: Path) -> None:
    """The way out is said."""
    result = run(pseudonymised, tmp_path, PATIENTS).result
    assert (result.outcome, result.message) == (
        Outcome.CHECK_ERROR,
        "no column is declared pseudonymised: set personal_data.pseudonymised",
    )


def test_a_declared_column_that_is_gone_is_no_evidence(tmp_path: Path) -> None:
    """The file has changed: nothing can be said."""
    result = run(pseudonymised, tmp_path, PATIENTS, personal_data={"pseudonymised": ["nurse"]}).result
    assert result.outcome is Outcome.SOURCE_ERROR
    assert "no column 'nurse'" in result.message

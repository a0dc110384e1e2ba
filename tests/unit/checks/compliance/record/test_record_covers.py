"""Data sets with personal data, and the activities that they name."""

from pathlib import Path

from dte_exporter.outcome import Outcome
from tests.unit.checks.compliance.of_record import SOURCE, found

RECORD = "activities: {newsletter: {}}"


def test_every_data_set_with_personal_data_names_an_activity(tmp_path: Path) -> None:
    """One that holds none, and says why, is not examined."""
    datasets = {
        "readers": {"source": SOURCE, "personal_data": {"activity": "newsletter"}},
        "sexes": {"source": SOURCE, "columns": {"sensitive": ["sex"]}, "personal_data": {"none": "Published totals"}},
        "machines": {"source": SOURCE},
    }

    assert found("record-covers", tmp_path, RECORD, datasets=datasets).counts == (0, 1)


def test_a_data_set_without_an_activity_and_one_with_another_are_told(tmp_path: Path) -> None:
    """People by their column, and an activity that the record does not have."""
    datasets = {
        "visits": {"source": SOURCE, "columns": {"subject": "visitor"}},
        "applicants": {"source": SOURCE, "personal_data": {"activity": "hiring"}},
    }

    told = found("record-covers", tmp_path, RECORD, datasets=datasets)

    assert told.counts == (2, 2)
    assert told.places == {
        "datasets.visits": ["names no activity"],
        "datasets.applicants": ["names the activity hiring, which the record does not have"],
    }


def test_nobody_saying_where_personal_data_are_is_no_evidence(tmp_path: Path) -> None:
    """It is not the same as there being none."""
    result = found("record-covers", tmp_path, RECORD, datasets={"machines": {"source": SOURCE}}).result

    assert (result.outcome, result.message) == (Outcome.NO_DATA, "no data set is said to hold personal data")

"""What all checks that read only the record have in common: they exist by themselves, and evidence may be missing."""

from pathlib import Path

import pytest

from dte_exporter.config.governance.section import DEFAULT_EVERY
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job
from tests.unit.checks.compliance.of_record import NOW, REGISTRY, configured, found

KINDS = sorted(name for name, kind in REGISTRY.checks.items() if kind.on == "record")
OF_ACTIVITIES = sorted(set(KINDS) - {"dpo-named", "policies-reviewed", "record-covers"})


@pytest.mark.parametrize("kind", KINDS)
def test_it_runs_without_a_line_in_the_config(kind: str, tmp_path: Path) -> None:
    """Daily, under the name of its kind, on no data set."""
    check = configured(kind, tmp_path, "activities: {a: {}}")

    assert (check.name, check.settings.every) == (kind, DEFAULT_EVERY)
    assert check.scope == {"check": kind, "dataset": "", "model": ""}


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_that_is_gone_is_a_broken_source(kind: str, tmp_path: Path) -> None:
    """It was there when the config was read."""
    check = configured(kind, tmp_path, "activities: {a: {}}")
    (tmp_path / "record.yaml").unlink()

    result = CheckResult.from_json(execute(Job(check, NOW, tmp_path / "cache")))

    assert result.outcome is Outcome.SOURCE_ERROR
    assert result.message == "the record of processing record.yaml has a problem: see dte-exporter check-config"


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_that_breaks_later_is_not_quoted(kind: str, tmp_path: Path) -> None:
    """What it says may be the name of a person."""
    check = configured(kind, tmp_path, "dpo: {none: x}")
    (tmp_path / "record.yaml").write_text("dpo: Mary Made-Up\nactivities: {a: {data: [Mary Made-Up]}}")

    result = CheckResult.from_json(execute(Job(check, NOW, tmp_path / "cache")))

    assert result.outcome is Outcome.SOURCE_ERROR
    assert result.message == "the record of processing record.yaml has 2 problems: see dte-exporter check-config"


@pytest.mark.parametrize("kind", OF_ACTIVITIES)
def test_a_record_without_activities_is_no_evidence(kind: str, tmp_path: Path) -> None:
    """An empty record is not a good one."""
    result = found(kind, tmp_path, "dpo: {none: x}").result

    assert (result.outcome, result.message) == (Outcome.NO_DATA, "the record of processing names no activity")


def test_the_evidence_is_dated_by_the_content_of_the_record(tmp_path: Path) -> None:
    """Another record, another fingerprint."""
    first = found("dpo-named", tmp_path, "dpo: {none: x}").result.evidence.fingerprints
    second = found("dpo-named", tmp_path, "dpo: {none: y}").result.evidence.fingerprints

    assert first.keys() == second.keys() == {"processing_record"}
    assert first != second

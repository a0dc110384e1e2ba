from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dev.generate.example import run
from dte_exporter.checks.compliance.people import tables
from dte_exporter.checks.compliance.people.breach_notified import breach_notified
from dte_exporter.errors import CheckError
from dte_exporter.outcome import CheckResult, Findings, Outcome
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

REGISTRY = Registry.discover()
OF_TABLES = (
    "consent-held",
    "no-processing-after-withdrawal",
    "notice-given",
    "decisions-reviewed",
    "retention-kept",
    "erasure-propagated",
    "requests-on-time",
    "breach-notified",
)


@pytest.mark.parametrize("kind", OF_TABLES)
def test_a_table_that_is_gone_is_no_evidence(kind: str, tmp_path: Path) -> None:
    """Whichever of its tables: the run says which file it lacks, and no count passes for adherence."""
    ran = run(REGISTRY.checks[kind], REGISTRY, tmp_path)
    assert ran.result.outcome is Outcome.OK
    for file in sorted(tmp_path.glob("*.parquet")):
        moved = file.rename(file.with_suffix(".gone"))
        result = CheckResult.from_json(execute(Job(ran.check, 0.0, tmp_path / "cache")))
        assert (result.outcome, result.samples) == (Outcome.SOURCE_ERROR, ())
        assert result.message.startswith(f"no file at {file.name!r}")
        moved.rename(file)


def test_states_that_are_rows_are_refused(found_by: Callable[..., Findings], monkeypatch: pytest.MonkeyPatch) -> None:
    """A tally is small: what grows with the rows would be the rows themselves."""
    monkeypatch.setattr(tables, "MAX_STATES", 1)
    rows: dict[str, Any] = {
        "aware_at": [datetime(2026, 1, day, tzinfo=UTC) for day in (1, 2)],
        "notified_at": [None, "2026-01-02"],
        "risk": ["some", "low"],
        "documented": [True, True],
        "people_told_at": ["", ""],
    }
    with pytest.raises(CheckError, match="over 1 states of things: that is a row each, not a tally"):
        found_by(breach_notified, rows, {})

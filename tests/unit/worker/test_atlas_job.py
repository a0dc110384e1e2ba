"""Verdicts for Apache Atlas as a worker writes them: what comes back says what was wrong, and no password."""

import pickle
from pathlib import Path

import pytest
from pydantic import SecretStr

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.lineage.atlas_settings import AtlasVerdicts
from dte_exporter.config.models import CheckSettings
from dte_exporter.lineage.entity_verdict import EntityName, EntityVerdict
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.worker import execute as module
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import AtlasJob

CHECK = ConfiguredCheck("facts", CheckSettings(check="quality", every=60.0), None, {}, Path(), "quality")
SETTINGS = AtlasVerdicts(url="http://127.0.0.1:9", username="writer", password=SecretStr("hunter22"))
JOB = AtlasJob(CHECK, 0.0, Path(), SETTINGS, (EntityVerdict(EntityName("hive_table", "shop.orders@prod")),))


def test_a_job_travels_to_the_worker_without_being_read() -> None:
    """All of it arrives, and its text shows no password."""
    assert pickle.loads(pickle.dumps(JOB)) == JOB
    assert "hunter22" not in repr(JOB)


def test_a_server_that_is_away_is_an_error_of_the_source() -> None:
    """So that what was to be written waits."""
    body = execute(JOB)

    found = CheckResult.from_json(body)
    assert (found.outcome, found.message) == (
        Outcome.SOURCE_ERROR,
        "Apache Atlas at http://127.0.0.1:9 does not answer (ConnectionError)",
    )
    assert b"hunter22" not in body


def test_what_one_entity_is_refused_for_comes_back_with_success(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others were written: nothing waits."""
    monkeypatch.setattr(module, "write", lambda settings, verdicts: ("a: answered 403", "b: answered 404"))

    found = CheckResult.from_json(execute(JOB))

    assert (found.outcome, found.message) == (Outcome.OK, "a: answered 403; b: answered 404")

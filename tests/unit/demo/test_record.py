"""The record of the made-up shop: what is planted in it is found, no more and no less."""

from pathlib import Path

import pytest

from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

DEMO = Path(__file__).parents[3] / "deploy/demo/config.yaml"

NOW = 1_795_564_800.0
"""25 November 2026, 00:00 UTC."""

PLANTED = {
    "basis-documented": (0, 4, []),
    "dpia-present": (0, 1, []),
    "dpo-named": (0, 1, []),
    "policies-reviewed": (1, 1, ["policies[0]"]),
    "processors-under-contract": (1, 3, ["activities.newsletter.processors[1]"]),
    "record-complete": (1, 36, ["activities.orders.security"]),
    "record-covers": (0, 11, []),
    "transfers-covered": (1, 2, ["activities.newsletter.transfers[1]"]),
}
"""By check: how many violations are planted, among how many things, and where."""


@pytest.mark.parametrize("name", PLANTED)
def test_what_is_planted_in_the_record_is_found(name: str, tmp_path: Path) -> None:
    """The numbers of the record's own comments."""
    config = load(DEMO, Registry.discover())

    result = CheckResult.from_json(execute(Job(config.checks[name], NOW, tmp_path)))

    counts = {sample.name.removeprefix("dte_compliance_"): sample.value for sample in result.samples}
    places = list(result.evidence.details.get("violations", {}))
    assert (counts["violations"], counts["examined"], places) == PLANTED[name]

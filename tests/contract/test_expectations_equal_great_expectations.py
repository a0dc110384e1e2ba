"""What ``check: expectations`` says of rows that stay in DuckDB is what Great Expectations says of them in pandas."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
import yaml

from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job
from tests.contract.expectation_suites import ROWS, SUITES, of_great_expectations

REGISTRY = Registry.discover()


def judged(source: Mapping[str, Any], suite: str, folder: Path) -> CheckResult:
    """Return what the check says of the rows in `source`."""
    folder.mkdir(exist_ok=True)
    (folder / "suite.json").write_text(json.dumps({"name": suite, "expectations": SUITES[suite]}))
    checks = {"valid": {"check": "expectations", "dataset": "rows", "every": "1h", "suite": "suite.json"}}
    config = {"datasets": {"rows": {"source": dict(source)}}, "checks": checks}
    (folder / "config.yaml").write_text(yaml.safe_dump(config))
    return CheckResult.from_json(
        execute(Job(load(folder / "config.yaml", REGISTRY).checks["valid"], 0.0, folder / "cache"))
    )


def by_expectation(result: CheckResult) -> dict[tuple[str, str], tuple[bool, float | None]]:
    """Return whether each expectation is met, and the share of unexpected values."""
    values = {
        (one.name, one.labels["expectation"], one.labels["column"]): one.value
        for one in result.samples
        if "expectation" in one.labels
    }
    ratios = {key[1:]: value for key, value in values.items() if key[0] == "dte_quality_unexpected_ratio"}
    return {
        key[1:]: (value == 1, ratios.get(key[1:]))
        for key, value in values.items()
        if key[0] == "dte_quality_expectation_met"
    }


@pytest.mark.parametrize("suite", SUITES)
def test_real_rows_are_judged_as_in_pandas(suite: str, tmp_path: Path) -> None:
    """Each expectation is met or not, and of its values the same share is unexpected, to the twelfth digit."""
    rows = ROWS[suite]()
    pyarrow.parquet.write_table(rows, tmp_path / "rows.parquet")
    expected = of_great_expectations(rows.to_pandas(), SUITES[suite])

    result = judged({"type": "files", "path": str(tmp_path / "rows.parquet")}, suite, tmp_path / "config")

    found = by_expectation(result)
    assert (result.outcome, result.evidence.undefined) == (Outcome.OK, ())
    assert {name: met for name, (met, _) in found.items()} == {name: met for name, (met, _) in expected.items()}
    assert {name: ratio for name, (_, ratio) in found.items()} == pytest.approx(
        {name: ratio for name, (_, ratio) in expected.items()}, abs=1e-12
    )
    assert {met for met, _ in found.values()} == {True, False}

"""Results that another tool has put on an object store: read there as on a disk, and no key is told."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job
from tests.integration.object_stores.conftest import REPOSITORY, Store

pytestmark = pytest.mark.integration

DATA = REPOSITORY / "tests/data/validations"
REGISTRY = Registry.discover()


def ran(folder: Path, path: str, store: Mapping[str, Any]) -> CheckResult:
    """Return what the check finds at an address."""
    told = {"check": "validation-results", "every": "5m", "path": path, "store": dict(store)}
    rows = {"source": {"type": "files", "path": "nosuch.parquet"}}
    (folder / "config.yaml").write_text(json.dumps({"datasets": {"people": rows}, "checks": {"theirs": told}}))
    check = load(folder / "config.yaml", REGISTRY).checks["theirs"]
    return CheckResult.from_json(execute(Job(check, 1_795_838_400.0, folder / "cache")))


def ratios(result: CheckResult) -> Mapping[str, float]:
    """Return the share of expectations that are met, by suite."""
    return {one.labels["suite"]: one.value for one in result.samples if one.name == "dte_quality_success_ratio"}


def test_a_folder_of_a_store_is_read_as_one_of_a_disk(store: Store, tmp_path: Path) -> None:
    """All four tools, with the manifest that lies beside the results of dbt."""
    for name in ("great_expectations_1.json", "dbt/run_results.json", "dbt/manifest.json", "pytest.xml"):
        store.put(f"results/{name}", (DATA / name).read_bytes())

    result = ran(tmp_path, store.address("results"), store.written)

    assert (result.outcome, result.message) == (Outcome.OK, "")
    assert ratios(result) == {"census": 0.3, "people": pytest.approx(1 / 6), "pytest": 0.5}
    columns = {
        one.labels["column"] for one in result.samples if one.labels.get("suite") == "people" and "column" in one.labels
    }
    assert columns == {"", "sex", "age", "id"}


def test_half_an_object_is_said_to_be_one(store: Store, tmp_path: Path) -> None:
    """By its name."""
    store.put("half/soda.json", (DATA / "soda.json").read_bytes()[:999])

    result = ran(tmp_path, store.address("half/*.json"), store.written)

    assert result.outcome is Outcome.SOURCE_ERROR
    assert result.message.startswith("half/soda.json ends in the middle")


def test_an_object_that_is_not_there_is_told_by_the_keys_of_the_check(store: Store, tmp_path: Path) -> None:
    """And so is a bucket: the check has no source to look into."""
    nothing = ran(tmp_path, store.address("nosuch.json"), store.written)
    no_bucket = ran(tmp_path, store.address("a.json", "nosuch"), store.written)

    assert nothing.message == f"no file of JSON or XML at {store.address('nosuch.json')!r}: check path"
    assert no_bucket.outcome is Outcome.SOURCE_ERROR
    assert "source." not in no_bucket.message
    assert "planted" not in no_bucket.message

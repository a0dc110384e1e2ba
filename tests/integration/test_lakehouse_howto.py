"""The how-to on tables with a log: its configs, word for word, each check run as a worker runs it."""

import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml
from deltalake import write_deltalake
from pyiceberg.catalog import load_catalog

from dev.generate import example
from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult
from dte_exporter.registry import Registry
from dte_exporter.tables.lakehouse.delta import DeltaSource
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

pytestmark = pytest.mark.integration

PAGE = (Path(__file__).parents[2] / "docs/how-to/read-a-lakehouse-table.md").read_text()
CONFIGS = re.findall(r"```yaml\n(datasets:.*?)```", PAGE, re.DOTALL)
(ON_DELTA, ON_ICEBERG, BY_CATALOG, IN_STORE) = CONFIGS


def people(offset: int) -> pa.Table:
    """Return rows, of another distribution for every `offset`."""
    ages = [float(20 + offset + place % 40) for place in range(400)]
    return pa.table({"hired": [place % 3 == 0 for place in range(400)], "sex": ["f", "m"] * 200, "age": ages})


def ran(file: Path) -> dict[str, tuple[str, str]]:
    """Return how each check of the config in `file` ends, and what it says."""
    registry = Registry.discover()
    checks = load(file, registry).checks
    results = {
        name: CheckResult.from_json(execute(Job(check, example.NOW, file.parent / "cache")))
        for name, check in checks.items()
    }
    return {name: (result.outcome.value, result.message) for name, result in results.items()}


def proposed(exporter: Path, folder: Path) -> Any:
    """Return the source of the config that init makes of the table in lake/scores, and that is looked at and run."""
    for verb in ("init lake/scores -o made.yaml", "check-config made.yaml"):
        subprocess.run([exporter, *verb.split()], cwd=folder, check=True, capture_output=True)
    (dataset,) = yaml.safe_load((folder / "made.yaml").read_text())["datasets"].values()
    assert {outcome for outcome, _ in ran(folder / "made.yaml").values()} == {"ok"}
    return dataset["source"]


def test_the_config_of_a_delta_table_is_read_and_run(exporter: Path, tmp_path: Path) -> None:
    """The reference is the version that the model was trained on; init proposes a config of the same folder."""
    for offset in (0, 10):
        write_deltalake(str(tmp_path / "lake/scores"), people(offset), mode="overwrite")
    (tmp_path / "config.yaml").write_text(ON_DELTA)
    assert ran(tmp_path / "config.yaml") == {"fair": ("ok", ""), "moved": ("ok", "")}
    assert proposed(exporter, tmp_path) == {"type": "delta", "path": "lake/scores"}


def test_the_configs_of_an_iceberg_table_are_read_and_run(
    exporter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its folder, and by a catalog with the moment of the page, which here is the moment of the first snapshot.

    Init proposes a config of the same folder.
    """
    uri = f"sqlite:///{tmp_path}/catalog.db"
    catalog = load_catalog("production", type="sql", uri=uri, warehouse=str(tmp_path))
    catalog.create_namespace("lake")
    table = catalog.create_table("lake.scores", schema=people(0).schema)
    table.append(people(0))
    first = datetime.fromtimestamp(table.history()[0].timestamp_ms / 1000, UTC).isoformat()
    table.overwrite(people(10))
    monkeypatch.setenv("CATALOG_URI", uri)
    assert "as_of: 2026-10-01}" in BY_CATALOG

    (tmp_path / "config.yaml").write_text(ON_ICEBERG)
    assert ran(tmp_path / "config.yaml") == {"fair": ("ok", "")}
    (tmp_path / "config.yaml").write_text(BY_CATALOG.replace("2026-10-01}", f'"{first}"}}'))
    assert ran(tmp_path / "config.yaml") == {"moved": ("ok", "")}
    assert proposed(exporter, tmp_path) == {"type": "iceberg", "path": "lake/scores"}


def test_the_config_of_a_store_is_one() -> None:
    """Tables on stores are read in the tests of object stores."""
    source = yaml.safe_load(IN_STORE)["datasets"]["scores"]["source"]
    assert DeltaSource.model_validate(source).path == "s3://scores/lake"

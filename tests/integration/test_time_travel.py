"""A window that means a table as it was, from the words of the config to the values."""

import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from deltalake import DeltaTable, write_deltalake
from pyiceberg.catalog import load_catalog

from dev.generate import example
from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job
from tests.integration.homes import InIceberg

pytestmark = pytest.mark.integration

REGISTRY = Registry.discover()
TRAINED, NOW = [0.1, 0.2, 0.3, 0.4] * 25, [0.3, 0.4, 0.5, 0.6] * 25


def table(scores: list[float]) -> pa.Table:
    """Return rows with these scores."""
    return pa.table({"score": scores, "sex": ["f", "m"] * (len(scores) // 2)})


def config(source: Mapping[str, Any], check: str = "drift", **windows: Any) -> dict[str, Any]:
    """Return a config of one check, of all rows of now unless `windows` say otherwise."""
    windows = {"current": {}, **windows}
    columns = {"prediction": "score", "sensitive": ["sex"]}
    dataset = {"source": dict(source), "columns": columns, "windows": windows}
    return {"datasets": {"scores": dataset}, "checks": {"moved": {"check": check, "dataset": "scores", "every": "1h"}}}


def ran(folder: Path, config: Mapping[str, Any], known: Mapping[str, str] | None = None) -> CheckResult:
    """Return the result of the check, as a worker gives it."""
    (folder / "config.yaml").write_text(yaml.safe_dump(config))
    check = load(folder / "config.yaml", REGISTRY).checks["moved"]
    return CheckResult.from_json(execute(Job(check, example.NOW, folder / "cache", known=known or {})))


def values(result: CheckResult) -> list[tuple[str, tuple[tuple[str, str], ...], float]]:
    """Return the values by series."""
    assert (result.outcome, result.message) == (Outcome.OK, "")
    return sorted((one.name, tuple(sorted(dict(one.labels).items())), one.value) for one in result.samples)


@pytest.fixture
def delta(tmp_path: Path) -> dict[str, Any]:
    """Return a Delta table that the model was trained on at version 0, and that was written over since."""
    write_deltalake(str(tmp_path / "delta"), table(TRAINED))
    write_deltalake(str(tmp_path / "delta"), table(NOW), mode="overwrite")
    return {"type": "delta", "path": "delta"}


@pytest.fixture
def iceberg(tmp_path: Path) -> dict[str, Any]:
    """Return an Iceberg table of the same past, in one snapshot and another."""
    home = InIceberg(tmp_path)
    made = home.catalog.create_table("test.scores", schema=table(TRAINED).schema)
    made.append(table(TRAINED))
    made.overwrite(table(NOW))
    return {"type": "iceberg", "catalog": home.properties, "table": "test.scores"}


@pytest.fixture(params=["delta", "iceberg"])
def source(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Return each in turn."""
    found: dict[str, Any] = request.getfixturevalue(request.param)
    return found


def first_version(tmp_path: Path, source: Mapping[str, Any]) -> int:
    """Return what the table calls the rows that the model was trained on."""
    if source["type"] == "delta":
        return 0
    return load_catalog("default", **source["catalog"]).load_table("test.scores").history()[0].snapshot_id


def test_a_reference_of_the_past_gives_what_two_tables_give(tmp_path: Path, source: dict[str, Any]) -> None:
    """The drift from what the model was trained on, to the last bit, by version."""
    for name, scores in (("trained", TRAINED), ("now", NOW)):
        pq.write_table(table(scores), tmp_path / f"{name}.parquet")
    files = config({"type": "files", "path": "now.parquet"}, reference={"dataset": "trained"})
    files["datasets"]["trained"] = {**files["datasets"]["scores"], "windows": {}}
    files["datasets"]["trained"]["source"] = {"type": "files", "path": "trained.parquet"}
    version = first_version(tmp_path, source)

    found = ran(tmp_path, config(source, reference={"version": version}))

    assert values(found) == values(ran(tmp_path, files))
    assert found.evidence.windows == {"reference": f"version: {version}", "current": "all rows"}
    assert found.evidence.rows == {"reference": 100, "current": 100}


def test_rows_that_have_not_changed_are_not_read_again(tmp_path: Path, source: dict[str, Any]) -> None:
    """A table is known by its version, whatever lies beside it; a new version is another."""
    asked = config(source, reference={"version": first_version(tmp_path, source)})
    first = ran(tmp_path, asked)
    again = ran(tmp_path, asked, first.evidence.fingerprints)
    assert (again.unchanged, again.samples) == (True, ())

    if source["type"] == "delta":
        write_deltalake(str(tmp_path / "delta"), table(NOW), mode="append")
        assert not ran(tmp_path, asked, first.evidence.fingerprints).unchanged


def test_a_table_held_against_itself_is_told(tmp_path: Path, delta: dict[str, Any]) -> None:
    """The version that is the newest is no past."""
    found = ran(tmp_path, config(delta, reference={"version": 1}))
    assert found.outcome is Outcome.UNDEFINED
    assert "the reference and the current window hold the same 100 rows" in found.message


def test_a_column_that_was_not_there_yet_is_told(tmp_path: Path) -> None:
    """By the sentence of any column that is missing."""
    write_deltalake(str(tmp_path / "delta"), pa.table({"sex": ["f", "m"] * 50}))
    write_deltalake(str(tmp_path / "delta"), table(NOW), mode="overwrite", schema_mode="overwrite")
    asked = config({"type": "delta", "path": "delta"}, "fairness", current={"version": 0, "where": "score > 0"})

    found = ran(tmp_path, asked)

    assert found.outcome is Outcome.SOURCE_ERROR
    assert "has no column 'score' (it has 1 other)" in found.message


def test_check_config_tells_of_a_past_that_is_not_there(tmp_path: Path, delta: dict[str, Any], exporter: Path) -> None:
    """At the window that means it, with what there is; a past that is there is looked at as any window."""

    def looked(version: int) -> subprocess.CompletedProcess[str]:
        (tmp_path / "config.yaml").write_text(yaml.safe_dump(config(delta, reference={"version": version})))
        command: list[str | Path] = [exporter, "check-config", tmp_path / "config.yaml"]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    assert "datasets.scores.windows.reference: delta has no version 7: it has the versions from 0, " in looked(7).stderr
    assert "1 data set, 1 check: ok (1 data set read, 100 rows)" in looked(0).stdout


def test_a_moment_is_of_the_zone_of_the_data_set(tmp_path: Path, delta: dict[str, Any]) -> None:
    """What is a day in Honolulu has not begun when it has in Kiritimati: between them the table was written over."""
    committed = DeltaTable(str(tmp_path / "delta")).history()[0]["timestamp"]
    wall = datetime.fromtimestamp(committed / 1000, UTC).replace(tzinfo=None).isoformat()
    asked = config(delta, reference={"as_of": wall})
    asked["datasets"]["scores"]["timezone"] = "Pacific/Kiritimati"

    assert "delta has no version as of " in ran(tmp_path, asked).message
    asked["datasets"]["scores"]["timezone"] = "Pacific/Honolulu"
    assert ran(tmp_path, asked).evidence.windows == {"reference": f"as_of: {wall}", "current": "all rows"}


def test_the_query_of_cases_is_of_the_past(tmp_path: Path, delta: dict[str, Any]) -> None:
    """Its table is called what it is, so that nobody lists the cases of now."""
    asked = config(delta, "reidentification-risk", current={"version": 0, "where": "score > 0.2"})
    asked["datasets"]["scores"]["personal_data"] = {"quasi_identifiers": ["score"]}
    asked["checks"]["moved"]["k"] = 30

    found = ran(tmp_path, asked)

    assert (found.outcome, found.message) == (Outcome.OK, "")
    assert '"scores as of version 0"' in found.evidence.query
    assert "CREATE VIEW" not in found.evidence.query

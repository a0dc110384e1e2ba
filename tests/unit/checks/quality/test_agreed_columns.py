"""The schema check as a worker runs it: what two data sets have, each read by itself."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest
import yaml

from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

REGISTRY = Registry.discover()
TRAINED: dict[str, list[Any]] = {"age": [41, 37], "sex": ["f", "m"], "income": [1.5, 2.0]}


def ran(folder: Path, file: str, dataset: Mapping[str, Any] | None = None, **params: Any) -> CheckResult:
    """Return what the check finds in `file`, held against ``trained.parquet`` unless `dataset` says otherwise."""
    own = {"windows": {"reference": {"dataset": "trained"}}, **(dataset or {})}
    config = {
        "datasets": {
            "now": {"source": {"type": "files", "path": file}, **own},
            "trained": {"source": {"type": "files", "path": "trained.parquet"}},
        },
        "checks": {"columns": {"check": "schema", "dataset": "now", "every": "1h", **params}},
    }
    write(folder, "trained", TRAINED)
    (folder / "config.yaml").write_text(yaml.safe_dump(config))
    check = load(folder / "config.yaml", REGISTRY).checks["columns"]
    return CheckResult.from_json(execute(Job(check, 0.0, folder / "cache")))


def write(folder: Path, name: str, columns: Mapping[str, list[Any]]) -> None:
    """Write a Parquet file."""
    pa.parquet.write_table(pa.table(dict(columns)), folder / f"{name}.parquet")


def changed(result: CheckResult) -> set[str]:
    """Return the changes as ``column change``."""
    return {
        f"{one.labels['column']} {one.labels['change']}"
        for one in result.samples
        if one.name == "dte_quality_schema_changed"
    }


def test_equal_rows_of_two_tables_have_no_changes(tmp_path: Path) -> None:
    """The very rows of the reference say that nothing has changed, in whatever order their columns are."""
    write(tmp_path, "now", dict(reversed(TRAINED.items())))

    result = ran(tmp_path, "now.parquet")

    assert result.outcome is Outcome.OK
    assert {one.value for one in result.samples if one.name == "dte_quality_schema_changes"} == {0}
    assert result.evidence.rows == {"reference": 2, "current": 2}


def test_a_file_without_types_is_held_to_those_of_the_reference(tmp_path: Path) -> None:
    """Whole numbers are numbers; decimals are no whole numbers, and a code with leading zeros is text."""
    (tmp_path / "now.csv").write_text("age,sex,income\n41.5,f,1\n37,m,2\n")
    assert changed(ran(tmp_path, "now.csv")) == {"age type"}

    (tmp_path / "now.csv").write_text("age,sex,income\n0041,f,1\n0037,m,2\n")
    assert changed(ran(tmp_path, "now.csv")) == {"age type"}


def test_a_number_that_has_become_a_text_is_seen_in_json(tmp_path: Path) -> None:
    """Though all of its texts could be read as the reference's numbers."""
    rows = [{"age": "41", "sex": "f", "income": 1.5}, {"age": "37", "sex": "m", "income": 2.5}]
    (tmp_path / "now.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in rows))

    assert changed(ran(tmp_path, "now.jsonl")) == {"age type"}


def test_a_column_that_the_config_names_may_be_gone(tmp_path: Path) -> None:
    """It is a column removed and no error, whatever it is for; other checks say that they cannot do without it."""
    write(tmp_path, "now", {"age": [41, None], "sex": ["f", "m"]})
    columns = {"label": "income", "types": {"income": "number"}}

    assert changed(ran(tmp_path, "now.parquet", {"columns": columns})) == {"income removed", "age nullability"}


def test_what_is_expected_goes_before_the_reference(tmp_path: Path) -> None:
    """Then the reference is not looked at."""
    write(tmp_path, "now", {"age": [1.5]})

    result = ran(tmp_path, "now.parquet", expected={"age": {"type": "number", "nullable": False}})

    assert changed(result) == set()
    assert result.evidence.rows == {"current": 1}


@pytest.mark.parametrize("windows", [{}, {"reference": "age < 40", "current": "age > 40"}])
def test_without_anything_agreed_it_says_what_to_set(windows: Mapping[str, Any], tmp_path: Path) -> None:
    """Other rows of the same table agree with it whatever happens."""
    write(tmp_path, "now", TRAINED)

    result = ran(tmp_path, "now.parquet", {"windows": windows})

    assert result.outcome is Outcome.CHECK_ERROR
    assert result.message == (
        "schema holds columns against what was agreed: set expected of the check, such as {age: {type: integer}}, "
        "or windows.reference of its data set to another one, such as {dataset: training}"
    )


def test_a_table_without_rows_is_looked_at(tmp_path: Path) -> None:
    """Its columns are there."""
    table = pa.table({"age": pa.array([], pa.string()), "sex": pa.array([], pa.string())})
    pa.parquet.write_table(table, tmp_path / "now.parquet")

    result = ran(tmp_path, "now.parquet")

    assert result.outcome is Outcome.OK
    assert changed(result) == {"age type", "income removed"}


def test_columns_may_be_added_to_a_schema_that_is_extensible(tmp_path: Path) -> None:
    """They are in the evidence, and neither counted nor in the fingerprint; one that has gone is a change as ever."""
    write(tmp_path, "now", {**TRAINED, "town": ["Cork", "Galway"]})
    write(tmp_path, "less", {"age": [41], "town": ["Cork"]})
    write(tmp_path, "same", dict(TRAINED))

    added, less, same = (ran(tmp_path, f"{name}.parquet", extensible=True) for name in ("now", "less", "same"))

    assert (changed(added), changed(less)) == (set(), {"sex removed", "income removed"})
    assert added.evidence.details["columns"]["town"] == "text"
    assert added.samples == same.samples
    assert {one.labels["change"] for one in added.samples if one.name == "dte_quality_schema_changes"} == {
        *("removed", "type", "nullability")
    }
    assert changed(ran(tmp_path, "now.parquet")) == {"town added"}

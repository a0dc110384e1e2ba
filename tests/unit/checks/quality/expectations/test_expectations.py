"""``check: expectations`` as a worker runs it: what is judged, what cannot be, and what is never told."""

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest
import yaml
from pydantic import ValidationError

from dte_exporter.checks.quality.expectations import check as expectations
from dte_exporter.checks.quality.expectations.check import Params, needs
from dte_exporter.config.loading.load import load
from dte_exporter.config.models import Columns
from dte_exporter.config.roles import resolve
from dte_exporter.errors import CheckError
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

REGISTRY = Registry.discover()
NOT_NULL = {"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "age"}}
ROWS: dict[str, list[Any]] = {
    "age": [34, 51, None, 208, 17],
    "name": ["Grüber", "o'hara", "b%", None, "secret-7"],
    "year": [1, 1, 2, 2, 2],
}


def run(folder: Path, *stated: Mapping[str, Any], rows: Mapping[str, list[Any]] = ROWS, **others: Any) -> CheckResult:
    """Return what comes of expectations that are `stated` in the config, or of what `others` of the check say."""
    pyarrow.parquet.write_table(pa.table(dict(rows)), folder / "rows.parquet")
    check = {"check": "expectations", "dataset": "people", "every": "1h", **others}
    dataset = {"source": {"type": "files", "path": "rows.parquet"}, "windows": {"current": "year = 2"}}
    config = {
        "datasets": {"people": dataset, "all": {"source": dataset["source"]}},
        "checks": {"valid": {**check, **({"expectations": list(stated)} if stated else {})}},
    }
    (folder / "config.yaml").write_text(yaml.safe_dump(config))
    return CheckResult.from_json(
        execute(Job(load(folder / "config.yaml", REGISTRY).checks["valid"], 0.0, folder / "cache"))
    )


def values(result: CheckResult, name: str) -> dict[str, float]:
    """Return the values of a metric by their last label."""
    return {[*one.labels.values()][-1]: one.value for one in result.samples if one.name == f"dte_quality_{name}"}


def test_the_rows_of_the_window_are_judged(tmp_path: Path) -> None:
    """Of three rows of the year 2 one has no age; the two of year 1 are none of the check's."""
    result = run(tmp_path, NOT_NULL, {"type": "expect_table_row_count_to_equal", "kwargs": {"value": 3}})

    assert values(result, "unexpected_ratio") == {"age": 1 / 3}
    assert values(result, "expectation_met") == {"age": 0, "": 1}
    assert result.evidence.rows == {"current": 3}


def test_a_suite_is_read_from_a_file_at_each_run(tmp_path: Path) -> None:
    """Its name is the label; when it has changed the rows are judged anew."""
    written = {"name": "loans", "expectations": [NOT_NULL]}
    (tmp_path / "s.json").write_text(json.dumps(written))
    first = run(tmp_path, suite="s.json", dataset="all")
    (tmp_path / "s.json").write_text(
        json.dumps({**written, "expectations": [{**NOT_NULL, "kwargs": {"column": "year"}}]})
    )

    second = run(tmp_path, suite="s.json", dataset="all")

    assert values(first, "success_ratio") == {"loans": 0}
    assert values(second, "success_ratio") == {"loans": 1}
    assert first.evidence.fingerprints["files"] != second.evidence.fingerprints["files"]


def test_a_suite_that_is_not_there_is_the_sources_fault(tmp_path: Path) -> None:
    """One sentence names the key and the file."""
    result = run(tmp_path, suite="none.json")

    assert result.outcome is Outcome.SOURCE_ERROR
    assert result.message.startswith("suite: none.json ")


def test_values_stand_behind_parameters_of_the_suite(tmp_path: Path) -> None:
    """What the suite says of a parameter is what is compared with."""
    limits = {"column": "age", "min_value": 0, "max_value": {"$PARAMETER": "oldest"}}
    stated = {"type": "expect_column_values_to_be_between", "kwargs": limits}
    (tmp_path / "s.json").write_text(json.dumps({"expectations": [stated], "suite_parameters": {"oldest": 300}}))

    assert values(run(tmp_path, suite="s.json"), "success_ratio") == {"s.json": 1}


FIT = "its kwargs do not fit: "
CANNOT_BE_JUDGED = {
    "unknown": (
        {"type": "expect_miracles", "kwargs": {"column": "age"}},
        "expect_miracles of 'age': Great Expectations knows no expectation of this type: "
        "see https://greatexpectations.io/expectations",
    ),
    "kwargs": (
        {"type": "expect_column_values_to_be_in_set", "kwargs": {"column": "age", "values": [1]}},
        f"expect_column_values_to_be_in_set of 'age': {FIT}",
    ),
    "parameter": (
        {"type": "expect_table_row_count_to_equal", "kwargs": {"value": {"$PARAMETER": "none"}}},
        f"expect_table_row_count_to_equal: {FIT}",
    ),
    "column": (
        {"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "wage"}},
        "expect_column_values_to_not_be_null of 'wage': the rows have no column 'wage'",
    ),
    "rows": (
        {"type": "unexpected_rows_expectation", "kwargs": {"unexpected_rows_query": "SELECT * FROM {batch}"}},
        "unexpected_rows_expectation: it fetches rows, which stay where they are",
    ),
    "no SQL": (
        {"type": "expect_column_values_to_be_increasing", "kwargs": {"column": "age"}},
        "expect_column_values_to_be_increasing of 'age': Great Expectations has no question in SQL for it",
    ),
    "engine": (
        {"type": "expect_column_values_to_match_regex", "kwargs": {"column": "name", "regex": "("}},
        "expect_column_values_to_match_regex of 'name': ",
    ),
}


@pytest.mark.parametrize("why", CANNOT_BE_JUDGED)
def test_an_expectation_that_cannot_be_judged_costs_itself(why: str, tmp_path: Path) -> None:
    """One sentence says why; it is not met; and the others are judged."""
    stated, sentence = CANNOT_BE_JUDGED[why]

    result = run(tmp_path, stated, NOT_NULL, {"type": "expect_column_max_to_be_between", "kwargs": {"column": "year"}})

    (told,) = result.evidence.undefined
    assert told.startswith(sentence)
    assert "\n" not in told
    assert values(result, "expectation_met") == {"age": 0, "year": 1}
    assert values(result, "success_ratio") == {"inline": 1 / 3}
    assert values(result, "unmet_expectations") == {"critical": 2}


def test_severity_says_how_bad_it_is(tmp_path: Path) -> None:
    """Of a warning that is not met a page need not tell anybody."""
    result = run(
        tmp_path, {**NOT_NULL, "severity": "warning"}, {**NOT_NULL, "severity": "info", "kwargs": {"column": "year"}}
    )

    assert values(result, "unmet_expectations") == {"warning": 1, "info": 0}


def test_no_value_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    """What was not expected stays in the engine: neither result nor terminal nor log has a value or a statement."""
    caplog.set_level(logging.DEBUG, logger="dte_exporter")
    names = {"type": "expect_column_values_to_be_in_set", "kwargs": {"column": "name", "value_set": ["x"]}}
    distinct = {"type": "expect_column_distinct_values_to_equal_set", "kwargs": {"column": "name", "value_set": ["x"]}}
    greatest = {"type": "expect_column_max_to_be_between", "kwargs": {"column": "age", "max_value": 99}}
    broken = CANNOT_BE_JUDGED["engine"][0]

    result = run(tmp_path, names, distinct, greatest, broken)

    said = result.to_json().decode() + "".join(capfd.readouterr()) + caplog.text
    assert values(result, "expectation_met") == {"name": 0, "age": 0}
    assert not any(value in said for value in ("secret-7", "b%", "208", "Calculating"))


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Great Expectations has a home, a project and documents elsewhere; here it has none."""
    home, temporary = tmp_path / "home", tmp_path / "temporary"
    home.mkdir()
    temporary.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.chdir(home)

    assert run(tmp_path, NOT_NULL).outcome is Outcome.OK

    assert [*home.rglob("*")] == []
    assert [one for one in temporary.rglob("*") if "dte-exporter" not in str(one)] == []


def test_a_window_without_rows_is_no_broken_suite(tmp_path: Path) -> None:
    """There is nothing to judge."""
    result = run(tmp_path, NOT_NULL, rows={"age": [1], "name": ["a"], "year": [1]})

    assert (result.outcome, result.message) == (Outcome.NO_DATA, "the current window holds no rows")


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, before anything is asked."""
    monkeypatch.setattr(expectations, "find_spec", lambda name: None)

    with pytest.raises(CheckError, match=r"^expectations need more packages: pip install 'dte-exporter\[quality\]'$"):
        needs(Params(suite="s.json"), resolve(Columns(), {}))


@pytest.mark.parametrize("stated", [{}, {"suite": "s.json", "expectations": [NOT_NULL]}])
def test_a_suite_is_in_a_file_or_in_the_config(stated: dict[str, Any]) -> None:
    """Neither is no suite, and both are two."""
    with pytest.raises(ValidationError, match="name the file of a suite, or write expectations, and not both"):
        Params(**stated)


@pytest.mark.parametrize(
    "name", ["2018", 'sel"ect', "it's", "line\nbreak", "back\\slash", "a:b", "select", "emoji 🙂", "100 %"]
)
def test_a_column_may_be_called_anything(tmp_path: Path, name: str) -> None:
    """Values that it is held against find their place in the question."""
    kwargs = {"column": name, "value_set": [1, 2]}
    result = run(
        tmp_path,
        {"type": "expect_column_values_to_be_in_set", "kwargs": kwargs},
        rows={name: [1, 2, 3, 3], "year": [2] * 4},
    )

    assert result.evidence.undefined == ()
    assert values(result, "unexpected_ratio") == {name: 0.5}


def test_columns_that_differ_by_case_alone_are_found(tmp_path: Path) -> None:
    """Under the names that the file has, which are those of the suite."""
    most = "expect_column_max_to_be_between"
    there = {"type": "expect_table_columns_to_match_set", "kwargs": {"column_set": ["age", "AGE", "year"]}}
    result = run(
        tmp_path,
        *({"type": most, "kwargs": {"column": name, "max_value": 5}} for name in ("age", "AGE")),
        there,
        rows={"age": [1], "AGE": [9], "year": [2]},
    )

    assert result.evidence.undefined == ()
    assert values(result, "expectation_met") == {"age": 1, "AGE": 0, "": 1}

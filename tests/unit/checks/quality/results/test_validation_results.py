"""``check: validation-results``, from a line of the config to its samples, in a worker."""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from dte_exporter.config.loading.load import load
from dte_exporter.errors import ConfigError
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

DATA = Path(__file__).parents[4] / "data/validations"
REGISTRY = Registry.discover()
NOW = 1_795_838_400.0
"""28 November 2026, 04:00 UTC: an hour after the files were written."""

Found = Callable[..., CheckResult]
Case = dict[str, Any]


@pytest.fixture
def found(tmp_path: Path) -> Found:
    """Return what runs the check on the files that lie beside its config."""

    def run(path: str, now: float = NOW, known: Mapping[str, str] | None = None, **params: Any) -> CheckResult:
        told = {"check": "validation-results", "dataset": "people", "every": "5m", "path": path, **params}
        rows = {"source": {"type": "files", "path": "nosuch.parquet"}}
        (tmp_path / "config.yaml").write_text(json.dumps({"datasets": {"people": rows}, "checks": {"theirs": told}}))
        check = load(tmp_path / "config.yaml", REGISTRY).checks["theirs"]
        return CheckResult.from_json(execute(Job(check, now, tmp_path / "cache", known=known or {})))

    return run


@pytest.fixture
def report(tmp_path: Path) -> Callable[[list[Case]], None]:
    """Return what writes a result of Great Expectations beside the config."""

    def write(results: list[Case]) -> None:
        told = {"suite_name": "s", "results": results, "meta": {"validation_time": "2026-11-28T03:00:00Z"}}
        (tmp_path / "a.json").write_text(json.dumps(told))

    return write


def case(success: bool = True, column: str = "age", **config: Any) -> Case:
    """Return the result of one expectation."""
    told = {"type": "expect_it", "kwargs": {"column": column}, **config}
    return {"success": success, "expectation_config": told, "result": {}}


def series(result: CheckResult, family: str, *labels: str) -> Mapping[Any, float]:
    """Return the values of a family by some labels."""
    of = [sample for sample in result.samples if sample.name == f"dte_quality_{family}"]
    return {tuple(sample.labels[label] for label in labels): sample.value for sample in of}


def test_results_equal_their_file(found: Found, tmp_path: Path) -> None:
    """Great Expectations counted three met of ten, and so does the exporter; the rest is worked by hand."""
    shutil.copy(DATA / "great_expectations_1.json", tmp_path / "census.json")
    statistics = json.loads((tmp_path / "census.json").read_text())["statistics"]

    result = found("census.json")

    assert (result.outcome, result.message) == (Outcome.OK, "")
    assert series(result, "success_ratio", "suite") == {("census",): statistics["success_percent"] / 100}
    assert series(result, "unmet_expectations", "severity") == {("critical",): 6, ("info",): 1, ("warning",): 0}
    assert sum(series(result, "unmet_expectations", "severity").values()) == statistics["unsuccessful_expectations"]
    assert series(result, "validated_timestamp_seconds", "suite") == {("census",): pytest.approx(1_795_834_735.934395)}
    assert series(result, "validation_current", "suite") == {}
    assert series(result, "unexpected_ratio", "expectation", "column") == {
        ("expect_column_values_to_not_be_null", "age"): 0.1,
        ("expect_column_values_to_be_between", "age"): pytest.approx(1 / 9),
        ("expect_column_values_to_be_in_set", "sex"): pytest.approx(0.1),
        ("expect_column_values_to_be_in_set 2", "sex"): 0.5,
        ("expect_column_values_to_be_unique", "id"): 0.2,
        ("expect_column_pair_values_a_to_be_greater_than_b", "id, income"): 0.1,
        ("expect_compound_columns_to_be_unique", "id, sex"): 0.0,
    }


def test_all_tools_of_a_folder_are_told_side_by_side(found: Found, tmp_path: Path) -> None:
    """Each under its own suite, and of dbt's manifest it is not said that it is something else."""
    shutil.copytree(DATA, tmp_path / "results")

    result = found("results")

    assert series(result, "success_ratio", "suite") == {
        ("census",): 0.3,
        ("people",): pytest.approx(1 / 6),
        ("pytest",): 0.5,
    }
    assert not [notice for notice in result.evidence.notices if "something else" in notice]


def test_the_rows_of_the_data_set_are_not_opened(found: Found, tmp_path: Path) -> None:
    """Its file is not even there, and the samples are named after it all the same."""
    shutil.copy(DATA / "soda.json", tmp_path)

    result = found("soda.json")

    assert {sample.labels["dataset"] for sample in result.samples} == {"people"}
    assert result.evidence.rows == {}


def test_no_value_of_the_data_is_in_the_result(found: Found, tmp_path: Path) -> None:
    """Neither in samples nor in what stands behind them: the oldest of the file is 200."""
    shutil.copy(DATA / "great_expectations_1.json", tmp_path / "a.json")

    assert b"200" not in found("a.json").to_json().replace(b"dte_", b"").split(b'"timings"')[0]


@pytest.mark.parametrize(("late", "current"), [(3600.0, 1.0), (3600.5, 0.0), (-299.0, 1.0), (-301.0, 0.0), (-1e9, 0.0)])
def test_results_are_current_until_max_age(
    late: float, current: float, found: Found, report: Callable[[list[Case]], None]
) -> None:
    """An outdated one is 0 and is said to be; nor is one of the future current, beyond what clocks may differ."""
    report([case()])

    result = found("a.json", now=1_795_834_800.0 + late, max_age="1h")

    assert series(result, "validation_current", "suite") == {("s",): current}
    assert (
        "suite 's': outdated: its results are older than max_age, or said to be of the future"
        in result.evidence.notices
    ) is not bool(current)


def test_a_file_that_is_half_written_is_an_error_of_the_source(found: Found, tmp_path: Path) -> None:
    """So the last good values stay, as the exporter keeps them; nothing of the half is told."""
    (tmp_path / "soda.json").write_bytes((DATA / "soda.json").read_bytes()[:4000])

    result = found("soda.json")

    assert (result.outcome, result.samples) == (Outcome.SOURCE_ERROR, ())
    assert result.message == (
        "soda.json ends in the middle: it is being written, or was cut off; it is read again at the next run"
    )


def test_files_that_have_not_changed_are_judged_again(found: Found, tmp_path: Path) -> None:
    """Their results age, and each run tells anew what is current."""
    shutil.copy(DATA / "soda.json", tmp_path)
    first = found("soda.json", max_age="1h")

    assert not found("soda.json", known=first.evidence.fingerprints, max_age="1h").unchanged


def test_what_was_skipped_is_counted_nowhere(found: Found, tmp_path: Path) -> None:
    """A suite of which all was skipped has no values but its time, and a notice says so."""
    (tmp_path / "a.xml").write_text('<testsuite name="s"><testcase name="a"><skipped/></testcase></testsuite>')

    result = found("a.xml")

    assert {sample.name for sample in result.samples} == {"dte_quality_validated_timestamp_seconds"}
    assert result.evidence.undefined == ("s: all of its expectations were skipped",)
    assert (
        "suite 's': some of its expectations were skipped: these are neither met nor unmet" in result.evidence.notices
    )


def test_names_that_hurt_are_shown_harmlessly(found: Found, report: Callable[[list[Case]], None]) -> None:
    """Quotes stay, lines do not, and of ten thousand characters as many as a label can have."""
    report([case(column='a"\n}'), case(column="b" * 10_000), case(type="\ud800")])

    met = series(found("a.json"), "expectation_met", "expectation", "column")

    assert [(expectation, len(column)) for expectation, column in met] == [
        ("expect_it", 4),
        ("expect_it", 200),
        ("", 3),
    ]
    assert ("expect_it", 'a" }') in met


def test_alike_expectations_keep_their_names_from_run_to_run(
    found: Found, report: Callable[[list[Case]], None]
) -> None:
    """They are in the order of their ids, whatever order a file has them in."""
    results = [case(True, id="a"), case(False, id="b")]
    orders = []
    for order in (results, results[::-1]):
        report(order)
        orders.append(series(found("a.json"), "expectation_met", "expectation"))

    assert orders[0] == orders[1] == {("expect_it",): 1.0, ("expect_it 2",): 0.0}


def test_ten_thousand_results_are_read(found: Found, report: Callable[[list[Case]], None]) -> None:
    """How many series of them are shown is a matter of max_series."""
    report([case(success=bool(number % 4), column=str(number)) for number in range(10_000)])

    assert series(found("a.json"), "success_ratio", "suite") == {("s",): 0.75}


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"path": ""}, "path"),
        ({"path": "a.json", "format": "csv"}, "great_expectations"),
        ({"path": "a.json", "max_age": "old"}, "max_age"),
        ({"path": "a.json", "store": {"region": "eu"}}, "store says how an object store is reached"),
        ({"path": "s3://", "format": "dbt"}, "keys into store"),
        ({"path": "az://b", "store": {"account": "a", "sas_token": "plain"}}, "checks.theirs.store.sas_token"),
    ],
)
def test_a_config_that_does_not_fit_is_told_at_its_place(params: dict[str, Any], sentence: str, found: Found) -> None:
    """Before anything runs."""
    with pytest.raises(ConfigError) as caught:
        found(**params)
    (problem,) = caught.value.problems
    assert "checks.theirs" in problem
    assert sentence in problem


def test_it_may_stand_without_a_data_set(tmp_path: Path) -> None:
    """A project of dbt is about many."""
    rows = {"source": {"type": "files", "path": "nosuch.parquet"}}
    told = {"check": "validation-results", "every": "5m", "path": "a.json"}
    (tmp_path / "config.yaml").write_text(json.dumps({"datasets": {"people": rows}, "checks": {"theirs": told}}))

    assert load(tmp_path / "config.yaml", REGISTRY).checks["theirs"].scope["dataset"] == ""

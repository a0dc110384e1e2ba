"""A firing in the child process: one opening of each source, a result for each check, and no fault of another."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.registry import Registry
from dte_exporter.tables.table import Table
from dte_exporter.worker import execute as module
from dte_exporter.worker.execute import execute_together
from dte_exporter.worker.job import Firing, Job

REGISTRY = Registry.discover()
CHECKS: dict[str, dict[str, Any]] = {
    "fair": {"check": "fairness", "dataset": "people"},
    "right": {"check": "performance", "dataset": "people"},
    "lost": {"check": "fairness", "dataset": "gone"},
    "lost-too": {"check": "performance", "dataset": "gone"},
    "empty": {"check": "fairness", "dataset": "nobody"},
    "senseless": {"check": "performance", "dataset": "unlabelled"},
}


@pytest.fixture
def jobs(tmp_path: Path) -> tuple[Job, ...]:
    """Return a job of each check: two on people, and others on what is not there, empty, or lacks a label."""
    rows = "SELECT 'fm'[1 + i % 2] AS sex, i % 3 = 0 AS hired, i % 5 = 0 AS worthy FROM range(600) t(i)"
    duckdb.connect().execute(f"COPY ({rows}) TO '{tmp_path}/people.parquet'")
    columns = {"prediction": "hired", "label": "worthy", "sensitive": ["sex"]}
    people = {"source": {"type": "files", "path": "people.parquet"}, "columns": columns}
    config = {
        "datasets": {
            "people": people,
            "gone": {"source": {"type": "files", "path": "gone.parquet"}, "columns": columns},
            "nobody": {**people, "windows": {"current": "sex = 'x'"}},
            "unlabelled": {**people, "columns": {**columns, "label": "age"}},
        },
        "checks": {name: {**check, "every": "1h"} for name, check in CHECKS.items()},
    }
    (tmp_path / "config.yaml").write_text(yaml.safe_dump(config, sort_keys=False))
    checks = load(tmp_path / "config.yaml", REGISTRY).checks.values()
    return tuple(Job(check, 0.0, tmp_path / "cache") for check in checks)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the paths of the sources that have been opened, or tried."""
    paths: list[str] = []
    files = REGISTRY.sources["files"]

    def noted(config: Any, base: Path, **confined: Any) -> Table:
        paths.append(config.path)
        table: Table = files.open(config, base, **confined)
        return table

    noting = Registry([])
    noting.checks, noting.sources = REGISTRY.checks, {**REGISTRY.sources, "files": replace(files, open=noted)}
    monkeypatch.setattr(module, "registry", lambda: noting)
    return paths


def results(*jobs: Job) -> dict[str, CheckResult]:
    """Return the result of each check, by its name."""
    found = execute_together(Firing(jobs))
    return {job.check.name: CheckResult.from_json(body) for job, body in zip(jobs, found, strict=True)}


def test_each_check_ends_as_it_would_alone(jobs: tuple[Job, ...]) -> None:
    """Two are well, and each other has its own outcome."""
    assert {name: one.outcome for name, one in results(*jobs).items()} == {
        "fair": Outcome.OK,
        "right": Outcome.OK,
        "lost": Outcome.SOURCE_ERROR,
        "lost-too": Outcome.SOURCE_ERROR,
        "empty": Outcome.NO_DATA,
        "senseless": Outcome.SOURCE_ERROR,
    }


def test_a_source_is_opened_once(jobs: tuple[Job, ...], opened: list[str]) -> None:
    """Also one that cannot be: whoever reads it hears the same."""
    found = results(*jobs)

    assert sorted(opened) == ["gone.parquet", "people.parquet"]
    assert found["lost"].message == found["lost-too"].message


def test_stages_are_timed_for_each(jobs: tuple[Job, ...]) -> None:
    """They are measured together, and open and compute apart."""
    fair, right = (one.evidence.timings for one in results(*jobs[:2]).values())

    assert list(fair) == list(right) == ["open", "measure", "compute"]
    assert fair["measure"] == right["measure"]


def test_rows_that_have_not_changed_are_not_read_for_one_and_are_for_another(jobs: tuple[Job, ...]) -> None:
    """The check that knows their fingerprints says so, and the other measures."""
    fair, right, *_ = jobs
    known = results(fair)["fair"].evidence.fingerprints

    found = results(replace(fair, known=known), right)

    assert (found["fair"].unchanged, found["right"].unchanged) == (True, False)
    assert list(found["fair"].evidence.timings) == ["open"]


@pytest.mark.parametrize("error", [MemoryError(), SystemExit(3), ValueError("the row of alice@example.org")])
def test_what_breaks_in_one_check_breaks_no_other(
    jobs: tuple[Job, ...], monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """Not even what would end the process; and no word of it gets out that it did not choose."""

    def broken(*_: Any) -> Any:
        raise error

    kinds = {**REGISTRY.checks, "fairness": replace(REGISTRY.checks["fairness"], compute=broken)}
    other = Registry([])
    other.checks, other.sources = kinds, REGISTRY.sources
    monkeypatch.setattr(module, "registry", lambda: other)

    found = results(*jobs[:2])

    assert found["fair"].outcome is (Outcome.KILLED if isinstance(error, MemoryError) else Outcome.CHECK_ERROR)
    assert found["right"].outcome is Outcome.OK
    assert "alice" not in found["fair"].message


def test_what_breaks_before_anything_is_opened_breaks_all(
    jobs: tuple[Job, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is told so, and nothing is raised."""

    def broken(*_: Any) -> Any:
        raise RuntimeError("the engine")

    monkeypatch.setattr(module, "load", broken)

    bodies = execute_together(Firing(jobs[:2]))

    assert [json.loads(body)["outcome"] for body in bodies] == ["check_error"] * 2


def test_a_firing_may_take_what_its_checks_may_and_hold_what_one_may(jobs: tuple[Job, ...]) -> None:
    """Timeouts add up, and the largest of the limits on memory holds."""

    def limited(job: Job, **limits: Any) -> Job:
        return replace(job, check=replace(job.check, settings=job.check.settings.model_copy(update=limits)))

    firing = Firing((limited(jobs[0], timeout=2.0, memory_limit=5), limited(jobs[1], timeout=3.0, memory_limit=4)))

    assert (firing.timeout, firing.memory_limit) == (5.0, 5)

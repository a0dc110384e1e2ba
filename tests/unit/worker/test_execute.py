import json
import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Columns, DataSet, Model
from dte_exporter.config.windows import Windows
from dte_exporter.errors import CheckError, NoDataError, SourceError
from dte_exporter.metric import MetricSpec
from dte_exporter.outcome import CheckResult, Findings, Outcome
from dte_exporter.registry import Example, Registry, check
from dte_exporter.statistics.contingency import ContingencyPlan
from dte_exporter.statistics.sources import Sources
from dte_exporter.tables.files import FilesSource, open_files
from dte_exporter.worker import execute as module
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

SHARE = MetricSpec("dte_toy_share", "A share.", "toy", ("check", "dataset", "sex"))


class Params(Model):
    """What the toy check is told to do."""

    fail: str = ""


@dataclass(frozen=True)
class Counts:
    """The rows of two windows."""

    rows: Mapping[str, int]


class TwoCounts:
    """A plan that counts the rows of each window."""

    def measure(self, sources: Sources, cache: object) -> Counts:
        """Return the counts."""
        windows = sources.windows.items()
        counted = {side: view.rows(view.table.aggregate(n=view.table.count())) for side, view in windows}
        return Counts({side: rows for side, ((rows,),) in counted.items()})


class UnpicklableError(Exception):
    """An exception that cannot be made from its text alone."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"the row of alice@example.org, {one}, {two}")


FAILURES: dict[str, BaseException] = {
    "source": SourceError("the table is gone"),
    "empty": NoDataError("the window holds no rows"),
    "check": CheckError("name the positive class"),
    "memory": MemoryError(),
    "unpicklable": UnpicklableError(1, 2),
    "exit": SystemExit(3),
}


@check(
    "toy",
    params=Params,
    needs=lambda params, roles: {"table": ContingencyPlan(("sex",), "hired")},
    emits=[SHARE],
    example=Example({}, {}, ""),
)
def toy(statistics: Mapping[str, Any], params: Params, roles: object, now: float) -> Findings:
    """Return the share of each sex, or what the parameters ask for."""
    if params.fail in FAILURES:
        raise FAILURES[params.fail]
    if params.fail == "undefined":
        return Findings((), ("0/0",))
    if params.fail == "notice":
        return Findings((SHARE.sample(0.5, sex="f"),), notices=("column 'sex' is text",))
    if params.fail == "numpy":
        import numpy as np

        return Findings((SHARE.sample(np.float64(0.5), sex="f"),), details={"bins": [1, 2]})
    if params.fail == "evidence":
        return Findings((SHARE.sample(1, sex="f"),), details={"object": object()})
    cells = statistics["table"].cells
    return Findings(tuple(SHARE.sample(count / 3, sex=sex) for (sex, _, _), count in sorted(cells.items())))


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Job:
    """Return a job of the toy check on three rows, two of them current."""
    duckdb.connect().execute(
        f"""copy (select * from (values ('f', 1, 2018), ('m', 0, 2018), ('m', 1, 2015)) t(sex, hired, year))
        to '{tmp_path}/t.parquet'"""
    )
    monkeypatch.setattr(module, "registry", lambda: Registry([toy, open_files]))
    dataset = DataSet(
        source=FilesSource(type="files", path="t.parquet"),
        columns=Columns(prediction="hired", sensitive=("sex",)),
        windows=Windows.model_validate({"current": "year = 2018", "reference": "year = 2015"}),
    )
    settings = CheckSettings(check="toy", dataset="people", model="m1", every=60.0, memory_limit="16GiB")
    check = ConfiguredCheck("toy-check", settings, Params(), {"people": dataset}, tmp_path, "toy")
    return Job(check, 0.0, tmp_path / "cache")


def with_params(job: Job, fail: str) -> Job:
    """Return `job` with a check that fails in this way."""
    check = job.check
    return Job(
        ConfiguredCheck(check.name, check.settings, Params(fail=fail), check.datasets, check.base, check.pillar),
        job.now,
        job.cache,
    )


def result(job: Job) -> CheckResult:
    """Return what comes back from a worker."""
    return CheckResult.from_json(execute(job))


def test_a_job_gives_samples_that_say_where_they_come_from(job: Job) -> None:
    """The labels of the scope that the metric declares are filled in, and no others."""
    found = result(job)
    assert found.outcome is Outcome.OK
    assert [(dict(one.labels), one.value) for one in found.samples] == [
        ({"check": "toy-check", "dataset": "people", "sex": "f"}, 1 / 3),
        ({"check": "toy-check", "dataset": "people", "sex": "m"}, 1 / 3),
    ]


def test_the_evidence_tells_what_was_read(job: Job) -> None:
    """Rows, the window in words, the source's identity and the time by stage."""
    evidence = result(job).evidence
    assert evidence.rows == {"current": 2}
    assert evidence.windows == {"current": "year = 2018"}
    assert len(evidence.fingerprints["current"]) == 16
    assert list(evidence.timings) == ["open", "measure", "compute"]


def test_what_a_check_notices_goes_with_its_values(job: Job) -> None:
    """The sentences come out of the worker as the check wrote them."""
    assert result(with_params(job, "notice")).evidence.notices == ("column 'sex' is text",)


def test_a_check_of_one_window_reads_the_one_that_its_config_names(job: Job) -> None:
    """Asked for the reference, it reads that one row."""
    settings = job.check.settings.model_copy(update={"window": "reference"})
    check = ConfiguredCheck("c", settings, Params(), job.check.datasets, job.check.base, "toy")
    assert result(Job(check, 0.0, job.cache)).evidence.rows == {"reference": 1}


@pytest.mark.parametrize(
    ("fail", "outcome", "message"),
    [
        ("source", Outcome.SOURCE_ERROR, "the table is gone"),
        ("empty", Outcome.NO_DATA, "the window holds no rows"),
        ("check", Outcome.CHECK_ERROR, "name the positive class"),
        ("memory", Outcome.KILLED, "ran into its memory limit of 16,384 MiB: raise memory_limit"),
        ("undefined", Outcome.UNDEFINED, "0/0"),
    ],
)
def test_each_failure_has_its_outcome(job: Job, fail: str, outcome: Outcome, message: str) -> None:
    """The sentence is the error's own, or names the limit."""
    found = result(with_params(job, fail))
    assert (found.outcome, found.message, found.samples) == (outcome, message, ())


@pytest.mark.parametrize("fail", ["unpicklable", "exit", "evidence"])
def test_an_unexpected_error_names_its_kind_and_place_but_not_its_text(job: Job, fail: str) -> None:
    """Its text may quote a row, and its class may not exist in the parent."""
    found = result(with_params(job, fail))
    assert found.outcome is Outcome.CHECK_ERROR
    assert "alice" not in found.message
    assert found.message.startswith("the check fails with ")
    assert ", line " in found.message


def test_numpy_values_leave_the_worker_as_plain_numbers(job: Job) -> None:
    """The parent must not import numpy to read a result."""
    body = execute(with_params(job, "numpy"))
    assert json.loads(body)["samples"][0]["value"] == 0.5


def test_a_missing_column_is_an_error_of_the_source(job: Job) -> None:
    """It is named with those that are there."""
    columns = Columns(prediction="promoted", sensitive=("sex",))
    people = job.check.dataset.model_copy(update={"columns": columns})
    check = ConfiguredCheck("c", job.check.settings, Params(), {"people": people}, job.check.base, "toy")
    found = result(Job(check, 0.0, job.cache))
    assert found.outcome is Outcome.SOURCE_ERROR
    assert found.message == (
        "the source has no column 'promoted' (it has 3 others): "
        "check its name in the config, and the header of a CSV file"
    )


def test_a_window_may_read_another_data_set(job: Job, tmp_path: Path) -> None:
    """The training file is the reference of the production table."""
    duckdb.connect().execute(f"copy (select 'f' as sex, 1 as hired from range(5)) to '{tmp_path}/training.parquet'")
    people = job.check.dataset.model_copy(
        update={"windows": Windows.model_validate({"current": {"dataset": "training"}})}
    )
    training = DataSet(source=FilesSource(type="files", path="training.parquet"))
    check = ConfiguredCheck(
        "c", job.check.settings, Params(), {"people": people, "training": training}, job.check.base, "toy"
    )
    found = result(Job(check, 0.0, job.cache))
    assert found.evidence.rows == {"current": 5}
    assert found.evidence.windows == {"current": "dataset: training"}


def test_a_job_travels_to_the_worker(job: Job) -> None:
    """All that it holds can be pickled."""
    assert pickle.loads(pickle.dumps(job)) == job


@pytest.mark.parametrize("copied", [False, True])
def test_rows_that_are_held_against_themselves_are_nothing_to_compare(
    job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, copied: bool
) -> None:
    """A check of two windows gives no value then, whatever it would compute; what was read is told all the same."""
    two = check(
        "toy",
        params=Params,
        needs=lambda params, roles: {"rows": TwoCounts()},
        emits=[SHARE],
        example=Example({}, {}, ""),
        windows=("reference", "current"),
    )(lambda statistics, params, roles, now: Findings((SHARE.sample(1, sex="f"),)))
    monkeypatch.setattr(module, "registry", lambda: Registry([two, open_files]))
    if copied:
        (tmp_path / "copy.parquet").write_bytes((tmp_path / "t.parquet").read_bytes())
    other = FilesSource(type="files", path="copy.parquet" if copied else "t.parquet")
    windows = Windows.model_validate({"current": "year > 2000", "reference": {"dataset": "before", "where": "1 = 1"}})
    people = job.check.datasets["people"].model_copy(update={"windows": windows})
    datasets = {"people": people, "before": people.model_copy(update={"source": other})}
    configured = ConfiguredCheck("toy-check", job.check.settings, Params(), datasets, job.check.base, "toy")

    found = result(Job(configured, 0.0, job.cache))

    assert (found.outcome, found.samples) == (Outcome.UNDEFINED, ())
    assert found.message == (
        "the reference and the current window hold the same 3 rows, so there is nothing to compare: "
        "set datasets.people.windows.reference to other rows, such as those that the model was trained on"
    )
    assert found.evidence.rows == {"reference": 3, "current": 3}
    assert found.evidence.windows == {"reference": "dataset: before, where: 1 = 1", "current": "year > 2000"}


def test_what_is_learned_of_the_rows_themselves_is_not_told(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check of one window that may learn from another says all else, as if the data set had no reference."""
    one = check(
        "toy",
        params=Params,
        needs=lambda params, roles: {"rows": TwoCounts()},
        emits=[SHARE],
        example=Example({}, {}, ""),
        optional=("reference",),
    )(lambda statistics, params, roles, now: Findings((SHARE.sample(len(statistics["rows"].rows), sex="f"),)))
    monkeypatch.setattr(module, "registry", lambda: Registry([one, open_files]))
    windows = Windows.model_validate({"current": "year > 2000", "reference": "1 = 1"})
    datasets = {"people": job.check.datasets["people"].model_copy(update={"windows": windows})}
    configured = ConfiguredCheck("toy-check", job.check.settings, Params(), datasets, job.check.base, "toy")

    found = result(Job(configured, 0.0, job.cache))

    assert (found.outcome, [sample.value for sample in found.samples]) == (Outcome.OK, [1])
    assert [sentence.partition(", so")[0] for sentence in found.evidence.undefined] == [
        "the reference and the current window hold the same 3 rows"
    ]

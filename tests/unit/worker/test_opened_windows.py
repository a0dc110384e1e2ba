"""The rows that a check reads, as a whole config asks for them."""

from pathlib import Path

import duckdb
import pytest

from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

REGISTRY = Registry.discover()

CONFIG = """
datasets:
  decisions:
    source: {type: files, path: decisions.parquet}
    columns: {key: id, prediction: approved, time: day}
    labels: {dataset: outcomes, max_age: 30d}
    windows: {current: {from: 2018-03-01, to: 2018-04-01}}
  outcomes:
    source: {type: files, path: outcomes.parquet}
    columns: {key: id, label: paid, time: day}
checks:
  right: {check: performance, dataset: decisions, every: 5m}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four decisions of March, each with an outcome, which for the last comes after 40 days; one of February."""
    connection = duckdb.connect()
    connection.execute(
        f"""copy (select * from (values
            (1, 1, timestamp '2018-03-01'), (2, 1, timestamp '2018-03-02'), (3, 0, timestamp '2018-03-03'),
            (4, 1, timestamp '2018-03-04'), (5, 1, timestamp '2018-02-01')) t(id, approved, day))
        to '{tmp_path}/decisions.parquet'"""
    )
    connection.execute(
        f"""copy (select * from (values
            (1, 1, timestamp '2018-03-20'), (2, 0, timestamp '2018-03-21'), (3, 0, timestamp '2018-03-22'),
            (4, 1, timestamp '2018-04-13'), (5, 1, timestamp '2018-02-03')) t(id, paid, day))
        to '{tmp_path}/outcomes.parquet'"""
    )
    (tmp_path / "config.yaml").write_text(CONFIG)
    return tmp_path


def run(folder: Path) -> CheckResult:
    """Return the result of the one check of the config in `folder`."""
    (check,) = load(folder / "config.yaml", REGISTRY).checks.values()
    return CheckResult.from_json(execute(Job(check, 0.0, folder / "cache")))


def test_labels_in_a_table_of_their_own_are_met_by_key(folder: Path) -> None:
    """Of March's four rows three have a label in time, and two of those were predicted right."""
    found = {sample.name: sample.value for sample in run(folder).samples}

    assert found["dte_model_label_coverage_ratio"] == 3 / 4
    assert found["dte_model_labelled_rows"] == 3
    assert found["dte_model_accuracy"] == pytest.approx(2 / 3)
    assert found["dte_model_newest_label_timestamp_seconds"] == 1520035200  # of 3 March, the newest row with one


def test_a_label_that_has_come_since_counts_at_the_next_run(folder: Path) -> None:
    """Nothing that was computed from the labels of before is taken again."""
    before = {sample.name: sample.value for sample in run(folder).samples}
    duckdb.connect().execute(
        f"""copy (select * from (values
            (1, 1, timestamp '2018-03-20'), (2, 1, timestamp '2018-03-22')) t(id, paid, day))
        to '{folder}/outcomes.parquet'"""
    )

    after = {sample.name: sample.value for sample in run(folder).samples}

    assert before["dte_model_accuracy"] == pytest.approx(2 / 3)
    assert after["dte_model_accuracy"] == 1
    assert after["dte_model_labelled_rows"] == 2


def test_the_label_is_no_feature(folder: Path) -> None:
    """Drift on features leaves it out wherever it comes from, and tells of it as the label that it is."""
    text = CONFIG.replace("windows: {", "windows: {reference: {from: 2018-02-01}, ")
    (folder / "config.yaml").write_text(text.replace("check: performance", "check: drift"))

    columns = {sample.labels.get("column") for sample in run(folder).samples}

    assert {"approved", "paid"} <= columns


def test_a_reload_that_changes_only_the_labels_changes_the_check(folder: Path) -> None:
    """What is known of a check whose truth comes from elsewhere is known no more."""
    (before,) = load(folder / "config.yaml", REGISTRY).checks.values()
    (folder / "config.yaml").write_text(CONFIG.replace("outcomes.parquet", "others.parquet"))
    (after,) = load(folder / "config.yaml", REGISTRY).checks.values()

    assert before != after


def test_each_data_set_reads_its_times_in_its_own_zone(folder: Path) -> None:
    """Decisions are written in Tokyo, labels in UTC: what came 30 days later on paper came 30 days and 9 hours later.

    So of three labels the two of 29 days are in time, and the newest row with one, of midnight of 3 March in Tokyo, is
    of 15:00 UTC the day before.
    """
    duckdb.connect().execute(
        f"""copy (select * from (values
            (1, 1, timestamp '2018-03-31'), (2, 0, timestamp '2018-03-31'), (3, 0, timestamp '2018-04-01'))
            t(id, paid, day))
        to '{folder}/outcomes.parquet'"""
    )
    config = folder / "config.yaml"
    config.write_text(CONFIG.replace("    labels:", "    timezone: Asia/Tokyo\n    labels:"))

    found = {sample.name: sample.value for sample in run(folder).samples}

    assert found["dte_model_label_coverage_ratio"] == 2 / 4
    assert found["dte_model_newest_label_timestamp_seconds"] == 1520035200 - 9 * 3600


def test_a_new_zone_is_a_new_identity_of_the_rows(folder: Path) -> None:
    """What was kept of them was of other moments."""
    before = run(folder).evidence
    config = folder / "config.yaml"
    config.write_text(CONFIG.replace("    labels:", "    timezone: Asia/Tokyo\n    labels:"))

    assert before is not None
    assert (after := run(folder).evidence) is not None
    assert before.fingerprints.keys() == after.fingerprints.keys()
    assert before.fingerprints["current"] != after.fingerprints["current"]


TRAINED = """
datasets:
  live:
    source: {type: files, path: live.parquet}
    columns: {key: id, label: paid, features: {exclude: [note]}}
    windows: {reference: {dataset: training}, current: "id >= 0"}
  training:
    source: {type: files, path: training.parquet}
    columns: {key: row, features: {exclude: [fold]}}
checks:
  moved: {check: drift, dataset: live, every: 5m}
"""


@pytest.fixture
def trained(tmp_path: Path) -> Path:
    """Return a folder of what a model was trained on, and of live rows that have lost income and have no label yet."""
    rows = "FROM range(100) t(i)"
    live = f"SELECT i AS id, i % 7 AS age, 'x' || i % 3 AS note {rows}"
    training = f"SELECT i AS row, i % 5 AS fold, i % 7 AS age, i % 9 AS income, i % 2 AS paid, i % 3 AS note {rows}"
    for name, query in (("live", live), ("training", training)):
        duckdb.sql(f"COPY ({query}) TO '{tmp_path}/{name}.parquet' (FORMAT parquet)")
    (tmp_path / "config.yaml").write_text(TRAINED)
    return tmp_path


def test_a_feature_that_only_the_reference_has_is_said_to_be_gone(trained: Path) -> None:
    """So is the label that the config names; key, fold and note are features on neither side."""
    found = run(trained)
    gone = "of type int64 in the reference window and missing in the current window"
    way_out = "give both windows the same columns, or exclude it"
    assert set(found.evidence.undefined) == {f"column {name!r} is {gone}: {way_out}" for name in ("income", "paid")}
    assert {one.labels.get("column") for one in found.samples} == {"age", None}


def test_a_column_that_neither_side_has_is_a_slip_in_the_config(trained: Path) -> None:
    """Nothing is computed, and the sentence names it."""
    (trained / "config.yaml").write_text(TRAINED.replace("label: paid", "label: payed"))
    found = run(trained)
    assert (found.outcome, found.samples) == (Outcome.SOURCE_ERROR, ())
    assert "'payed'" in found.message

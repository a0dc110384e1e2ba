"""The whole check, on windows that were written to files and are asked by the engine."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dte_exporter.checks.drift import check as univariate
from dte_exporter.checks.drift.multivariate.multivariate import Params, multivariate_drift, needs
from dte_exporter.checks.drift.params import Params as UnivariateParams
from dte_exporter.config.models import Columns
from dte_exporter.config.roles import ColumnKind, joint, resolve
from dte_exporter.outcome import Findings
from dte_exporter.registry import Check
from dte_exporter.statistics.sources import Sources
from dte_exporter.storage.statistics_cache import DiskCache
from dte_exporter.tables.files import FilesSource, open_files
from dte_exporter.tables.table_view import view

ROWS = 120
NUMBER = ColumnKind.NUMBER
Window = Mapping[str, Any]
Measure = Callable[..., Findings]


@pytest.fixture
def measured(tmp_path: Path) -> Measure:
    """Return a function from the columns of two windows to what a check finds, the multivariate one if none is said."""

    def measure(
        reference: Window, current: Window, params: Any = None, kind: Check[Any] | None = None, **columns: Any
    ) -> Findings:
        tables = {}
        for side, rows in (("reference", reference), ("current", current)):
            pq.write_table(pa.table(dict(rows)), tmp_path / f"{side}.parquet")
            tables[side] = open_files.open(FilesSource(type="files", path=f"{side}.parquet"), tmp_path)
        declared = Columns.model_validate(columns)
        roles = resolve(declared, joint(declared, tables["current"].kinds, Columns(), tables["reference"].kinds))
        views = {side: view(table, None, None, None, 0.0) for side, table in tables.items()}
        asked, chosen = kind or multivariate_drift, params or Params()
        statistics = {
            name: plan.measure(Sources(views), DiskCache(tmp_path)) for name, plan in asked.needs(chosen, roles).items()
        }
        return asked.compute(statistics, chosen, roles, 0.0)

    return measure


def values(findings: Findings) -> dict[str, float]:
    """Return the values by metric."""
    return {one.name.removeprefix("dte_drift_"): one.value for one in findings.samples}


def normal(correlation: float, seed: int, rows: int = ROWS) -> dict[str, Any]:
    """Return a window of two normal columns."""
    covariance = [[1, correlation], [correlation, 1]]
    height, weight = np.random.default_rng(seed).multivariate_normal([0, 0], covariance, size=rows).T
    return {"height": height, "weight": weight}


def test_a_correlation_that_turns_round_is_seen_here_and_in_no_column(measured: Measure) -> None:
    """Each column is a standard normal one as before, so the check of single columns finds nothing significant."""
    windows = normal(0.9, seed=1), normal(-0.9, seed=2)
    found = values(measured(*windows))
    alone = measured(*windows, UnivariateParams(method="wasserstein", row_limit=100), univariate.drift)

    assert found["domain_classifier_auc_ci_lower"] > 0.6
    assert found["domain_classifier_p_value"] < 1e-6
    assert found["reconstruction_error"] > 3 * found["reconstruction_error_reference"]
    assert found["reconstruction_error_p_value"] < 1e-9
    assert [one.value for one in alone.samples if one.name == "dte_drift_significant"] == [0, 0]


def test_every_metric_has_a_value_and_the_error_its_interval(measured: Measure) -> None:
    """Of windows that are alike as well; the error lies between the ends."""
    findings = measured(normal(0.9, seed=1), normal(0.9, seed=2))
    found = values(findings)
    assert {one.name for one in findings.samples} == {spec.name for spec in multivariate_drift.emits}
    assert (
        found["reconstruction_error_ci_lower"] < found["reconstruction_error"] < found["reconstruction_error_ci_upper"]
    )
    assert findings.undefined == findings.notices == ()
    assert findings.details == {
        "columns": ["height", "weight"],
        "not_compared": {},
        "rows_looked_at": {"reference": ROWS, "current": ROWS},
        "basis": "rows",
    }


def test_of_many_rows_a_draw_is_looked_at_and_told(measured: Measure) -> None:
    """As many of each window as the limit says, or all that there are."""
    findings = measured(normal(0.9, seed=1, rows=1_000), normal(0.9, seed=2), Params(row_limit=200))
    assert findings.details["rows_looked_at"] == {"reference": 200, "current": ROWS}
    assert findings.details["basis"] == "draw"
    assert "domain_classifier_auc" in values(findings)


@pytest.mark.parametrize("few", ["reference", "current"])
def test_a_window_of_too_few_rows_is_named(measured: Measure, few: str) -> None:
    """99 are one too few, and nothing is told."""
    rows = {"reference": 100, "current": 100, few: 99}
    findings = measured(normal(0.9, 1, rows["reference"]), normal(0.9, 2, rows["current"]))
    assert findings.samples == ()
    assert findings.undefined == (
        f"the {few} window has 99 rows, and half of 100 are to be learnt from and half held out: choose a longer one",
    )


def test_one_column_does_not_move_together(measured: Measure) -> None:
    """The other is left out, and both is said."""
    identifiers = {"customer": np.arange(ROWS)}, {"customer": np.arange(ROWS) + ROWS}
    (reference, current), (before, now) = (normal(0.9, seed=1), normal(0.9, seed=2)), identifiers
    sides = ({"height": one["height"], **more} for one, more in ((reference, before), (current, now)))
    findings = measured(*sides)
    assert findings.samples == ()
    assert findings.undefined == (
        "only column 'height' can be looked at, and columns move together where there are two: see columns.features",
    )
    (notice,) = findings.notices
    assert notice.startswith("column 'customer' is left out: its numbers differ in every row, like identifiers")


def test_no_column_at_all_is_said(measured: Measure) -> None:
    """The only one is of another type in each window."""
    findings = measured({"x": [1] * ROWS}, {"x": ["a"] * ROWS})
    assert findings.undefined[0].startswith("no column can be looked at")
    assert findings.notices[0].startswith("column 'x' is of type int64 in the reference window and of type string in")


def test_what_drift_leaves_out_is_left_out_here_each_with_its_sentence(measured: Measure) -> None:
    """Free text, a column without values in a window, and one that is neither numbers nor categories."""
    remarks = [f"remark {row}" for row in range(ROWS)]
    days = pa.array([row % 9 for row in range(ROWS)], pa.int32()).cast(pa.date32())
    nothing = pa.array([None] * ROWS, pa.float64())
    more = {"remark": remarks, "day": days}
    findings = measured(
        {**normal(0.9, seed=1), **more, "gone": [1.5, 2.5] * (ROWS // 2)},
        {**normal(0.9, seed=2), **more, "gone": nothing},
    )
    assert findings.details["columns"] == ["height", "weight"]
    assert findings.details["not_compared"] == {"day": "time"}
    assert [one.split(":")[0] for one in findings.notices] == [
        "column 'remark' is left out",
        "column 'gone' has no values in the current window",
    ]


def test_prediction_and_label_are_no_features(measured: Measure) -> None:
    """Of what a model said and what was true a classifier would tell more than of its input."""
    roles = {"prediction": "guess", "label": "truth"}
    sides = (
        {**normal(0.9, seed), "guess": [answer] * ROWS, "truth": [answer] * ROWS} for seed, answer in ((1, 0), (2, 1))
    )
    findings = measured(*sides, **roles)
    assert findings.details["columns"] == ["height", "weight"]
    assert values(findings)["domain_classifier_auc"] < 0.7


def test_columns_that_do_not_depend_on_each_other_leave_nothing_to_rebuild(measured: Measure) -> None:
    """The classifier is asked all the same."""
    findings = measured(normal(0.0, seed=1), normal(0.0, seed=2))
    assert {name for name in values(findings) if name.startswith("reconstruction")} == set()
    assert "domain_classifier_auc" in values(findings)
    (sentence,) = findings.undefined
    assert sentence.startswith("reconstruction_error: all 2 components are needed to explain 65% of the variance")


def test_where_only_a_half_of_the_reference_has_nothing_to_rebuild_there_is_no_p_value(measured: Measure) -> None:
    """The one row that varies is in the half that is held out, or the components of the other half are all needed."""
    single = [1.0] + [0.0] * (ROWS - 1)
    for place in range(20):
        reference = {"x": single, "y": single[::-1] if place % 2 else single, "z": [float(place)] * ROWS}
        findings = measured(reference, {"x": single, "y": single, "z": [1.0] * ROWS}, Params(explained_variance=0.3))
        if findings.undefined:
            break
    assert findings.undefined == (
        "reconstruction_error_p_value: of one half of the reference, no column varies in the reference",
    )
    assert "reconstruction_error" in values(findings)


def test_the_confidence_is_that_of_the_intervals(measured: Measure) -> None:
    """Half as sure is narrower."""
    windows = normal(0.9, seed=1), normal(0.9, seed=2)
    sure, less = (values(measured(*windows, Params(confidence=one))) for one in (0.99, 0.6))
    for name in ("domain_classifier_auc", "reconstruction_error"):
        widths = [one[f"{name}_ci_upper"] - one[f"{name}_ci_lower"] for one in (sure, less)]
        assert widths[0] > widths[1] > 0


def test_the_plan_is_of_the_features_alone(measured: Measure) -> None:
    """What is neither number nor category is only asked for its type."""
    roles = resolve(Columns(label="y"), {"y": NUMBER, "x": NUMBER, "c": ColumnKind.CATEGORY, "at": ColumnKind.TIME})
    plan = needs(Params(row_limit=500), roles)["distribution"]
    assert (plan.numbers, plan.categories, plan.others, plan.row_limit) == (("x",), ("c",), ("at",), 500)


@pytest.mark.parametrize("factor", [1e153, 1e200, 1e307])
def test_a_column_that_is_too_large_to_be_rebuilt_is_named(measured: Measure, factor: float) -> None:
    """Be it its squares or their sum that no number holds; the windows are told apart all the same."""
    huge = {"heft": factor * np.linspace(3, 9, ROWS)}
    findings = measured(normal(0.9, seed=1) | {"heft": np.linspace(0, 1, ROWS)}, normal(0.9, seed=2) | huge)
    assert findings.undefined == (
        "reconstruction_error: column 'heft' holds numbers that are too large to be squared: exclude it",
    )
    assert values(findings)["domain_classifier_auc"] > 0.9

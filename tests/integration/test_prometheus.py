import subprocess
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from dte_exporter.checks.drift import column_changes
from dte_exporter.checks.drift.cadence import cadence_metrics
from dte_exporter.checks.drift.feature_shares import OF_IMPORTANCE
from dte_exporter.checks.drift.multivariate import multivariate_metrics
from dte_exporter.checks.drift.text import text_metrics
from dte_exporter.checks.fairness.disparity_families import ENDS, FAMILIES, GROUP_RATES, USUAL, WITHOUT_ENDS, rates_of
from dte_exporter.checks.fairness.regression.group_errors import FIGURES
from dte_exporter.checks.lineage import lineage_metrics
from dte_exporter.checks.model.attribution import drop_metrics
from dte_exporter.checks.model.loss.check import LOSSES
from dte_exporter.checks.model.performance import deviations
from dte_exporter.checks.model.performance.measure import specs
from dte_exporter.checks.quality import validations
from dte_exporter.checks.quality.contract import contract_metrics
from dte_exporter.checks.quality.freshness import freshness_metrics
from dte_exporter.checks.quality.results import age_metrics
from dte_exporter.checks.quality.schema import schema_metrics
from dte_exporter.checks.quality.volume import volume_metrics
from dte_exporter.exposition.catalogue import catalogue
from dte_exporter.exposition.exporter import check_segments
from dte_exporter.objectives import inheritance
from dte_exporter.registry import Registry
from tests.integration.asked import Prometheus

Eventually = Callable[[Callable[[], bool], str], None]

pytestmark = pytest.mark.integration


def with_ends(*names: str) -> list[str]:
    """Return the families called `names`, and those of the ends of their intervals."""
    return [f"{name}{end}" for name in names for end in ("", "_ci_lower", "_ci_upper")]


def of_other_criteria() -> list[str]:
    """Return the families of fairness that a check tells only if its criteria, or what it compares, ask for them."""
    others = [family for family in FAMILIES if family.criterion not in USUAL]
    usual = rates_of(family for family in FAMILIES if family.criterion in USUAL)
    asked = [spec for family in others for spec in (family.difference, family.ratio) if spec in ENDS]
    asked += [spec for rate, spec in GROUP_RATES.items() if rate not in usual]
    return [spec.name for spec in (*WITHOUT_ENDS, *(one for of in asked for one in (of, *ENDS[of])))]


ABSENT = {
    **dict.fromkeys(of_other_criteria(), "the demo compares groups by the usual criteria"),
    **dict.fromkeys([spec.name for figure in FIGURES for spec in figure.specs], "the model names classes, not amounts"),
    "dte_drift_p_value": "the reference has over 1,000 rows, where Evidently's defaults are distances",
    **dict.fromkeys((spec.name for spec in column_changes.SPECS.values()), "the demo asks for distances alone"),
    **dict.fromkeys((spec.name for spec in multivariate_metrics.SPECS), "the demo compares each column by itself"),
    **dict.fromkeys((spec.name for spec in text_metrics.SPECS), "the survey has no column of text"),
    **dict.fromkeys(
        (spec.name for spec in OF_IMPORTANCE.specs), "nobody knows how important a feature is to the model"
    ),
    "dte_quality_mistyped_ratio": "no text of the demo stands for numbers or dates",
    **dict.fromkeys(
        (one.name for one in (contract_metrics.RULE_MET, contract_metrics.MET_RATIO, contract_metrics.INFO)),
        "nobody has a contract on the survey",
    ),
    "dte_quality_unmatched_ratio": "the survey refers to no other data set",
    "dte_model_expected_loss": "the survey has one prediction a person, no replicates",
    "dte_model_loss_bias": "the survey has one prediction a person, no replicates",
    "dte_model_loss_net_variance": "the survey has one prediction a person, no replicates",
    "dte_model_loss_variance": "the survey has one prediction a person, no replicates",
    **dict.fromkeys((spec.name for spec in cadence_metrics.SPECS), "the survey has years, not times"),
    **dict.fromkeys(
        (spec.name for spec in (*validations.SPECS, age_metrics.VALIDATED, age_metrics.CURRENT)),
        "nobody else validates the survey",
    ),
    **dict.fromkeys((spec.name for spec in freshness_metrics.SPECS), "the survey has years, not times"),
    **dict.fromkeys((spec.name for spec in volume_metrics.SPECS), "the survey has years, not times"),
    **dict.fromkeys((spec.name for spec in schema_metrics.SPECS), "nobody agreed on the columns of the survey"),
    **dict.fromkeys((spec.name for spec in drop_metrics.SPECS), "the demo does not ask what a drop goes back to"),
    **dict.fromkeys(with_ends("dte_model_f1_macro", "dte_model_precision_macro"), "the model knows two classes"),
    **dict.fromkeys(with_ends("dte_model_f1_macro_estimated"), "the model knows two classes"),
    **dict.fromkeys(
        (
            "dte_model_f1_macro_estimated_error",
            "dte_model_roc_auc_macro_estimated",
            "dte_model_roc_auc_macro_estimated_error",
        ),
        "the model knows two classes",
    ),
    **dict.fromkeys((spec.name for spec in specs(deviations.MEASURES)), "the model names classes, not amounts"),
    **dict.fromkeys(
        (spec.name for loss in LOSSES for spec in (loss.spec, loss.error)), "the model names classes, not amounts"
    ),
    "dte_model_newest_label_timestamp_seconds": "the survey has years, not times",
    **dict.fromkeys((spec.name for spec in (*lineage_metrics.SPECS, *inheritance.SPECS)), "the demo traces no lineage"),
    "dte_lineage_events_total": "the demo receives no lineage",
    **dict.fromkeys(
        (name for name in catalogue(Registry.discover()) if name.startswith("dte_synthetic_")),
        "nothing in the demo is synthetic",
    ),
    "dte_config_team_last_reload_successful": "the demo is of one team",
    **dict.fromkeys((spec.name for spec in check_segments.SPECS), "no check of the demo is measured by segment"),
    "dte_web_config_last_reload_successful": "the demo answers everybody in the clear",
    "dte_compliance_breaches_deadline_timestamp_seconds": "what the made-up shop has open is overdue by now",
    "dte_compliance_requests_deadline_timestamp_seconds": "what the made-up shop has open is overdue by now",
    "dte_compliance_document_deadline_timestamp_seconds": "the one document with an end has ended",
}
"""Families that the demo has no value for, and why."""

OPENMETRICS = "application/openmetrics-text; version=1.0.0"


def test_prometheus_sees_every_declared_family(server: Prometheus) -> None:
    """Every family of the catalogue has a series in Prometheus, but for those that the demo cannot have."""
    declared = set(catalogue(Registry.discover()))
    seen = {name for name in server.get("label/__name__/values") if name.startswith("dte_")}
    assert declared - seen == set(ABSENT)
    assert seen <= declared


def test_prometheus_accepts_every_sample(server: Prometheus) -> None:
    """The scrape ends without an error, and no sample is dropped."""
    (target,) = server.get("targets")["activeTargets"]
    assert (target["health"], target["lastError"]) == ("up", "")
    assert server.query("scrape_samples_scraped - scrape_samples_post_metric_relabeling") == [0]


def test_prometheus_has_the_value_that_fairlearn_gives_on_the_rows(server: Prometheus) -> None:
    """A gauge arrives with all its digits."""
    import fairlearn.metrics
    import pandas as pd

    rows = pd.read_parquet(Path(__file__).parents[2] / "deploy/demo/acs_employment.parquet").query("year == 2018")
    expected = fairlearn.metrics.demographic_parity_difference(
        rows["employed"], rows["prediction"], sensitive_features=rows["sex"]
    )
    (value,) = server.query("dte_fairness_demographic_parity_difference{sensitive_feature='sex'}")
    assert value == pytest.approx(expected, abs=1e-12)


def test_labels_of_the_scrape_stay_its_own(server: Prometheus) -> None:
    """No label had to be renamed because scraping sets one of that name."""
    assert not [label for label in server.get("labels") if label.startswith("exported_")]


def test_every_objective_of_the_demo_is_known(server: Prometheus) -> None:
    """A judged value is there for each."""
    known = server.query("dte_objective_known")
    assert known
    assert set(known) == {1}


def test_the_questions_of_the_how_to_can_be_asked(server: Prometheus) -> None:
    """Each query of the page on Prometheus is one that Prometheus understands."""
    page = (Path(__file__).parents[2] / "docs/how-to/scrape-with-prometheus.md").read_text()
    queries = [block.partition("```")[0] for block in page.split("```promql\n")[1:]]
    assert len(queries) >= 6
    for query in queries:
        httpx.get(f"{server.api}/query", params={"query": query}).raise_for_status()


def test_promtool_has_nothing_to_say(demo: str, promtool: Path) -> None:
    """The names, types and HELP of the exposition follow Prometheus's rules."""
    body = httpx.get(f"http://{demo}/metrics").content
    checked = subprocess.run([promtool, "check", "metrics"], input=body, capture_output=True, check=False)
    assert (checked.stdout + checked.stderr).decode() == ""
    assert checked.returncode == 0


def test_the_openmetrics_body_parses_strictly(demo: str) -> None:
    """prometheus_client's strict parser reads the whole body, and finds what the text format has."""
    answer = httpx.get(f"http://{demo}/metrics", headers={"Accept": OPENMETRICS})
    assert answer.headers["content-type"].startswith(OPENMETRICS)
    families = text_string_to_metric_families(answer.text)
    names = {sample.name for family in families for sample in family.samples}
    assert set(catalogue(Registry.discover())) - names == set(ABSENT)

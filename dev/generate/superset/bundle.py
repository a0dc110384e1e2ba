"""The files of the bundle: a database, its data sets, charts on them, and a dashboard of all charts."""

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from dev.generate.superset.charts import Chart
from dev.generate.superset.datasets import CHANGES, Dataset, identity, latest, values
from dte_exporter.exposition.catalogue import catalogue
from dte_exporter.registry import Registry

FOLDER = "deploy/superset/trust"
_DATABASE = "DTE Trust history"
_TITLE = "DTE Trust"
_PLACE = "sqlite:///file:/var/lib/dte-exporter/history.db?mode=ro&uri=true"
"""Where the history is; a person who imports the bundle writes their own."""


def make(registry: Registry) -> Mapping[str, str]:
    """Return the files of the bundle by path.

    Raises
    ------
    KeyError
        If a chart asks for a metric that there is not.
    """
    specs = catalogue(registry)
    labels = sorted({label for spec in specs.values() for label in spec.labels})
    charts = _charts(values(labels), latest(labels))
    for chart in charts:
        _ = specs[chart.where["metric"]] if "metric" in chart.where else None
    files = {
        "metadata.yaml": {"version": "1.0.0", "type": "Dashboard", "timestamp": "2026-01-01T00:00:00+00:00"},
        "databases/DTE_Trust_history.yaml": _database(),
        f"dashboards/{_slug(_TITLE)}.yaml": _dashboard(charts),
        **{f"charts/{_slug(chart.title)}.yaml": chart.as_yaml() for chart in charts},
        **{
            f"datasets/DTE_Trust_history/{dataset.name}.yaml": dataset.as_yaml(identity("databases", _DATABASE))
            for dataset in (values(labels), latest(labels), CHANGES)
        },
    }
    return {f"{FOLDER}/{path}": _text(content) for path, content in files.items()}


def _charts(all_values: Dataset, last_values: Dataset) -> tuple[Chart, ...]:
    line, bar, table = "echarts_timeseries_line", "echarts_timeseries_bar", "table"
    by_group = ("time", "check", "sensitive_feature", "group")
    return (
        Chart("Trust over time", line, all_values, ("time",), {"metric": "dte_trust_overall_ratio"}),
        Chart(
            "Objectives now: 1 is met",
            table,
            last_values,
            ("check", "objective", "subject"),
            {"metric": "dte_objective_met"},
        ),
        Chart("Selection rate by group", line, all_values, by_group, {"metric": "dte_fairness_group_selection_rate"}),
        Chart(
            "Demographic parity difference",
            line,
            all_values,
            ("time", "check", "sensitive_feature"),
            {"metric": "dte_fairness_demographic_parity_difference"},
        ),
        Chart("Drift by column, now", bar, last_values, ("column", "check"), {"metric": "dte_drift_distance"}),
        Chart("Accuracy over time", line, all_values, by_group, {"metric": "dte_model_accuracy"}),
        Chart(
            "Missing values by column, now",
            bar,
            last_values,
            ("column", "check"),
            {"metric": "dte_quality_missing_ratio"},
        ),
        Chart("Rows over time", line, all_values, ("time", "check"), {"metric": "dte_quality_rows"}),
        Chart(
            "Runs by outcome",
            table,
            all_values,
            ("check", "label_outcome"),
            {"metric": "dte_check_outcome", "value": 1},
            measure="COUNT",
            width=3,
        ),
        Chart(
            "What has changed",
            table,
            CHANGES,
            ("time", "check", "objective", "subject", "before", "after", "value", "epoch"),
            measure="",
            width=9,
        ),
    )


def _database() -> dict[str, Any]:
    return {
        "database_name": _DATABASE,
        "sqlalchemy_uri": _PLACE,
        "expose_in_sqllab": True,
        "allow_run_async": False,
        "allow_ctas": False,
        "allow_cvas": False,
        "allow_dml": False,
        "extra": {"allows_virtual_table_explore": True},
        "uuid": identity("databases", _DATABASE),
        "version": "1.0.0",
    }


def _dashboard(charts: Iterable[Chart]) -> dict[str, Any]:
    return {
        "dashboard_title": _TITLE,
        "description": "What the DTE Trust Exporter has measured, from its history.",
        "slug": "dte-trust",
        "uuid": identity("dashboards", _TITLE),
        "position": _layout(list(charts)),
        "metadata": {"color_scheme": "", "cross_filters_enabled": False},
        "version": "1.0.0",
        "published": True,
    }


def _layout(charts: list[Chart]) -> dict[str, Any]:
    """Return where each chart stands: two a row."""
    rows = {f"ROW-{start // 2}": charts[start : start + 2] for start in range(0, len(charts), 2)}
    layout: dict[str, Any] = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]},
        "GRID_ID": {"type": "GRID", "id": "GRID_ID", "children": list(rows), "parents": ["ROOT_ID"]},
        "HEADER_ID": {"type": "HEADER", "id": "HEADER_ID", "meta": {"text": _TITLE}},
    }
    for row, shown in rows.items():
        above = ["ROOT_ID", "GRID_ID"]
        places = {f"CHART-{chart.uuid[:8]}": chart for chart in shown}
        meta = {"background": "BACKGROUND_TRANSPARENT"}
        layout[row] = {"type": "ROW", "id": row, "children": list(places), "parents": above, "meta": meta}
        layout |= {place: _placed(place, chart, [*above, row], charts.index(chart)) for place, chart in places.items()}
    return layout


def _placed(place: str, chart: Chart, above: list[str], number: int) -> dict[str, Any]:
    meta = {"chartId": number + 1, "uuid": chart.uuid, "sliceName": chart.title, "width": chart.width, "height": 50}
    return {"type": "CHART", "id": place, "children": [], "parents": above, "meta": meta}


def _slug(title: str) -> str:
    return "_".join("".join(letter if letter.isalnum() else " " for letter in title).split())


def _text(content: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(content), sort_keys=False, width=120, allow_unicode=True)

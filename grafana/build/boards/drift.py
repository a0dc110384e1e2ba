"""Drift: whether the data has moved from what the model was trained on."""

from grafana_foundation_sdk.builders.dashboard import Dashboard

from grafana.build import colours
from grafana.build.frame import limits_of, pillar_board
from grafana.build.panels import Panel, grid, lines, listing
from grafana.build.query import Query, by, of, unit

_COLUMN = "dataset, column, method"
_DISTANCE = by(_COLUMN, of("dte_drift_distance"))
_THRESHOLD = by(_COLUMN, of("dte_drift_threshold"))
_TIMES = f"{_DISTANCE} / ({_THRESHOLD} > 0)"
_SCALE = colours.steps((None, "#2E3A57"), (0.25, "#41599A"), (0.5, colours.PLAIN), (1, colours.UNMET), (2, "#F2A27E"))


def board() -> Dashboard:
    """Return the board of the pillar."""
    return pillar_board(
        "drift",
        "DTE / Drift",
        "How far each column lies from the reference, against the threshold of its method.",
        (("Columns", (_share(), _drifted(), _heat(), _ranked())), ("Tests", (_p_values(),))),
    )


def _share() -> Panel:
    name = "dte_drift_columns_ratio"
    return lines(
        "Share of features that drifted",
        "Features beyond their thresholds over all features. The dashed rule is the objective's limit.",
        [Query(by("dataset", of(name)), "{{dataset}}"), limits_of("drift", "columns_ratio")],
        unit(name),
        width=16,
    ).min(0)


def _drifted() -> Panel:
    return lines(
        "Columns that drifted",
        "How many columns lie beyond their thresholds, features or not.",
        [Query(f"sum by (dataset) ({by(_COLUMN, of('dte_drift_detected'))})", "{{dataset}}")],
        "short",
        width=8,
    ).min(0)


def _heat() -> Panel:
    return grid(
        "Distance over threshold, by column and time",
        "From 1 on a column has drifted: its colour changes there. Methods that give a p-value are below.",
        Query(_TIMES, "{{column}} {{dataset}}"),
        "none",
        _SCALE,
    )


def _ranked() -> Panel:
    return listing(
        "Columns by distance",
        "The worst first: distance, threshold and their quotient, which is 1 or more where the column drifted.",
        {"times": Query(_TIMES), "distance": Query(_DISTANCE), "threshold": Query(f"{_THRESHOLD} and {_DISTANCE}")},
        {"column": "column", "method": "method", "dataset": "data set"},
        {"times": "none", "distance": unit("dte_drift_distance"), "threshold": unit("dte_drift_threshold")},
        height=10,
        sort="times",
    )


def _p_values() -> Panel:
    return listing(
        "Columns by p-value",
        "Empty while every column's method gives a distance. A column has drifted where its p-value lies below the "
        "threshold.",
        {
            "p-value": Query(by(_COLUMN, of("dte_drift_p_value"))),
            "drifted": Query(f"{by(_COLUMN, of('dte_drift_detected'))} and {by(_COLUMN, of('dte_drift_p_value'))}"),
        },
        {"column": "column", "method": "method", "dataset": "data set"},
        {"p-value": unit("dte_drift_p_value")},
        height=5,
    )

"""Drift: whether the data has moved from what the model was trained on."""

from grafana_foundation_sdk.builders.dashboard import Dashboard

from grafana.build import colours
from grafana.build.frame import pillar_board
from grafana.build.objectives import limits_of
from grafana.build.panels import Panel, grid, lines
from grafana.build.people import with_owner_and_team
from grafana.build.query import Query, by, of, unit
from grafana.build.ranking import highest, rows, rows_from_below
from grafana.build.tables import STATE, Columns, listing

_COLUMN = "check, dataset, column, method"
_DISTANCE = by(_COLUMN, of("dte_drift_distance"))
_THRESHOLD = by(_COLUMN, of("dte_drift_threshold"))
_P_VALUE = by(_COLUMN, of("dte_drift_p_value"))
_TIMES = f"{_DISTANCE} / ({_THRESHOLD} > 0)"
_SCALE = colours.steps((None, "#2E3A57"), (0.25, "#41599A"), (0.5, colours.PLAIN), (1, colours.UNMET), (2, "#F2A27E"))
_DETECTED = by(_COLUMN, of("dte_drift_detected"))
_STATE = (
    f"2 * {_DETECTED} * {by(_COLUMN, of('dte_drift_significant'))}"
    f" + {by(_COLUMN, of('dte_drift_insufficient_evidence'))}"
)
_STATES = (
    (2, "drifted", colours.UNMET),
    (1, "insufficient evidence", colours.INSUFFICIENT),
    (0, "not drifted", colours.MET),
)
"""What drifted by more than chance never has insufficient evidence as well."""
_LABELS = {"column": "column", "method": "method", "dataset": "data set", "owner": "owner", "team": "team"}


def board() -> Dashboard:
    """Return the board of the pillar."""
    return pillar_board(
        "drift",
        "DTE / Drift",
        "How far each column lies from the reference, against the threshold of its method.",
        (("Data sets", (_share(), _drifted())), ("Columns", (_heat(), _ranked(), _p_values()))),
    )


def _share() -> Panel:
    name = "dte_drift_columns_ratio"
    return lines(
        "Share of features that drifted",
        "Features beyond their thresholds over all features. The dashed rule is the strictest limit of an objective.",
        [Query(highest(by("dataset", of(name))), "{{dataset}}"), limits_of("drift", "columns_ratio")],
        unit(name),
        height=9,
        empty="No check of drift has compared the features of a data set in this time.",
    ).min(0)


def _drifted() -> Panel:
    detected = by("dataset, column, method", of("dte_drift_detected"))
    return lines(
        "Columns that drifted",
        "How many columns lie beyond their thresholds, features or not.",
        [Query(highest(f"sum by (dataset) ({detected})"), "{{dataset}}")],
        "short",
        height=9,
        empty="No check of drift has compared a column in this time.",
    ).min(0)


def _heat() -> Panel:
    return grid(
        "Distance over threshold, by column and time",
        "From 1 on a column has drifted: its colour changes there. Methods that give a p-value are below.",
        Query(highest(_TIMES), "{{column}}, {{dataset}}"),
        "none",
        _SCALE,
        empty="No column has a distance: no check of drift has run, or every method gives a p-value.",
    )


def _ranked() -> Panel:
    found = rows(_TIMES)
    return listing(
        "Columns by distance",
        "The worst first: distance, threshold and their quotient, which is 1 or more where the column drifted. The "
        "evidence is insufficient where chance may be why, or where the windows are too small to tell.",
        Columns(
            {
                "times": Query(f"{with_owner_and_team(f'({_TIMES})')} and on ({_COLUMN}) {found}"),
                "distance": Query(f"{_DISTANCE} and {found}"),
                "threshold": Query(f"{_THRESHOLD} and {found}"),
                STATE: Query(f"({_STATE}) and {found}"),
            },
            _LABELS,
            {"distance": "dte_drift_distance", "threshold": "dte_drift_threshold"},
            _STATES,
        ),
        height=10,
        sort="times",
        empty="No column has a distance: no check of drift has run, or every method gives a p-value.",
    )


def _p_values() -> Panel:
    found = rows_from_below(_P_VALUE)
    return listing(
        "Columns by p-value",
        "The lowest first. A column lies beyond its threshold where its p-value is lower, and has drifted if that is "
        "more than chance among all columns.",
        Columns(
            {
                "p-value": Query(f"{with_owner_and_team(_P_VALUE)} and on ({_COLUMN}) {found}"),
                "adjusted": Query(f"{by(_COLUMN, of('dte_drift_p_value_adjusted'))} and {found}"),
                STATE: Query(f"({_STATE}) and {found}"),
            },
            _LABELS,
            {"p-value": "dte_drift_p_value", "adjusted": "dte_drift_p_value_adjusted"},
            _STATES,
        ),
        height=5,
        sort="p-value",
        ascending=True,
        empty="Every column is compared by a method that gives a distance, and none by one that gives a p-value.",
    )

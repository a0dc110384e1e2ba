"""Fairness: whether outcomes are equitable across groups."""

from grafana_foundation_sdk.builders.dashboard import Dashboard

from grafana.build import colours
from grafana.build.frame import limits_of, pillar_board
from grafana.build.panels import Panel, bars, lines, listing, number
from grafana.build.query import Query, by, of, unit

_FEATURE = "dataset, model, sensitive_feature"
_GROUP = f"{_FEATURE}, group"
_OF_GROUP = "{{sensitive_feature}} {{group}}, {{dataset}}"


def board() -> Dashboard:
    """Return the board of the pillar."""
    return pillar_board(
        "fairness",
        "DTE / Fairness",
        "Rates of each group, and how far groups lie apart, against the limits that objectives set.",
        (("Groups", (_selection(), _impact(), _rates())), ("Disparities", (*_families(), _withheld()))),
    )


def _selection() -> Panel:
    name = "dte_fairness_group_selection_rate"
    return bars(
        "Selection rate by group",
        "Share of each group that the model decides for, on one scale from 0. Groups under the disclosure limit are "
        "left out.",
        Query(by(_GROUP, of(name)), _OF_GROUP),
        unit(name),
        top=1,
        height=9,
    )


def _impact() -> Panel:
    name = "dte_fairness_group_impact_ratio"
    return lines(
        "Impact ratio by group",
        "Rate of each group over the highest rate. The dashed rule is the objective's limit; 0.8 is the four-fifths "
        "rule, a rule of thumb of US employment law (29 CFR 1607.4), not a finding of discrimination.",
        [Query(by(_GROUP, of(name)), _OF_GROUP), limits_of("fairness", "group_impact_ratio")],
        unit(name),
        height=9,
    ).min(0)


def _rates() -> Panel:
    return listing(
        "Rates by group",
        "True positive rate: of those who qualify, the share that is selected. False positive rate: of those who do "
        "not. Equalized odds asks that both be equal.",
        {
            "selection rate": Query(by(_GROUP, of("dte_fairness_group_selection_rate"))),
            "true positive rate": Query(by(_GROUP, of("dte_fairness_group_true_positive_rate"))),
            "false positive rate": Query(by(_GROUP, of("dte_fairness_group_false_positive_rate"))),
            "rows": Query(by(_GROUP, of("dte_fairness_group_rows"))),
        },
        {"sensitive_feature": "feature", "group": "group", "dataset": "data set", "model": "model"},
        {
            "selection rate": unit("dte_fairness_group_selection_rate"),
            "true positive rate": unit("dte_fairness_group_true_positive_rate"),
            "false positive rate": unit("dte_fairness_group_false_positive_rate"),
        },
        sort="rows",
    )


def _families() -> tuple[Panel, ...]:
    return tuple(
        lines(
            f"{title}: difference",
            f"{text} 0 is equal. The dashed rule is the objective's limit.",
            [
                Query(by(_FEATURE, of(f"dte_fairness_{key}_difference")), "{{sensitive_feature}} {{dataset}}"),
                limits_of("fairness", f"{key}_difference"),
            ],
            unit(f"dte_fairness_{key}_difference"),
            width=8,
        ).min(0)
        for key, title, text in (
            ("demographic_parity", "Demographic parity", "Highest less lowest selection rate."),
            ("equalized_odds", "Equalized odds", "The larger of the differences of true and of false positive rates."),
            ("equal_opportunity", "Equal opportunity", "Highest less lowest true positive rate."),
        )
    )


def _withheld() -> Panel:
    return number(
        "Groups withheld",
        "Groups of too few rows to be told of without telling of persons.",
        f"sum({by(_FEATURE, of('dte_fairness_groups_withheld'))})",
        thresholds=colours.steps((None, colours.MET), (1, colours.UNKNOWN)),
        width=24,
    )

"""Fairness: whether outcomes are equitable across groups."""

from grafana_foundation_sdk.builders.dashboard import Dashboard

from grafana.build import colours
from grafana.build.frame import pillar_board
from grafana.build.objectives import limits_of
from grafana.build.panels import Panel, bars, lines, number
from grafana.build.people import with_owner_and_team
from grafana.build.query import Query, by, of, unit
from grafana.build.ranking import highest, lowest, rows_from_below
from grafana.build.tables import Columns, listing

_FEATURE = "dataset, model, sensitive_feature"
_GROUP = "check, dataset, model, sensitive_feature, group"
_OF_FEATURE = "{{sensitive_feature}}, {{model}}, {{dataset}}"
_IMPACT = by(_GROUP, of("dte_fairness_group_impact_ratio"))


def board() -> Dashboard:
    """Return the board of the pillar."""
    return pillar_board(
        "fairness",
        "DTE / Fairness",
        "Which groups fare worst, and how far groups lie apart, against the limits that objectives set.",
        (
            ("The worst-off groups", (_groups(), _course(), _selection())),
            ("Disparities", _families()),
            ("What the figures rest on", (_withheld(), _left_out(), _coverage())),
        ),
    )


def _groups() -> Panel:
    chosen = rows_from_below(_IMPACT)

    def of_chosen(name: str) -> Query:
        return Query(f"{by(_GROUP, of(name))} and {chosen}")

    rates = {
        "selection rate": "dte_fairness_group_selection_rate",
        "true positive rate": "dte_fairness_group_true_positive_rate",
        "false positive rate": "dte_fairness_group_false_positive_rate",
        "rows": "dte_fairness_group_rows",
    }
    return listing(
        "Groups, worst off first",
        "Impact ratio: a group's selection rate over the highest. True positive rate: of those who qualify, the share "
        "that is selected. False positive rate: of those who do not. Equalized odds asks that both be equal.",
        Columns(
            {
                "impact ratio": Query(f"{with_owner_and_team(_IMPACT)} and on ({_GROUP}) {chosen}"),
                **{head: of_chosen(name) for head, name in rates.items()},
            },
            {
                "sensitive_feature": "feature",
                "group": "group",
                "dataset": "data set",
                "model": "model",
                "owner": "owner",
                "team": "team",
            },
            {"impact ratio": "dte_fairness_group_impact_ratio", **rates},
        ),
        height=10,
        sort="impact ratio",
        ascending=True,
        empty="No group has been measured: no check of fairness has run on sensitive columns.",
    )


def _course() -> Panel:
    name = "dte_fairness_group_impact_ratio"
    return lines(
        "Impact ratio of the worst-off group",
        "Of each sensitive column, the lowest rate of a group over the highest. The dashed rule is the strictest limit "
        "of an objective; 0.8 is the four-fifths rule, a rule of thumb of US employment law (29 CFR 1607.4), not a "
        "finding of discrimination.",
        [
            Query(lowest(f"min by ({_FEATURE}) ({of(name)})"), _OF_FEATURE),
            limits_of("fairness", "group_impact_ratio"),
        ],
        unit(name),
        height=9,
        empty="No impact ratio has been measured in this time.",
    )


def _selection() -> Panel:
    name = "dte_fairness_group_selection_rate"
    return bars(
        "Selection rate of the worst-off groups",
        "Share of each group that the model decides for, on one scale from 0. Groups under the disclosure limit are "
        "left out.",
        Query(
            f"sort({by(_GROUP, of(name))} and bottomk($top, {_IMPACT}))",
            "{{group}}, {{dataset}}",
        ),
        unit(name),
        top=1,
        height=9,
        empty="No selection rate has been measured.",
    )


def _with_ends(name: str) -> list[Query]:
    """Return the courses of a difference and of the ends of its interval, of the features where it is highest."""
    value = by(_FEATURE, of(name))
    ends = {end: by(_FEATURE, of(f"{name}_ci_{end}")) for end in ("lower", "upper")}
    return [
        Query(highest(value), _OF_FEATURE),
        *(Query(highest(course, value), f"{end} end, {_OF_FEATURE}") for end, course in ends.items()),
    ]


def _families() -> tuple[Panel, ...]:
    return tuple(
        lines(
            f"{title}: difference",
            f"{text} 0 is equal. Dashed are the ends of its confidence interval and, as a rule, the strictest limit of "
            "an objective: a value beyond the limit whose interval is not may be chance.",
            [
                *_with_ends(f"dte_fairness_{key}_difference"),
                limits_of("fairness", f"{key}_difference"),
            ],
            unit(f"dte_fairness_{key}_difference"),
            width=8,
            height=10,
            empty=empty,
        ).min(0)
        for key, title, text, empty in (
            (
                "demographic_parity",
                "Demographic parity",
                "Highest less lowest selection rate.",
                "No two groups have been compared in this time.",
            ),
            (
                "equalized_odds",
                "Equalized odds",
                "The larger of the differences of true and of false positive rates.",
                "No labels have come by which groups could be compared.",
            ),
            (
                "equal_opportunity",
                "Equal opportunity",
                "Highest less lowest true positive rate.",
                "No labels have come by which groups could be compared.",
            ),
        )
    )


def _withheld() -> Panel:
    return number(
        "Groups withheld",
        "Groups of too few rows to be told of without telling of persons.",
        f"sum({by(_FEATURE, of('dte_fairness_groups_withheld'))})",
        thresholds=colours.steps((None, colours.MET), (1, colours.UNKNOWN)),
        width=8,
        empty="No group has been counted.",
    )


def _left_out() -> Panel:
    name = "dte_fairness_left_out_ratio"
    return number(
        "Most rows left out",
        "The largest share of rows that a check left out for one reason, such as a missing prediction or group.",
        f"max({of(name)})",
        unit(name),
        width=8,
        empty="No row was left out.",
    )


def _coverage() -> Panel:
    name = "dte_fairness_label_coverage_ratio"
    return number(
        "Least label coverage",
        "The smallest share of rows whose label has come: true and false positive rates rest on these alone.",
        f"min({of(name)})",
        unit(name),
        width=8,
        empty="No check of fairness reads labels.",
    )

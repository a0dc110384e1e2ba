"""Lineage: where data sets come from, whether what makes them runs well, and what they inherit from upstream."""

from grafana_foundation_sdk.builders.dashboard import Dashboard

from grafana.build import colours
from grafana.build.frame import pillar_board
from grafana.build.objectives import limits_of
from grafana.build.panels import Panel, lines
from grafana.build.people import dataset_with_owner_and_team
from grafana.build.query import Query, by, of, unit
from grafana.build.ranking import highest, rows, rows_from_below
from grafana.build.tables import STATE, Columns, listing

_NOTHING = "No check of lineage has run in this time."
_PEOPLE = {"dataset": "data set", "owner": "owner", "team": "team"}
_INHERITED = "dte_lineage_upstream_objectives_unmet"


def board() -> Dashboard:
    """Return the board of the pillar."""
    return pillar_board(
        "lineage",
        "DTE / Lineage",
        "Where data sets come from, whether what makes them runs well, and what they inherit from upstream.",
        (
            ("Trust that is inherited", (_inherited(), _culprits())),
            ("Where data sets come from", (_coverage(), _datasets())),
            ("Runs", (_failed(), _durations(), _runs())),
        ),
    )


def _inherited() -> Panel:
    return lines(
        "Objectives in breach upstream",
        "Of the data sets that inherit the most: objectives in breach on what each is made from.",
        [Query(highest(by("dataset", of(_INHERITED))), "{{dataset}}")],
        "short",
        empty=_NOTHING,
    ).min(0)


def _culprits() -> Panel:
    labels = "dataset, culprit, severity"
    inherited = by("dataset", of(_INHERITED))
    told = f"{by(labels, of('dte_lineage_culprit_info'))} * on (dataset) group_left () {inherited}"
    return listing(
        "What is made from a broken data set",
        "The nearest data set upstream on which an objective is in breach, and how many are in breach on all of them.",
        Columns(
            {"breaches": Query(dataset_with_owner_and_team(rows(f"({told})")))},
            {"culprit": "made from", "severity": "severity", **_PEOPLE},
        ),
        width=12,
        sort="breaches",
        empty="No data set is made from one on which an objective is in breach.",
    )


def _coverage() -> Panel:
    name = "dte_lineage_coverage_ratio"
    return lines(
        "Data sets of which it is known what makes them",
        "Share of the config's data sets, those aside that are trusted as they come. The dashed rule is the strictest "
        "limit of an objective.",
        [Query(highest(by("check", of(name))), "{{check}}"), limits_of("lineage", "coverage_ratio")],
        unit(name),
        empty=_NOTHING,
    ).min(0)


def _datasets() -> Panel:
    known = by("dataset", of("dte_lineage_upstream_known"))
    found = rows_from_below(known)
    counted = {
        "upstream": "dte_lineage_upstream_datasets",
        "to an origin": "dte_lineage_hops_to_origin",
    }
    changed = by("dataset", of("dte_lineage_upstream_schema_change_timestamp_seconds"))
    return listing(
        "Data sets",
        "Those of which nobody has told what makes them come first; how many data sets are upstream, how many jobs lie "
        "between it and an origin, and when columns last changed upstream.",
        Columns(
            {
                STATE: Query(dataset_with_owner_and_team(f"(1 - {found})")),
                **{head: Query(f"{by('dataset', of(name))} and {found}") for head, name in counted.items()},
                "columns changed": Query(f"1000 * {changed} and {found}"),
            },
            _PEOPLE,
            {**counted, "columns changed": "dte_lineage_upstream_schema_change_timestamp_seconds"},
            ((1, "nobody tells", colours.UNMET), (0, "known", colours.MET)),
        ),
        width=12,
        sort=STATE,
        empty=_NOTHING,
    )


def _failed() -> Panel:
    return lines(
        "Failed runs in a row",
        "Of the data sets whose jobs have failed the most: runs since the last that ended well.",
        [Query(highest(by("dataset", of("dte_lineage_failed_runs"))), "{{dataset}}")],
        "short",
        empty="No run is known that makes a data set.",
    ).min(0)


def _durations() -> Panel:
    name = "dte_lineage_run_duration_ratio"
    return lines(
        "Duration of the last run over the usual",
        "How long the last run took over the median of those before it: 1 as long as usual.",
        [Query(highest(by("dataset", of(name))), "{{dataset}}")],
        unit(name),
        empty="No job has ended well often enough to tell what is usual.",
    ).min(0)


def _runs() -> Panel:
    success = by("dataset", of("dte_lineage_last_success_timestamp_seconds"))
    found = rows_from_below(success)
    counted = {"failed since": "dte_lineage_failed_runs", "took": "dte_lineage_run_duration_seconds"}
    return listing(
        "Last runs that ended well",
        "The oldest first: when a run that makes the data set last ended well, how many failed since, and how long it "
        "took.",
        Columns(
            {
                "ended": Query(dataset_with_owner_and_team(f"(1000 * {found})")),
                **{head: Query(f"{by('dataset', of(name))} and {found}") for head, name in counted.items()},
            },
            _PEOPLE,
            {"ended": "dte_lineage_last_success_timestamp_seconds", **counted},
        ),
        sort="ended",
        ascending=True,
        empty="No run is known that makes a data set.",
    )

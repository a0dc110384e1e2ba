"""Synthetic data: whether they are faithful to the real ones that they were made from, private, and of use."""

from grafana_foundation_sdk.builders.dashboard import Dashboard

from grafana.build.frame import pillar_board
from grafana.build.objectives import limits_of
from grafana.build.panels import Panel, lines
from grafana.build.people import dataset_with_owner_and_team
from grafana.build.query import Query, by, of, unit
from grafana.build.ranking import lowest, rows, rows_from_below
from grafana.build.tables import Columns, listing

_NOTHING = "No check of synthetic data has run in this time."
_PEOPLE = {"dataset": "data set", "owner": "owner", "team": "team"}


def board() -> Dashboard:
    """Return the board of the pillar."""
    return pillar_board(
        "synthetic",
        "DTE / Synthetic data",
        "Whether synthetic data are faithful to the real ones that they were made from, private, and of use.",
        (
            (
                "As a whole",
                (
                    _whole("quality", "Likeness", "How alike synthetic and real data are, columns and pairs of them"),
                    _whole("validity", "Validity", "How far they keep to the columns, ranges and categories of those"),
                ),
            ),
            ("Columns and pairs", (_columns(), _pairs())),
            (
                "Privacy",
                (
                    _whole(
                        "privacy",
                        "Distance from real people",
                        "How far rows are from the closest real one, beside rows never seen",
                    ),
                    _leaks(),
                ),
            ),
            (
                "Use",
                (
                    _whole(
                        "utility", "Use", "The score of a model that learnt from them, over that of one of real rows"
                    ),
                    _shifts(),
                ),
            ),
        ),
    )


def _whole(what: str, title: str, about: str) -> Panel:
    name = f"dte_synthetic_{what}_ratio"
    return lines(
        title,
        f"{about}: 1 as the real data. The dashed rule is the strictest limit of an objective.",
        [Query(lowest(by("dataset", of(name))), "{{dataset}}"), limits_of("synthetic", f"{what}_ratio")],
        unit(name),
        empty=_NOTHING,
    ).min(0)


def _leaks() -> Panel:
    copies = by("dataset", of("dte_synthetic_copies_ratio"))
    found = rows(copies)
    others = {
        "near copies": "dte_synthetic_near_copies_ratio",
        "rare combinations": "dte_synthetic_rare_combinations_ratio",
        "members told apart": "dte_synthetic_membership_advantage_ratio",
    }
    return listing(
        "What comes out again",
        "Shares of rows that are copies of real ones, in all columns or in all but one, of rare combinations that are "
        "there, and how well an attacker tells whose rows were learnt from.",
        Columns(
            {
                "copies": Query(dataset_with_owner_and_team(found)),
                **{head: Query(f"{by('dataset', of(name))} and {found}") for head, name in others.items()},
            },
            _PEOPLE,
            {"copies": "dte_synthetic_copies_ratio", **others},
        ),
        width=12,
        sort="copies",
        empty=_NOTHING,
    )


def _shifts() -> Panel:
    name = "dte_synthetic_disparity_shift"
    found = rows(by("dataset, sensitive_feature, metric", of(name)))
    return listing(
        "Disparities",
        "How much farther apart the groups of a sensitive feature lie than in the real data: 0 as far.",
        Columns(
            {"shift": Query(dataset_with_owner_and_team(found))},
            {"sensitive_feature": "sensitive feature", "metric": "by", **_PEOPLE},
            {"shift": name},
        ),
        width=12,
        sort="shift",
        empty=_NOTHING,
    )


def _columns() -> Panel:
    shape = by("dataset, column", of("dte_synthetic_shape_ratio"))
    found = rows_from_below(shape)
    adherence = "dte_synthetic_adherence_ratio"
    return listing(
        "Columns",
        "Those least alike first: how alike values are spread, and the share of values that the real data can have.",
        Columns(
            {
                "alike": Query(dataset_with_owner_and_team(found)),
                "valid": Query(f"{by('dataset, column', of(adherence))} and {found}"),
            },
            {"column": "column", **_PEOPLE},
            {"alike": "dte_synthetic_shape_ratio", "valid": adherence},
        ),
        width=12,
        sort="alike",
        ascending=True,
        empty=_NOTHING,
    )


def _pairs() -> Panel:
    name = "dte_synthetic_trend_ratio"
    found = rows_from_below(by("dataset, column, other_column", of(name)))
    return listing(
        "Pairs of columns",
        "Those least alike first: how alike two columns go together, of pairs that do in the real data.",
        Columns(
            {"alike": Query(dataset_with_owner_and_team(found))},
            {"column": "column", "other_column": "and", **_PEOPLE},
            {"alike": name},
        ),
        width=12,
        sort="alike",
        ascending=True,
        empty="No pair of columns goes together in the real data.",
    )

"""Synthetic data: whether they are faithful to the real ones that they were made from, and valid."""

from grafana_foundation_sdk.builders.dashboard import Dashboard

from grafana.build.frame import pillar_board
from grafana.build.objectives import limits_of
from grafana.build.panels import Panel, lines
from grafana.build.people import dataset_with_owner_and_team
from grafana.build.query import Query, by, of, unit
from grafana.build.ranking import lowest, rows_from_below
from grafana.build.tables import Columns, listing

_NOTHING = "No check of synthetic data has run in this time."
_PEOPLE = {"dataset": "data set", "owner": "owner", "team": "team"}


def board() -> Dashboard:
    """Return the board of the pillar."""
    return pillar_board(
        "synthetic",
        "DTE / Synthetic data",
        "Whether synthetic data are faithful to the real ones that they were made from, and valid.",
        (
            (
                "As a whole",
                (
                    _whole("quality", "Likeness", "How alike synthetic and real data are, columns and pairs of them"),
                    _whole("validity", "Validity", "How far they keep to the columns, ranges and categories of those"),
                ),
            ),
            ("Columns and pairs", (_columns(), _pairs())),
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

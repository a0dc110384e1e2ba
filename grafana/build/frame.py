"""What all boards share: links from board to board, variables, annotations, and the first row of a pillar."""

from collections.abc import Iterable
from itertools import count

from grafana_foundation_sdk.builders.dashboard import AnnotationQuery, Dashboard, DashboardLink, Row
from grafana_foundation_sdk.models.dashboard import DashboardCursorSync, DashboardLinkType

from grafana.build import colours
from grafana.build.objectives import standing, unmet
from grafana.build.panels import DATASOURCE, Panel
from grafana.build.query import by, of
from grafana.build.variables import pillar, variables

TAG = "dte"


def framed(
    name: str, title: str, text: str, rows: Iterable[tuple[str, Iterable[Panel]]], since: str = "now-24h"
) -> Dashboard:
    """Return a board with what every board has.

    Parameters
    ----------
    name : str
        Its uid is ``dte-`` and this, for good: bookmarks and runbooks stand on it.
    title, text : str
        What it is called, and what it answers.
    rows : iterable of (str, panels)
        Its rows from top to bottom. A title of ``$pillar`` repeats the row for each pillar.
    since : str
        Where its time range begins: further back where things change by the day.
    """
    board = (
        Dashboard(title)
        .uid(f"dte-{name}")
        .description(text)
        .tags([TAG])
        .readonly()
        .tooltip(DashboardCursorSync.CROSSHAIR)
        .time(since, "now")
        .refresh("1m")
        .timezone("browser")
        .link(
            DashboardLink("Data trust")
            .type(DashboardLinkType.DASHBOARDS)
            .tags([TAG])
            .include_vars(True)
            .keep_time(True)
            .as_dropdown(False)
        )
    )
    rows = tuple(rows)
    repeated = any(title == "$pillar" for title, _ in rows)
    for variable in (*variables(), *((pillar(),) if repeated else ())):
        board = board.with_variable(variable)
    for note in _annotations():
        board = board.annotation(note)
    identities = count(1)
    for head, panels in rows:
        row = Row(head).id(next(identities))
        board = board.with_row(row.repeat("pillar") if head == "$pillar" else row)
        for panel in panels:
            board = board.with_panel(panel.id(next(identities)))
    return board


def pillar_board(
    name: str, title: str, text: str, rows: Iterable[tuple[str, Iterable[Panel]]], since: str = "now-24h"
) -> Dashboard:
    """Return the board of a pillar: how its objectives stand, what is unmet, and then its own rows."""
    of_pillar = f'pillar="{name}"'
    return framed(name, title, text, (("Objectives", (*standing(of_pillar), unmet(of_pillar))), *rows), since)


def _annotations() -> tuple[AnnotationQuery, ...]:
    retraining = by("model, reason", of("dte_model_retraining_recommended"))
    read = of("dte_config_last_reload_success_timestamp_seconds")
    return (
        _annotation("Retraining recommended", f"{retraining} == 1", colours.UNMET, "{{model}}", "{{reason}}"),
        _annotation(
            "Config read", f"1000 * {by('instance', read)}", colours.UNKNOWN, "config read", "{{instance}}", True
        ),
    )


def _annotation(
    name: str, expression: str, colour: str, title: str, text: str, at_value: bool = False
) -> AnnotationQuery:
    return (
        AnnotationQuery()
        .name(name)
        .datasource(DATASOURCE)
        .enable(True)
        .icon_color(colour)
        .expr(expression)
        .title_format(title)
        .text_format(text)
        .step("60s")
        .use_value_for_time(at_value)
    )

"""What all boards share: variables, links from board to board, annotations, and the first row of a pillar."""

from collections.abc import Iterable
from itertools import count

from grafana_foundation_sdk.builders import stat
from grafana_foundation_sdk.builders.dashboard import (
    AnnotationQuery,
    Dashboard,
    DashboardLink,
    DatasourceVariable,
    QueryVariable,
    Row,
)
from grafana_foundation_sdk.models.dashboard import (
    DashboardCursorSync,
    DashboardLinkType,
    VariableOption,
    VariableRefresh,
    VariableSort,
)

from grafana.build import colours
from grafana.build.panels import DATASOURCE, Panel, listing, number
from grafana.build.query import Query, by, of, recorded, spec, unit

TAG = "dte"

OBJECTIVE = "check, objective, pillar, dataset, model"
_KEYS = f"{OBJECTIVE}, subject"


def framed(name: str, title: str, text: str, rows: Iterable[tuple[str, Iterable[Panel]]]) -> Dashboard:
    """Return a board with what every board has.

    Parameters
    ----------
    name : str
        Its uid is ``dte-`` and this, for good: bookmarks and runbooks stand on it.
    title, text : str
        What it is called, and what it answers.
    rows : iterable of (str, panels)
        Its rows from top to bottom. A title of ``$pillar`` repeats the row for each pillar.
    """
    board = (
        Dashboard(title)
        .uid(f"dte-{name}")
        .description(text)
        .tags([TAG])
        .readonly()
        .tooltip(DashboardCursorSync.CROSSHAIR)
        .time("now-24h", "now")
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
    for variable in (*_scraped(), *_narrowing(), *((_pillar(),) if repeated else ())):
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


def pillar_board(pillar: str, title: str, text: str, rows: Iterable[tuple[str, Iterable[Panel]]]) -> Dashboard:
    """Return the board of a pillar: how it stands, what is unmet, and then its own rows."""
    of_pillar = f'pillar="{pillar}"'
    return framed(pillar, title, text, (("How it stands", (*standing(of_pillar), unmet(of_pillar))), *rows))


def standing(*matchers: str) -> tuple[Panel, ...]:
    """Return the trust ratio and how many objectives are met, unmet and unknown."""
    met, known, every = (
        counted("met:sum", *matchers),
        counted("known:sum", *matchers),
        counted("known:count", *matchers),
    )
    return (
        number(
            "Trust",
            "Mean over the checks of the share of objectives that are met: 1 is all. Of several exporters, the least.",
            f"min({of('dte_trust_ratio', *matchers) if matchers else of('dte_trust_overall_ratio')})",
            unit("dte_trust_ratio"),
            width=6,
        ),
        number(
            "Unmet",
            "Objectives whose last value lies outside their limits.",
            f"sum({known}) - sum({met})",
            thresholds=colours.steps((None, colours.MET), (1, colours.UNMET)),
            width=6,
        ),
        number(
            "Unknown",
            "Objectives of which nothing is known: the last run failed, or the value is stale. Unknown is not met.",
            f"sum({every}) - sum({known})",
            thresholds=colours.steps((None, colours.MET), (1, colours.UNKNOWN)),
            width=6,
        ),
        number("Met", "Objectives that are known and within their limits.", f"sum({met})", width=6),
    )


def failing(width: int) -> stat.Panel:
    """Return how many checks did not end their last run well."""
    return number(
        "Checks failing",
        "Checks whose last run did not end well; their objectives are unknown or rest on older values.",
        f"count({by('check', of('dte_check_success'))} == 0) or vector(0)",
        thresholds=colours.steps((None, colours.MET), (1, colours.UNMET)),
        width=width,
    )


def counted(what: str, *matchers: str) -> str:
    """Return how many subjects of each objective are met or known, as a rule records it for boards over everything."""
    return by(OBJECTIVE, recorded(f"check_objective:dte_objective_{what}", *matchers))


def unmet(*matchers: str) -> Panel:
    """Return the table of objectives that are unmet, longest first."""
    met, known = of("dte_objective_met", *matchers), of("dte_objective_known", *matchers)
    is_unmet = f"({by(_KEYS, known)} == 1) and ({by(_KEYS, met)} == 0)"

    def where(name: str, *more: str) -> Query:
        return Query(f"{by(_KEYS, of(name, *matchers, *more))} and {is_unmet}")

    def limit(bound: str) -> Query:
        limits = by(OBJECTIVE, of("dte_objective_limit", *matchers, f'bound="{bound}"'))
        return Query(f"({is_unmet}) * on ({OBJECTIVE}) group_left () {limits}")  # 1 by the limit of all subjects

    return listing(
        "Unmet objectives",
        "Each objective outside its limits: what it is about, its value, the limits, and for how many runs in a row. "
        "Open the exporter's page for the evidence.",
        {
            "value": where("dte_objective_value"),
            "min": limit("min"),
            "max": limit("max"),
            "runs": where("dte_objective_unmet_runs"),
            "since": Query(f"1000 * ({where('dte_objective_since_timestamp_seconds').expression})"),
        },
        {label: label for label in ("objective", "subject", "dataset", "model", "check", "pillar")},
        {"since": unit("dte_objective_since_timestamp_seconds")},
        height=6,
        sort="runs",
    )


def limits_of(pillar: str, key: str) -> Query:
    """Return the limits that objectives set on the metric called `key`, as rules of a course."""
    spec(f"dte_{pillar}_{key}")
    limit = of("dte_objective_limit", f'pillar="{pillar}"', f'objective="{key}"')
    return Query(by("dataset, bound", limit), "limit ({{bound}}, {{dataset}})")


def _scraped() -> tuple[DatasourceVariable | QueryVariable, ...]:
    build = "dte_build_info"
    return (
        DatasourceVariable("datasource").label("Data source").type("prometheus"),
        _query("job", "Job", f"label_values({build}, job)", ".+"),
        _query("instance", "Instance", f'label_values({build}{{job=~"$job"}}, instance)', ".+"),
    )


def _narrowing() -> tuple[QueryVariable, ...]:
    """Return what narrows a board; all of it means also series without a data set or model."""
    info = f'{spec("dte_check_info").name}{{job=~"$job"}}'
    return (
        _query("dataset", "Data set", f"label_values({info}, dataset)", ".*"),
        _query("model", "Model", f"label_values({info}, model)", ".*"),
    )


def _pillar() -> QueryVariable:
    return _query("pillar", "Pillar", f'label_values({spec("dte_trust_ratio").name}{{job=~"$job"}}, pillar)', ".+")


def _query(name: str, label: str, query: str, everything: str) -> QueryVariable:
    return (
        QueryVariable(name)
        .label(label)
        .datasource(DATASOURCE)
        .query({"query": query, "refId": name})
        .refresh(VariableRefresh.ON_TIME_RANGE_CHANGED)
        .sort(VariableSort.ALPHABETICAL_ASC)
        .multi(True)
        .include_all(True)
        .all_value(everything)
        .current(VariableOption(text="All", value="$__all"))
    )


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

"""Panels: one function for each way to look at a number.

Each has a title, a text that says how to read it, and a sentence that stands there when there is nothing to show.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from grafana_foundation_sdk.builders import bargauge, stat, statetimeline, statushistory, table, timeseries
from grafana_foundation_sdk.builders import common as parts
from grafana_foundation_sdk.builders.dashboard import FieldColor
from grafana_foundation_sdk.builders.dashboard import ThresholdsConfig as Thresholds
from grafana_foundation_sdk.builders.prometheus import Dataquery
from grafana_foundation_sdk.models import common
from grafana_foundation_sdk.models.dashboard import DynamicConfigValue, FieldColorModeId
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

from grafana.build import colours
from grafana.build.query import Query

DATASOURCE = common.DataSourceRef(type_val="prometheus", uid="$datasource")

Panel = stat.Panel | timeseries.Panel | table.Panel | statetimeline.Panel | statushistory.Panel | bargauge.Panel

P = TypeVar("P", stat.Panel, timeseries.Panel, table.Panel, statetimeline.Panel, statushistory.Panel, bargauge.Panel)


def number(
    title: str,
    text: str,
    expression: str,
    unit: str = "short",
    thresholds: Thresholds | None = None,
    width: int = 4,
    height: int = 3,
    *,
    empty: str,
) -> stat.Panel:
    """Return one number, with its course behind it."""
    panel = begun(stat.Panel(), title, text, [Query(expression)], width, height)
    return (
        panel.unit(unit)
        .thresholds(thresholds or colours.plain())
        .reduce_options(parts.ReduceDataOptions().calcs(["lastNotNull"]))
        .color_mode(common.BigValueColorMode.VALUE)
        .graph_mode(common.BigValueGraphMode.AREA)
        .no_value(empty)
    )


def lines(
    title: str,
    text: str,
    queries: Sequence[Query],
    unit: str = "none",
    width: int = 12,
    height: int = 8,
    meanings: Mapping[str, str] | None = None,
    *,
    empty: str,
) -> timeseries.Panel:
    """Return a course over time: a gap is a gap, and a query whose legend begins with ``limit`` is a dashed rule.

    A line has the colour of its name, on every panel the same; `meanings` are the colours of names that are states.
    """
    panel = begun(timeseries.Panel(), title, text, queries, width, height)
    panel = (
        panel.unit(unit)
        .color_scheme(FieldColor().mode(FieldColorModeId.PALETTE_CLASSIC_BY_NAME))
        .line_width(1.5)
        .fill_opacity(0)
        .show_points(common.VisibilityMode.AUTO)
        .span_nulls(False)
        .legend(
            parts.VizLegendOptions()
            .display_mode(common.LegendDisplayMode.TABLE)
            .placement(common.LegendPlacement.RIGHT if width > 12 else common.LegendPlacement.BOTTOM)
            .calcs(["lastNotNull"])
        )
        .tooltip(parts.VizTooltipOptions().mode(common.TooltipDisplayMode.MULTI).sort(common.SortOrder.DESCENDING))
        .override_by_regexp("/^limit/", [changed("custom.lineStyle", {"fill": "dash", "dash": [8, 6]}), _fixed("text")])
        .override_by_regexp("/estimated| end, /", [changed("custom.lineStyle", {"fill": "dash", "dash": [4, 4]})])
        .no_value(empty)
    )
    for name, colour in (meanings or {}).items():
        panel = panel.override_by_name(name, [_fixed(colour)])
    return panel


def bars(
    title: str,
    text: str,
    query: Query,
    unit: str = "none",
    width: int = 12,
    height: int = 8,
    top: float | None = None,
    *,
    empty: str,
) -> bargauge.Panel:
    """Return the present values beside each other on one scale from 0."""
    panel = begun(bargauge.Panel(), title, text, [Query(query.expression, query.legend, instant=True)], width, height)
    panel = (
        panel.unit(unit)
        .thresholds(colours.plain())
        .min(0)
        .orientation(common.VizOrientation.HORIZONTAL)
        .display_mode(common.BarGaugeDisplayMode.BASIC)
        .reduce_options(parts.ReduceDataOptions().calcs(["lastNotNull"]))
        .no_value(empty)
    )
    return panel if top is None else panel.max(top)


def states(
    title: str,
    text: str,
    query: Query,
    words: list[colours.Mapping],
    thresholds: Thresholds,
    width: int = 24,
    height: int = 7,
    *,
    empty: str,
) -> statetimeline.Panel:
    """Return which state held when, a row a series, each state with its word."""
    panel = begun(statetimeline.Panel(), title, text, [query], width, height)
    return (
        panel.unit("none")
        .mappings(words)
        .thresholds(thresholds)
        .color_scheme(FieldColor().mode(FieldColorModeId.THRESHOLDS))
        .show_value(common.VisibilityMode.AUTO)
        .merge_values(True)
        .row_height(0.8)
        .no_value(empty)
    )


def grid(
    title: str,
    text: str,
    query: Query,
    unit: str,
    thresholds: Thresholds,
    width: int = 24,
    height: int = 9,
    *,
    empty: str,
) -> statushistory.Panel:
    """Return a heat map: a row a series, a cell a moment, coloured by its value."""
    panel = begun(statushistory.Panel(), title, text, [query], width, height)
    return (
        panel.unit(unit)
        .thresholds(thresholds)
        .color_scheme(FieldColor().mode(FieldColorModeId.THRESHOLDS))
        .show_value(common.VisibilityMode.NEVER)
        .row_height(0.9)
        .max_data_points(80)
        .no_value(empty)
    )


def begun(
    panel: P,
    title: str,
    text: str,
    queries: Sequence[Query],
    width: int,
    height: int,
    shape: PromQueryFormat = PromQueryFormat.TIME_SERIES,
) -> P:
    """Return `panel` with what every panel has: its title and text, its place, and its queries from A on."""
    panel = panel.title(title).description(text).datasource(DATASOURCE).span(width).height(height)
    for index, query in enumerate(queries):
        panel = panel.with_target(_target(query, chr(65 + index), shape))
    return panel


def _target(query: Query, name: str, shape: PromQueryFormat) -> Dataquery:
    target = Dataquery().expr(query.expression).ref_id(name).datasource(DATASOURCE).format(shape)
    target = target.legend_format(query.legend) if query.legend else target
    return target.instant() if query.instant else target.range()


def changed(name: str, value: Any) -> DynamicConfigValue:
    """Return an override of one property."""
    return DynamicConfigValue(id_val=name, value=value)


def _fixed(colour: str) -> DynamicConfigValue:
    return changed("color", {"mode": "fixed", "fixedColor": colour})

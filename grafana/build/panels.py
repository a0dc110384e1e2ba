"""Panels: one function for each way to look at a number, each with a title and a text that says how to read it."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from grafana_foundation_sdk.builders import bargauge, stat, statetimeline, statushistory, table, timeseries
from grafana_foundation_sdk.builders import common as parts
from grafana_foundation_sdk.builders.dashboard import FieldColor
from grafana_foundation_sdk.builders.dashboard import ThresholdsConfig as Thresholds
from grafana_foundation_sdk.builders.prometheus import Dataquery
from grafana_foundation_sdk.models import common
from grafana_foundation_sdk.models.dashboard import (
    DataTransformerConfig,
    DynamicConfigValue,
    FieldColorModeId,
)
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

from grafana.build import colours
from grafana.build.query import Query

DATASOURCE = common.DataSourceRef(type_val="prometheus", uid="$datasource")

Panel = stat.Panel | timeseries.Panel | table.Panel | statetimeline.Panel | statushistory.Panel | bargauge.Panel

P = TypeVar("P", stat.Panel, timeseries.Panel, table.Panel, statetimeline.Panel, statushistory.Panel, bargauge.Panel)


def number(
    title: str, text: str, expression: str, unit: str = "short", thresholds: Thresholds | None = None, width: int = 4
) -> stat.Panel:
    """Return one number, with its course behind it."""
    panel = _with(stat.Panel(), title, text, [Query(expression)], width, 4)
    return (
        panel.unit(unit)
        .thresholds(thresholds or colours.plain())
        .reduce_options(parts.ReduceDataOptions().calcs(["lastNotNull"]))
        .color_mode(common.BigValueColorMode.VALUE)
        .graph_mode(common.BigValueGraphMode.AREA)
        .no_value("none")
    )


def lines(
    title: str, text: str, queries: Sequence[Query], unit: str = "none", width: int = 12, height: int = 8
) -> timeseries.Panel:
    """Return a course over time: a gap is a gap, and a query whose legend begins with ``limit`` is a dashed rule."""
    panel = _with(timeseries.Panel(), title, text, queries, width, height)
    return (
        panel.unit(unit)
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
        .override_by_regexp("/^limit/", [_value("custom.lineStyle", {"fill": "dash", "dash": [8, 6]}), _fixed("text")])
        .override_by_regexp("/estimated/", [_value("custom.lineStyle", {"fill": "dash", "dash": [4, 4]})])
    )


def bars(
    title: str, text: str, query: Query, unit: str = "none", width: int = 12, height: int = 8, top: float | None = None
) -> bargauge.Panel:
    """Return the present values beside each other on one scale from 0."""
    panel = _with(bargauge.Panel(), title, text, [Query(query.expression, query.legend, instant=True)], width, height)
    panel = (
        panel.unit(unit)
        .thresholds(colours.plain())
        .min(0)
        .orientation(common.VizOrientation.HORIZONTAL)
        .display_mode(common.BarGaugeDisplayMode.BASIC)
        .reduce_options(parts.ReduceDataOptions().calcs(["lastNotNull"]))
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
) -> statetimeline.Panel:
    """Return which state held when, a row a series, each state with its word."""
    panel = _with(statetimeline.Panel(), title, text, [query], width, height)
    return (
        panel.unit("none")
        .mappings(words)
        .thresholds(thresholds)
        .color_scheme(FieldColor().mode(FieldColorModeId.THRESHOLDS))
        .show_value(common.VisibilityMode.AUTO)
        .merge_values(True)
        .row_height(0.8)
    )


def grid(
    title: str, text: str, query: Query, unit: str, thresholds: Thresholds, width: int = 24, height: int = 12
) -> statushistory.Panel:
    """Return a heat map: a row a series, a cell a moment, coloured by its value."""
    panel = _with(statushistory.Panel(), title, text, [query], width, height)
    return (
        panel.unit(unit)
        .thresholds(thresholds)
        .color_scheme(FieldColor().mode(FieldColorModeId.THRESHOLDS))
        .show_value(common.VisibilityMode.NEVER)
        .row_height(0.9)
        .max_data_points(80)
    )


def listing(
    title: str,
    text: str,
    columns: Mapping[str, Query],
    labels: Mapping[str, str],
    units: Mapping[str, str] | None = None,
    width: int = 24,
    height: int = 8,
    sort: str | None = None,
) -> table.Panel:
    """Return a table: a row for each set of labels, a column for each query.

    Parameters
    ----------
    title, text : str
        What it is called, and how to read it.
    columns : mapping of str to Query
        By the head of the column; their series must have the same labels. Of an empty head only the labels are shown.
    labels : mapping of str to str
        The labels that are shown, in their order, each with the head of its column.
    units : mapping of str to str, optional
        By the head of the column.
    width, height : int
        In the units of the grid.
    sort : str, optional
        The head of the column whose largest value comes first.
    """
    queries = [Query(query.expression, instant=True) for query in columns.values()]
    panel = _with(table.Panel(), title, text, queries, width, height, PromQueryFormat.TABLE)
    heads = dict(zip((f"Value #{chr(65 + index)}" for index in range(len(columns))), columns, strict=True))
    if len(columns) == 1:
        heads = {"Value": next(iter(columns))}
    shown = {**labels, **{value: head for value, head in heads.items() if head}}
    panel = panel.with_transformation(DataTransformerConfig(id_val="merge", options={})).with_transformation(
        DataTransformerConfig(
            id_val="organize",
            options={
                "includeByName": dict.fromkeys(shown, True),
                "indexByName": {name: index for index, name in enumerate(shown)},
                "renameByName": shown,
            },
        )
    )
    for head, unit in (units or {}).items():
        panel = panel.override_by_name(head, [_value("unit", unit)])
    if sort:
        panel = panel.sort_by([parts.TableSortByFieldState().display_name(sort).desc(True)])
    return panel.unit("short").filterable(True).cell_height(common.TableCellHeight.SM).no_value("none")


def _with(
    panel: P,
    title: str,
    text: str,
    queries: Sequence[Query],
    width: int,
    height: int,
    shape: PromQueryFormat = PromQueryFormat.TIME_SERIES,
) -> P:
    panel = panel.title(title).description(text).datasource(DATASOURCE).span(width).height(height)
    for index, query in enumerate(queries):
        panel = panel.with_target(_target(query, chr(65 + index), shape))
    return panel


def _target(query: Query, name: str, shape: PromQueryFormat) -> Dataquery:
    target = Dataquery().expr(query.expression).ref_id(name).datasource(DATASOURCE).format(shape)
    target = target.legend_format(query.legend) if query.legend else target
    return target.instant() if query.instant else target.range()


def _value(name: str, value: Any) -> DynamicConfigValue:
    return DynamicConfigValue(id_val=name, value=value)


def _fixed(colour: str) -> DynamicConfigValue:
    return _value("color", {"mode": "fixed", "fixedColor": colour})

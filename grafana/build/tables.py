"""Tables: a row for each set of labels, a column for each query, and words where a number stands for a state."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from grafana_foundation_sdk.builders import common as parts
from grafana_foundation_sdk.builders import table
from grafana_foundation_sdk.models import common
from grafana_foundation_sdk.models.dashboard import DataTransformerConfig, DynamicConfigValue
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

from grafana.build.panels import begun, changed
from grafana.build.query import Query, unit


@dataclass(frozen=True, slots=True)
class Columns:
    """What a table shows, from left to right: a state, labels, values.

    Parameters
    ----------
    values : mapping of str to Query
        By the head of the column. Rows are put together by the labels that all queries have; the first says which rows
        there are. Of an empty head only the labels are shown.
    labels : mapping of str to str
        The labels that are shown, in their order, each with the head of its column.
    metrics : mapping of str to str
        By the head of a column, the metric whose unit it has; a column that is not named has numbers.
    states : tuple of (float, str, str)
        Of the column ``state``, which then comes first: for each whole number and what lies above it, its word and its
        colour.
    """

    values: Mapping[str, Query]
    labels: Mapping[str, str]
    metrics: Mapping[str, str] = field(default_factory=dict)
    states: tuple[tuple[float, str, str], ...] = ()

    def shown(self) -> dict[str, str]:
        """Return the fields that are shown, in their order, as Grafana calls them and as people do."""
        names = (f"Value #{chr(65 + index)}" for index in range(len(self.values)))
        heads = dict(zip(names if len(self.values) > 1 else ("Value",), self.values, strict=True))
        first = {value: head for value, head in heads.items() if self.states and head == STATE}
        return {**first, **self.labels, **{value: head for value, head in heads.items() if head and value not in first}}

    def overrides(self) -> Iterator[tuple[str, list[DynamicConfigValue]]]:
        """Yield what differs from column to column: units, and the words and colours of states."""
        for head, metric in self.metrics.items():
            yield head, [changed("unit", unit(metric))]
        if self.states:
            yield STATE, _worded(self.states)


STATE = "state"
"""The head of a column of states."""

_BELOW_ONE = 1 - 1e-9


def listing(
    title: str,
    text: str,
    columns: Columns,
    width: int = 24,
    height: int = 8,
    sort: str | None = None,
    *,
    ascending: bool = False,
    empty: str,
) -> table.Panel:
    """Return a table; `sort` is the head of the column whose largest value, or smallest, comes first."""
    queries = [Query(query.expression, instant=True) for query in columns.values.values()]
    panel = begun(table.Panel(), title, text, queries, width, height, PromQueryFormat.TABLE)
    shown = columns.shown()
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
    # The sentence stands in place of an empty table; an empty cell has a dash.
    panel = panel.no_value(empty).override_by_regexp("/.*/", [changed("noValue", "-")])
    for head, properties in columns.overrides():
        panel = panel.override_by_name(head, properties)
    if sort:
        panel = panel.sort_by([parts.TableSortByFieldState().display_name(sort).desc(not ascending)])
    return panel.unit("short").filterable(True).cell_height(common.TableCellHeight.SM)


def _worded(states: tuple[tuple[float, str, str], ...]) -> list[DynamicConfigValue]:
    """Return how a state reads: from its number on, up to the next."""
    mappings = [
        {
            "type": "range",
            "options": {"from": number, "to": number + _BELOW_ONE, "result": {"text": word, "color": colour}},
        }
        for number, word, colour in states
    ]
    return [
        changed("mappings", mappings),
        changed("custom.cellOptions", {"type": "color-text"}),
        changed("color", {"mode": "thresholds"}),
    ]

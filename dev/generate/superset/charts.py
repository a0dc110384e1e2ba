"""A chart of Superset: what it asks the history for, and how it shows the answer."""

import json
from dataclasses import dataclass, field
from typing import Any

from dev.generate.superset.datasets import Dataset, identity

_ROWS = 10_000
_SHOWN: dict[str, dict[str, Any]] = {
    "echarts_timeseries_line": {"x_axis": "time", "show_legend": True, "markerEnabled": True, "y_axis_format": ".3~g"},
    "echarts_timeseries_bar": {"x_axis_sort": "value", "x_axis_sort_asc": False, "orientation": "horizontal"},
    "table": {"table_timestamp_format": "smart_date", "show_cell_bars": False},
}
"""How each kind of chart is set beyond what it asks for."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart.

    Parameters
    ----------
    title : str
        What it shows.
    kind : str
        Superset's name for how it shows it.
    dataset : Dataset
        What it is made of.
    by : tuple of str
        The columns that it keeps apart; along the first it runs.
    where : mapping
        What columns must be equal to.
    measure : str
        The aggregate of ``value`` by `by`; empty for a table of rows as they are.
    width : int
        Of the twelve columns of a dashboard.
    """

    title: str
    kind: str
    dataset: Dataset
    by: tuple[str, ...]
    where: dict[str, Any] = field(default_factory=dict)
    measure: str = "AVG"
    width: int = 6

    @property
    def uuid(self) -> str:
        """Its identity."""
        return identity("charts", self.title)

    def as_yaml(self) -> dict[str, Any]:
        """Return it as Superset's export writes it. Its data set is told by identity: numbers come with the import."""
        return {
            "slice_name": self.title,
            "description": self.dataset.about,
            "viz_type": self.kind,
            "params": self._form(),
            "query_context": json.dumps(self._context()),
            "uuid": self.uuid,
            "version": "1.0.0",
            "dataset_uuid": self.dataset.uuid,
        }

    def _measures(self) -> list[dict[str, Any]]:
        column = {"column_name": "value"}
        simple = {"expressionType": "SIMPLE", "column": column, "aggregate": self.measure, "label": "value"}
        return [simple] if self.measure else []

    def _form(self) -> dict[str, Any]:
        """Return the settings that a person sees in the editor of charts."""
        asked = self._aggregated() if self.measure else self._listed()
        filters = [
            {"clause": "WHERE", "expressionType": "SIMPLE", "subject": column, "operator": "==", "comparator": value}
            for column, value in self.where.items()
        ]
        common = {"adhoc_filters": filters, "row_limit": _ROWS, "time_range": "No filter"}
        return {"viz_type": self.kind, **asked, **common, **_SHOWN[self.kind]}

    def _listed(self) -> dict[str, Any]:
        newest_first = json.dumps([self.by[0], False])
        return {"query_mode": "raw", "all_columns": list(self.by), "order_by_cols": [newest_first]}

    def _aggregated(self) -> dict[str, Any]:
        if self.kind == "table":
            lowest_first = {"order_desc": False}
            return {"query_mode": "aggregate", "groupby": list(self.by), "metrics": self._measures(), **lowest_first}
        return {"x_axis": self.by[0], "groupby": list(self.by[1:]), "metrics": self._measures()}

    def _context(self) -> dict[str, Any]:
        """Return the query that the editor makes of the settings, so that the API can answer without it."""
        query = {
            "columns": list(self.by),
            "metrics": self._measures() or None,
            "filters": [{"col": column, "op": "==", "val": value} for column, value in self.where.items()],
            "orderby": [] if self.measure else [[self.by[0], False]],
            "row_limit": _ROWS,
            "time_range": "No filter",
        }
        return {
            "datasource": {"id": 0, "type": "table"},
            "queries": [query],
            "form_data": self._form(),
            "result_format": "json",
            "result_type": "full",
        }

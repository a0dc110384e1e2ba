"""What charts are made of: the views of the history, and one query on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

_TYPES = {"time": "DATETIME", **dict.fromkeys(("epoch", "value", "lower", "upper"), "DOUBLE")}
_OWN = ("time", "epoch", "pillar", "metric", "value", "lower", "upper", "outcome", "labels")

_LATEST = """\
SELECT * FROM (
  SELECT v.*, MAX(epoch) OVER (PARTITION BY metric, "check") AS newest FROM trust_values v
) measured WHERE epoch = newest"""
"""The last value of each series would keep alive what is no longer measured."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data set of Superset.

    Parameters
    ----------
    name : str
        The view, or what the query is called.
    about : str
        What a row of it is.
    columns : tuple of str
        Its columns.
    sql : str or None
        The query, None where it is a view.
    """

    name: str
    about: str
    columns: tuple[str, ...]
    sql: str | None = None

    @property
    def uuid(self) -> str:
        """Its identity: an import of a later version finds it again."""
        return identity("datasets", self.name)

    def as_yaml(self, database: str) -> dict[str, Any]:
        """Return it as Superset's export writes it."""
        return {
            "table_name": self.name,
            "main_dttm_col": "time",
            "description": self.about,
            "sql": self.sql,
            "uuid": self.uuid,
            "metrics": [{"metric_name": "count", "verbose_name": "Rows", "expression": "COUNT(*)"}],
            "columns": [_column(name) for name in self.columns],
            "version": "1.0.0",
            "database_uuid": database,
        }


def values(labels: Iterable[str]) -> Dataset:
    """Return the view of all values; `labels` are its columns of labels."""
    about = "One value of one series at one time, as it was measured."
    return Dataset("trust_values", about, (*_OWN, *(column_of(label) for label in labels)))


def latest(labels: Iterable[str]) -> Dataset:
    """Return the query for what is measured now."""
    return Dataset("trust_latest", "What the last run of each check left.", values(labels).columns, _LATEST)


CHANGES = Dataset(
    "trust_changes",
    "An objective that came to stand otherwise than before.",
    ("time", "epoch", "check", "objective", "subject", "before", "after", "value"),
)


def column_of(label: str) -> str:
    """Return the column of a label in the history's view."""
    return f"label_{label}" if label in _OWN else label


def identity(kind: str, name: str) -> str:
    """Return the identity of a part of the bundle, the same in every version of it."""
    return str(uuid5(NAMESPACE_URL, f"dte-exporter/superset/{kind}/{name}"))


def _column(name: str) -> dict[str, Any]:
    return {
        "column_name": name,
        "is_dttm": name == "time",
        "is_active": True,
        "type": _TYPES.get(name, "VARCHAR"),
        "groupby": True,
        "filterable": True,
    }

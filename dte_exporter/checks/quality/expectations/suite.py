"""A suite of expectations, as Great Expectations writes it down: in JSON, or in YAML to the same end."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

import yaml

from dte_exporter.checks.quality.validations import SEVERITIES, Severity
from dte_exporter.errors import SourceError
from dte_exporter.statistics.expressions.written_name import written

_COLUMNS = ("column", "column_A", "column_B", "column_list")
_COLUMN_SET = "column_set"


@dataclass(frozen=True, slots=True)
class Stated:
    """One expectation of a suite.

    Parameters
    ----------
    type : str
        Such as ``expect_column_values_to_not_be_null``.
    kwargs : mapping
        What it is asked with: columns, limits, ``mostly``, ``row_condition``.
    severity : Severity
        How bad it is when it is not met.
    name : str
        What its author calls it: ``name`` in its ``meta``, or else its ``id``.
    """

    type: str
    kwargs: Mapping[str, Any]
    severity: Severity = "critical"
    name: str = ""

    def about(self, columns: Iterable[str]) -> "Stated":
        """Return it with the names that `columns` of the rows have inside, which it calls as the source writes them."""
        names = {written(name): name for name in columns}

        def inside(value: Any) -> Any:
            if isinstance(value, list | tuple):
                return [inside(one) for one in value]
            return names.get(value, value) if isinstance(value, str) else value

        return replace(self, kwargs={**self.kwargs, **{key: inside(self.kwargs[key]) for key in self._naming}})

    @property
    def _naming(self) -> Iterator[str]:
        """Yield the kwargs that name columns."""
        yield from (key for key in (*_COLUMNS, _COLUMN_SET) if isinstance(self.kwargs.get(key), str | list | tuple))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it is about; none where it is about the table."""
        found = (self.kwargs.get(key, ()) for key in _COLUMNS)
        return tuple(name for one in found for name in ((one,) if isinstance(one, str) else one))


@dataclass(frozen=True, slots=True)
class Suite:
    """Expectations under a name.

    Parameters
    ----------
    name : str
        What metrics call it.
    stated : tuple of Stated
        Its expectations, in their order.
    parameters : mapping
        The values that stand behind ``$PARAMETER`` in them.
    """

    name: str
    stated: tuple[Stated, ...]
    parameters: Mapping[str, Any] = field(default_factory=dict)


def read_suite(body: bytes, where: str, name: str) -> Suite:
    """Return the suite that `body` holds.

    Parameters
    ----------
    where : str
        What messages call it: a file.
    name : str
        What it is called where it has no name.

    Raises
    ------
    SourceError
        If it is none; the message names the place and the expectation, counted from 1.
    """
    tree = _tree(body, where)
    if not isinstance(tree, dict) or not isinstance(tree.get("expectations"), list):
        raise SourceError(f"{where} is no suite of Great Expectations: it has a list of expectations under that name")
    if not tree["expectations"]:
        raise SourceError(f"{where} has no expectations: add one, or leave the check out")
    told = str(tree.get("name") or tree.get("expectation_suite_name") or name)
    return Suite(told, tuple(_stated(tree["expectations"], where)), tree.get("suite_parameters") or {})


def _tree(body: bytes, where: str) -> Any:
    try:
        text = body.decode()
        return json.loads(text) if text.lstrip().startswith("{") else yaml.safe_load(text)
    except (ValueError, RecursionError, yaml.YAMLError) as error:
        raise SourceError(f"{where} is neither JSON nor YAML: write the suite again") from error


def _stated(entries: list[Any], where: str) -> Iterator[Stated]:
    for place, entry in enumerate(entries, 1):
        which = f"{where}: expectation {place}"
        if not isinstance(entry, dict):
            raise SourceError(f"{which} is no mapping: write its type and its kwargs")
        type_, kwargs = entry.get("type", entry.get("expectation_type")), entry.get("kwargs") or {}
        severity, meta = entry.get("severity") or "critical", entry.get("meta") or {}
        if not isinstance(type_, str):
            raise SourceError(f"{which} has no type, such as expect_column_values_to_not_be_null")
        if not isinstance(kwargs, dict) or not isinstance(meta, dict):
            raise SourceError(f"{which}, {type_}, has kwargs or meta that are no mapping")
        if severity not in SEVERITIES:
            raise SourceError(f"{which}, {type_}, has the severity {severity!r}: write {', '.join(SEVERITIES)}")
        yield Stated(type_, kwargs, cast("Severity", severity), str(meta.get("name") or entry.get("id") or ""))

"""What was learned as a suite in Great Expectations' own JSON, each expectation with its reason as its notes."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from dte_exporter import __version__
from dte_exporter.validation.suggestion.learned import Kind, Learned

UNTRIMMED = r"^\S([\s\S]*\S)?$"
"""Text that is not blank and has no blanks around it."""

_TYPES: Mapping[Kind, str] = {
    "present": "expect_column_values_to_not_be_null",
    "unique": "expect_column_values_to_be_unique",
    "one_of": "expect_column_values_to_be_in_set",
    "within": "expect_column_values_to_be_between",
    "untrimmed": "expect_column_values_to_match_regex",
    "varied": "expect_column_unique_value_count_to_be_between",
    "mean": "expect_column_mean_to_be_between",
}


def suite_json(name: str, columns: Iterable[str], learned: Iterable[Learned]) -> str:
    """Return the suite called `name` of a table that has these `columns`."""
    expectations = [_columns(columns), *map(_expectation, learned)]
    suite = {"name": name, "expectations": expectations, "meta": {"suggested_by": f"dte-exporter {__version__}"}}
    return json.dumps(suite, indent=2, ensure_ascii=False) + "\n"


def _columns(columns: Iterable[str]) -> Mapping[str, Any]:
    kwargs = {"column_set": list(columns), "exact_match": True}
    return _entry("expect_table_columns_to_match_set", kwargs, "these are the columns, in any order")


def _expectation(one: Learned) -> Mapping[str, Any]:
    kwargs = {"column": one.column, **_arguments(one)}
    if one.most:
        kwargs["mostly"] = one.mostly
    return _entry(_TYPES[one.kind], kwargs, one.reason)


def _arguments(one: Learned) -> Mapping[str, Any]:
    match one.kind:
        case "one_of":
            return {"value_set": one.arguments["values"]}
        case "within" | "mean":
            return {"min_value": one.arguments["low"], "max_value": one.arguments["high"]}
        case "untrimmed":
            return {"regex": UNTRIMMED}
        case "varied":
            return {"min_value": 2}
    return {}


def _entry(type_: str, kwargs: Mapping[str, Any], reason: str) -> Mapping[str, Any]:
    return {"type": type_, "kwargs": dict(kwargs), "meta": {"notes": reason}, "severity": "critical"}

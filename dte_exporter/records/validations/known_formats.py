"""The formats that results are read in: each is told by content, for their files have any name."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from dte_exporter.records.validations.dbt_run_results import dbt_reports, is_of_dbt
from dte_exporter.records.validations.great_expectations_result import (
    great_expectations_reports,
    is_of_great_expectations,
)
from dte_exporter.records.validations.json_document import UnfitError, tree_of
from dte_exporter.records.validations.junit_report import is_xml, junit_reports
from dte_exporter.records.validations.reported import Report
from dte_exporter.records.validations.soda_scan import is_of_soda, soda_reports

Format = Literal["great_expectations", "dbt", "soda", "junit"]
"""Who writes it, or after whom its form is called."""

FORMATS: tuple[Format, ...] = get_args(Format)

Beside = Callable[[str], bytes | None]
"""Gives the content of a file that lies beside another, by its name; None where there is none."""

_WRITTEN = {
    "great_expectations": "validation results of Great Expectations (JSON)",
    "dbt": "run_results.json of dbt",
    "soda": "scan results of Soda (JSON)",
    "junit": "test reports of JUnit's form (XML)",
}


class OtherFileError(UnfitError):
    """A file is whole, and of no format that is read: in a folder there may be such."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A format of JSON: how it is told, and read."""

    is_it: Callable[[Mapping[str, Any]], bool]
    read: Callable[[Mapping[str, Any], Beside], Iterable[Report]]


_OF_JSON: Mapping[Format, _Kind] = {
    "great_expectations": _Kind(is_of_great_expectations, lambda tree, _: great_expectations_reports(tree)),
    "dbt": _Kind(is_of_dbt, dbt_reports),
    "soda": _Kind(is_of_soda, lambda tree, _: soda_reports(tree)),
}


def reports_in(body: bytes, formats: tuple[Format, ...], beside: Beside) -> tuple[Report, ...]:
    """Return what the file with this `body` reports, where it is of one of `formats`.

    Raises
    ------
    OtherFileError
        If it is of none of them.
    UnfitError
        If it is, and not as its tool writes it; or not the whole of a file.
    """
    if is_xml(body):
        if "junit" not in formats:
            raise OtherFileError(f"is XML, and what is read is {_listed(formats)}")
        return tuple(junit_reports(body))
    tree = tree_of(body)
    for name, kind in _OF_JSON.items():
        if name in formats and isinstance(tree, Mapping) and kind.is_it(tree):
            return tuple(kind.read(tree, beside))
    raise OtherFileError(f"is of another tool, or of none: what is read is {_listed(formats)}")


def _listed(formats: tuple[Format, ...]) -> str:
    *others, last = (_WRITTEN[one] for one in formats)
    return f"{', '.join(others)} or {last}" if others else last

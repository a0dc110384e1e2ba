"""Validation results of Great Expectations, from 0.13 on: of one suite, or of a checkpoint with several.

Of what it writes beside the judgement, values of the data among it (``partial_unexpected_list``, ``observed_value``),
nothing is taken but the share of unexpected values.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import AliasChoices, AliasPath, BeforeValidator, Field

from dte_exporter.records.validations.json_document import Written, read_as
from dte_exporter.records.validations.reported import Report, Result, Severity, moment, share

TOOL = "Great Expectations"


def _severity(value: Any) -> str:
    return value if value in {"critical", "warning", "info"} else "critical"


class _Values(Written):
    """What a result says of values: how many are not as expected, and no value."""

    unexpected: Annotated[float | None, BeforeValidator(share)] = Field(
        default=None, validation_alias="unexpected_percent"
    )


class _Expectation(Written):
    """The expectation that a result is of; before 1.0 its type had another key, and it no severity."""

    type: str = Field(validation_alias=AliasChoices("type", "expectation_type"))
    given: Mapping[str, Any] = Field(default={}, validation_alias=AliasPath("kwargs"))
    meta: Mapping[str, Any] | None = None
    id: str | None = None
    severity: Annotated[Severity, BeforeValidator(_severity)] = "critical"

    @property
    def column(self) -> str:
        """The column, or several with a comma between them."""
        told = self.given
        lists = [told[key] for key in ("column_list", "column_set") if isinstance(told.get(key), list)]
        named = [told.get("column"), told.get("column_A"), told.get("column_B"), *(lists[0] if lists else ())]
        return ", ".join(one for one in named if isinstance(one, str))

    @property
    def name(self) -> str:
        """What its author calls it in its ``meta``."""
        told = (self.meta or {}).get("name")
        return told if isinstance(told, str) else ""


class _Result(Written):
    """The result of one expectation."""

    success: bool | None
    expectation: _Expectation = Field(validation_alias="expectation_config")
    result: _Values | None = None
    exception_info: Mapping[str, Any] | None = None

    @property
    def raised(self) -> bool:
        """Whether it could not be judged; 1.x tells it of each metric that it asked for."""
        told = self.exception_info or {}
        parts = (told, *(one for one in told.values() if isinstance(one, Mapping)))
        return any(one.get("raised_exception") is True for one in parts)


class _RunId(Written):
    run_time: str | None = None


class _Meta(Written):
    """What a validation says of itself."""

    suite: str = Field(default="", validation_alias="expectation_suite_name")
    validation_time: str | None = None
    run_id: _RunId | None = None


class _Validation(Written):
    """The validation of one batch by one suite."""

    results: tuple[_Result, ...]
    suite: str = Field(default="", validation_alias="suite_name")
    meta: _Meta = _Meta()


def is_of_great_expectations(tree: Mapping[str, Any]) -> bool:
    """Return whether `tree` is what Great Expectations writes of a validation, or of a checkpoint."""
    if isinstance(tree.get("run_results"), Mapping):
        return True
    meta = tree.get("meta")
    is_marked = isinstance(meta, Mapping) and "great_expectations_version" in meta
    return isinstance(tree.get("results"), list) and (is_marked or "suite_name" in tree)


def great_expectations_reports(tree: Mapping[str, Any]) -> Iterator[Report]:
    """Yield what `tree` reports, by suite.

    Raises
    ------
    UnfitError
        If it is not as Great Expectations writes it.
    """
    for one in _validations(tree):
        yield _report(read_as(_Validation, one, TOOL))


def _validations(tree: Mapping[str, Any]) -> Iterator[Any]:
    """Yield the validations of a checkpoint, or the one that there is."""
    if not isinstance(tree.get("run_results"), Mapping):
        yield tree
        return
    for one in tree["run_results"].values():
        yield one["validation_result"] if isinstance(one, Mapping) and "validation_result" in one else one


def _report(validation: _Validation) -> Report:
    meta = validation.meta
    told = moment(meta.validation_time) or moment(meta.run_id.run_time if meta.run_id else None)
    return Report(validation.suite or meta.suite, tuple(map(_judged, validation.results)), told)


def _judged(result: _Result) -> Result:
    expectation = result.expectation
    return Result(
        expectation.type,
        None if result.raised else result.success,
        expectation.column,
        None if result.raised or result.result is None else result.result.unexpected,
        expectation.severity,
        expectation.name,
        expectation.id or "",
    )

"""Expectations: is a suite of Great Expectations met by the rows, judged where they live.

Definition
    A suite is a list of *expectations*, each of a type such as ``expect_column_values_to_not_be_null``, with what it is
    asked with: a column, limits, the share of values that is enough (``mostly``), and which rows it is about
    (``row_condition``). Great Expectations says what each means and whether it is met. What it asks to find out is SQL,
    which the engine that holds the rows answers.
Formula
    unexpected_ratio = values that are not as expected / values looked at, which for most types are those that are not
    missing. met = unexpected_ratio is at most 1 - mostly, or what else the type compares. success_ratio = expectations
    that are met / all of the suite.
Range
    Ratios in [0, 1]; met is 0 or 1; unmet expectations are counted by severity.
Good direction
    Met expectations and the success ratio rise, unexpected values and unmet expectations fall.
Undefined
    An expectation that cannot be judged has no value, and is neither met nor forgotten: it counts among the unmet, and
    keeps the success ratio below 1. So it is with one of an unknown type, with kwargs that do not fit, about a column
    that is not there, without a question in SQL, or that would fetch rows.
Reference
    Great Expectations, https://docs.greatexpectations.io/docs/core/introduction/
"""

from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any, Self

from pydantic import Field, model_validator

from dte_exporter.checks.quality.expectations.judging import Verdict
from dte_exporter.checks.quality.expectations.suite_plan import SuitePlan, Verdicts
from dte_exporter.checks.quality.validations import SPECS, Judged, Severity, samples_of
from dte_exporter.config.confined.named_files import NAMED_FILES
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.errors import CheckError
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check


class Expectation(Model):
    """One expectation, in Great Expectations' own words."""

    type: str = Field(description="Its type, such as `expect_column_values_to_not_be_null`.")
    kwargs: Mapping[str, Any] = Field(
        default_factory=dict, description="What it is asked with: `column`, limits, `mostly`, `row_condition`."
    )
    severity: Severity = Field(default="critical", description="How bad it is when it is not met.")
    meta: Mapping[str, Any] = Field(
        default_factory=dict, description="Notes; `name` tells it from others of its type and column."
    )


class Params(Model):
    """The parameters of ``check: expectations``."""

    suite: str = Field(
        default="", description="The file of a suite, as Great Expectations writes it, or the same in YAML."
    )
    expectations: tuple[Expectation, ...] = Field(default=(), description="The expectations themselves instead.")

    @model_validator(mode="after")
    def _one_suite(self) -> Self:
        if bool(self.suite) == bool(self.expectations):
            raise ValueError("name the file of a suite, or write expectations, and not both")
        return self

    def local_paths(self) -> Mapping[str, str]:
        """Return what it reads of this machine; see `confinement.ReadsFiles`."""
        return {"suite": self.suite} if self.suite else {}


_MISSING, _BETWEEN, _ROWS = (
    "expect_column_values_to_not_be_null",
    "expect_column_values_to_be_between",
    "expect_table_row_count_to_be_between",
)

EXAMPLE = Example(
    columns={"age": [34, 51, None, 208, 17], "sex": ["f", "m", "f", "f", "m"]},
    settings={
        "params": {
            "expectations": [
                {"type": _MISSING, "kwargs": {"column": "age", "mostly": 0.75}},
                {
                    "type": _BETWEEN,
                    "kwargs": {"column": "age", "min_value": 0, "max_value": 120},
                    "severity": "warning",
                },
                {"type": _ROWS, "kwargs": {"min_value": 5}},
            ]
        }
    },
    expected={
        f'dte_quality_expectation_met{{suite="inline",expectation="{_MISSING}",column="age"}}': 1,
        f'dte_quality_unexpected_ratio{{suite="inline",expectation="{_MISSING}",column="age"}}': 0.2,
        f'dte_quality_expectation_met{{suite="inline",expectation="{_BETWEEN}",column="age"}}': 0,
        f'dte_quality_unexpected_ratio{{suite="inline",expectation="{_BETWEEN}",column="age"}}': 0.25,
        f'dte_quality_expectation_met{{suite="inline",expectation="{_ROWS}",column=""}}': 1,
        'dte_quality_success_ratio{suite="inline"}': 2 / 3,
        'dte_quality_unmet_expectations{suite="inline",severity="critical"}': 0,
        'dte_quality_unmet_expectations{suite="inline",severity="warning"}': 1,
    },
    working="One of five ages is missing, 0.2, and a quarter may be. Of the four that are there 208 is no age: 0.25,"
    " and none may be. There are five rows. Two of three expectations are met, and the third is a warning.",
)


def needs(params: Params, roles: Roles) -> Mapping[str, SuitePlan]:
    """Return the one plan for the suite.

    Raises
    ------
    CheckError
        If Great Expectations is not installed.
    """
    if find_spec("great_expectations") is None:
        raise CheckError("expectations need more packages: pip install 'dte-exporter[quality]'")
    if params.suite:
        return {"suite": SuitePlan(file=params.suite)}
    return {"suite": SuitePlan(inline=params.model_dump_json(include={"expectations"}))}


@check(
    "expectations",
    params=Params,
    needs=needs,
    emits=SPECS,
    example=EXAMPLE,
    calculators=("great_expectations",),
    inputs=(NAMED_FILES,),
    of_rows_alone=True,
)
def expectations(statistics: Mapping[str, Verdicts], params: Params, roles: Roles, now: float) -> Findings:
    """Return whether each expectation is met, and how many of the suite are, or why one could not be judged."""
    verdicts = statistics["suite"].verdicts
    return Findings(
        samples=tuple(samples_of(one.judged for one in verdicts)),
        undefined=tuple(f"{_called(one.judged)}: {one.why_not}" for one in verdicts if one.why_not),
        details={"suite": verdicts[0].judged.suite, "expectations": [_details(one) for one in verdicts]},
    )


def _called(one: Judged) -> str:
    return f"{one.expectation} of {one.column!r}" if one.column else one.expectation


def _details(verdict: Verdict) -> dict[str, Any]:
    one = verdict.judged
    return {
        "expectation": one.expectation,
        "column": one.column,
        "severity": one.severity,
        "met": one.met,
        "unexpected_ratio": one.unexpected,
    }

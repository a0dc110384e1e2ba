"""Validation results: what a team's own Great Expectations, dbt, Soda or test run has found, and how old that is.

Definition
    The files at `path` hold *results* of *suites*. Of each suite those of the newest validation count, by the time in
    the file; where it has none, by when it was last written, and a notice says so. A result is taken as its tool judged
    it: a test of dbt or a check of Soda that only warns is not met, at severity ``warning``. What could not be judged,
    since it ended in an error, is counted among the unmet and has no ``expectation_met``. What was skipped is neither
    met nor unmet: it is counted nowhere, and a notice says so.
Formula
    ``success_ratio`` = expectations that are met / those that were looked at. ``unexpected_ratio`` is the tool's own
    share, where it tells one: Great Expectations does (``unexpected_percent``), and so does a metric of Soda that is a
    per cent of missing, invalid or duplicate values. dbt tells how many rows failed and not of how many: no share is
    made of that. ``validation_current`` = 1 if the results are no older than `max_age` at the moment of the run, else
    0.
Range
    0 or 1 for ``expectation_met`` and ``validation_current``, [0, 1] for the ratios, whole numbers from 0 for unmet.
Good direction
    Higher for what is met and current, lower for what is unexpected or unmet.
Undefined
    Without `max_age` nothing says what current is, and of a suite whose expectations were all skipped nothing is met
    or unmet. A file that is half written is no result: values stay as they were.
Not seen
    Whether the data set still holds what was validated: results are of the rows that their tool read, when it did.
    Values of the data that a file has beside its judgements are not taken over.
Reference
    Great Expectations, ExpectationSuiteValidationResult, https://docs.greatexpectations.io/docs/reference/api/
    dbt, run_results.json, https://docs.getdbt.com/reference/artifacts/run-results-json
    Soda Core, scan results, https://docs.soda.io/soda-v3/run-a-scan
    pytest, JUnit XML, https://docs.pytest.org/en/stable/how-to/output.html
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import Field

from dte_exporter.checks.quality.results.age_metrics import CURRENT, VALIDATED
from dte_exporter.checks.quality.results.results_notices import details, notices
from dte_exporter.checks.quality.results.results_plan import only_results
from dte_exporter.checks.quality.validations import SPECS, Judged, samples_of
from dte_exporter.config.roles import Roles
from dte_exporter.config.types import Duration
from dte_exporter.metric import Sample
from dte_exporter.outcome import Findings
from dte_exporter.records.foreign_path import ForeignPath
from dte_exporter.records.validations.reported import Result, shown_name
from dte_exporter.records.validations.validation_files import VALIDATIONS, Newest, Validations
from dte_exporter.registry import Example, check

_SKEW = 300.0
"""Seconds that the clocks of two machines may be apart: results of so much later are of now."""

EXAMPLE = Example(
    columns={},
    settings={"params": {"path": "scan.json", "max_age": "1d"}},
    files={
        "scan.json": """{
  "definitionName": "people", "defaultDataSource": "warehouse", "scanEndTimestamp": "2018-11-29T00:00:00+00:00",
  "checks": [
    {"name": "row_count > 0", "outcome": "pass", "column": null},
    {"name": "sex is m or f", "outcome": "fail", "column": "sex",
     "metrics": ["metric-people-warehouse-people-sex-invalid_percent"], "diagnostics": {"value": 20.0}},
    {"name": "missing_count(age) = 0", "outcome": "warn", "column": "age",
     "metrics": ["metric-people-warehouse-people-age-missing_count"], "diagnostics": {"value": 1}},
    {"name": "max(age) < 90", "outcome": "pass", "column": "age",
     "metrics": ["metric-people-warehouse-people-age-max"], "diagnostics": {"value": 50}}
  ]
}"""
    },
    expected={
        'dte_quality_expectation_met{suite="people",expectation="row_count > 0",column=""}': 1.0,
        'dte_quality_expectation_met{suite="people",expectation="sex is m or f",column="sex"}': 0.0,
        'dte_quality_expectation_met{suite="people",expectation="missing_count(age) = 0",column="age"}': 0.0,
        'dte_quality_expectation_met{suite="people",expectation="max(age) < 90",column="age"}': 1.0,
        'dte_quality_unexpected_ratio{suite="people",expectation="sex is m or f",column="sex"}': 0.2,
        'dte_quality_success_ratio{suite="people"}': 0.5,
        'dte_quality_unmet_expectations{suite="people",severity="critical"}': 1.0,
        'dte_quality_unmet_expectations{suite="people",severity="warning"}': 1.0,
        'dte_quality_validated_timestamp_seconds{suite="people"}': 1_543_449_600.0,
        'dte_quality_validation_current{suite="people"}': 0.0,
    },
    working=(
        "Two of the four checks of a scan by Soda pass, one fails and one warns; 20 % of sex are not valid: 0.2. The "
        "scan ended on 29 November 2018, 1543449600 seconds after 1970, two days before the run: more than one."
    ),
)


class Params(ForeignPath):
    """The parameters of ``check: validation-results``."""

    path: str = Field(
        min_length=1,
        description="A file of results, a glob, or a folder; relative to the config file, or by its address on an "
        "object store, such as s3://bucket/folder.",
    )
    format: Literal["auto", "great_expectations", "dbt", "soda", "junit"] = Field(
        default="auto", description="Who has written it; told by what is in it, unless set."
    )
    suite: str = Field(default="", description="The only suite whose results are told; all by default.")
    max_age: Duration | None = Field(default=None, description="How old results may be to be current.")


@check(
    "validation-results",
    params=Params,
    needs=only_results,
    emits=[*SPECS, VALIDATED, CURRENT],
    example=EXAMPLE,
    on="results",
    inputs=(VALIDATIONS,),
)
def validation_results(statistics: Mapping[str, Validations], params: Params, roles: Roles, now: float) -> Findings:
    """Return what the results say, by suite, when they are of, and whether they are current."""
    found = statistics["validations"]
    samples = [*samples_of(_judged(found))]
    for suite, newest in found.suites.items():
        samples += _age(suite, newest, params, now)
    undefined = [
        f"{name}: all of its expectations were skipped" for name, one in found.suites.items() if not one.results
    ]
    outdated = [name for name, one in found.suites.items() if not _is_current(one, params.max_age, now)]
    return Findings(tuple(samples), tuple(undefined), details(found), tuple(notices(found, outdated)))


def _judged(found: Validations) -> Iterator[Judged]:
    """Yield the results of each suite; those of one name and column in an order that is the same at every run."""
    for suite, newest in found.suites.items():
        for one in sorted(newest.results, key=lambda one: (one.expectation, one.column, one.name, one.identity)):
            yield _as_judged(suite, one)


def _as_judged(suite: str, one: Result) -> Judged:
    return Judged(
        suite=suite,
        expectation=shown_name(one.expectation),
        met=one.met,
        column=shown_name(one.column),
        unexpected=one.unexpected,
        severity=one.severity,
        name=shown_name(one.name),
    )


def _age(suite: str, newest: Newest, params: Params, now: float) -> Iterator[Sample]:
    yield VALIDATED.sample(newest.at, suite=suite)
    if params.max_age is not None:
        yield CURRENT.sample(_is_current(newest, params.max_age, now), suite=suite)


def _is_current(newest: Newest, max_age: float | None, now: float) -> bool:
    return max_age is None or -_SKEW <= now - newest.at <= max_age

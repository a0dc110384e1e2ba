"""A quality rule of a contract: a metric of the standard's library, a query, a text for people, or another tool's."""

import re
from typing import Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from dte_exporter.config.contracts.contract_part import Part
from dte_exporter.config.contracts.figure_limits import Limited, keys_of_limits

Metric = Literal["nullValues", "missingValues", "invalidValues", "duplicateValues", "rowCount"]
"""What the library counts."""

RuleType = Literal["library", "sql", "text", "custom"]
"""How a rule is judged."""

FORMER: dict[str, Metric] = {
    "nullCheck": "nullValues",
    "duplicateCount": "duplicateValues",
    "rowCount": "rowCount",
    "validValues": "invalidValues",
}
"""What version 3.0 called a metric, under the key ``rule``."""


class Arguments(Part):
    """What a metric needs to know beside the column."""

    missing_values: tuple[Any, ...] | None = Field(default=None, description="Values that count as missing.")
    valid_values: tuple[Any, ...] | None = Field(default=None, description="The values that are valid.")
    pattern: str | None = Field(default=None, description="A regular expression that valid values match.")
    properties: tuple[str, ...] = Field(default=(), description="The properties that are compared together.")

    @field_validator("pattern")
    @classmethod
    def _is_an_expression(cls, pattern: str | None) -> str | None:
        return pattern if pattern is None else regular_expression(pattern)


class QualityRule(Limited):
    """A rule on a property, or on all rows of an object."""

    name: str = Field(default="", max_length=120, description="A short name.")
    type: RuleType = Field(default="library", description="How it is judged.")
    metric: Metric | None = Field(default=None, description="What is counted.")
    rule: str = Field(default="", description="The same in version 3.0.")
    arguments: Arguments | None = Field(default=None, description="What the metric needs to know.")
    valid_values: tuple[Any, ...] | None = Field(default=None, description="The valid values, in version 3.0.")
    unit: str = Field(default="rows", description="What the figure counts: rows, or percent of them.")
    query: str = Field(default="", description="The query, where the type is sql.")
    engine: str = Field(default="", description="The tool, where the type is custom.")
    implementation: Any = Field(default=None, description="What that tool is given.")
    dimension: (
        Literal["accuracy", "completeness", "conformity", "consistency", "coverage", "timeliness", "uniqueness"] | None
    ) = Field(default=None, description="The dimension of quality that it is about.")
    method: str = Field(default="", description="How it is done.")
    severity: str = Field(default="", description="How bad it is when it is not met.")
    business_impact: str = Field(default="", description="What follows when it is not met.")
    scheduler: str = Field(default="", description="What starts it.")
    schedule: str = Field(default="", description="When.")

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        lacking = {
            "sql": not self.query and "a rule of type sql needs its query: write query: SELECT …",
            "library": not (self.metric or self.rule) and _NO_METRIC,
            "custom": not self.engine and "a rule of type custom needs the tool that judges it: write engine: soda",
            "text": False,
        }[self.type]
        if not lacking and self.type in {"sql", "library"} and not self.limits and not self.rule:
            lacking = f"the rule has no limit: add one of {', '.join(keys_of_limits())}"
        if lacking:
            raise ValueError(lacking)
        return self

    @property
    def counts(self) -> Metric | None:
        """The metric, whichever version names it; None where it is none of the library."""
        return self.metric or FORMER.get(self.rule)

    @property
    def asked(self) -> Arguments:
        """What the metric needs to know, whichever version says it."""
        return self.arguments or Arguments(validValues=self.valid_values)

    @property
    def called(self) -> str:
        """What the rule is told apart by."""
        return self.name or self.id or self.metric or self.rule or self.type


_NO_METRIC = (
    "the rule says nothing to count: write metric: nullValues, missingValues, invalidValues, duplicateValues or "
    "rowCount, or type: text if people judge it"
)


def regular_expression(pattern: str) -> str:
    """Return `pattern` if it is a regular expression.

    Raises
    ------
    ValueError
        If it is none; the sentence says where it breaks off.
    """
    try:
        re.compile(re.sub(r"\(\?<(?![=!])", "(?P<", pattern))
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error.msg}") from error
    return pattern

"""Columns read text by text: which of them hold personal data, told from a draw of each."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from dte_exporter.checks.compliance.columns.recognisers.kinds import COUNTRIES, missing_extra, recognisers
from dte_exporter.checks.compliance.columns.recognisers.scan import Scan, scan
from dte_exporter.checks.compliance.record_findings import judged
from dte_exporter.config.models import Model
from dte_exporter.metric import Better, MetricSpec, Role, Sample, Unit
from dte_exporter.outcome import Findings
from dte_exporter.statistics.texts.drawn_texts import Draw, Texts

ANY = "any"
"""The label of all kinds together."""

LABELS = ("check", "dataset", "column", "kind")
PERSONAL_VALUES = MetricSpec(
    "dte_compliance_personal_values_ratio",
    "Share of the texts drawn from the column that hold personal data of the kind; 0 is none.",
    "compliance",
    LABELS,
    Unit.RATIO,
    better=Better.LOWER,
    low=0,
    high=1,
    reference="Recognised by Presidio, phonenumbers and python-stdnum",
)
PERSONAL_VALUES_UPPER = MetricSpec(
    "dte_compliance_personal_values_ratio_ci_upper",
    "Share that the one of the whole column lies below in 95 of 100 draws; the share itself where all was read.",
    "compliance",
    LABELS,
    better=Better.LOWER,
    low=0,
    high=1,
    reference="Clopper, Pearson: The Use of Confidence or Fiducial Limits, Biometrika 1934",
    role=Role.UPPER,
    of=PERSONAL_VALUES.name,
)


def _known(country: str) -> str:
    if country not in COUNTRIES:
        raise ValueError(f"its numbers are not known: use one of {', '.join(COUNTRIES)}")
    return country


Country = Annotated[str, AfterValidator(_known), WithJsonSchema({"type": "string", "enum": list(COUNTRIES)})]
"""The ISO 3166 code of a country whose numbers are known."""


class ReadingParams(Model):
    """The parameters of a check that reads texts."""

    draw: int = Field(default=10_000, ge=100, description="How many values of a column are read; all, if fewer.")
    countries: tuple[Country, ...] = Field(
        default=COUNTRIES, description="Whose phone numbers in national form and national identity numbers are known."
    )

    @model_validator(mode="after")
    def _installed(self) -> Self:
        missing = missing_extra()
        if missing:
            raise ValueError(missing)
        return self


def read(draw: Draw, params: ReadingParams) -> Findings:
    """Return which columns of `draw` hold personal data, and how much; violations are columns."""
    known = recognisers(params.countries)
    scans = {column: scan(texts.drawn, known) for column, texts in draw.columns.items()}
    samples = [sample for column, one in scans.items() for sample in _samples(column, one, draw.columns[column])]
    columns = {column: _details(one, draw.columns[column]) for column, one in scans.items()}
    faults = {column: _fault(one) for column, one in scans.items()}
    findings = judged(faults, samples)
    return replace(findings, details={**findings.details, "columns": columns})


def _samples(column: str, one: Scan, texts: Texts) -> Iterator[Sample]:
    """Yield the share of any kind, and of each kind that was seen at all."""
    for kind, count in {ANY: one.holding, **_seen(one)}.items():
        yield PERSONAL_VALUES.sample(count / one.texts, column=column, kind=kind)
        yield PERSONAL_VALUES_UPPER.sample(texts.upper_bound(count), column=column, kind=kind)


def _fault(one: Scan) -> list[str]:
    return [f"holds {', '.join(one.recognised)}"] if one.recognised else []


def _details(one: Scan, texts: Texts) -> Mapping[str, Any]:
    return {
        "values": texts.known,
        "read": one.texts,
        "holding": one.holding,
        "kinds": _seen(one),
    }


def _seen(one: Scan) -> Mapping[str, int]:
    return {kind: finds.found for kind, finds in one.kinds.items() if finds.found}

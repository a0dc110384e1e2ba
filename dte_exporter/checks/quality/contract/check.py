"""Data contract: is what was agreed of these rows kept, rule by rule.

Definition
    A contract after the Open Data Contract Standard says what is agreed between who makes data and who uses them. Each
    of its rules about one object, such as a table, is judged by itself: that a column is there (``present``) and of its
    logical type (``type``), holds a value in every row (``required``), none twice (``unique``), that the
    ``primaryKey`` identifies a row; the limits of ``logicalTypeOptions`` under their own names; ``enum``; the quality
    rules of the library and of type sql (``quality: …``); how old the newest time may be (``latency``, ``freshness``),
    and that the contract holds now (``generalAvailability``, ``endOfSupport``, ``endOfLife``).
Formula
    contract_rule_met = 1 if the figure of the rule is what it has to be: mostly no row that is otherwise.
    contract_met_ratio = rules that are met / rules that could be judged.
Range
    A rule is met, 1, or not, 0; the ratio lies in [0, 1]; info is 1.
Good direction
    Both rise to 1.
Undefined
    A rule that cannot be judged has no value, and a sentence: of a column that is not there or of another type, of no
    rows, a text for people, another tool's rule, a query that is more than one aggregate of the rows, the inside of
    nested values, physical types, and promises that rows do not tell, such as availability.
Blind spots
    Null and NaN are no values, blank text is one. Duplicates are rows that repeat the value of another, so of three
    alike two. The ends of mustBeBetween are inside. A column that is there and not agreed on is no breach.
Reference
    Bitol (Linux Foundation AI & Data): Open Data Contract Standard, versions 3.0 to 3.2.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from pydantic import ConfigDict, Field

from dte_exporter.checks.quality.contract.agreed import NotJudged
from dte_exporter.checks.quality.contract.contract_metrics import INFO, MET_RATIO, RULE_MET, SPECS
from dte_exporter.checks.quality.contract.contract_plan import KEY, ContractPlan, ContractVerdicts, Verdict
from dte_exporter.config.confined.named_files import NAMED_FILES
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.metric import Sample
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check


class Params(Model):
    """The parameters of ``check: contract``."""

    model_config = ConfigDict(validate_by_name=True)

    contract: str = Field(min_length=1, description="The file of the contract, after the Open Data Contract Standard.")
    object_: str = Field(
        default="",
        alias="schema",
        description="Which object of its schema the rows are; the only one, or the one called like the data set.",
    )

    def local_paths(self) -> Mapping[str, str]:
        """Return what it reads of this machine; see `confinement.ReadsFiles`."""
        return {KEY: self.contract}


_CONTRACT = """\
apiVersion: v3.1.0
kind: DataContract
id: orders-1
name: orders
version: 1.2.0
status: active
team: {name: sales}
schema:
  - name: orders
    properties:
      - {name: number, logicalType: integer, required: true, unique: true}
      - name: amount
        logicalType: number
        logicalTypeOptions: {minimum: 0}
        quality:
          - {metric: nullValues, mustBeLessThan: 30, unit: percent}
"""

EXAMPLE = Example(
    columns={"number": [1, 2, 2, 4], "amount": [10.0, 12.5, None, -1.0]},
    settings={"params": {"contract": "contract.yaml"}},
    files={"contract.yaml": _CONTRACT},
    expected={
        f'dte_quality_contract_rule_met{{contract="orders",rule="{rule}",field="{field}"}}': met
        for field, rule, met in (
            ("number", "present", 1),
            ("number", "type", 1),
            ("number", "required", 1),
            ("number", "unique", 0),
            ("amount", "present", 1),
            ("amount", "type", 1),
            ("amount", "minimum", 0),
            ("amount", "quality: nullValues", 1),
        )
    }
    | {
        'dte_quality_contract_met_ratio{contract="orders"}': 0.75,
        'dte_quality_contract_info{contract="orders",version="1.2.0",owner="sales",status="active"}': 1,
    },
    working="The number 2 is there twice and one amount lies below 0: two rules are broken. Both columns are there and"
    " of their types, every row has a number, and one of four amounts is missing, 25 %, where less than 30 % may be:"
    " six of eight rules are met.",
)


def needs(params: Params, roles: Roles) -> Mapping[str, ContractPlan]:
    """Return the one plan, which reads the contract."""
    return {"contract": ContractPlan(params.object_, roles.dataset)}


@check("contract", params=Params, needs=needs, emits=SPECS, example=EXAMPLE, inputs=(NAMED_FILES,))
def contract(statistics: Mapping[str, ContractVerdicts], params: Params, roles: Roles, now: float) -> Findings:
    """Return whether each rule is met, how many are, and why some could not be judged."""
    found = statistics["contract"]
    return Findings(
        samples=tuple(_samples(found)),
        undefined=(*_sentences(found.not_judged), *([] if found.verdicts else [_NOTHING])),
        details={
            "contract": found.called,
            "types": dict(found.types),
            "rules": [_details(one) for one in found.verdicts],
        },
        notices=tuple(_notices(found)),
    )


_NOTHING = "no rule of the contract can be judged, so that none is met"


def _samples(found: ContractVerdicts) -> Iterator[Sample]:
    about = {"contract": found.called}
    yield INFO.sample(1, **about, version=found.version, owner=found.owner, status=found.status)
    for one in found.verdicts:
        yield RULE_MET.sample(one.is_met, **about, rule=one.rule.label, field=one.rule.field)
    if found.verdicts:
        yield MET_RATIO.sample(sum(one.is_met for one in found.verdicts) / len(found.verdicts), **about)


def _sentences(not_judged: tuple[NotJudged, ...]) -> Iterator[str]:
    """Yield why rules are not judged; those of one field for one reason together."""
    ordered = sorted(not_judged, key=lambda one: (one.field, one.why))
    for (field, why), alike in groupby(ordered, key=lambda one: (one.field, one.why)):
        labels = ", ".join(one.label for one in alike)
        yield f"{f'{field}: ' if field else ''}{labels} not judged: {why}"


def _details(one: Verdict) -> dict[str, Any]:
    """Return how a rule stands; of what is no count of rows not the figure, which may be a value of the data."""
    told = {"field": one.rule.field, "rule": one.rule.label, "met": one.is_met}
    if not one.rule.counts_rows:
        return told
    return {**told, "percent" if one.rule.is_percent else "rows": one.figure}


def _notices(found: ContractVerdicts) -> Iterator[str]:
    status = found.status.casefold()
    if status in {"proposed", "draft", "in development", "development"}:
        yield f"the contract is not in force yet: its status is {found.status!r}"
    if status in {"deprecated", "retired"}:
        yield f"the contract is to be relied on no longer: its status is {found.status!r}"

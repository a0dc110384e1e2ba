"""Processors under contract: whoever processes on our behalf, and who of them without a contract in force.

Definition
    A *processor* is whoever an activity of the record names under ``processors``, those of a processor (Art. 28(4))
    included. It is *under contract* if the record has a contract with it that has begun and has not ended.
Formula
    violations = processors without a contract in force today, examined = processors.
Range
    0 to the number of processors; 0 violations is all under contract.
Good direction
    Lower.
Not seen
    What the contract says (Art. 28(3)(a) to (h)), whether it is kept, and processors that the record does not name.
Reference
    GDPR Art. 28(3) and (4); EDPB Guidelines 07/2020 on controller and processor, part II.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from dte_exporter.checks.compliance.findings import EXAMINED, VIOLATIONS
from dte_exporter.checks.compliance.record_findings import NEXT_END, each, judged, next_end, today
from dte_exporter.checks.compliance.recorded import Recorded, only_the_record
from dte_exporter.config.governance.record import Contract, Processor
from dte_exporter.config.governance.record_source import PROCESSING_RECORD
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check

EXAMPLE = Example(
    columns={},
    record={
        "activities": {
            "newsletter": {
                "processors": [
                    {"name": "Posting Ltd", "contract": {"reference": "C-1", "from": "2018-05-25"}},
                    {
                        "name": "Counting Ltd",
                        "contract": {"reference": "C-2", "from": "2018-05-25", "until": "2018-11-30"},
                    },
                    {
                        "name": "Printing Ltd",
                        "contract": {"reference": "C-3", "from": "2018-05-25", "until": "2018-12-01"},
                    },
                ]
            },
            "payroll": {"processors": [{"name": "Paying Ltd"}]},
        }
    },
    expected={
        "dte_compliance_violations": 2.0,
        "dte_compliance_examined": 4.0,
        "dte_compliance_document_deadline_timestamp_seconds": 1_543_622_400.0,
    },
    working=(
        "On 1 December 2018 the second contract ended the day before and the last processor has none: 2 of 4. The next "
        "contract to end is the third, on that very day, 1543622400 seconds after 1970."
    ),
)


class Params(Model):
    """The parameters of ``check: processors-under-contract``: none."""


@check(
    "processors-under-contract",
    params=Params,
    needs=only_the_record,
    emits=[VIOLATIONS, EXAMINED, NEXT_END],
    example=EXAMPLE,
    on="record",
    inputs=(PROCESSING_RECORD,),
)
def processors_under_contract(statistics: Mapping[str, Recorded], params: Params, roles: Roles, now: float) -> Findings:
    """Return how many processors there are, how many without a contract in force, and when the next one ends."""
    recorded = statistics["recorded"]
    day = today(recorded, now)
    processors: dict[str, Processor] = dict(each(recorded, "processors", lambda activity: activity.processors))
    contracts = [processor.contract for processor in processors.values() if processor.contract]
    ends = next_end((contract.until for contract in contracts if contract.start <= day), day)
    return judged({place: _faults(processor.contract, day) for place, processor in processors.items()}, ends)


def _faults(contract: Contract | None, day: date) -> Iterator[str]:
    if contract is None:
        yield "has no contract"
    elif contract.start > day:
        yield f"its contract begins on {contract.start}"
    elif contract.until is not None and contract.until < day:
        yield f"its contract ended on {contract.until}"

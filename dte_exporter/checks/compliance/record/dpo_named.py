"""Officer named: the data protection officer, or the reason why none has to be named.

Definition
    An officer is *named* if the record has both a name and a way to reach them. Where none has to be named, a reason
    stands in its place: ``dpo: {none: why not}``.
Formula
    violations = 1 if neither is there, else 0; examined = 1.
Range
    0 or 1; 0 is named.
Good direction
    Lower.
Not seen
    Whether one has to be named (a public authority, large-scale monitoring, special data on a large scale), whether
    the authority was told (Art. 37(7)), and whether the officer is independent (Art. 38).
Reference
    GDPR Art. 37(1) and (7), and 30(1)(a); Article 29 Working Party, WP 243 rev.01, endorsed by the EDPB.
"""

from collections.abc import Iterator, Mapping

from dte_exporter.checks.compliance.findings import EXAMINED, VIOLATIONS
from dte_exporter.checks.compliance.record_findings import judged
from dte_exporter.checks.compliance.recorded import Recorded, only_the_record
from dte_exporter.config.governance.record import Omitted, ProcessingRecord
from dte_exporter.config.governance.record_source import PROCESSING_RECORD
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check

EXAMPLE = Example(
    columns={},
    record={"dpo": {"name": "The officer"}},
    expected={"dte_compliance_violations": 1.0, "dte_compliance_examined": 1.0},
    working="There is a name, but no way to reach who bears it.",
)


class Params(Model):
    """The parameters of ``check: dpo-named``: none."""


@check(
    "dpo-named",
    params=Params,
    needs=only_the_record,
    emits=[VIOLATIONS, EXAMINED],
    example=EXAMPLE,
    on="record",
    inputs=(PROCESSING_RECORD,),
)
def dpo_named(statistics: Mapping[str, Recorded], params: Params, roles: Roles, now: float) -> Findings:
    """Return whether an officer is named."""
    return judged({"dpo": _faults(statistics["recorded"].record)})


def _faults(record: ProcessingRecord) -> Iterator[str]:
    if record.dpo is None:
        yield "nobody is named, and no reason why"
    elif not isinstance(record.dpo, Omitted) and not record.dpo.is_complete:
        yield "a name or a way to reach them is missing"

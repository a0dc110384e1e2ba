"""Record covers: the data sets with personal data, and which of them belong to no activity of the record.

Definition
    A data set *holds personal data* if the config says so, by ``personal_data``, ``columns.subject`` or
    ``columns.sensitive``, and gives no reason why there are none (``personal_data.none``). It is *covered* if its
    ``personal_data.activity`` names an activity of the record.
Formula
    violations = data sets with personal data that name no activity of the record, examined = data sets with them.
Range
    0 to the number of data sets; 0 violations is complete.
Good direction
    Lower.
Undefined
    If no data set is said to hold personal data, there is nothing to examine.
Not seen
    Data sets that the config does not name, and personal data in those that are said to hold none.
Reference
    GDPR Art. 30(1): the record is of the processing activities under the controller's responsibility, all of them.
"""

from collections.abc import Mapping

from dte_exporter.checks.compliance.findings import EXAMINED, VIOLATIONS
from dte_exporter.checks.compliance.record_findings import judged
from dte_exporter.checks.compliance.recorded import Recorded, only_the_record
from dte_exporter.config.governance.record import ProcessingRecord
from dte_exporter.config.governance.record_source import PROCESSING_RECORD
from dte_exporter.config.models import DataSet, Model
from dte_exporter.config.roles import Roles
from dte_exporter.errors import NoDataError
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check

_SOURCE = {"type": "files", "path": "rows.parquet"}

EXAMPLE = Example(
    columns={},
    settings={
        "datasets": {
            "customers": {"source": _SOURCE, "personal_data": {"activity": "newsletter"}},
            "applicants": {"source": _SOURCE, "personal_data": {"activity": "hiring"}},
            "visits": {"source": _SOURCE, "columns": {"subject": "visitor"}},
            "machines": {"source": _SOURCE},
        }
    },
    record={"activities": {"newsletter": {}}},
    expected={"dte_compliance_violations": 2.0, "dte_compliance_examined": 3.0},
    working=(
        "customers, applicants and visits hold personal data, machines do not: 3 examined. The record has a newsletter "
        "but no hiring, and visits name no activity at all: 2 violations."
    ),
)


class Params(Model):
    """The parameters of ``check: record-covers``: none."""


@check(
    "record-covers",
    params=Params,
    needs=only_the_record,
    emits=[VIOLATIONS, EXAMINED],
    example=EXAMPLE,
    on="record",
    inputs=(PROCESSING_RECORD,),
)
def record_covers(statistics: Mapping[str, Recorded], params: Params, roles: Roles, now: float) -> Findings:
    """Return how many data sets hold personal data, and how many of them no activity of the record covers.

    Raises
    ------
    NoDataError
        If none is said to hold personal data.
    """
    recorded = statistics["recorded"]
    personal = {name: one for name, one in recorded.governance.datasets.items() if one.holds_personal_data}
    if not personal:
        raise NoDataError("no data set is said to hold personal data")
    return judged({f"datasets.{name}": _faults(one, recorded.record) for name, one in personal.items()})


def _faults(dataset: DataSet, record: ProcessingRecord) -> list[str]:
    activity = dataset.personal_data.activity if dataset.personal_data else ""
    if not activity:
        return ["names no activity"]
    return [] if activity in record.activities else [f"names the activity {activity}, which the record does not have"]

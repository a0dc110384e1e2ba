"""Basis documented: what processing is based on, and where the record does not say it.

Definition
    A controller's activity has a *documented basis* if it names one of Art. 6(1)(a) to (f) and what that one asks for
    beside: for a legal obligation or a public task the law that lays it down (6(3)), for legitimate interests where
    they are weighed against those of the people. Where it has special categories of data it names a condition of Art.
    9(2) as well, and the law where that condition rests on one ((b), (g), (i), (j)); where it has data on convictions,
    the law that allows it. A check that compares groups by a special category is processing of its own: it names an
    activity with a condition of Art. 9(2).
Formula
    violations = activities and checks without a documented basis, examined = controller's activities, and checks that
    compare groups by a column of a special category.
Range
    0 to the number of activities and checks; 0 violations is all documented.
Good direction
    Lower.
Not seen
    Whether the basis is the right one, whether the weighing was fair, and consent itself. Biometric data are taken for
    special, whatever they are used for: ``article_9: {none: why not}`` says that they are not.
Reference
    GDPR Art. 5(2), 6(1) and (3), 9(2), 10; EDPB Guidelines 1/2024 on legitimate interest.
"""

from collections.abc import Iterator, Mapping

from dte_exporter.checks.compliance.findings import EXAMINED, VIOLATIONS
from dte_exporter.checks.compliance.record_findings import controlled, judged
from dte_exporter.checks.compliance.recorded import Recorded, only_the_record
from dte_exporter.config.governance.governance import Governance
from dte_exporter.config.governance.record import Activity, Omitted, ProcessingRecord
from dte_exporter.config.governance.record_source import PROCESSING_RECORD
from dte_exporter.config.governance.taxonomy import is_special
from dte_exporter.config.groups.sensitive import all_columns_of
from dte_exporter.config.models import CheckSettings, DataSet, Model
from dte_exporter.config.roles import Roles
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check

LAID_DOWN = frozenset({"legal_obligation", "public_task"})
"""Bases of Art. 6(1) that a law lays down, Art. 6(3)."""

CONDITIONS_OF_LAW = frozenset(
    {"employment_and_social_law", "substantial_public_interest", "public_health", "archiving_research_statistics"}
)
"""Conditions of Art. 9(2) that rest on the law of the Union or of a member state: (b), (g), (i), (j)."""

EXAMPLE = Example(
    columns={},
    settings={
        "datasets": {
            "applicants": {
                "source": {"type": "files", "path": "rows.parquet"},
                "columns": {"sensitive": ["origin"]},
                "personal_data": {"activity": "hiring", "columns": {"origin": "user.demographic.race_ethnicity"}},
            }
        },
        "checks": {"equal-treatment": {"check": "fairness", "dataset": "applicants", "every": "1d"}},
    },
    record={
        "activities": {
            "newsletter": {"basis": {"article_6": "consent"}},
            "payroll": {"basis": {"article_6": "legal_obligation", "law": "Taxes Consolidation Act 1997, s. 985"}},
            "fraud": {"basis": {"article_6": "legitimate_interests"}},
            "hiring": {
                "basis": {"article_6": "contract", "article_9": "explicit_consent"},
                "data": ["user.name", "user.demographic.race_ethnicity"],
            },
        }
    },
    expected={"dte_compliance_violations": 2.0, "dte_compliance_examined": 5.0},
    working=(
        "Four activities of a controller and one check that compares groups by race, 5 examined. The interests behind "
        "fraud are weighed nowhere, and the check names no activity of its own: 2 violations."
    ),
)


class Params(Model):
    """The parameters of ``check: basis-documented``: none."""


@check(
    "basis-documented",
    params=Params,
    needs=only_the_record,
    emits=[VIOLATIONS, EXAMINED],
    example=EXAMPLE,
    on="record",
    inputs=(PROCESSING_RECORD,),
)
def basis_documented(statistics: Mapping[str, Recorded], params: Params, roles: Roles, now: float) -> Findings:
    """Return how many activities and checks need a basis, and how many of them document none."""
    recorded = statistics["recorded"]
    of_activities = {place: _undocumented(activity) for place, activity in controlled(recorded).items()}
    of_checks = {
        f"checks.{name}": _unfounded(settings, recorded.record)
        for name, settings in _comparing_special(recorded.governance)
    }
    return judged({**of_activities, **of_checks})


def _undocumented(activity: Activity) -> Iterator[str]:
    basis = activity.basis
    if basis.article_6 is None:
        yield "names no basis of Art. 6(1)"
    if basis.article_6 in LAID_DOWN and not basis.law:
        yield f"names no law that lays down the {basis.article_6}"
    if basis.article_6 == "legitimate_interests" and not basis.balancing:
        yield "does not say where legitimate interests are weighed"
    if activity.special and basis.article_9 is None:
        yield "has special categories of data and names no condition of Art. 9(2)"
    if basis.article_9 in CONDITIONS_OF_LAW and not basis.law:
        yield f"names no law behind {basis.article_9}"
    if activity.criminal and not basis.article_10:
        yield "has data on convictions and names no law that allows it"


def _comparing_special(governance: Governance) -> Iterator[tuple[str, CheckSettings]]:
    for name, settings in governance.checks.items():
        dataset = governance.datasets.get(settings.dataset)
        if name in governance.by_group and dataset is not None and _has_special_groups(dataset):
            yield name, settings


def _has_special_groups(dataset: DataSet) -> bool:
    categories = dataset.personal_data.columns if dataset.personal_data else {}
    return any(is_special(categories.get(column, "")) for column in all_columns_of(dataset.columns.sensitive))


def _unfounded(settings: CheckSettings, record: ProcessingRecord) -> Iterator[str]:
    activity = record.activities.get(settings.activity)
    if not settings.activity:
        yield "compares groups by a special category and names no activity"
    elif activity is None:
        yield f"names the activity {settings.activity}, which the record does not have"
    elif activity.basis.article_9 is None or isinstance(activity.basis.article_9, Omitted):
        yield f"names the activity {settings.activity}, which has no condition of Art. 9(2)"

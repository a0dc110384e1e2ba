"""What the exporter says of the checks that it knows: what each reads, who minds it, and how many wait to run."""

from collections.abc import Iterator

from dte_exporter.exposition.exporter.exporter_role import ExporterRole
from dte_exporter.metric import Better, MetricSpec, Sample
from dte_exporter.storage.snapshot import CheckRecord, Snapshot

_BY_CHECK = ("check", "pillar")

CHECK_INFO = MetricSpec(
    "dte_check_info",
    "What the check reads, which team it is of and how severe its failure is; always 1, to be joined on check.",
    "exporter",
    (*_BY_CHECK, "dataset", "model", "team", "severity"),
    low=1,
    high=1,
    scheduled=False,
    role=ExporterRole.CHECK_INFO,
)
CHECK_ABOUT = MetricSpec(
    "dte_check_about_info",
    "What people call the check, who minds it and what its team does about it; always 1, to be joined on check.",
    "exporter",
    (*_BY_CHECK, "title", "owner", "runbook"),
    low=1,
    high=1,
    scheduled=False,
    role=ExporterRole.CHECK_ABOUT,
)
PENDING = MetricSpec(
    "dte_checks_pending",
    "Checks whose first run has not ended.",
    "exporter",
    better=Better.LOWER,
    low=0,
    scheduled=False,
)
SPECS = (CHECK_INFO, CHECK_ABOUT, PENDING)


def samples(snapshot: Snapshot) -> Iterator[Sample]:
    """Yield how many checks have not run yet."""
    yield PENDING.sample(sum(record.last is None for record in snapshot.records.values()))


def of_check(record: CheckRecord) -> Iterator[Sample]:
    """Yield what is fixed by the config of one check; what is written for people is apart.

    So it may be reworded without a break in what is joined for routing.
    """
    check, settings = record.check, record.check.settings
    labels = {"check": check.name, "pillar": check.pillar}
    facts = {"dataset": check.label_of(settings.dataset), "model": settings.model}
    yield CHECK_INFO.sample(1, **labels, **facts, team=check.team, severity=settings.severity)
    yield CHECK_ABOUT.sample(1, **labels, title=settings.title, owner=check.owner, runbook=check.runbook)

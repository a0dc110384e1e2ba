"""How a data set stands: the objectives of all checks on it, added up for a catalogue."""

from collections.abc import Collection, Iterable, Iterator

from dte_exporter.lineage.entity_verdict import CheckedRun, EntityName, EntityVerdict
from dte_exporter.objectives.objective import StandingObjective, by_check, of_check
from dte_exporter.storage.snapshot import CheckRecord, Snapshot

_WORST_FIRST = ("breach", "unmet", "unknown", "insufficient", "met")


def judged(
    entity: EntityName, records: Iterable[CheckRecord], snapshot: Snapshot, anew: Collection[str], now: float
) -> EntityVerdict:
    """Return how an entity stands.

    Parameters
    ----------
    entity : EntityName
        What is judged.
    records : iterable of CheckRecord
        The checks on it.
    snapshot : Snapshot
        How their objectives stand.
    anew : collection of str
        The checks that have run since it was last told.
    now : float
        The time.
    """
    standings = by_check(snapshot.standings)
    stands = {
        record.check.name: (record, [*of_check(record, standings.get(record.check.name, {}), now)])
        for record in records
    }
    found = [one for _, objectives in stands.values() for one in objectives]
    runs = {name: run for name, (record, objectives) in stands.items() for run in _run(record, objectives)}
    first = next(iter(stands.values()))[0].check
    return EntityVerdict(
        entity,
        first.label_of(first.settings.dataset),
        len(found),
        sum(one.judgement == "unmet" for one in found),
        sum(_is_breach(one) for one in found),
        max(runs.values(), key=lambda run: run.started, default=None),
        {pillar: _worst(found, pillar) for pillar in sorted({record.check.pillar for record, _ in stands.values()})},
        tuple(run for name, run in runs.items() if name in anew),
    )


def _run(record: CheckRecord, objectives: Iterable[StandingObjective]) -> Iterator[CheckedRun]:
    """Yield the last run of a check, nothing where it has not run."""
    if record.last is not None:
        check, run = record.check, record.last
        unmet = sum(one.judgement == "unmet" for one in objectives)
        yield CheckedRun(check.name, check.pillar, run.started, run.duration, run.outcome.value, run.message, unmet)


def _worst(found: Iterable[StandingObjective], pillar: str) -> str:
    said = {"breach" if _is_breach(one) else one.judgement for one in found if one.labels["pillar"] == pillar}
    return next((one for one in _WORST_FIRST if one in said), "none")


def _is_breach(one: StandingObjective) -> bool:
    return one.standing.unmet_runs >= one.objective.after_runs

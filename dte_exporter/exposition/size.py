"""How many series a snapshot shows at most, for the budget that bounds them."""

from dte_exporter.controls.standing import State, reach
from dte_exporter.exposition import exporter
from dte_exporter.exposition.exporter import check_segments
from dte_exporter.objectives import retraining
from dte_exporter.outcome import Outcome
from dte_exporter.storage.of_config import of_config
from dte_exporter.storage.snapshot import Snapshot

_OF_RUNS = [spec for spec in exporter.SPECS if "check" in spec.labels and spec not in check_segments.SPECS]
_A_CHECK = sum(len(Outcome) if "outcome" in spec.labels else 1 for spec in _OF_RUNS)
_A_CONTROL = len(State) + 3
_A_FRAMEWORK = len(State) + 1


def of_runs(checks: int) -> int:
    """Return how many series tell of how as many checks run: they are there whatever is found, and are never cut."""
    return _A_CHECK * checks


def beside_findings(snapshot: Snapshot) -> int:
    """Return how many series `snapshot` shows beside what checks found and what objectives say of it.

    That is how checks run, and what follows from all of them: it is not cut, and leaves the less to values.
    """
    of_all = exporter.series(snapshot) + sum(1 for _ in retraining.samples(snapshot))
    pillars = _judged(snapshot)
    trust, segments = len(pillars) + bool(pillars), len(check_segments.SPECS) * _segmented(snapshot)
    return of_runs(len(snapshot.records)) + segments + of_all + trust + _of_frameworks(snapshot)


@of_config
def _segmented(snapshot: Snapshot) -> int:
    """Return how many checks are measured by segment."""
    return sum(check.settings.by is not None for check in snapshot.checks)


@of_config
def _judged(snapshot: Snapshot) -> frozenset[str]:
    """Return the pillars of which there is trust to be told: those of checks with objectives."""
    return frozenset(check.pillar for check in snapshot.checks if check.settings.objectives)


def _of_frameworks(snapshot: Snapshot) -> int:
    controls = sum(len(one.controls) for one in snapshot.frameworks.values())
    return _A_CONTROL * reach(snapshot) + controls + _A_FRAMEWORK * len(snapshot.frameworks)

"""A restart in the midst of a story: it goes on as if nothing had happened."""

from collections.abc import Sequence

import pytest

from dte_exporter.config.models import Objective
from dte_exporter.config.registered_model import Retraining
from dte_exporter.outcome import Outcome
from tests.unit.objectives.story import SHARE, Story, start
from tests.unit.objectives.watched import ACCURACY, Watched
from tests.unit.storage.history.memory import Memory

SCOPE = {"check": "census", "dataset": "people", "model": "scorer"}
POLICY = Retraining(max_drop=0.02, clear_drop=0.01, after_runs=2, clear_runs=2, min_rows=100)


def _replayed(memory: Memory, accuracies: Sequence[float], restart_after: int) -> list[bool]:
    """Return after each run whether retraining is recommended, with a restart after the run of that number."""
    watched = Watched(POLICY).read(accuracy=0.80)
    memory.keep(watched.snapshot, "scorer", 0.5)
    states = []
    for run, value in enumerate(accuracies, start=1):
        watched.measured(ACCURACY, value, at=run * 60.0)
        memory.keep(watched.snapshot, "measured", run * 60.0 + 1)
        states.append("performance" in watched.retrain)
        if run == restart_after:
            watched.snapshot = memory.restart(watched.snapshot, run * 60.0 + 2)
            assert watched.retrain == ({"performance"} if states[-1] else set())
    return states


@pytest.mark.parametrize("restart_after", range(1, 11))
def test_a_replayed_decay_raises_and_clears_where_worked_by_hand_whenever_it_restarts(
    memory: Memory, restart_after: int
) -> None:
    """Baseline 0.80: below 0.78 twice in a row raises, at least 0.79 twice in a row clears; between nothing moves.

    ====== ====== ======================================
    run    value  state
    ====== ====== ======================================
    1, 2   0.80, 0.785  within the allowed fall
    3      0.78   a fall of exactly 0.02 is allowed
    4      0.779  the first beyond
    5      0.775  the second: raised
    6      0.785  no longer beyond, not yet well
    7      0.79   the first that is well
    8      0.785  in between: starts again
    9, 10  0.79, 0.80  the first and second that are well: cleared
    ====== ====== ======================================
    """
    accuracies = [0.80, 0.785, 0.78, 0.779, 0.775, 0.785, 0.79, 0.785, 0.79, 0.80]

    assert _replayed(memory, accuracies, restart_after) == [False] * 4 + [True] * 5 + [False]


def test_a_restart_changes_nothing_of_what_is_known(memory: Memory) -> None:
    """Values and their evidence, the last run, counters and standings are read as they were written."""
    story = start(columns_ratio=Objective(max=0.3, after_runs=2))
    story.run(SHARE.sample(0.5, **SCOPE), at=60.0).run(outcome=Outcome.TIMEOUT, at=120.0)
    memory.keep(story.snapshot, "census", 121.0)

    restored = memory.restart(story.snapshot, 130.0)

    before, after = story.snapshot.records["census"], restored.records["census"]
    assert (after.last, after.values, after.runs) == (before.last, before.values, before.runs)
    assert after.failed_runs == 1
    assert restored.standings == story.snapshot.standings


def test_a_breach_is_counted_over_a_restart(memory: Memory) -> None:
    """One unmet run before and one after make the two that a breach takes."""
    story = start(columns_ratio=Objective(max=0.3, after_runs=2)).run(SHARE.sample(0.5, **SCOPE), at=60.0)
    memory.keep(story.snapshot, "census", 61.0)

    restored = memory.restart(story.snapshot, 70.0)
    after = Story(restored.records["census"], restored.standings).run(SHARE.sample(0.6, **SCOPE), at=120.0)

    assert after.standings["census", "columns_ratio", ""].unmet_runs == 2


def test_a_changed_check_starts_anew(memory: Memory) -> None:
    """Its values are of another check."""
    story = start(columns_ratio=Objective(max=0.3)).run(SHARE.sample(0.5, **SCOPE), at=60.0)
    memory.keep(story.snapshot, "census", 61.0)

    restored = memory.restart(start(columns_ratio=Objective(max=0.9)).snapshot, 70.0)

    assert restored.records["census"].values is None
    assert restored.standings == {}


def test_what_cannot_be_made_out_starts_anew(memory: Memory) -> None:
    """A state of a version that this build does not know is no reason not to start."""
    story = start().run(SHARE.sample(0.5, **SCOPE), at=60.0)
    memory.keep(story.snapshot, "census", 61.0)
    with memory.database.writing() as connection:
        connection.execute("UPDATE trust_state SET body = ?", ('{"version": 0}',))

    restored = memory.restart(story.snapshot, 70.0)

    assert restored.records["census"].values is None
    assert restored.alarms == {}


def test_a_restart_is_no_change_of_an_objective(memory: Memory) -> None:
    """It was unmet before and is unmet after: one change, from unknown to unmet, is all that happened."""
    story = start(columns_ratio=Objective(max=0.3)).run(SHARE.sample(0.5, **SCOPE), at=60.0)
    memory.keep(story.snapshot, "census", 61.0)
    restored = memory.restart(story.snapshot, 70.0)
    after = Story(restored.records["census"], restored.standings).run(SHARE.sample(0.6, **SCOPE), at=120.0)

    memory.keep(after.snapshot, "census", 121.0)

    assert memory.rows("SELECT epoch, before, after, value FROM trust_changes") == [(61.0, "unknown", "unmet", 0.5)]


def test_no_secret_and_no_digest_of_its_own_is_kept(memory: Memory) -> None:
    """What identifies the check is one digest over all of it, with the salt of this history."""
    memory.keep(start().run(SHARE.sample(0.5, **SCOPE), at=60.0).snapshot, "census", 61.0)

    (first,) = memory.rows("SELECT digest FROM trust_state WHERE name = 'census'")
    other = Memory(memory.path.with_name("other.db"))
    other.keep(start().run(SHARE.sample(0.5, **SCOPE), at=60.0).snapshot, "census", 61.0)

    other.keeper.close()
    assert other.rows("SELECT digest FROM trust_state WHERE name = 'census'") != [first]

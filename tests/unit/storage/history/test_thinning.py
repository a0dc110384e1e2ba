"""What is left of the past: every value, then one a span, then nothing; and clocks that leap."""

import pytest

from dte_exporter.config.history import History as Policy
from dte_exporter.metric import SCOPE, MetricSpec
from dte_exporter.outcome import Outcome
from dte_exporter.storage.history.kept_run import Change, Entry, Point
from dte_exporter.storage.history.thinning import tend
from dte_exporter.storage.snapshot import Judgement
from tests.unit.objectives.story import start
from tests.unit.storage.history.memory import Memory

HOUR, DAY = 3_600.0, 86_400.0
NOW = 20_000 * DAY
POLICY = Policy(keep=90 * DAY, full_for=7 * DAY, thin_to=HOUR)
GAP = MetricSpec("dte_drift_gap", "Gap.", "drift", (*SCOPE, "column"))


def _keep(memory: Memory, at: float, outcome: Outcome = Outcome.OK, columns: tuple[str, ...] = ("age",)) -> None:
    """Keep a run at `at` that measured its own time in each of `columns`."""
    record = start().run(outcome=outcome, at=at).snapshot.records["census"]
    scope = {"check": "census", "dataset": "people", "model": ""}
    points = tuple(Point(GAP.sample(at, **scope, column=column), "drift", at, 600.0) for column in columns)
    memory.keeper.keep([Entry(record, points, (), {"census": "{}"})])


def _change(memory: Memory, at: float, before: Judgement, after: Judgement) -> None:
    """Keep a change of an objective."""
    record = start().run(at=at).snapshot.records["census"]
    memory.keeper.keep([Entry(record, (), (Change(at, "census", "ratio", "", before, after, 0.5),), {})])


def _left(memory: Memory) -> list[float]:
    """Return the times of the values that are left."""
    return [time for (time,) in memory.rows("SELECT DISTINCT time FROM trust_point ORDER BY time")]


def test_of_each_span_the_last_value_is_left(memory: Memory) -> None:
    """Eight days ago one value an hour, as it was measured; six days ago every one."""
    old, young = NOW - 8 * DAY, NOW - 6 * DAY
    for start_of in (old, young):
        for minute in (0, 20, 40, 60, 80, 119):
            _keep(memory, start_of + minute * 60)

    tend(memory.database, POLICY, NOW)

    assert _left(memory) == [
        old + 40 * 60,
        old + 119 * 60,
        *(young + minute * 60 for minute in (0, 20, 40, 60, 80, 119)),
    ]


def test_each_series_is_thinned_by_itself(memory: Memory) -> None:
    """A column that was measured last at another time keeps its own last value."""
    old = NOW - 8 * DAY
    _keep(memory, old, columns=("age", "sex"))
    _keep(memory, old + 60, columns=("age",))

    tend(memory.database, POLICY, NOW)

    assert memory.rows('SELECT "column", epoch FROM trust_values ORDER BY 1') == [("age", old + 60), ("sex", old)]


def test_a_run_that_failed_is_not_thinned(memory: Memory) -> None:
    """Of those that went well the last is left, and a value whose run has gone is of one that went well."""
    old = NOW - 8 * DAY
    outcomes = (Outcome.OK, Outcome.TIMEOUT, Outcome.OK, Outcome.KILLED)
    for place, outcome in enumerate(outcomes):
        _keep(memory, old + place, outcome, columns=("sex",) if place == 0 else ())

    tend(memory.database, POLICY, NOW)

    assert memory.rows("SELECT outcome FROM trust_runs ORDER BY epoch") == [("timeout",), ("ok",), ("killed",)]
    assert memory.rows("SELECT outcome FROM trust_values") == [("ok",)]


def test_what_is_too_old_is_forgotten(memory: Memory) -> None:
    """Values, runs, state and the series that nothing is left of; how an objective came to stand stays."""
    before = NOW - 91 * DAY
    _keep(memory, before, columns=("age", "sex"))
    _change(memory, before, "unknown", "unmet")
    _change(memory, before + 1, "unmet", "met")
    _keep(memory, NOW - 8 * DAY, columns=("age",))
    with memory.database.writing() as connection:
        connection.execute("UPDATE trust_state SET written = ?", (before,))

    tend(memory.database, POLICY, NOW)

    assert _left(memory) == [NOW - 8 * DAY]
    assert memory.rows("SELECT time FROM trust_run") == [(NOW - 8 * DAY,)]
    assert memory.rows("SELECT before, after FROM trust_change") == [("unmet", "met")]
    assert memory.rows("SELECT labels FROM trust_series WHERE labels LIKE '%sex%'") == []
    assert memory.rows("SELECT COUNT(*) FROM trust_state") == [(0,)]


def test_a_series_that_was_forgotten_can_come_back(memory: Memory) -> None:
    """It is known by another number then."""
    _keep(memory, NOW - 91 * DAY, columns=("sex",))
    memory.keeper.tend(NOW)
    _keep(memory, NOW, columns=("sex",))

    assert memory.rows('SELECT "column", value FROM trust_values') == [("sex", NOW)]


def test_a_clock_that_leaps_ahead_costs_a_day(memory: Memory) -> None:
    """Years ahead by mistake, for one pass: what lies a day beyond is forgotten, and no more."""
    for days in (89.5, 88.5, 40.0, 1.0):
        _keep(memory, NOW - days * DAY)
    tend(memory.database, Policy(full_for=90 * DAY), NOW)

    tend(memory.database, Policy(full_for=9_000 * DAY), NOW + 3_650 * DAY)

    assert _left(memory) == [NOW - days * DAY for days in (88.5, 40.0, 1.0)]


def test_a_clock_that_was_set_back_forgets_nothing(memory: Memory) -> None:
    """Nor does it lose its place for when it is right again."""
    _keep(memory, NOW - 89 * DAY)
    tend(memory.database, POLICY, NOW)
    tend(memory.database, POLICY, NOW - 500 * DAY)
    assert _left(memory) == [NOW - 89 * DAY]

    for _ in range(510):
        tend(memory.database, Policy(full_for=90 * DAY), NOW + 2 * DAY)

    assert _left(memory) == []


def test_one_pass_does_a_bounded_piece_of_work(memory: Memory) -> None:
    """After a month of rest two days are thinned, then the next two."""
    old = NOW - 37 * DAY
    for days in (0, 1, 2, 3):
        _keep(memory, old + days * DAY)
        _keep(memory, old + days * DAY + 60)

    tend(memory.database, POLICY, NOW)
    assert len(_left(memory)) == 6

    tend(memory.database, POLICY, NOW)
    assert len(_left(memory)) == 4


def test_spans_may_be_longer_than_a_pass(memory: Memory) -> None:
    """A week is a span."""
    old = (NOW - 30 * DAY) // (7 * DAY) * 7 * DAY
    _keep(memory, old)
    _keep(memory, old + DAY)

    tend(memory.database, Policy(thin_to=7 * DAY), NOW)

    assert _left(memory) == [old + DAY]


@pytest.mark.parametrize("policy", [POLICY, Policy(keep=1.0, full_for=1.0)])
def test_an_empty_history_needs_nothing(memory: Memory, policy: Policy) -> None:
    """And is none the worse."""
    tend(memory.database, policy, NOW)

    assert _left(memory) == []

"""Controls of frameworks: what is evidence, what is none, and what somebody accepts for a while."""

from dataclasses import replace

import pytest

from dte_exporter.config.governance.framework import Control, Selector
from dte_exporter.config.models import Objective
from dte_exporter.controls.standing import StandingControl, State, by_control, controls, found, reach
from dte_exporter.outcome import Outcome
from dte_exporter.storage.snapshot import CheckRecord, Snapshot
from tests.unit.controls.evidence import DAY, GAP, GAP_ENDS, asked, checked, judged
from tests.unit.objectives.story import LOWER, SHARE, UPPER, samples, start


def _standing(snapshot: Snapshot, now: float = 1.0) -> list[StandingControl]:
    return list(controls(snapshot, found(snapshot, now), now))


def _state(*records: CheckRecord, now: float = 1.0, **control: object) -> State:
    """Return how the one control that asks for `erasure` stands on one data set."""
    (standing,) = _standing(judged(*records, erasure=asked("erasure", **control)), now)
    return standing.state


def test_no_violation_meets_a_control() -> None:
    """Fresh evidence of a run that ended well, and nothing that breaks the rule."""
    (standing,) = _standing(judged(checked("erasure", "people", of=(0, 7)), erasure=asked("erasure")))

    assert (standing.state, standing.dataset) == (State.MET, "people")
    assert (standing.violations, standing.examined, standing.at) == (0, 7, 0.0)


def test_controls_reach_as_far_as_there_are_data_sets_with_evidence_for_them() -> None:
    """One that nothing checks stands once, on no data set."""
    people, orders = checked("erasure", "people", of=(0, 7)), checked("erasure", "orders", of=(0, 7))
    snapshot = judged(people, orders, erasure=asked("erasure"), consent=asked("consent"))

    assert reach(snapshot) == 2 + 1 == len(_standing(snapshot))


def test_one_violation_among_a_million_violates_a_control() -> None:
    """It is no share that is nearly one."""
    assert _state(checked("erasure", "people", of=(1, 1_000_000))) is State.VIOLATED


def test_nothing_to_examine_meets_a_control() -> None:
    """A register without entries is evidence that there are none."""
    assert _state(checked("erasure", "requests", of=(0, 0))) is State.MET


def test_a_tolerance_is_the_last_count_that_meets() -> None:
    """Two are tolerated, a third is not."""
    assert _state(checked("erasure", of=(2, 9)), tolerance=2) is State.MET
    assert _state(checked("erasure", of=(3, 9)), tolerance=2) is State.VIOLATED


def test_a_control_that_nothing_checks_has_no_evidence() -> None:
    """It is exported all the same, on no data set."""
    (standing,) = _standing(judged(checked("consent", of=(0, 1)), erasure=asked("erasure")))

    assert (standing.state, standing.dataset) == (State.NO_EVIDENCE, "")
    assert (standing.violations, standing.examined, standing.at) == (None, None, None)


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome is not Outcome.OK])
def test_a_last_run_that_did_not_end_well_is_no_evidence(outcome: Outcome) -> None:
    """The last good values are still shown, but they are of another day: not "met"."""
    assert _state(checked("erasure", "people", of=(0, 7), outcome=outcome)) is State.NO_EVIDENCE


def test_evidence_that_has_grown_stale_is_no_evidence() -> None:
    """Values vanish two days after a daily run; so does what they prove."""
    record = checked("erasure", "people", of=(0, 7))

    assert _state(record, now=2 * DAY - 1) is State.MET
    assert _state(record, now=2 * DAY) is State.NO_EVIDENCE


def test_a_check_before_its_first_run_is_no_evidence() -> None:
    """Nothing was found yet."""
    assert _state(checked("erasure", "people", of=None)) is State.NO_EVIDENCE


def test_each_data_set_stands_by_itself() -> None:
    """One is violated, one is met."""
    records = checked("erasure", "people", of=(0, 7)), checked("erasure", "events", of=(2, 7))

    standing = _standing(judged(*records, erasure=asked("erasure")))

    assert {one.dataset: one.state for one in standing} == {"people": State.MET, "events": State.VIOLATED}


def test_two_checks_of_one_data_set_add_up() -> None:
    """Both have to be known for their sum to be; the older of them dates it."""
    first = checked("erasure", "people", of=(0, 7), name="one", at=5.0)
    second = checked("erasure", "people", of=(1, 3), name="two", at=4.0)
    silent = checked("erasure", "people", of=None, name="three")

    (both,) = _standing(judged(first, second, erasure=asked("erasure")))
    (with_silence,) = _standing(judged(first, silent, erasure=asked("erasure")))

    assert (both.violations, both.examined, both.at, both.state) == (1, 10, 4.0, State.VIOLATED)
    assert (with_silence.violations, with_silence.state) == (None, State.NO_EVIDENCE)


def test_a_control_may_ask_for_parameters() -> None:
    """A check of the kind with others is no evidence."""
    assert _state(checked("erasure", of=(0, 1), grace=0), parameters={"grace": 0}) is State.MET
    assert _state(checked("erasure", of=(0, 1), grace=7), parameters={"grace": 0}) is State.NO_EVIDENCE


def test_what_does_not_apply_is_neither_met_nor_violated() -> None:
    """Whatever the evidence."""
    assert _state(checked("erasure", "people", of=(1, 7)), not_applicable="No erasure") is State.NOT_APPLICABLE


@pytest.mark.parametrize("record", [checked("erasure", of=(1, 7)), checked("erasure", of=None)])
def test_an_accepted_gap_lapses_at_the_end_of_its_day(record: CheckRecord) -> None:
    """On 31 January 2027 it is accepted, on 1 February back in full force."""
    snapshot = judged(record, erasure=asked("erasure", accepted_gap=GAP))

    (on_the_day,) = _standing(snapshot, GAP_ENDS - 1)
    (after,) = _standing(snapshot, GAP_ENDS)

    assert on_the_day.state is State.ACCEPTED_GAP
    assert after.state in {State.VIOLATED, State.NO_EVIDENCE}


def test_a_gap_ends_by_the_clock_of_the_organisation() -> None:
    """The day ends an hour earlier in Dublin's winter than it does on the Azores, and as in UTC."""
    control = asked("erasure", accepted_gap=GAP)

    for timezone, ends in (("Europe/Dublin", GAP_ENDS), ("Atlantic/Azores", GAP_ENDS + 3600)):
        snapshot = judged(checked("erasure", of=None), timezone=timezone, erasure=control)
        states = [_standing(snapshot, moment)[0].state for moment in (ends - 1, ends)]
        assert states == [State.ACCEPTED_GAP, State.NO_EVIDENCE]


def test_a_gap_that_is_closed_is_met() -> None:
    """Nobody need wait for the day."""
    assert _state(checked("erasure", of=(0, 7)), accepted_gap=GAP) is State.MET


def test_a_scrape_is_rendered_anew_when_a_gap_lapses() -> None:
    """The moment at which it does bounds how long what was rendered is valid."""
    assert judged(erasure=asked("erasure", accepted_gap=GAP)).valid_until(0.0) == GAP_ENDS


def _on_drift(**selector: str) -> Control:
    return Control(title="T", articles=("10",), asks="A.", cannot_see="Much.", objectives=(Selector(**selector),))


@pytest.mark.parametrize(
    "selector",
    [{"pillar": "drift"}, {"metric": "columns_ratio"}, {"check": "drift"}, {"pillar": "drift", "check": "drift"}],
)
def test_an_objective_is_evidence(selector: dict[str, str]) -> None:
    """By its pillar, its metric, or the kind of its check: met is no violation of one."""
    story = start(columns_ratio=Objective(max=0.3)).run(SHARE.sample(0.2), at=1.0)
    records = story.snapshot.records

    snapshot = judged(*records.values(), drift=_on_drift(**selector))
    (standing,) = _standing(replace(snapshot, standings=story.standings), 1.0)

    assert (standing.state, standing.dataset) == (State.MET, "people")
    assert (standing.violations, standing.examined, standing.at) == (0, 1, 1.0)


def test_an_unmet_objective_violates_and_an_unknown_one_is_no_evidence() -> None:
    """One run above the limit; then one that fails."""
    story = start(columns_ratio=Objective(max=0.3)).run(SHARE.sample(0.4), at=1.0)
    snapshot = judged(*story.snapshot.records.values(), drift=_on_drift(pillar="drift"))
    (unmet,) = _standing(replace(snapshot, standings=story.standings), 1.0)

    story.run(outcome=Outcome.TIMEOUT, at=2.0)
    snapshot = judged(*story.snapshot.records.values(), drift=_on_drift(pillar="drift"))
    (unknown,) = _standing(replace(snapshot, standings=story.standings), 2.0)

    assert (unmet.state, unknown.state) == (State.VIOLATED, State.NO_EVIDENCE)


def test_an_objective_of_insufficient_evidence_is_none_for_a_control_either() -> None:
    """0.4 that may be 0.2 violates nothing, and what may be 0.6 adheres to nothing."""
    story = start(columns_ratio=Objective(max=0.3, decide="interval"))
    story.run(SHARE.sample(0.4), LOWER.sample(0.2), UPPER.sample(0.6), at=1.0)
    snapshot = judged(*story.snapshot.records.values(), drift=_on_drift(pillar="drift"))
    (standing,) = _standing(replace(snapshot, standings=story.standings), 1.0)

    assert (standing.state, standing.violations) == (State.NO_EVIDENCE, None)


@pytest.mark.parametrize("selector", [{"pillar": "fairness"}, {"pillar": "drift", "metric": "distance"}])
def test_an_objective_that_is_not_meant_is_no_evidence(selector: dict[str, str]) -> None:
    """All that a selector says has to be true of it."""
    story = start(columns_ratio=Objective(max=0.3)).run(SHARE.sample(0.2))
    snapshot = judged(*story.snapshot.records.values(), drift=_on_drift(**selector))

    (standing,) = _standing(replace(snapshot, standings=story.standings), 1.0)

    assert standing.state is State.NO_EVIDENCE


def test_a_control_counts_once_by_its_worst_state() -> None:
    """Violated is worse than no evidence, which is worse than met."""
    records = (
        checked("erasure", "people", of=(0, 7)),
        checked("erasure", "events", of=None),
        checked("erasure", "clicks", of=(2, 7)),
        checked("consent", "people", of=(0, 7)),
        checked("consent", "events", of=None),
    )
    standing = _standing(judged(*records, erasure=asked("erasure"), consent=asked("consent")))

    assert by_control(standing) == {"ours": {"erasure": State.VIOLATED, "consent": State.NO_EVIDENCE}}


def _series(snapshot: Snapshot, prefix: str) -> dict[str, float]:
    told = (sample for sample in samples(snapshot, 1.0) if sample.name.startswith(prefix))
    return {f"{sample.name} {' '.join(sample.labels.values())}": sample.value for sample in told}


def test_the_figures_of_a_control_are_exported() -> None:
    """One series a state, the count, 1 - 2/8 = 0.75, and the time."""
    snapshot = judged(checked("erasure", "people", of=(2, 8), at=0.5), erasure=asked("erasure"))

    assert _series(snapshot, "dte_compliance_") == {
        "dte_compliance_control_state ours erasure 17 people violated": 1.0,
        "dte_compliance_control_state ours erasure 17 people no_evidence": 0.0,
        "dte_compliance_control_state ours erasure 17 people accepted_gap": 0.0,
        "dte_compliance_control_state ours erasure 17 people met": 0.0,
        "dte_compliance_control_state ours erasure 17 people not_applicable": 0.0,
        "dte_compliance_control_violations ours erasure 17 people": 2.0,
        "dte_compliance_control_adherence_ratio ours erasure 17 people": 0.75,
        "dte_compliance_evidence_timestamp_seconds ours erasure 17 people": 0.5,
        "dte_compliance_control_info ours erasure T law": 1.0,
        "dte_compliance_framework_info ours Ours Ours  ": 1.0,
        "dte_compliance_controls ours violated": 1.0,
        "dte_compliance_controls ours no_evidence": 0.0,
        "dte_compliance_controls ours accepted_gap": 0.0,
        "dte_compliance_controls ours met": 0.0,
        "dte_compliance_controls ours not_applicable": 0.0,
        "dte_compliance_adherence_ratio ours": 0.0,
    }


def test_adherence_is_met_over_applicable() -> None:
    """Of four one does not apply, one is met, one violated and one accepted: 1/3, not 1/4 and not 2/3."""
    snapshot = judged(
        checked("met", of=(0, 3)),
        checked("violated", of=(1, 3)),
        met=asked("met"),
        violated=asked("violated"),
        accepted=asked("accepted", accepted_gap=GAP),
        elsewhere=asked("elsewhere", not_applicable="We do none of it"),
    )

    assert _series(snapshot, "dte_compliance_adherence") == {
        "dte_compliance_adherence_ratio ours": pytest.approx(1 / 3)
    }


def test_a_share_of_nothing_has_no_value() -> None:
    """Neither of a control that examined nothing, nor of a framework of which nothing applies."""
    empty = judged(checked("erasure", of=(0, 0)), erasure=asked("erasure"))
    idle = judged(erasure=asked("erasure", not_applicable="No erasure"))

    assert "dte_compliance_control_adherence_ratio ours erasure 17 " not in _series(empty, "dte_compliance_")
    assert _series(idle, "dte_compliance_adherence") == {}

"""Trust: means of means, worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.config.models import Objective
from dte_exporter.objectives import trust
from dte_exporter.objectives.objective import StandingObjective
from dte_exporter.outcome import Outcome
from dte_exporter.storage.snapshot import Standing
from tests.unit.objectives.story import SHARE, samples, start

Told = tuple[str, str, bool]
"""Pillar, check, and whether the objective is met."""


def _trust(*told: Told) -> dict[str, float]:
    """Return trust by pillar, and over all under the empty name."""
    objectives = [
        StandingObjective(
            {"pillar": pillar, "check": check},
            Objective(max=1),
            Standing(1.0 if met else 2.0, "met" if met else "unmet"),
            known=True,
        )
        for pillar, check, met in told
    ]
    return {sample.labels.get("pillar", ""): sample.value for sample in trust.samples(trust.shares(objectives))}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # Nobody promised anything: nothing is exported, least of all a 0 or a 1.
        ((), {}),
        ((("drift", "a", True),), {"drift": 1.0, "": 1.0}),
        # One check: 1 of 4 is met.
        (
            (("drift", "a", True), ("drift", "a", False), ("drift", "a", False), ("drift", "a", False)),
            {"drift": 0.25, "": 0.25},
        ),
        # Two checks of a pillar weigh the same: (1/2 + 1) / 2 = 3/4, where pooling would give 2/3.
        ((("drift", "a", True), ("drift", "a", False), ("drift", "b", True)), {"drift": 0.75, "": 0.75}),
        # Two pillars weigh the same: ((0 + 0) / 2 + 1) / 2 = 1/2, where pooling would give 1/3.
        (
            (("drift", "a", False), ("drift", "b", False), ("fairness", "c", True)),
            {"drift": 0.0, "fairness": 1.0, "": 0.5},
        ),
    ],
)
def test_trust_is_a_mean_of_means(told: tuple[Told, ...], expected: dict[str, float]) -> None:
    """A pillar is the mean over its checks, the whole the mean over the pillars."""
    assert _trust(*told) == expected


def test_unknown_is_not_met() -> None:
    """A check whose run failed takes its pillar's trust with it."""
    story = start(columns_ratio=Objective(max=0.3)).run(SHARE.sample(0.2))
    before = {sample.name: sample.value for sample in samples(story.snapshot, 1.0)}
    after = {sample.name: sample.value for sample in samples(story.run(outcome=Outcome.TIMEOUT).snapshot, 1.0)}

    assert (before["dte_trust_ratio"], before["dte_trust_overall_ratio"]) == (1, 1)
    assert (after["dte_trust_ratio"], after["dte_trust_overall_ratio"]) == (0, 0)


TOLD = st.lists(st.tuples(st.sampled_from(["drift", "fairness"]), st.sampled_from("abc"), st.booleans()), min_size=1)


@given(told=TOLD)
def test_trust_is_a_share(told: list[Told]) -> None:
    """It lies between 0 and 1, and the whole between the least and the most trusted pillar."""
    pillars = _trust(*told)
    overall = pillars.pop("")

    assert all(0 <= value <= 1 for value in pillars.values())
    assert min(pillars.values()) <= overall <= max(pillars.values())


@given(told=TOLD.flatmap(lambda told: st.tuples(st.just(told), st.permutations(told))))
def test_the_order_of_objectives_changes_nothing(told: tuple[list[Told], list[Told]]) -> None:
    """A permutation gives the same trust to the last bit."""
    one, other = told

    assert _trust(*one) == _trust(*other)


@given(told=TOLD, which=st.integers(min_value=0))
def test_meeting_one_more_objective_never_lowers_trust(told: list[Told], which: int) -> None:
    """Trust grows, or stays, when an unmet objective becomes met."""
    place = which % len(told)
    pillar, check, _ = told[place]
    better = [*told[:place], (pillar, check, True), *told[place + 1 :]]

    assert _trust(*better)[""] >= _trust(*told)[""]

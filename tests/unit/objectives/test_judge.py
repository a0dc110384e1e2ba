"""Judging runs: sequences worked by hand, and laws that hold for all of them."""

from collections.abc import Mapping
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.config.models import Objective
from dte_exporter.objectives.judge import judge
from dte_exporter.outcome import Evidence, Outcome
from dte_exporter.storage.snapshot import Standing, Values
from tests.unit.objectives.story import DISTANCE, LOWER, METRICS, RATE, SHARE, UPPER, Story, start

AT_MOST_30 = Objective(max=0.3, after_runs=2, clear_runs=2)
SUBJECT = ("census", "columns_ratio", "")


def _one_run(story: Story, word: str) -> Standing:
    """Run once: U is 0.4 and unmet, M is 0.2 and met, ? is a source that could not be read."""
    if word == "?":
        story.run(outcome=Outcome.SOURCE_ERROR)
    else:
        story.run(SHARE.sample({"U": 0.4, "M": 0.2}[word]))
    return story.standings[SUBJECT]


@pytest.mark.parametrize(
    ("runs", "unmet_runs"),
    [
        ("MMM", [0, 0, 0]),
        ("UUU", [1, 2, 3]),
        ("UUMM", [1, 2, 2, 0]),
        ("UMUMU", [1, 0, 1, 0, 1]),
        ("UUMUMM", [1, 2, 2, 3, 3, 0]),
        ("UUMMU", [1, 2, 2, 0, 1]),
        ("U?U", [1, 1, 2]),
        ("UUM?M", [1, 2, 2, 2, 0]),
        ("UU???", [1, 2, 2, 2, 2]),
        ("?M?", [0, 0, 0]),
    ],
)
def test_a_breach_takes_after_runs_in_a_row_to_begin_and_clear_runs_in_a_row_to_end(
    runs: str, unmet_runs: list[int]
) -> None:
    """Both are 2: flapping begins no breach and ends none, and an unknown run neither counts nor resets."""
    story = start(columns_ratio=AT_MOST_30)

    assert [_one_run(story, word).unmet_runs for word in runs] == unmet_runs


def test_one_met_run_clears_by_default() -> None:
    """clear_runs is 1 unless the config says otherwise."""
    story = start(columns_ratio=Objective(max=0.3))

    assert [_one_run(story, word).unmet_runs for word in "UUMU"] == [1, 2, 0, 1]


def test_runs_are_counted_by_judgement() -> None:
    """Three unmet, one met and two unknown runs are counted as such."""
    story = start(columns_ratio=AT_MOST_30)
    for word in "UUM??U":
        standing = _one_run(story, word)

    assert standing.totals == {"unmet": 3, "met": 1, "unknown": 2}


def test_an_unknown_run_keeps_the_last_value_judged() -> None:
    """A run without a value changes the judgement, and nothing else that is known."""
    story = start(columns_ratio=AT_MOST_30)

    assert [_one_run(story, word).value for word in "?U?M"] == [None, 0.4, 0.4, 0.2]


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome is not Outcome.OK])
def test_the_last_good_value_is_not_judged_again(outcome: Outcome) -> None:
    """A run that failed is unknown, though the record still holds the values of the one before."""
    story = start(columns_ratio=AT_MOST_30).run(SHARE.sample(0.4)).run(outcome=outcome)

    assert story.record.values is not None
    assert story.standings[SUBJECT] == Standing(0.4, "unknown", 1, 0, {"unmet": 1, "unknown": 1}, since=0.0)


@pytest.mark.parametrize(
    ("objective", "value", "judgement"),
    [
        (Objective(max=0.3), 0.3, "met"),
        (Objective(max=0.3), 0.30000001, "unmet"),
        (Objective(min=0.8), 0.8, "met"),
        (Objective(min=0.8), 0.79999999, "unmet"),
        (Objective(min=0.4, max=0.6), 0.5, "met"),
        (Objective(min=0.4, max=0.6), 0.39, "unmet"),
        (Objective(min=0.4, max=0.6), 0.61, "unmet"),
        (Objective(min=0.5, max=0.5), 0.5, "met"),
    ],
)
def test_limits_belong_to_the_values_that_meet_them(objective: Objective, value: float, judgement: str) -> None:
    """A value at its limit meets the objective, one beyond it does not."""
    story = start(columns_ratio=objective).run(SHARE.sample(value))

    assert story.standings[SUBJECT].judgement == judgement


def test_each_series_is_judged_by_itself() -> None:
    """Of two columns, one can meet an objective that the other does not."""
    story = start(distance=Objective(max=0.1)).run(
        DISTANCE.sample(0.05, column="age", method="wasserstein"),
        DISTANCE.sample(0.20, column="sex", method="jensenshannon"),
    )

    assert _judgements(story) == {"age": "met", "sex": "unmet"}


def test_the_method_is_no_part_of_the_subject() -> None:
    """A column whose score is computed another way from now on is the same subject: its count goes on."""
    story = start(distance=Objective(max=0.1))
    story.run(DISTANCE.sample(0.2, column="age", method="wasserstein"))
    story.run(DISTANCE.sample(0.2, column="age", method="psi"))

    assert story.standings["census", "distance", "age"].unmet_runs == 2


def test_a_subject_of_several_labels_is_joined() -> None:
    """A group is known by its sensitive feature and its own name."""
    story = start(group_rate=Objective(min=0.5)).run(RATE.sample(0.4, sensitive_feature="sex", group="Female"))

    assert _judgements(story) == {"sex/Female": "unmet"}


def test_the_value_of_all_rows_together_has_the_empty_subject() -> None:
    """Beside those of the groups: a label without a value is no part of a subject's name."""
    whole, women = (
        RATE.sample(0.6, sensitive_feature="", group=""),
        RATE.sample(0.4, sensitive_feature="sex", group="F"),
    )
    story = start(group_rate=Objective(min=0.5)).run(whole, women)

    assert _judgements(story) == {"": "met", "sex/F": "unmet"}


def test_a_subject_that_no_longer_appears_stays_unknown() -> None:
    """A column that vanished from the data is no column that is well."""
    age, sex = (DISTANCE.sample(0.05, column=column, method="psi") for column in ("age", "sex"))
    story = start(distance=Objective(max=0.1)).run(age, sex).run(age)

    assert _judgements(story) == {"age": "met", "sex": "unknown"}


def test_the_empty_subject_goes_once_there_is_another() -> None:
    """Until an objective has met its first subject it stands on the empty one."""
    story = start(distance=Objective(max=0.1)).run(outcome=Outcome.TIMEOUT)
    assert _judgements(story) == {"": "unknown"}

    story.run(DISTANCE.sample(0.05, column="age", method="psi"))
    assert _judgements(story) == {"age": "met"}


def test_the_subjects_stay_when_a_run_brings_nothing() -> None:
    """A failed run adds no empty subject beside those that were seen."""
    story = start(distance=Objective(max=0.1)).run(DISTANCE.sample(0.05, column="age", method="psi"))
    story.run(outcome=Outcome.KILLED)

    assert _judgements(story) == {"age": "unknown"}


def test_an_objective_knows_only_its_own_metric() -> None:
    """Other families of the same check are not judged by it."""
    story = start(columns_ratio=Objective(max=0.3)).run(
        SHARE.sample(0.2), DISTANCE.sample(0.9, column="age", method="psi")
    )

    assert story.standings == {SUBJECT: Standing(0.2, "met", 0, 1, {"met": 1}, since=0.0)}


def test_a_check_without_objectives_stands_nowhere() -> None:
    """Nothing is promised, so nothing is judged."""
    assert start().run(SHARE.sample(0.2)).standings == {}


def test_other_checks_are_passed_over() -> None:
    """Standings of another check, and of an objective that the check no longer has, are not its own."""
    story = start(columns_ratio=Objective(max=0.3))
    story.standings = {
        ("other", "columns_ratio", ""): Standing(0.9, "unmet", 7),
        ("census", "distance", "age"): Standing(0.9, "unmet", 7),
    }

    assert set(story.run(SHARE.sample(0.2)).standings) == {SUBJECT}


def test_a_judgement_dates_from_the_run_that_brought_it() -> None:
    """Met at 10, unmet at 20 and 30, not known at 40: since 10, 20, 20 and 40."""
    story, since = start(columns_ratio=Objective(max=0.3)), []
    for at, value in ((10.0, 0.2), (20.0, 0.4), (30.0, 0.5)):
        since.append(story.run(SHARE.sample(value), at=at).standings[SUBJECT].since)
    since.append(story.run(outcome=Outcome.TIMEOUT, at=40.0).standings[SUBJECT].since)

    assert since == [10.0, 20.0, 20.0, 40.0]


def test_the_worst_value_of_a_subject_counts() -> None:
    """Two values of one subject, told apart by their method alone, are judged by the one that is further off."""
    story = start(distance=Objective(max=0.1)).run(
        DISTANCE.sample(0.3, column="age", method="wasserstein"),
        DISTANCE.sample(0.05, column="age", method="psi"),
    )

    assert story.standings["census", "distance", "age"] == Standing(0.3, "unmet", 1, 0, {"unmet": 1}, since=0.0)


def _judgements(story: Story) -> Mapping[str, str]:
    return {subject: standing.judgement for (_, _, subject), standing in story.standings.items()}


VALUES = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy"), st.floats(-1, 1)), max_size=6)
WORDS = st.text("UM?", max_size=30)
LIMITS = st.builds(Objective, max=st.just(0.3), after_runs=st.integers(1, 4), clear_runs=st.integers(1, 4))


@given(given_values=VALUES, seed=st.randoms(use_true_random=False))
def test_the_order_of_samples_changes_nothing(given_values: list[tuple[str, str, float]], seed: Random) -> None:
    """A permutation of a run's samples leaves every standing as it was."""
    samples = [DISTANCE.sample(value, column=column, method=method) for column, method, value in given_values]
    shuffled = list(samples)
    seed.shuffle(shuffled)
    objective = Objective(min=-0.5, max=0.5)

    assert start(distance=objective).run(*shuffled).standings == start(distance=objective).run(*samples).standings


@given(word=st.sampled_from("UM?"), runs=st.integers(1, 20), objective=LIMITS)
def test_runs_of_one_kind_add_up(word: str, runs: int, objective: Objective) -> None:
    """After k runs of the same kind, k runs are counted, and as many of them are unmet as were."""
    story = start(columns_ratio=objective)
    for _ in range(runs):
        standing = _one_run(story, word)

    assert standing.totals == {{"U": "unmet", "M": "met", "?": "unknown"}[word]: runs}
    assert (standing.unmet_runs, standing.met_runs) == {"U": (runs, 0), "M": (0, runs), "?": (0, 0)}[word]


@given(words=WORDS, objective=LIMITS)
def test_counts_are_bounded_by_the_runs(words: str, objective: Objective) -> None:
    """Unmet runs never exceed the runs judged unmet, grow by at most one, and fall to nothing but 0."""
    story = start(columns_ratio=objective)
    standings = [Standing(), *(_one_run(story, word) for word in words)]

    assert all(0 <= standing.unmet_runs <= standing.totals.get("unmet", 0) for standing in standings)
    assert all(
        after.unmet_runs in {0, before.unmet_runs, before.unmet_runs + 1} for before, after in pairwise(standings)
    )
    assert sum(standings[-1].totals.values()) == len(words)


@given(words=WORDS, objective=LIMITS)
def test_unknown_runs_change_no_count_but_their_own(words: str, objective: Objective) -> None:
    """Without its unknown runs a story ends at the same unmet and met runs."""
    told, shortened = start(columns_ratio=objective), start(columns_ratio=objective)
    ends = [Standing(), *(_one_run(told, word) for word in words)][-1]
    known = [Standing(), *(_one_run(shortened, word) for word in words if word != "?")][-1]

    assert (ends.unmet_runs, ends.met_runs) == (known.unmet_runs, known.met_runs)


def test_an_ok_run_whose_values_are_missing_is_unknown() -> None:
    """A record without values has nothing to judge, whatever its outcome says."""
    story = start(columns_ratio=AT_MOST_30)

    judged = judge({}, story.record, Outcome.OK, METRICS)

    assert judged == {SUBJECT: Standing(totals={"unknown": 1})}


def test_an_ok_run_without_this_family_is_unknown() -> None:
    """Where a family could not be defined while others could, its objective is unknown."""
    story = start(columns_ratio=AT_MOST_30).run(DISTANCE.sample(0.2, column="age", method="psi"))

    assert story.record.values == Values((DISTANCE.sample(0.2, column="age", method="psi"),), Evidence(), 0.0)
    assert _judgements(story) == {"": "unknown"}


@pytest.mark.parametrize(
    ("objective", "value"),
    [(Objective(max=0.1), 0.55 - 0.45), (Objective(min=0.3), 1 - 0.7), (Objective(max=0), 1e-17)],
)
def test_a_value_at_its_limit_meets_it(objective: Objective, value: float) -> None:
    """A few roundings beyond it are no breach; the value that is shown stays what it is."""
    standing = start(columns_ratio=objective).run(SHARE.sample(value)).standings[SUBJECT]

    assert (standing.judgement, standing.value) == ("met", value)


def test_a_rounding_hides_no_value_that_is_beyond() -> None:
    """Of two groups one lies a rounding above a huge maximum, the other really below the minimum: it is unmet."""
    story = start(group_rate=Objective(max=1e12, min=0))
    labels = {"sensitive_feature": "sex", "group": "f"}
    story.run(RATE.sample(1e12 + 0.05, **labels), RATE.sample(-0.01, **labels))

    assert story.standings["census", "group_rate", "sex/f"].judgement == "unmet"


def test_an_objective_is_on_all_rows_alone_unless_it_is_on_each_segment() -> None:
    """A config that measures by segment has the subjects that it had; each segment is one more only where it asks."""
    whole, north = SHARE.sample(0.1), SHARE.sample(0.9).within({"segment": "region=north"})
    column = DISTANCE.sample(0.5, column="age", method="js").within({"segment": "region=north"})

    silent = start(columns_ratio=Objective(max=0.3), distance=Objective(max=0.3)).run(whole, north, column)
    told = start(columns_ratio=Objective(max=0.3, segments="each"), distance=Objective(max=0.3, segments="each")).run(
        whole, north, column
    )

    assert {(key, subject): one.judgement for (_, key, subject), one in silent.standings.items()} == {
        ("columns_ratio", ""): "met",
        ("distance", ""): "unknown",
    }
    assert {(key, subject): one.judgement for (_, key, subject), one in told.standings.items()} == {
        ("columns_ratio", ""): "met",
        ("columns_ratio", "region=north"): "unmet",
        ("distance", "age/region=north"): "unmet",
    }


def test_the_interval_of_a_segment_is_its_own() -> None:
    """Not that of all rows, which is narrower."""
    told = [
        spec.sample(value).within(labels)
        for labels, values in (({}, (0.2, 0.1, 0.25)), ({"segment": "s=a"}, (0.2, 0.0, 0.6)))
        for spec, value in zip((SHARE, LOWER, UPPER), values, strict=True)
    ]
    story = start(columns_ratio=Objective(max=0.3, decide="interval", segments="each")).run(*told)

    assert {subject: one.judgement for (_, _, subject), one in story.standings.items()} == {
        "": "met",
        "s=a": "insufficient",
    }

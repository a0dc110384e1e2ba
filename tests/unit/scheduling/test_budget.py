"""Which series a budget keeps."""

import random
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.metric import Better, MetricSpec, Sample
from dte_exporter.scheduling.series.budget import within

COLUMNS = ("check", "dataset", "column", "method")
DISTANCE = MetricSpec("dte_drift_distance", "How far.", "drift", COLUMNS, better=Better.LOWER)
THRESHOLD = MetricSpec("dte_drift_threshold", "From where on.", "drift", COLUMNS)
P_VALUE = MetricSpec("dte_drift_p_value", "How likely.", "drift", COLUMNS, better=Better.HIGHER)
SHARE = MetricSpec("dte_drift_columns", "How many.", "drift", ("check", "dataset"), better=Better.LOWER)
SPECS = {spec.name: spec for spec in (DISTANCE, THRESHOLD, P_VALUE, SHARE)}

CHECK_LEVEL = st.sampled_from([[], [SHARE.sample(0.5)]])
DISTANCES = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.floats(0, 1), max_size=30)


def distances(values: dict[str, float]) -> list[Sample]:
    """Return two series a column: its distance, and a threshold that says nothing of good or bad."""
    return [
        spec.sample(value, column=column, method="wasserstein")
        for column, distance in values.items()
        for spec, value in ((THRESHOLD, 0.1), (DISTANCE, distance))
    ]


def columns(samples: Sequence[Sample]) -> list[str]:
    """Return the columns that have a distance, in order."""
    return [sample.labels["column"] for sample in samples if sample.name == DISTANCE.name]


def test_what_fits_is_left_alone() -> None:
    """Six series fit into a budget of six."""
    samples = distances({"a": 0.1, "b": 0.2, "c": 0.3})
    assert within(samples, SPECS, 6, (), {}).kept == tuple(samples)
    assert within(samples, SPECS, 6, (), {}).dropped == 0


def test_the_worst_are_kept_whole_and_the_cut_is_counted() -> None:
    """Room for two columns of two series each goes to the farthest, in the order in which they came."""
    cut = within(distances({"near": 0.1, "far": 0.9, "mid": 0.5}), SPECS, 4, (), {})
    assert cut.kept == tuple(distances({"far": 0.9, "mid": 0.5}))
    assert cut.dropped == 2


def test_the_lowest_is_worst_where_higher_is_better() -> None:
    """Of three p-values the least likely stays."""
    samples = [
        P_VALUE.sample(value, column=column, method="ks") for column, value in {"a": 0.5, "b": 0.01, "c": 0.9}.items()
    ]
    assert [sample.labels["column"] for sample in within(samples, SPECS, 1, (), {}).kept] == ["b"]


def test_a_value_of_the_whole_check_comes_first() -> None:
    """The share of columns outlives every column."""
    cut = within([*distances({"far": 0.9}), SHARE.sample(0.1)], SPECS, 1, (), {})
    assert cut.kept == (SHARE.sample(0.1),)


def test_families_that_cannot_be_compared_take_turns() -> None:
    """A p-value is not milder than a distance because its numbers are smaller: the worst of each stays."""
    samples = [
        *(DISTANCE.sample(value, column=f"d{value}", method="wasserstein") for value in (0.9, 0.8)),
        *(P_VALUE.sample(value, column=f"p{value}", method="ks") for value in (0.001, 0.01)),
    ]
    assert [sample.labels["column"] for sample in within(samples, SPECS, 2, (), {}).kept] == ["d0.9", "p0.001"]


def test_what_no_family_judges_goes_first() -> None:
    """A threshold alone is the last to be kept."""
    samples = [THRESHOLD.sample(0.1, column="a", method="x"), DISTANCE.sample(0.0, column="b", method="x")]
    assert columns(within(samples, SPECS, 1, (), {}).kept) == ["b"]


def test_the_last_fifth_goes_to_what_is_exported_already() -> None:
    """Of ten columns five fit: the four worst, and the former member, though another is worse."""
    values = {letter: place / 10 for place, letter in enumerate("abcdefghij")}
    former = distances({"a": 0.0})
    assert set(columns(within(distances(values), SPECS, 10, (), {}).kept)) == set("fghij")
    assert set(columns(within(distances(values), SPECS, 10, former, {}).kept)) == set("aghij")


def test_another_method_is_the_same_subject() -> None:
    """A column whose method changed with its size is still the member that it was."""
    values = {letter: place / 10 for place, letter in enumerate("abcdefghij")}
    former = [P_VALUE.sample(0.5, column="a", method="ks")]
    assert "a" in columns(within(distances(values), SPECS, 10, former, {}).kept)


def test_members_of_families_that_are_gone_do_not_matter() -> None:
    """A plug-in that went left values whose declaration went with it."""
    former = [Sample("dte_drift_gone", {"column": "a"}, 1.0)]
    assert columns(within(distances({"a": 0.1, "b": 0.2}), SPECS, 2, former, {}).kept) == ["b"]


def test_what_an_objective_exports_of_a_subject_counts_with_it() -> None:
    """A new column takes 2 + 10 series, one that stands already 2; what is cut is counted by the same measure."""
    samples = distances({"near": 0.1, "far": 0.9, "mid": 0.5})
    standing = {DISTANCE.name: {"mid"}}
    cut = within(samples, SPECS, 17, (), standing)
    assert columns(cut.kept) == ["far", "mid"]
    assert cut.dropped == 12
    assert columns(within(samples, SPECS, 26, (), standing).kept) == ["near", "far", "mid"]


def test_an_objective_on_the_whole_check_counts_with_its_value() -> None:
    """Ten series are no room for a value and the ten of its objective."""
    assert within([SHARE.sample(0.1)], SPECS, 10, (), {SHARE.name: set()}).kept == ()
    assert within([SHARE.sample(0.1)], SPECS, 11, (), {SHARE.name: set()}).kept == (SHARE.sample(0.1),)


@given(DISTANCES, CHECK_LEVEL, st.integers(-3, 70), DISTANCES)
def test_the_budget_holds_and_every_series_is_kept_or_counted(
    values: dict[str, float], whole: list[Sample], budget: int, former: dict[str, float]
) -> None:
    """No more than the budget is kept, nothing is invented, and no column is split."""
    samples = [*distances(values), *whole]
    cut = within(samples, SPECS, budget, distances(former), {})
    assert len(cut.kept) <= max(budget, 0)
    assert len(cut.kept) + cut.dropped == len(samples)
    assert set(columns(cut.kept)) == {s.labels["column"] for s in cut.kept if s.name == THRESHOLD.name}


@given(DISTANCES, CHECK_LEVEL, st.integers(0, 70), DISTANCES, st.randoms())
def test_the_order_in_which_values_come_does_not_matter(
    values: dict[str, float], whole: list[Sample], budget: int, former: dict[str, float], shuffle: random.Random
) -> None:
    """A shuffled run keeps the same series."""
    samples = [*distances(values), *whole]
    mixed = shuffle.sample(samples, len(samples))
    kept, again = (within(each, SPECS, budget, distances(former), {}).kept for each in (samples, mixed))
    assert {sample.series for sample in kept} == {sample.series for sample in again}


@given(DISTANCES, st.integers(0, 70), DISTANCES)
def test_the_same_values_keep_the_same_series(values: dict[str, float], budget: int, former: dict[str, float]) -> None:
    """Membership that was once decided stays, run after run."""
    once = within(distances(values), SPECS, budget, distances(former), {}).kept
    assert within(distances(values), SPECS, budget, once, {}).kept == once


@given(DISTANCES, st.integers(0, 35), DISTANCES)
def test_no_newcomer_of_the_last_fifth_displaces_a_member(
    values: dict[str, float], columns_kept: int, former: dict[str, float]
) -> None:
    """Where a former member is cut, each that is kept is a member too or among the worst four fifths."""
    kept = set(columns(within(distances(values), SPECS, 2 * columns_kept, distances(former), {}).kept))
    worst = set(sorted(values, key=lambda column: (-values[column], column))[: 2 * columns_kept * 4 // 5 // 2])
    if former.keys() & values.keys() - kept:
        assert kept - worst <= former.keys()

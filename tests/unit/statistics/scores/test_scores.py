import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.statistics.expressions.marginals import WHOLE
from dte_exporter.statistics.scores.scores import Bin, Cell, Scores, Tally

EXACT = st.integers(-1000, 1000).map(lambda number: number / 1024)
"""Numbers whose sums have no rounding, so that laws hold to the last bit."""

LEVELS = st.sampled_from([None, 0, 1, "a"])
BINS = st.one_of(st.none(), st.builds(Bin, st.integers(1, 10), st.integers(-3, 3)))
TALLIES = st.dictionaries(
    st.builds(Cell, LEVELS, LEVELS, BINS),
    st.builds(Tally, st.integers(1, 9), EXACT, EXACT, EXACT, EXACT, EXACT, EXACT),
    min_size=1,
    max_size=4,
)
SLICE = st.sampled_from([WHOLE, ("sex", "f"), ("sex", "m"), ("sex", None), (("sex", "race"), ("f", None))])
SLICES = st.dictionaries(SLICE, TALLIES, max_size=3)
SCORES = st.builds(Scores, st.just(("sex",)), st.just(8), SLICES, st.one_of(st.none(), st.integers(1, 9).map(float)))

LOW, HIGH = Bin(2, -300), Bin(9, 400)
SOME = Scores(
    ("sex",),
    256,
    {
        WHOLE: {Cell(1, 1, HIGH): Tally(3), Cell(None, 0, LOW): Tally(2)},
        ("sex", "m"): {Cell(1, 1, HIGH): Tally(3)},
        ("sex", "f"): {Cell(None, 0, LOW): Tally(1)},
        ("sex", None): {Cell(None, 0, LOW): Tally(1)},
    },
)


def test_rows_are_those_of_the_whole_not_of_every_slice() -> None:
    """Each row is in the whole and in one group of each dimension, and counts once."""
    assert SOME.rows == {"current": 5}
    assert Scores((), 256).rows == {"current": 0}


def test_parts_are_told_apart_by_their_groups() -> None:
    """Two of the five rows are of women or of nobody said."""
    rows = {part: sum(tally.rows for tally in tallies.values()) for part, tallies in SOME.parts("sex").items()}
    assert rows == {("f",): 1, ("m",): 3, (None,): 1}
    assert SOME.parts("race") == {}


def test_classes_are_those_of_truth_and_prediction() -> None:
    """A missing label is a level too."""
    assert (SOME.labels, SOME.predictions) == ({None, 1}, {0, 1})


def test_bins_sort_as_their_probabilities() -> None:
    """The tenth comes first, since a step of log-odds may lie on both sides of its border."""
    assert sorted([Bin(3, -210), Bin(2, -210), Bin(2, -500)]) == [Bin(2, -500), Bin(2, -210), Bin(3, -210)]


@given(SCORES, SCORES, SCORES)
def test_merging_is_associative_and_commutative(one: Scores, two: Scores, three: Scores) -> None:
    """Shards may be added in any order."""
    assert one.merge(two) == two.merge(one)
    assert one.merge(two).merge(three) == one.merge(two.merge(three))
    assert one.merge(two).rows["current"] == one.rows["current"] + two.rows["current"]


@given(SCORES)
def test_the_serial_form_gives_the_scores_back(scores: Scores) -> None:
    """What is kept can be read."""
    assert Scores.from_json(scores.to_json()) == scores


def test_an_empty_tally_survives_the_serial_form() -> None:
    """Rows without a probability have neither a least nor a greatest one."""
    scores = Scores((), 256, {WHOLE: {Cell(1, 1, None): Tally(2)}})
    assert Scores.from_json(scores.to_json()) == scores


def test_a_serial_form_of_another_version_is_refused() -> None:
    """An older build's file is not misread."""
    with pytest.raises(ValueError, match="scores of version 0: this build reads 2"):
        Scores.from_json(b'{"version": 0}')


@pytest.mark.parametrize("other", [Scores(("race",), 256), Scores(("sex",), 128)])
def test_scores_over_other_groups_or_bins_do_not_add_up(other: Scores) -> None:
    """Sex and race are not one thing, nor are wide bins and narrow ones."""
    with pytest.raises(ValueError, match="do not add up"):
        SOME.merge(other)

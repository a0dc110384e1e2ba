"""Which segments a budget keeps."""

from collections.abc import Collection

from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.metric import Better, MetricSpec, Sample
from dte_exporter.scheduling.series.budget import Cut, within
from dte_exporter.scheduling.series.segment_budget import within_by_segment

LABELS = ("check", "dataset", "column")
DISTANCE = MetricSpec("dte_drift_distance", "How far.", "drift", LABELS, better=Better.LOWER)
RATIO = MetricSpec("dte_drift_columns_ratio", "How many.", "drift", ("check", "dataset"), better=Better.LOWER)
SPECS = {spec.name: spec for spec in (DISTANCE, RATIO)}
WHOLE = [RATIO.sample(0.5), DISTANCE.sample(0.4, column="age"), DISTANCE.sample(0.1, column="city")]


def of(segment: str, ratio: float, **distances: float) -> list[Sample]:
    """Return the values of a segment: one of its own, and one a column."""
    found = [RATIO.sample(ratio), *(DISTANCE.sample(value, column=name) for name, value in distances.items())]
    return [sample.within({"segment": segment}) for sample in found]


def cut(samples: list[Sample], budget: int, former: Collection[Sample] = (), objectives: Collection[str] = ()) -> Cut:
    """Return what is left, where objectives on these metrics judge all rows alone."""
    return within_by_segment(samples, SPECS, budget, former, {name: {""} for name in objectives}, ())


def segments(left: Cut) -> list[str]:
    """Return the segments that are kept, in their order."""
    return [*dict.fromkeys(sample.segment for sample in left.kept if sample.segment)]


def test_what_fits_is_left_alone() -> None:
    """Three series of all rows and four of segments are seven."""
    samples = [*WHOLE, *of("north", 0.1, age=0.2), *of("south", 0.1, age=0.2)]

    assert cut(samples, 7) == Cut(tuple(samples), 0)


def test_all_rows_have_what_they_had_without_segments() -> None:
    """However bad a segment is, it costs the whole no series; and one is kept or cut whole."""
    samples = [*WHOLE, *of("north", 1.0, age=1.0), *of("south", 1.0, age=1.0)]

    assert cut(samples, 3) == Cut(tuple(WHOLE), 4, ("north", "south"))
    assert segments(cut(samples, 6)) == ["north"]
    assert cut(samples, 2).kept == within(WHOLE, SPECS, 2, (), {}).kept


def test_half_of_the_room_is_for_the_largest_and_the_rest_for_the_worst() -> None:
    """Of five segments of one series with room for four: the two largest, and of the others the two worst."""
    ratios = {"first": 0.0, "second": 0.0, "third": 0.1, "fourth": 0.9, "fifth": 0.8}
    samples = [sample for name, ratio in ratios.items() for sample in of(name, ratio)]

    left = cut(samples, 4)

    assert (segments(left), left.segments, left.dropped) == (["first", "second", "fourth", "fifth"], ("third",), 1)


def test_worst_is_by_what_objectives_are_on() -> None:
    """South has the greater share, east the greater distance: the objective says which matters."""
    samples = [*of("north", 0, age=0), *of("south", 0.9, age=0.1), *of("east", 0.1, age=0.9)]

    assert segments(cut(samples, 5, objectives=["dte_drift_columns_ratio"])) == ["north", "south"]
    assert segments(cut(samples, 5, objectives=["dte_drift_distance"])) == ["north", "east"]


def test_one_that_is_exported_already_stays_at_the_edge() -> None:
    """Of the room beside the largest a fifth is for those that were there before."""
    names = ["largest", *(f"s{place}" for place in range(9))]
    samples = [sample for place, name in enumerate(names) for sample in of(name, (10 - place) / 10)]

    assert segments(cut(samples, 9, of("s8", 0.2)))[-1] == "s8"
    assert segments(cut(samples, 9))[-1] == "s7"


def test_what_objectives_have_of_each_segment_counts() -> None:
    """Ten series a subject that none has been judged on before: only one more fits."""
    samples = [*of("north", 0.1), *of("south", 0.1)]
    standing = {"dte_drift_columns_ratio": {""}}

    left = within_by_segment(samples, SPECS, 21, (), standing, {"dte_drift_columns_ratio"})

    assert (segments(left), left.dropped) == (["north"], 11)


@given(
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3)), max_size=8),
    st.integers(0, 40),
)
def test_no_more_than_the_budget_and_all_is_counted(found: list[tuple[float, int]], budget: int) -> None:
    """Whatever the segments: what is kept fits, a segment is whole, and kept and dropped are all there were."""
    samples = [*WHOLE]
    for place, (ratio, columns) in enumerate(found):
        samples += of(f"s{place}", ratio, **{f"c{column}": ratio for column in range(columns)})
    left = cut(samples, budget)

    assert len(left.kept) <= budget
    assert len(left.kept) + left.dropped == len(samples)
    assert {*segments(left)} | {*left.segments} == {sample.segment for sample in samples} - {""}
    assert not {*segments(left)} & {*left.segments}

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from dte_exporter.errors import NoDataError, SourceError
from dte_exporter.statistics.quality_facts import asking
from dte_exporter.statistics.quality_facts.column_bounds import Bounds
from dte_exporter.statistics.quality_facts.plan import QualityFactsPlan
from dte_exporter.statistics.quality_facts.quality_facts import FACTS, Fact
from dte_exporter.statistics.sources import Sources
from dte_exporter.storage.statistics_cache import DiskCache

ViewOf = Callable[..., Any]


@pytest.fixture
def of(view_of: ViewOf, cache: DiskCache) -> Callable[..., Any]:
    """Return a function from windows to the facts of the current one."""

    def measure(current: dict[str, Any], reference: dict[str, Any] | None = None, **plan: Any) -> Any:
        windows = {"current": view_of(current, "current")}
        if reference is not None:
            windows["reference"] = view_of(reference, "reference")
        asked: dict[str, Any] = {"columns": tuple(current), "facts": FACTS, "whole": tuple(current), **plan}
        return QualityFactsPlan(**asked).measure(Sources(windows=windows, now=1_543_622_400.0), cache)

    return measure


def test_a_window_without_rows_is_no_data(of: Callable[..., Any]) -> None:
    """Not a table in which nothing is wrong."""
    with pytest.raises(NoDataError, match="the current window holds no rows"):
        of({"a": []})


def test_a_column_that_is_not_there_is_named(of: Callable[..., Any]) -> None:
    """And the window that lacks it."""
    with pytest.raises(SourceError, match="'b'"):
        of({"a": [1]}, columns=("b",))


def test_text_is_read_as_the_reference_was(of: Callable[..., Any]) -> None:
    """Where half of it has ceased to be numbers it is still a column of numbers; blank text is not mistyped."""
    found = of({"n": ["1", "x", "y", ""]}, {"n": ["1", "2.5", " -3e5 "]})

    assert found.columns["n"].reads_as == "number"
    assert found.columns["n"].counts["mistyped"] == 2


def test_text_that_reads_as_nothing_is_not_mistyped(of: Callable[..., Any]) -> None:
    """There is no such count of it."""
    assert "mistyped" not in of({"n": ["a", "1"]}).columns["n"].counts


def test_dates_are_read_too(of: Callable[..., Any]) -> None:
    """Nine of ten; the tenth has a month 13."""
    found = of({"day": ["2018-11-01"] * 5 + ["2018-11-01T10:00:00Z"] * 4 + ["2018-13-01"]})

    assert (found.columns["day"].reads_as, found.columns["day"].counts["mistyped"]) == ("date", 1)


def test_a_declared_range_of_times_is_held_by_the_second(of: Callable[..., Any]) -> None:
    """Both ends are included, and either may be open."""
    times = [datetime(2018, 11, day, tzinfo=UTC) for day in (1, 2, 3)]
    second, third = (one.timestamp() for one in times[1:])

    for bounds, beyond in ((Bounds(second, second), 2), (Bounds(low=third), 2), (Bounds(high=second), 1)):
        assert of({"at": times}, declared=(("at", bounds),)).columns["at"].counts["out_of_range"] == beyond


def test_what_is_of_another_type_in_the_reference_is_not_learned(of: Callable[..., Any]) -> None:
    """The two types are told, and the rest is counted."""
    found = of({"a": [1, 2], "b": [5, 1]}, {"a": ["x", "y"], "b": [1, 2]})

    assert str(found.refused["a"]) == "of type string in the reference window and of type int64 in the current window"
    assert "out_of_range" not in found.columns["a"].counts
    assert found.columns["b"].counts["out_of_range"] == 1
    assert found.rows == {"current": 2, "reference": 2}


def test_a_column_that_has_gone_since_the_reference_is_told_and_the_others_counted(of: Callable[..., Any]) -> None:
    """Rows are compared by what is left; one that neither window has is a slip, and an error."""
    found = of({"a": [1, 1]}, {"a": [1, 2], "b": ["x", "y"]}, columns=("a", "b"), whole=("a", "b"))

    assert str(found.refused["b"]) == "of type string in the reference window and missing in the current window"
    assert list(found.columns) == ["a"]
    assert found.duplicate_rows == 1
    with pytest.raises(SourceError, match="'c'"):
        of({"a": [1]}, {"a": [1]}, columns=("a", "c"))


def test_a_column_that_the_reference_does_not_have_is_counted(of: Callable[..., Any]) -> None:
    """Nothing is learned of it."""
    found = of({"a": [1], "b": [None]}, {"a": [1]})

    assert str(found.refused["b"]).startswith("missing in the reference window")
    assert found.columns["b"].counts["missing"] == 1


def test_identifiers_are_not_held_to_what_was(of: Callable[..., Any]) -> None:
    """New keys are no fault."""
    found = of({"id": [3, 4]}, {"id": [1, 2]}, key="id", identifiers=frozenset({"id"}))

    assert "out_of_range" not in found.columns["id"].counts
    assert found.duplicate_keys == 0


def test_the_reference_is_not_read_for_nothing(of: Callable[..., Any]) -> None:
    """Where no fact asks for what is to be expected."""
    assert of({"a": [1]}, {"a": [1]}, facts=("missing",)).rows == {"current": 1}


def test_a_value_out_of_its_set_is_named_from_thirty_rows_on(of: Callable[..., Any]) -> None:
    """One of 29 rows is counted alone."""
    found = of({"a": ["x"] * 29 + ["y"] * 30 + ["z"]}, declared=(("a", Bounds(values=("z",))),))

    assert found.columns["a"].counts["out_of_set"] == 59
    assert found.columns["a"].unexpected == {"y": 30}


def test_sets_of_codes_and_truth_values_are_kept_to(of: Callable[..., Any]) -> None:
    """A number is none of its set whatever its type, NaN and null are not looked at."""
    declared = (("n", Bounds(values=(1.0, 2.0))), ("f", Bounds(values=(True,))))

    found = of({"n": [1, 3, None, 3], "f": [True, False, None, True]}, declared=declared)

    assert {name: one.counts["out_of_set"] for name, one in found.columns.items()} == {"n": 2, "f": 1}


def test_what_cannot_be_compared_is_told(of: Callable[..., Any]) -> None:
    """Of lists only missing ones are counted, and rows that hold them are not told apart."""
    found = of({"a": [[1], None], "b": [1, 1]})

    assert found.columns["a"].counts == {"missing": 1}
    assert dict(found.incomparable) == {"a": "array"}
    assert found.duplicate_rows is None


@pytest.mark.parametrize("facts", [("missing",), ("duplicate_rows", "rows"), ("constant",), ("empty", "padded")])
def test_what_is_not_asked_is_not_counted(of: Callable[..., Any], facts: tuple[Fact, ...]) -> None:
    """Nor are rows compared, unless that is asked."""
    found = of({"a": ["x", "x"]}, facts=facts)

    assert (found.duplicate_rows is None) is ("duplicate_rows" not in facts)
    assert ("distinct" in found.columns["a"].counts) is ("constant" in facts)
    assert found.columns["a"].is_constant(2) is ("constant" in facts)


def test_one_row_is_not_constant_and_blank_text_is_empty(of: Callable[..., Any]) -> None:
    """It takes two rows to be alike, and something to be the same."""
    assert not of({"a": ["x"]}).columns["a"].is_constant(1)
    blank = of({"a": [" ", " "]}).columns["a"]
    assert (blank.is_constant(2), blank.is_empty(2)) == (False, True)


def test_many_columns_are_asked_in_several_questions(of: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each gets its own answer."""
    monkeypatch.setattr(asking, "AT_ONCE", 2)

    found = of({name: [1] * place + [None] * (5 - place) for place, name in enumerate("abcde")})

    assert {name: one.counts["missing"] for name, one in found.columns.items()} == dict(
        zip("abcde", range(5, 0, -1), strict=True)
    )


def test_what_values_are_is_asked_in_several_questions(of: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each column of text and of numbers gets its own answer, of all the rows that hold a value."""
    monkeypatch.setattr(asking, "AT_ONCE", 2)

    found = of({"a": ["x", "x ", "", " "], "n": [1, 1, None, 2], "b": [" y", " y", None, ""], "c": ["1", "1", "z", ""]})

    counts = {name: one.counts for name, one in found.columns.items()}
    assert {name: one["distinct"] for name, one in counts.items()} == {"a": 4, "n": 2, "b": 2, "c": 3}
    assert {name: (counts[name]["blank"], counts[name]["padded"]) for name in "abc"} == {
        "a": (2, 1),
        "b": (1, 2),
        "c": (1, 0),
    }


@pytest.mark.parametrize(
    ("keys", "facts", "repeated"),
    [
        (["k", "k", "l", None], FACTS, 1),
        (["k", " ", " ", ""], FACTS, 0),
        (["k", "k", " ", " "], ("duplicate_keys", "distinct"), 1),
        (["k", "k", " ", " "], ("duplicate_keys",), 1),
        ([1, 1, 1, None], FACTS, 2),
        ([1.5, 1.5, float("nan"), float("nan")], FACTS, 1),
        ([1, 1, 2, 2], ("duplicate_keys",), 2),
    ],
)
def test_a_repeated_key_is_told_from_different_values_or_by_itself(
    of: Callable[..., Any], keys: list[Any], facts: tuple[Fact, ...], repeated: int
) -> None:
    """Blank text is no key, nor is NaN, whatever else is asked of the column."""
    assert of({"id": keys}, key="id", facts=facts).duplicate_keys == repeated


def test_no_columns_have_no_facts(of: Callable[..., Any]) -> None:
    """Rows and repeated keys are told all the same."""
    found = of({"id": [1, 1, None]}, columns=(), whole=(), key="id")

    assert (found.rows, found.columns, found.duplicate_rows, found.duplicate_keys) == ({"current": 3}, {}, None, 1)

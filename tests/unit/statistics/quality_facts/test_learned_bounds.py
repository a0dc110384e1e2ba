from collections.abc import Callable
from typing import Any

import pytest

from dte_exporter.statistics.quality_facts.column_bounds import Bounds, reading
from dte_exporter.statistics.quality_facts.learned_bounds import Learned, learned
from dte_exporter.storage.statistics_cache import DiskCache

ViewOf = Callable[..., Any]
NO_CODES: frozenset[str] = frozenset()


class NoIdentity:
    """A view whose rows have no identity."""

    fingerprint = None

    def __init__(self, view: Any) -> None:
        self._view = view

    def __getattr__(self, name: str) -> Any:
        return getattr(self._view, name)


def test_a_range_is_learned_of_numbers_and_a_set_of_text(view_of: ViewOf, cache: DiskCache) -> None:
    """Infinite numbers are no edge, and blank text is no value."""
    view = view_of({"age": [20.0, 60.0, float("inf"), None] * 5, "sex": ["f", "m", "", None] * 5})

    found = learned(view, ("age", "sex"), NO_CODES, cache)

    assert found.rows == 20
    assert found.bounds["age"] == Bounds(20.0, 60.0)
    assert found.bounds["sex"].values is None, "ten rows have a value, two values want twenty"


@pytest.mark.parametrize(("repeats", "values"), [(9, None), (10, ("f", "m"))])
def test_values_that_hardly_repeat_are_no_set(
    view_of: ViewOf, cache: DiskCache, repeats: int, values: tuple[str, ...] | None
) -> None:
    """Ten rows a value make a set."""
    found = learned(view_of({"sex": ["f", "m"] * repeats}), ("sex",), NO_CODES, cache)

    assert found.bounds["sex"] == Bounds(values=values, reads_as="")


def test_over_a_hundred_values_are_no_set(view_of: ViewOf, cache: DiskCache) -> None:
    """However often they repeat."""
    view = view_of({name: [f"v{place % count}" for place in range(2_020)] for name, count in (("a", 100), ("b", 101))})

    found = learned(view, ("a", "b"), NO_CODES, cache)

    assert len(found.bounds["a"].values or ()) == 100
    assert found.bounds["b"].values is None


def test_numbers_that_are_codes_have_a_set(view_of: ViewOf, cache: DiskCache) -> None:
    """And no range."""
    found = learned(view_of({"code": [1, 7] * 10}), ("code",), frozenset({"code"}), cache)

    assert found.bounds["code"] == Bounds(values=(1.0, 7.0))


@pytest.mark.parametrize("missing", [(), (None,)])
def test_no_range_is_learned_of_numbers_that_each_row_has_its_own(
    view_of: ViewOf, cache: DiskCache, missing: tuple[None, ...]
) -> None:
    """Sixty of sixty whole numbers are different: the next is the sixty-first. One that is there twice is none such."""
    columns = {"order": [*range(1, 61), *missing], "age": [*range(1, 60), 59, *missing]}
    view = view_of({**columns, "share": [*(place / 60 for place in range(60)), *missing]})

    found = learned(view, ("order", "age", "share"), NO_CODES, cache)

    assert found.bounds["order"] == Bounds()
    assert found.bounds["age"] == Bounds(1.0, 59.0)
    assert found.bounds["share"].has_range


def test_numbers_that_no_engine_can_make_whole_end_nothing(view_of: ViewOf, cache: DiskCache) -> None:
    """Infinite ones beside a single other, and some beyond what 64 bits hold."""
    columns = {"f": [float("inf"), float("-inf"), 1.0, 2.0] * 30, "huge": [1e300] * 120, "big": [2**62, 2**62 + 1] * 60}

    found = learned(view_of(columns), tuple(columns), NO_CODES, cache)

    assert found.bounds["f"] == Bounds(1.0, 2.0)
    assert found.bounds["huge"] == Bounds(1e300, 1e300)
    assert found.bounds["big"].has_range


def test_a_few_numbers_differ_by_chance(view_of: ViewOf, cache: DiskCache) -> None:
    """Of forty among forty nobody can say so, and a range is learned."""
    assert learned(view_of({"age": [*range(40)]}), ("age",), NO_CODES, cache).bounds["age"] == Bounds(0.0, 39.0)


def test_of_nothing_nothing_is_learned(view_of: ViewOf, cache: DiskCache) -> None:
    """A column without a value has neither range nor set."""
    view = view_of({"age": [None, float("nan")], "sex": ["", " "]})

    found = learned(view, ("age", "sex"), NO_CODES, cache)

    assert found.bounds == {"age": Bounds(), "sex": Bounds(reads_as="")}


def test_what_was_learned_of_the_same_rows_is_not_asked_again(view_of: ViewOf, cache: DiskCache) -> None:
    """It comes from the cache, all of it."""
    view = view_of({"age": [20.0, 60.0], "sex": ["f", "f"]})
    first = learned(view, ("age", "sex"), NO_CODES, cache)

    class Silent(NoIdentity):
        fingerprint = view.fingerprint

        def rows(self, expression: Any) -> list[tuple[Any, ...]]:
            pytest.fail("it was asked")

    assert learned(Silent(view), ("age", "sex"), NO_CODES, cache) == first


def test_rows_without_an_identity_are_asked_each_time(view_of: ViewOf, cache: DiskCache) -> None:
    """Nothing is kept of them."""
    view = NoIdentity(view_of({"age": [20.0, 60.0]}))

    found = learned(view, ("age",), NO_CODES, cache)

    assert found.bounds["age"] == Bounds(20.0, 60.0)


def test_a_torn_file_is_as_good_as_none(view_of: ViewOf, cache: DiskCache) -> None:
    """The rows are asked again."""
    view = view_of({"age": [20.0, 60.0]})
    first = learned(view, ("age",), NO_CODES, cache)

    class Torn:
        def get(self, key: str) -> bytes:
            return b'{"version": 1, "ro'

        def put(self, key: str, body: bytes) -> None:
            assert Learned.from_json(body) == first

    assert learned(view, ("age",), NO_CODES, Torn()) == first


@pytest.mark.parametrize(
    ("values", "numbers", "dates", "read"),
    [(0, 0, 0, ""), (10, 9, 0, "number"), (10, 8, 0, ""), (10, 0, 9, "date"), (10, 0, 0, "")],
)
def test_text_reads_as_what_nine_in_ten_are(values: int, numbers: int, dates: int, read: str) -> None:
    """Below that it is text."""
    assert reading(values, numbers, dates, 0.9) == read


def test_what_is_declared_goes_before_what_is_learned() -> None:
    """A declared range replaces both ends; what is not declared stays learned."""
    known = Bounds(0.0, 9.0, ("a",), "number")

    assert Bounds(low=1.0).over(known) == Bounds(1.0, None, ("a",), "number")
    assert Bounds(values=("b",)).over(known) == Bounds(0.0, 9.0, ("b",), "number")

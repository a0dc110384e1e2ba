"""Bytes of objects that are kept while a run lasts: what is fetched, and what is given up."""

from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.tables.object_store import kept_ranges
from dte_exporter.tables.object_store.kept_ranges import KeptRanges, limit_memory, of_this_run

CONTENT = bytes(range(100))


class Object:
    """An object that notes what is fetched of it."""

    def __init__(self) -> None:
        self.fetched: list[tuple[int, int]] = []

    def fetch(self, start: int, length: int) -> bytes:
        """Return bytes of it."""
        self.fetched.append((start, length))
        return CONTENT[start : start + length]


def test_only_what_is_missing_is_fetched() -> None:
    """Of a range that overlaps two kept ones, what lies before, between and behind them."""
    kept, one = KeptRanges(), Object()
    kept.read("a", 10, 10, one.fetch)
    kept.read("a", 30, 10, one.fetch)

    assert kept.read("a", 5, 50, one.fetch) == CONTENT[5:55]
    assert one.fetched == [(10, 10), (30, 10), (5, 5), (20, 10), (40, 15)]


def test_what_is_kept_is_not_fetched_again() -> None:
    """Nor is a part of it; of another object everything is."""
    kept, one = KeptRanges(), Object()
    kept.read("a", 0, 50, one.fetch)

    assert kept.read("a", 0, 50, one.fetch) == CONTENT[:50]
    assert kept.read("a", 20, 3, one.fetch) == CONTENT[20:23]
    kept.read("b", 20, 3, one.fetch)
    assert one.fetched == [(0, 50), (20, 3)]


def test_no_more_is_kept_than_was_said() -> None:
    """What was used longest ago goes first: of three ranges with room for two, the one that nobody asked for again."""
    kept, one = KeptRanges(20), Object()
    for start in (0, 10):
        kept.read("a", start, 10, one.fetch)
    kept.read("a", 0, 10, one.fetch)
    kept.read("a", 20, 10, one.fetch)

    kept.read("a", 0, 10, one.fetch)
    assert one.fetched == [(0, 10), (10, 10), (20, 10)]
    kept.read("a", 10, 10, one.fetch)
    assert one.fetched[3:] == [(10, 10)]
    assert kept._held == 20


def test_what_is_larger_than_all_that_may_be_kept_is_read_all_the_same() -> None:
    """It is fetched each time."""
    kept, one = KeptRanges(5), Object()

    assert [kept.read("a", 0, 10, one.fetch) for _ in range(2)] == [CONTENT[:10]] * 2
    assert (len(one.fetched), kept._held) == (2, 0)


def test_the_end_of_an_object_is_its_end() -> None:
    """More bytes than there are cannot be had."""
    assert KeptRanges().read("a", 90, 50, Object().fetch) == CONTENT[90:]


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(1, 60)), max_size=20), st.integers(0, 120))
def test_whatever_is_read_and_kept_the_bytes_are_those_of_the_object(reads: list[tuple[int, int]], most: int) -> None:
    """In any order, with any overlaps and any room."""
    kept, one = KeptRanges(most), Object()

    for start, length in reads:
        assert kept.read("a", start, length, one.fetch) == CONTENT[start : start + length]
        assert kept._held <= most


def test_two_that_fetch_the_same_at_once_keep_it_once() -> None:
    """Threads of the engine do not wait for each other's bytes."""
    kept, one = KeptRanges(), Object()

    def meanwhile(start: int, length: int) -> bytes:
        kept.read("a", start, length, one.fetch)
        return one.fetch(start, length)

    assert kept.read("a", 0, 10, meanwhile) == CONTENT[:10]
    assert kept._held == 10


def test_a_run_keeps_an_eighth_of_its_memory_and_leaves_nothing() -> None:
    """The next begins with nothing."""
    kept_ranges.forget()
    limit_memory(800)
    first = of_this_run()
    kept_ranges.forget()

    assert first.most == 100
    assert of_this_run() is not first
    kept_ranges.forget()

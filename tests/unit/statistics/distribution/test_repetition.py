"""Which columns identify rows: told by what repeats, never by what the values are."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.statistics.distribution.categories import MAX_CATEGORIES, Categories, tallied
from dte_exporter.statistics.distribution.column_pair import Pair
from dte_exporter.statistics.distribution.measuring import by_value
from dte_exporter.statistics.distribution.profile import profile
from dte_exporter.statistics.distribution.repetition import hardly_repeats, numbers_are_given, texts_hardly_repeat
from dte_exporter.statistics.sources import SIDES
from dte_exporter.statistics.view import View

ViewOf = Callable[..., View]


@pytest.mark.parametrize(
    ("distinct", "values", "hardly"),
    [
        (20, 20, False),  # a small window of a category with 20 levels
        (21, 21, True),
        (25, 30, True),
        (25, 50, False),  # each twice
        (26, 50, True),
        (500, 1_000, False),
        (501, 1_000, True),
    ],
)
def test_text_hardly_repeats_with_more_than_twenty_values_and_than_half_of_all(
    distinct: int, values: int, hardly: bool
) -> None:
    """Twenty are classes, however few the rows."""
    assert hardly_repeats(distinct, values) is hardly


def texts(reference: Sequence[str | None], current: Sequence[str | None]) -> Pair[Categories]:
    """Return the profiles of two windows of text."""
    before, now = (tallied(Counter(side).items(), len(side)) for side in (reference, current))
    return Pair("x", before, now, {})


NAMES = [f"name {place}" for place in range(100)]
LEVELS = [f"level {place % 25}" for place in range(100)]


def test_names_identify_rows_and_levels_do_not() -> None:
    """A hundred names, and 25 levels four times each; missing values are none."""
    assert texts_hardly_repeat(texts([*NAMES], [*reversed(NAMES)]))
    assert texts_hardly_repeat(texts([*NAMES, *[None] * 900], [*NAMES]))
    assert not texts_hardly_repeat(texts([*LEVELS], [*LEVELS]))


@pytest.mark.parametrize("turned", [False, True])
def test_a_category_with_more_levels_than_one_window_has_rows_is_none(turned: bool) -> None:
    """25 rows of 25 levels say nothing, but the hundred of the other window do."""
    sides = [[*LEVELS], [*LEVELS[:25]]]
    assert not texts_hardly_repeat(texts(*(reversed(sides) if turned else sides)))


def test_more_texts_than_are_told_apart_are_counted_by_the_rarest() -> None:
    """Those past the cap have a row each if any that is told apart has one; of frequent ones there may be few."""
    rest = 5_000
    assert Categories(0, dict.fromkeys(map(str, range(MAX_CATEGORIES)), 1), rest).distinct == MAX_CATEGORIES + rest
    assert Categories(0, {"a": 9, "b": 3}, 7).distinct == 2 + 3
    assert Categories().distinct == 0


TEXTS = st.lists(st.text("ab", max_size=6), max_size=80)


@given(TEXTS, TEXTS, st.randoms(use_true_random=False))
def test_neither_the_order_of_the_rows_nor_the_words_matter(
    reference: list[str], current: list[str], chance: random.Random
) -> None:
    """The rows shuffled, and each word replaced by another, identify as they did."""
    words = sorted({*reference, *current})
    others = dict(zip(words, chance.sample([f"word {place}" for place in range(200)], len(words)), strict=True))
    shuffled = [chance.sample([others[word] for word in side], len(side)) for side in (reference, current)]
    assert texts_hardly_repeat(texts([*reference], [*current])) == texts_hardly_repeat(texts(*map(list, shuffled)))


@given(TEXTS, TEXTS, st.integers(2, 5))
def test_what_is_there_twice_identifies_nothing(reference: list[str], current: list[str], times: int) -> None:
    """A table of which every row is repeated has no column that hardly repeats, be it text or numbers."""
    assert not texts_hardly_repeat(texts(reference * times, current * times))
    repeated = numbers([len(text) for text in reference] * times, [len(text) for text in current] * times)
    assert not numbers_are_given(repeated)


def numbers(reference: list[int], current: list[int]) -> Pair[Any]:
    """Return the profiles of two windows of whole numbers."""
    before, now = (by_value(Counter(map(float, side)).items()) for side in (reference, current))
    return Pair("x", before, now, {})


@pytest.mark.parametrize(
    ("reference", "current", "given"),
    [
        (range(300), range(300, 600), True),  # 300 x 299 / 2 pairs, in a room of 300: 149.5
        (range(300), range(300, 310), True),  # the reference alone tells
        (range(0, 600, 2), range(1, 601, 2), True),  # a random half of the rows
        (range(41), range(41, 82), True),  # 41 x 40 / 2 / 41 = 20
        (range(40), range(40, 80), False),  # 19.5: it may be chance
        (range(300), [*range(300, 600), 300], False),
        ([7], [8], False),
        ([], range(300), True),
        (range(0, 30_000_000, 100_000), range(0, 30_000_000, 100_000), False),  # 300 incomes, all different
    ],
)
def test_whole_numbers_are_given_where_chance_would_have_made_some_meet(
    reference: Any, current: Any, given: bool
) -> None:
    """Row numbers and identifiers, with gaps or without; amounts of money differ by chance."""
    assert numbers_are_given(numbers([*reference], [*current])) is given
    assert numbers_are_given(numbers([*current], [*reference])) is given


@given(st.integers(-(10**6), 10**6), st.randoms(use_true_random=False))
def test_where_identifiers_begin_and_in_which_order_they_come_does_not_matter(
    start: int, chance: random.Random
) -> None:
    """From any number on."""
    run = chance.sample(range(start, start + 200), 200)
    assert numbers_are_given(numbers(run[:100], run[100:]))


def measured(view_of: ViewOf, reference: Any, current: Any) -> Pair[Any]:
    """Return the profiles of two windows, measured as the engine has them."""
    views = {side: view_of({"x": values}, side) for side, values in zip(SIDES, (reference, current), strict=True)}
    before = profile(views["reference"], ("x",), ())
    now = profile(views["current"], ("x",), (), before)
    return Pair("x", before.numbers["x"], now.numbers["x"], views)


MANY = np.arange(6_000)


@pytest.mark.parametrize(
    ("reference", "current", "given"),
    [
        (MANY, MANY + 6_000, True),
        (MANY, np.r_[MANY, 0], False),  # the one that repeats is past the first rows
        (MANY, np.r_[0, MANY], False),
        (MANY * 1_000_000, MANY * 1_000_000, False),
        (MANY / 1, MANY / 1, False),
        (pa.array([Decimal(one) for one in range(6_000)], pa.decimal128(20, 0)), MANY, True),
        (pa.array([None, *range(6_000)]), MANY, True),
    ],
    ids=["numbered", "one twice", "one twice at the start", "far apart", "doubles", "decimals", "with a gap"],
)
def test_more_numbers_than_a_profile_tells_apart_are_asked_of_the_engine(
    view_of: ViewOf, reference: Any, current: Any, given: bool
) -> None:
    """Over 4,096 of them: the answer is that of few."""
    pair = measured(view_of, reference, current)
    assert not pair.reference.exact
    assert numbers_are_given(pair) is given


def test_the_tail_of_texts_is_counted_where_there_are_more_than_are_told_apart(view_of: ViewOf) -> None:
    """25,000 names; as many rows of 12,500 levels are no identifier."""
    views = view_of({"name": [str(row) for row in range(25_000)], "level": [str(row // 2) for row in range(25_000)]})
    found = profile(views, (), ("name", "level")).categories
    assert (found["name"].distinct, found["level"].distinct) == (25_000, 12_500)
    assert texts_hardly_repeat(Pair("name", found["name"], found["name"], {}))
    assert not texts_hardly_repeat(Pair("level", found["level"], found["level"], {}))

import pytest

from dte_exporter.checks.drift.shares import Shares, comparable_shares, shares_by_distinct_values
from dte_exporter.checks.drift.undefined import UndefinedScoreError
from dte_exporter.statistics.distribution.categories import Categories
from dte_exporter.statistics.distribution.column_pair import Pair
from dte_exporter.statistics.distribution.measuring import by_value
from dte_exporter.statistics.distribution.numbers import Numbers
from dte_exporter.statistics.moments import Moments


class Binned(Pair[Numbers]):
    """A pair of integers from 0 to 30 whose engine counts ten rows in each bin."""

    integers = True

    def distinct(self) -> int:
        """Return the count that the engine would give."""
        return 2**10

    def range(self) -> tuple[float, float]:
        """Return the range that the engine would give."""
        return 0.0, 30.0

    def histograms(self, edges: tuple[float, ...]) -> tuple[list[int], list[int]]:
        """Return ten rows a bin."""
        return [10] * (len(edges) - 1), [10] * (len(edges) - 1)


MANY = by_value((value, 10) for value in range(31))
FEW = by_value([(1, 30), (2, 10)])
CELLS = Numbers(moments=Moments(40, 1.0, 1.0), cells={(0, 1): Moments(40, 1.0, 1.0)})


def test_categories_are_compared_one_by_one() -> None:
    """Those of one side alone have a share of 0 on the other."""
    pair = Pair("c", Categories(5, {"b": 3, "a": 1}), Categories(0, {"b": 1, "c": 1}), {})
    expected = Shares([0.25, 0.75, 0.0], [0.0, 0.5, 0.5])
    assert comparable_shares(pair) == expected
    assert shares_by_distinct_values(pair) == expected


def test_few_numbers_are_compared_one_by_one() -> None:
    """Up to 20 different ones in the reference, as Evidently does."""
    pair = Pair("x", FEW, by_value([(2, 1), (3, 1)]), {})
    assert comparable_shares(pair) == Shares([0.75, 0.25, 0.0], [0.0, 0.5, 0.5])


@pytest.mark.parametrize("reference", [MANY, CELLS])
def test_many_numbers_are_compared_in_sturges_bins(reference: Numbers) -> None:
    """310 rows or so on each side: ceil(log2 of both + 1) bins, whole numbers at least one wide."""
    shares = comparable_shares(Binned("x", reference, MANY, {}))
    rows = reference.count + MANY.count
    assert len(shares.reference) == (rows.bit_length() - 1) + 2
    assert shares.reference[0] == 10 / reference.count


def test_hellinger_bins_by_how_many_numbers_differ() -> None:
    """31 of them make 6 bins; where they were not told apart the engine counts: 2 to the tenth make 11."""
    assert len(shares_by_distinct_values(Binned("x", MANY, MANY, {})).current) == 6
    assert len(shares_by_distinct_values(Binned("x", CELLS, MANY, {})).current) == 11


def test_integers_are_not_split() -> None:
    """From 0 to 3 there are three bins of width 1, whatever the rows; doubles have more."""

    class Narrow(Binned):
        def range(self) -> tuple[float, float]:
            return 0.0, 3.0

    class Doubles(Narrow):
        integers = False

    assert len(comparable_shares(Narrow("x", MANY, MANY, {})).current) == 3
    assert len(comparable_shares(Doubles("x", MANY, MANY, {})).current) == 11


def test_one_number_is_one_bin() -> None:
    """There is no width to divide."""

    class Constant(Binned):
        def range(self) -> tuple[float, float]:
            return 4.0, 4.0

    assert shares_by_distinct_values(Constant("x", FEW, FEW, {})).current == [10 / 40]


def test_what_was_not_told_apart_cannot_be_compared_one_by_one() -> None:
    """Categories past the cap, and a current window of thousands of numbers against a few."""
    with pytest.raises(UndefinedScoreError, match="over 10,000 categories"):
        comparable_shares(Pair("c", Categories(0, {"a": 1}, other=1), Categories(0, {"a": 1}), {}))
    with pytest.raises(UndefinedScoreError, match=r"has 20 values or fewer, the current window over 4,096"):
        comparable_shares(Pair("x", FEW, CELLS, {}))


@pytest.mark.parametrize(
    ("shares", "filled"),
    [([0.5, 0.5, 0.0], 0.0001), ([0.99995, 0.00005, 0.0], 0.00005 / 10**6)],
    ids=["common", "rarer than that"],
)
def test_an_empty_bin_is_filled_as_evidently_does(shares: list[float], filled: float) -> None:
    """With 0.0001, or with a millionth of the smallest share where that is smaller."""
    assert Shares(shares, [1.0, 0.0, 0.0]).filled() == Shares([*shares[:2], filled], [1.0, 0.0001, 0.0001])

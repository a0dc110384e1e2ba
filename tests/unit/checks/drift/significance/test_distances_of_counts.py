from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import stats

from dte_exporter.checks.drift import distances
from dte_exporter.checks.drift.methods import METHODS, Family
from dte_exporter.checks.drift.significance import distances_of_counts as counts
from dte_exporter.checks.drift.significance.cells import Cells
from dte_exporter.statistics.distribution.categories import Categories
from dte_exporter.statistics.distribution.column_pair import Pair
from dte_exporter.statistics.distribution.measuring import by_value
from dte_exporter.statistics.distribution.numbers import Numbers

OF_PROFILES: dict[str, Callable[[Pair[Any]], float]] = {
    "jensenshannon": distances.jensen_shannon,
    "psi": distances.population_stability_index,
    "kl_div": distances.kullback_leibler,
    "hellinger": distances.hellinger,
}
VALUES = [0.0, 1.0, 4.0, 9.0]
REFERENCE, CURRENT = [50, 20, 20, 10], [15, 15, 5, 5]


def numbers(values: list[float], reference: list[int], current: list[int]) -> Pair[Numbers]:
    """Return the profiles of numbers with these rows."""
    before, now = (by_value(zip(values, side, strict=True)) for side in (reference, current))
    return Pair("x", before, now, {})


def of_draws(method: str, pair: Pair[Any], draws: list[tuple[list[int], list[int]]]) -> list[float]:
    """Return the distances of several pairs of counts at once, in the cells of `pair`."""
    permuted = METHODS[method].permuted
    assert permuted
    reference, current = (np.array(side) for side in zip(*draws, strict=True))
    found: list[float] = permuted.distance(permuted.cells(pair))(reference, current).tolist()
    return found


DRAWS = [(REFERENCE, CURRENT), ([45, 25, 15, 15], [20, 10, 10, 0]), ([55, 15, 25, 5], [10, 20, 0, 10])]


def test_wasserstein_and_energy_are_those_of_the_values() -> None:
    """SciPy's, of each draw; the first over the deviation of its own reference."""
    pair = numbers(VALUES, REFERENCE, CURRENT)
    areas, energies = [], []
    for reference, current in DRAWS:
        rows = np.repeat(VALUES, reference), np.repeat(VALUES, current)
        areas.append(stats.wasserstein_distance(*rows) / rows[0].std())
        energies.append(stats.energy_distance(*rows))
    assert of_draws("wasserstein", pair, DRAWS) == pytest.approx(areas)
    assert of_draws("ed", pair, DRAWS) == pytest.approx(energies)


@pytest.mark.parametrize("method", OF_PROFILES)
def test_distances_of_categories_are_those_of_the_profiles(method: str) -> None:
    """Of each draw: names in the order of the cells, which is by rows. A category may be missing on a side."""
    draws = [([5, 10, 15, 70], [5, 5, 10, 20]), ([8, 12, 0, 80], [2, 3, 25, 10]), ([0, 15, 20, 65], [10, 0, 5, 25])]
    names = ["a", "b", "c", "d"]
    pairs = [
        Pair("c", Categories(0, _present(names, reference)), Categories(0, _present(names, current)), {})
        for reference, current in draws
    ]
    assert of_draws(method, pairs[0], draws) == pytest.approx([OF_PROFILES[method](one) for one in pairs])


def _present(names: list[str], rows: list[int]) -> dict[str, int]:
    return {name: count for name, count in zip(names, rows, strict=True) if count}


def test_chi_square_is_that_of_the_table_of_both_windows() -> None:
    """SciPy's, and not Evidently's, for whom the reference is no sample."""
    cells = Cells(REFERENCE, CURRENT, np.empty(0), np.empty(0))
    found = counts.chi_square(cells)(*(np.array(side) for side in zip(*DRAWS, strict=True)))
    assert found.tolist() == pytest.approx([stats.chi2_contingency(draw).statistic for draw in DRAWS])


def test_total_variation_is_half_the_sum_of_differences() -> None:
    """Shares of 0.5, 0.2, 0.2, 0.1 and 0.375, 0.375, 0.125, 0.125 differ by 0.125 + 0.175 + 0.075 + 0.025 = 0.4."""
    cells = Cells(REFERENCE, CURRENT, np.empty(0), np.empty(0))
    assert counts.total_variation(cells)(np.array([REFERENCE]), np.array([CURRENT])).tolist() == pytest.approx([0.2])


def of_rows(statistic: Callable[[Any, Any], float], name: str) -> tuple[list[float], list[float]]:
    """Return SciPy's statistic and ours of 40 draws of 200 rows without a repetition."""
    random = np.random.default_rng(8)
    values = random.normal(size=200)
    order = np.argsort(values)
    cells = Cells([1] * 120 + [0] * 80, [0] * 120 + [1] * 80, values[order], np.ones(200))
    expected, found = [], []
    for _ in range(40):
        current = random.permutation(200) < 80
        expected.append(statistic(values[~current], values[current]))
        drawn = current[order].astype(int)[np.newaxis]
        found.append(getattr(counts, name)(cells)(1 - drawn, drawn)[0])
    return expected, found


@pytest.mark.parametrize(
    ("name", "statistic"),
    [
        ("mean_difference", lambda x, y: abs(stats.ttest_ind(x, y).statistic)),
        ("rank_sum", lambda x, y: -stats.mannwhitneyu(x, y, alternative="less").statistic),
        ("cramer_von_mises", lambda x, y: stats.cramervonmises_2samp(x, y).statistic),
    ],
)
def test_what_is_permuted_ranks_draws_as_the_test_itself(name: str, statistic: Callable[[Any, Any], float]) -> None:
    """A p-value by permutation depends on nothing else."""
    expected, found = of_rows(statistic, name)
    assert np.argsort(found).tolist() == np.argsort(expected).tolist()


def test_anderson_darling_weighs_each_square_by_its_variance() -> None:
    """Of one row below, two between and one above, half of each window: gaps of 1/2, 0, 1/2 by hand."""
    cells = Cells([1, 0, 1], [0, 2, 0], np.array([0.0, 1.0, 2.0]), np.ones(3))
    # Gaps are 1/2 and 1/2; one row below a share of 1/4, two below 3/4: (1 + 2) / 4 / (3/16).
    found = counts.anderson_darling(cells)(np.array([[1, 0, 1]]), np.array([[0, 2, 0]]))
    assert found.tolist() == pytest.approx([4.0])


@pytest.mark.parametrize("shape", ["normal", "lognormal", "Pareto", "few"])
def test_the_distance_of_the_cells_is_near_that_of_the_rows(shape: str) -> None:
    """Within a twentieth of it, for columns with long tails too, of which the ends are divided."""
    random = np.random.default_rng(2)
    rows = [
        {
            "normal": random.normal(0.2 * side, 1, 2_000),
            "lognormal": random.lognormal(0.2 * side, 1.5, 2_000),
            "Pareto": random.pareto(2.5 - 0.5 * side, 2_000),
            "few": random.integers(0, 30 + 3 * side, 2_000),
        }[shape]
        for side in (0, 1)
    ]
    reference, current = (by_value(Counter(side.tolist()).items()) for side in rows)
    pair = Pair("x", reference, current, {})
    permuted = METHODS["wasserstein"].permuted
    assert permuted
    assert permuted.test(pair).observed == pytest.approx(distances.normed_wasserstein(pair), rel=0.05)


def test_each_method_has_a_p_value_that_is_one() -> None:
    """Distances have none of their own; of a test whose p-value is doubted another is found."""
    for method in METHODS.values():
        assert (method.permuted is None) == (method.family is Family.P_VALUE and not method.doubt), method.name
        assert not (method.doubt and method.family is Family.DISTANCE), method.name

"""Draws of rows that are looked at one by one, the baseline that they are held against, and what draws agree on."""

import math
from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean
from typing import TYPE_CHECKING

from dte_exporter.checks.synthetic.privacy.closest_records import Encoded
from dte_exporter.statistics.rows import SEED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from dte_exporter.statistics.rows import Columns


def encoded(
    pools: "Mapping[str, Columns]", numbers: tuple[str, ...], categories: tuple[str, ...]
) -> Mapping[str, Encoded]:
    """Return the rows of all `pools` as numbers, a category by the same code in each."""
    import numpy as np
    import pandas as pd

    texts = {name: pd.Index(pd.concat([one[name] for one in pools.values()]).dropna().unique()) for name in categories}
    ordered = {name: one.sort_values() for name, one in texts.items()}

    def _one(pool: "Columns", rows: int) -> Encoded:
        of_numbers = [pool[name].astype(float).to_numpy() for name in numbers]
        of_categories = [ordered[name].get_indexer(pd.Index(pool[name])).astype(np.int64) for name in categories]
        empty = np.empty((rows, 0))
        return Encoded(
            np.column_stack(of_numbers) if of_numbers else empty,
            np.column_stack(of_categories) if of_categories else empty.astype(np.int64),
        )

    return {name: _one(pool, len(next(iter(pool.values())))) for name, pool in pools.items()}


def draws(pools: Mapping[str, Encoded], size: int, times: int) -> Iterator[Mapping[str, Encoded]]:
    """Yield `size` rows of each pool, so many `times`; of a pool of no more all of them, and of many other ones."""
    for place in range(times):
        yield {name: pool.taken(_places(len(pool), size, place)) for name, pool in pools.items()}


def _places(rows: int, size: int, place: int) -> "NDArray[np.int64]":
    import numpy as np

    if rows <= size:
        return np.arange(rows)
    order = np.random.default_rng(SEED).permutation(rows)
    return order[(place * size + np.arange(size)) % rows]


def random_rows(real: Encoded, whole: Sequence[bool], rows: int, seed: int) -> Encoded:
    """Return rows whose columns are drawn one by one, uniformly from what `real` has: those of SDMetrics' baseline.

    Parameters
    ----------
    whole : sequence of bool
        Whether each column of numbers is of whole ones.
    """
    import numpy as np

    drawing = np.random.default_rng(seed)
    numbers, codes = np.full((rows, real.numbers.shape[1]), np.nan), np.full((rows, real.codes.shape[1]), -1)
    for place, column in enumerate(real.numbers.T):
        known = column[~np.isnan(column)]
        if len(known):
            numbers[:, place] = _uniform(drawing, float(known.min()), float(known.max()), rows, whole[place])
        numbers[drawing.random(rows) < np.isnan(column).mean(), place] = np.nan
    for place, held in enumerate(real.codes.T):
        if (held >= 0).any():
            codes[:, place] = drawing.choice(np.unique(held[held >= 0]), rows)
        codes[drawing.random(rows) < (held < 0).mean(), place] = -1
    return Encoded(numbers, codes.astype(np.int64))


def _uniform(drawing: "np.random.Generator", low: float, high: float, rows: int, whole: bool) -> "NDArray[np.float64]":
    if whole:
        return drawing.integers(int(low), int(high) + 1, rows).astype(float)
    return drawing.uniform(low, high, rows)


def agreed(values: Sequence[float], low: float, high: float) -> tuple[float, float, float]:
    """Return the mean of draws and the ends of Student's 95 % interval of it; of one draw the value, thrice."""
    from scipy.stats import t

    mean = fmean(values)
    if len(values) < 2:
        return mean, mean, mean
    deviation = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1))
    half = float(t.ppf(0.975, len(values) - 1)) * deviation / math.sqrt(len(values))
    return mean, max(mean - half, low), min(mean + half, high)

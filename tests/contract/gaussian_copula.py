"""A small synthesizer: each column keeps its values, and a Gaussian copula how they go together (Sklar 1959)."""

import numpy as np
import pandas as pd
from scipy.stats import norm, rankdata


def synthesised(real: pd.DataFrame, rows: int, seed: int) -> pd.DataFrame:
    """Return `rows` synthetic rows in the image of `real`: correlated normals, each column by its own quantiles."""
    ranked = np.column_stack([rankdata(_codes(real[name]), method="ordinal") for name in real])
    normal = norm.ppf(ranked / (len(real) + 1))
    drawn = np.random.default_rng(seed).multivariate_normal(
        np.zeros(len(real.columns)), np.corrcoef(normal, rowvar=False), size=rows, method="eigh"
    )
    places = (norm.cdf(drawn) * len(real)).astype(int)
    columns = {}
    for place, name in enumerate(real):
        order = np.argsort(_codes(real[name]), kind="stable")
        columns[name] = real[name].to_numpy()[order[places[:, place]]]
    return pd.DataFrame(columns).astype(real.dtypes.to_dict())


def _codes(column: pd.Series) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Return numbers in the order of the values, missing ones last."""
    if column.dtype == object or column.dtype == bool:
        return pd.Series(pd.factorize(column, sort=True)[0]).replace(-1, 10**6).to_numpy(dtype=float)
    return column.fillna(np.inf).to_numpy(dtype=float)

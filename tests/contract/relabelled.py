"""The contract of secondary suppression, on the rows: what the groups are that libraries are given."""

import pandas as pd


def relabelled(groups: pd.Series, min_rows: int = 30) -> pd.Series:
    """Return `groups` as they are told: the small ones as the largest where they are few together, else as missing."""
    rows = groups.value_counts()
    small = rows[rows < min_rows]
    other = dict.fromkeys(small.index, rows.index[0]) if small.sum() < min_rows else {}
    kept = groups.where(~groups.isin(small.index))
    return kept.fillna(groups.map(other))

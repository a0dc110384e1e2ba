import numpy as np
import pandas as pd
import pytest

from dte_exporter.checks.drift.multivariate.encoded_rows import encoded


def test_numbers_stay_and_categories_become_places() -> None:
    """Of a, b and c in the order of their texts, also where a window lacks one; a row stays a row."""
    found = encoded(
        {"x": pd.Series([2.5, 1.0]), "c": pd.Series(["c", "a"])},
        {"x": pd.Series([3]), "c": pd.Series(["b"])},
        {"c"},
    )
    assert found.reference.tolist() == [[1.0, 0.0], [2.5, 2.0]]
    assert found.current.tolist() == [[3.0, 1.0]]
    assert found.levels == (0, 3)


def test_what_is_missing_or_infinite_is_nan() -> None:
    """Of numbers, of texts and of booleans."""
    found = encoded(
        {"x": pd.Series([None, 1.0], dtype=object), "c": pd.Series(["a", None]), "b": pd.Series([True, None])},
        {"x": pd.Series([np.inf]), "c": pd.Series([np.nan]), "b": pd.Series([False])},
        {"c", "b"},
    )
    np.testing.assert_array_equal(found.reference, [[1.0, np.nan, np.nan], [np.nan, 0.0, 1.0]])
    np.testing.assert_array_equal(found.current, [[np.nan, np.nan, 0.0]])


def test_the_order_of_rows_changes_nothing() -> None:
    """Neither the rows nor their halves."""
    rows = pd.DataFrame({"x": [3.0, np.nan, 1.0, 3.0], "y": [0.0, 2.0, 5.0, -0.0], "c": ["b", None, "a", "a"]})
    one, other = (
        encoded(
            {name: side[name] for name in ("x", "y", "c")},
            {"x": pd.Series([1.0]), "y": pd.Series([1.0]), "c": pd.Series(["b"])},
            {"c"},
        )
        for side in (rows, rows[::-1].reset_index(drop=True))
    )
    assert one.reference.tobytes() == other.reference.tobytes()
    assert np.array_equal(one.split[0].learnt, other.split[0].learnt)


@pytest.mark.parametrize("side", [pd.Series([1, 2]), pd.Series([1.0, 2.0])])
def test_a_class_is_one_whether_it_is_written_whole_or_not(side: pd.Series) -> None:
    """1 and 1.0 are the same category."""
    found = encoded({"c": side}, {"c": pd.Series([1, 2])}, {"c"})
    assert found.levels == (2,)
    assert found.reference.tolist() == found.current.tolist() == [[0.0], [1.0]]

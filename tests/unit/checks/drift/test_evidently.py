import os

import numpy as np
import pandas as pd
import pytest

from dte_exporter.checks.drift.evidently import score_rows
from dte_exporter.checks.drift.methods import METHODS, ColumnType
from dte_exporter.checks.drift.undefined import UndefinedScoreError

NUMBER, CATEGORY = ColumnType.NUMBER, ColumnType.CATEGORY


def test_a_score_is_evidentlys() -> None:
    """From 0, 2, 4, 6 to 1, 3, 5, 7 the area is 1 and the deviation the root of 5."""
    score = score_rows(METHODS["wasserstein"], NUMBER, pd.Series([0, 2, 4, 6]), pd.Series([1, 3, 5, 7]))
    assert score == pytest.approx(1 / np.sqrt(5))
    assert type(score) is float


def test_missing_and_infinite_values_have_no_part_in_it() -> None:
    """As in Evidently's own reports."""
    soiled = pd.Series([0.0, 2.0, np.nan, 4.0, np.inf, 6.0, -np.inf])
    assert score_rows(METHODS["wasserstein"], NUMBER, soiled, pd.Series([1, 3, 5, 7])) == pytest.approx(1 / np.sqrt(5))
    assert score_rows(METHODS["hellinger"], CATEGORY, pd.Series(["a", None]), pd.Series(["a"])) == 0


def test_numbers_of_two_values_are_tested_as_proportions() -> None:
    """Evidently chooses Z for them, which it names for categories alone: equal proportions have a p-value of 1."""
    assert score_rows(METHODS["z"], NUMBER, pd.Series([0, 1, 0, 1]), pd.Series([0, 1])) == pytest.approx(1.0)


def test_what_evidently_refuses_is_undefined_and_says_what_it_asks_for() -> None:
    """Fisher's test wants equally many rows; Evidently's own sentence is not passed on."""
    with pytest.raises(UndefinedScoreError) as caught:
        score_rows(METHODS["fisher_exact"], CATEGORY, pd.Series(["a", "b", "a"]), pd.Series(["a", "b"]))
    assert str(caught.value) == "it asks for two windows with equally many rows, two categories and no gap"


def test_what_scipy_trips_over_is_undefined_for_that_column_alone() -> None:
    """Of two windows of one row SciPy's Anderson-Darling test takes a row that is not there."""
    with pytest.raises(UndefinedScoreError, match="it asks for values on both sides that are not all the same"):
        score_rows(METHODS["anderson"], NUMBER, pd.Series([0]), pd.Series([1]))


def test_evidently_does_not_phone_home() -> None:
    """Its telemetry is off from the first score on."""
    score_rows(METHODS["wasserstein"], NUMBER, pd.Series([0, 1]), pd.Series([0, 1]))
    assert os.environ["DO_NOT_TRACK"] == "1"

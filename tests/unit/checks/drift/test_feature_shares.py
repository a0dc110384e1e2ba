"""Drift weighted by what a model goes by."""

import pytest
from pydantic import ValidationError

from dte_exporter.checks.drift.check import needs
from dte_exporter.checks.drift.params import Params
from dte_exporter.errors import CheckError
from tests.unit.checks.drift.test_check import CITY, INCOME, OTHER_CITY, found, roles, values

RATIOS = ("importance_ratio", "significant_importance_ratio", "insufficient_evidence_importance_ratio")


def _shares(**importances: float) -> list[dict[str, float]]:
    """Return the three shares where the city has moved and incomes have not."""
    params = Params(row_limit=100, importances=importances)
    findings = found({"income": INCOME, "city": CITY}, {"income": INCOME, "city": OTHER_CITY}, params)
    return [values(findings, ratio) for ratio in RATIOS]


def test_a_feature_counts_by_its_importance() -> None:
    """The city has 1 of 4 and has surely moved; in whatever unit."""
    assert _shares(income=3, city=1) == [{"": 0.25}, {"": 0.25}, {"": 0.0}]
    assert _shares(income=0.03, city=0.01) == _shares(income=3, city=1)


def test_equal_importances_are_the_share_of_columns() -> None:
    """One of two."""
    assert _shares(income=7, city=7)[0] == {"": 0.5}


def test_what_is_not_named_counts_nothing() -> None:
    """Then all that counts has moved."""
    assert _shares(city=2)[0] == {"": 1.0}


def test_without_importances_nothing_is_told() -> None:
    """By default there are none."""
    assert _shares() == [{}, {}, {}]


def test_where_nothing_that_counts_has_a_score_there_is_no_share() -> None:
    """0/0 is neither none nor all."""
    params = Params(row_limit=100, importances={"income": 0})
    findings = found({"income": INCOME, "city": CITY}, {"income": INCOME, "city": CITY}, params)

    assert values(findings, "importance_ratio") == {}
    assert "no feature with an importance has a score" in findings.undefined


def test_the_importance_of_what_is_no_feature_is_refused() -> None:
    """A slip would weigh nothing, in silence."""
    with pytest.raises(CheckError, match="importances has 'incom', which is no feature of the data set: take it out"):
        needs(Params(importances={"incom": 1}), roles())


@pytest.mark.parametrize("importance", [-1, float("nan"), float("inf")])
def test_an_importance_is_a_number_from_nothing_on(importance: float) -> None:
    """A negative coefficient is as important as its size."""
    with pytest.raises(ValidationError):
        Params(importances={"income": importance})

from pathlib import Path

import pytest

from dte_exporter.checks.synthetic.utility.tried_models import ends
from tests.unit.checks.synthetic.utility.tables_of_people import PEOPLE, run


def test_the_margin_allows_for_the_rows_that_redraws_share() -> None:
    """Of 0.8, 0.9 and 1 the variance is 0.01, times 1/3 + 1 for Nadeau and Bengio; Student's t of two degrees, 4.3027.

    So the margin is 4.3027 * 0.1 * sqrt(4 / 3).
    """
    assert ends([0.8, 0.9, 1.0], 0.95) == pytest.approx((0.9 - 0.496828, 0.9 + 0.496828), abs=1e-5)


def test_redraws_that_agree_leave_no_margin() -> None:
    """However few they are."""
    assert ends([0.5, 0.5], 0.95) == (0.5, 0.5)


def test_the_order_of_rows_makes_no_other_redraws(tmp_path: Path) -> None:
    """Halves follow from the rows, not from where they lie in their files."""
    noisy = {**PEOPLE, "skill": [(place * 37) % 101 + 60 * one for place, one in enumerate(PEOPLE["hired"])]}
    backwards = {name: column[::-1] for name, column in noisy.items()}

    found = run(tmp_path, {"label": "hired"}, {}, made=noisy, real=noisy)

    assert found["samples"] == run(tmp_path, {"label": "hired"}, {}, made=backwards, real=backwards)["samples"]

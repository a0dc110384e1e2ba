import numpy as np
import pytest
from scipy.stats import false_discovery_control

from dte_exporter.checks.drift.compared_columns import Scored
from dte_exporter.checks.drift.methods import METHODS, ColumnType
from dte_exporter.checks.drift.params import Choice
from dte_exporter.checks.drift.score import Score
from dte_exporter.checks.drift.significance.judgement import judged
from dte_exporter.checks.drift.significance.verdict import Verdict
from dte_exporter.statistics.distribution.categories import Categories
from dte_exporter.statistics.distribution.distribution import Answer, Basis, Distribution
from dte_exporter.statistics.distribution.measuring import by_value
from dte_exporter.statistics.distribution.profile import Profile

THROMBOLYSIS = (
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0
)  # fmt: skip
"""The p-values of Benjamini and Hochberg's section 3.2, in order."""

EVEN = {f"c{place}": 100 for place in range(8)}
LEANING = {**EVEN, "c0": 170, "c1": 30}


def score(name: str, method: str, value: float, threshold: float | None = None) -> Score:
    """Return a score of a column of that method's type."""
    type_ = min(METHODS[method].types)
    column = Scored(name, ColumnType(type_), Choice(method=method, threshold=threshold))
    return Score(column, METHODS[method], Answer(value, Basis.ROWS))


def of_categories(
    method: str, value: float, reference: dict[str, int], current: dict[str, int], threshold: float | None = None
) -> Verdict:
    """Return the verdict on one column of categories."""
    profiles = {
        side: Profile(sum(one.values()), {}, {"c": Categories(0, one)})
        for side, one in (("reference", reference), ("current", current))
    }
    return judged({"c": score("c", method, value, threshold)}, Distribution(profiles, {}, 100), 0.05)["c"]


def test_fifteen_p_values_of_the_paper() -> None:
    """Of 15 outcomes of an infarction's treatment, 4 are rejected at 0.05 (Benjamini, Hochberg 1995, section 3.2)."""
    scores = {f"x{place}": score(f"x{place}", "ks", p) for place, p in enumerate(THROMBOLYSIS)}
    found = judged(scores, Distribution({}, {}, 100), 0.05)
    assert [one.significant for one in found.values()] == [True] * 4 + [False] * 11
    # The fourth is compared with 4 / 15 of the rate: 0.0095 * 15 / 4.
    assert found["x3"].adjusted == pytest.approx(0.035625)
    assert [one.adjusted for one in found.values()] == pytest.approx(false_discovery_control(THROMBOLYSIS).tolist())
    assert all(one.test is None and one.resolution is None for one in found.values())


def test_nothing_is_judged_where_nothing_has_a_score() -> None:
    """There are no p-values to adjust."""
    assert judged({}, Distribution({}, {}, 100), 0.05) == {}


def test_a_column_that_has_moved_far_is_sure() -> None:
    """Over the threshold, over chance, and in windows that can tell."""
    found = of_categories("jensenshannon", 0.2, EVEN, LEANING)
    assert (found.score.drifted, found.significant, found.sure, found.insufficient) == (True, True, True, False)


def test_a_column_that_has_moved_less_than_the_threshold_is_significant_but_not_drifted() -> None:
    """Significance tells of any difference; how great it is, the distance does."""
    found = of_categories("jensenshannon", 0.2, EVEN, LEANING, threshold=0.5)
    assert (found.score.drifted, found.significant, found.sure, found.insufficient) == (False, True, False, False)


def test_what_chance_may_have_moved_is_insufficient_evidence() -> None:
    """Ten rows of eight categories reach the threshold by chance."""
    found = of_categories("jensenshannon", 0.3, EVEN, {"c0": 3, "c1": 2, "c2": 2, "c3": 2, "c5": 1})
    assert (found.score.drifted, found.significant, found.insufficient) == (True, False, True)


def test_windows_that_are_too_small_are_insufficient_evidence_though_nothing_was_detected() -> None:
    """That a column stays under the threshold says nothing where unmoved columns reach it."""
    found = of_categories("jensenshannon", 0.05, EVEN, dict.fromkeys(EVEN, 5))
    assert found.resolution
    assert found.resolution.too_small
    assert (found.score.drifted, found.insufficient) == (False, True)


def test_the_least_current_window_is_large_enough_when_it_comes() -> None:
    """With as many rows as it names, the null distribution keeps under the threshold, and with half of them not."""
    resolution = of_categories("jensenshannon", 0.05, dict.fromkeys(EVEN, 2000), dict.fromkeys(EVEN, 5)).resolution
    assert resolution
    assert resolution.minimum_current_rows
    enough, half = (round(resolution.minimum_current_rows * share / 8) for share in (1.2, 0.5))
    for rows, too_small in ((enough, False), (half, True)):
        again = of_categories("jensenshannon", 0.05, dict.fromkeys(EVEN, 2000), dict.fromkeys(EVEN, rows))
        assert again.resolution
        assert again.resolution.too_small is too_small


def test_a_p_value_is_never_of_windows_that_are_too_small() -> None:
    """Its threshold is no distance; what was called without being significant is insufficient nonetheless."""
    unmoved = of_categories("chisquare", 0.4, EVEN, dict.fromkeys(EVEN, 5))
    assert (unmoved.resolution, unmoved.insufficient) == (None, False)
    called = of_categories("chisquare", 0.01, EVEN, dict.fromkeys(EVEN, 5))
    assert (called.score.drifted, called.significant, called.insufficient) == (True, False, True)


def test_the_chi_square_of_evidently_is_replaced() -> None:
    """A draw of equal shares in both windows, which it calls drifted: the test of both samples does not."""
    random = np.random.default_rng(1)
    before, now = (dict(zip(EVEN, random.multinomial(500, [1 / 8] * 8).tolist(), strict=True)) for _ in range(2))
    found = of_categories("chisquare", 0.001, before, now)
    assert found.p_value > 0.05
    assert found.details["p_value_of"] == "permutations of Pearson's chi-square"
    assert found.details["not_its_own_p_value"].startswith("chisquare takes the shares of the reference for exact")


def test_the_details_tell_how_the_verdict_came_about() -> None:
    """JSON types alone, and what a reader needs to enlarge the window."""
    details = of_categories("jensenshannon", 0.05, EVEN, dict.fromkeys(EVEN, 5)).details
    assert list(details) == [
        "p_value",
        "p_value_adjusted",
        "p_value_of",
        "significant",
        "insufficient_evidence",
        "draws",
        "null_quantile",
        "minimum_current_rows",
        "power_at_threshold",
    ]
    assert {type(one) for one in details.values()} <= {float, int, str, bool}
    assert 0 < details["power_at_threshold"] < 1


def test_a_column_without_a_permutation_shows_its_own_p_value() -> None:
    """And no draws, which there were none of."""
    details = judged({"x": score("x", "ks", 0.2)}, Distribution({}, {}, 100), 0.05)["x"].details
    assert details == {
        "p_value": 0.2,
        "p_value_adjusted": 0.2,
        "p_value_of": "ks",
        "significant": False,
        "insufficient_evidence": False,
    }


def times(rows: dict[str, int], many: int) -> dict[str, int]:
    """Return each row so many times."""
    return {name: count * many for name, count in rows.items()}


def test_doubled_rows_leave_the_distance_and_lessen_the_p_value() -> None:
    """Twice the evidence for the same shares."""
    leaning = {**EVEN, "c0": 120, "c1": 80}
    once = of_categories("jensenshannon", 0.1, EVEN, leaning)
    twice, fourfold = (of_categories("jensenshannon", 0.1, times(EVEN, of), times(leaning, of)) for of in (2, 4))
    assert once.test
    assert twice.test
    assert twice.test.observed == pytest.approx(once.test.observed)
    assert once.p_value > twice.p_value > fourfold.p_value


def test_other_names_of_categories_change_nothing() -> None:
    """Not even a draw."""
    names = dict(zip(EVEN, ["q", "m", "a", "z", "k", "b", "y", "d"], strict=True))
    leaning = {**EVEN, "c0": 120, "c1": 80}
    before, now = ({names[name]: rows for name, rows in one.items()} for one in (EVEN, leaning))
    assert of_categories("psi", 0.1, before, now).details == of_categories("psi", 0.1, EVEN, leaning).details


def test_the_order_in_which_parts_are_merged_changes_nothing() -> None:
    """Profiles add up, and the draws follow from their sum."""
    random = np.random.default_rng(6)
    parts = [by_value((float(value), 1) for value in random.integers(0, 90, 40)) for _ in range(3)]
    current = by_value((float(value), 1) for value in random.integers(0, 99, 60))
    found = []
    for first, second, third in ((0, 1, 2), (2, 0, 1)):
        reference = parts[first].merge(parts[second]).merge(parts[third])
        profiles = {"reference": Profile(120, {"x": reference}, {}), "current": Profile(60, {"x": current}, {})}
        found.append(judged({"x": score("x", "wasserstein", 0.1)}, Distribution(profiles, {}, 50), 0.05)["x"].details)
    assert found[0] == found[1]

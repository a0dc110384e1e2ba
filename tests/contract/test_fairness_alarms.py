"""What an objective on fairness says of people who are treated alike, run through check and judgement as they stand."""

from dev.simulate.fairness_alarms import Setting, fairness_alarms

DIFFERENCE, RATIO = "demographic_parity_difference: max 0.1", "group_impact_ratio: min 0.8"


def shares(setting: Setting, repetitions: int = 60) -> dict[tuple[str, str], float]:
    """Return the share of runs in which each objective is unmet, by what it is decided by."""
    return {
        (str(row["objective"]), by): float(row[f"unmet by the {by}"])
        for row in fairness_alarms(repetitions, settings=[setting])
        for by in ("value", "interval")
    }


def test_two_small_groups_alike_are_unmet_by_their_value_in_a_third_of_runs_and_by_their_interval_hardly_ever() -> None:
    """Of 30 + 30 people, half of them hired, rates differ by over 0.1 by chance: P(|X - Y| > 3), X, Y of B(30, 1/2)."""
    found = shares(Setting(30, (0.5, 0.5)))

    assert 0.22 < found[DIFFERENCE, "value"] < 0.52  # 0.366 +- 2.5 standard errors
    assert found[DIFFERENCE, "interval"] <= 0.05
    assert found[RATIO, "interval"] <= 0.05


def test_five_groups_alike_are_unmet_by_their_value_in_half_of_runs_and_by_their_interval_hardly_ever() -> None:
    """The widest of ten differences is judged, and the lowest of five ratios."""
    found = shares(Setting(100, (0.5,) * 5))

    assert found[DIFFERENCE, "value"] > 0.4
    assert found[DIFFERENCE, "interval"] <= 0.05
    assert found[RATIO, "interval"] <= 0.05


def test_a_real_disparity_is_found_by_its_interval() -> None:
    """Of 400 + 400 people 35 and 65 in 100 are hired: the interval lies beyond 0.1 in nearly all runs."""
    found = shares(Setting(400, (0.35, 0.65)), repetitions=20)

    assert found[DIFFERENCE, "interval"] > 0.9
    assert found[RATIO, "interval"] > 0.9

"""Art. 35: assessments of what is a high risk, and their age as own policy."""

from pathlib import Path

from tests.unit.checks.compliance.of_record import DAY, NOW, found

ASSESSED = (
    "activities: {a: {high_risk: true, assessment: {reference: DPIA-1, reviewed: 2016-02-29}}, b: {high_risk: false}}"
)


def test_a_high_risk_with_an_assessment_is_no_violation(tmp_path: Path) -> None:
    """However old: the law sets no age. 29 February 2016 was 1456704000 seconds after 1970."""
    told = found("dpia-present", tmp_path, ASSESSED)

    assert told.counts == (0, 1)
    assert told.values["oldest_review_timestamp_seconds"] == 1_456_704_000.0


def test_a_high_risk_without_one_and_silence_are_violations(tmp_path: Path) -> None:
    """Who says nothing of the risk has not judged it."""
    told = found("dpia-present", tmp_path, "activities: {a: {high_risk: true}, b: {}, c: {role: processor}}")

    assert told.counts == (2, 2)
    assert told.places == {
        "activities.a": ["is a high risk and has no assessment"],
        "activities.b": ["does not say whether it is a high risk"],
    }


def test_an_age_is_own_policy(tmp_path: Path) -> None:
    """In date on 28 February 2019, 89 days after 1 December 2018 and three years after the 29th in 2016; not later."""
    checks = {"dpia-present": {"check": "dpia-present", "max_age": "P3Y"}}
    on_the_day = NOW + 89 * DAY

    assert found("dpia-present", tmp_path, ASSESSED, on_the_day, checks=checks).counts == (0, 1)
    later = found("dpia-present", tmp_path, ASSESSED, on_the_day + DAY, checks=checks)
    assert later.counts == (1, 1)
    assert later.places == {"activities.a": ["its assessment of 2016-02-29 is older than P36M"]}

"""Art. 6, 9 and 10: what each basis asks for beside its name."""

from pathlib import Path
from typing import Any

import pytest

from tests.unit.checks.compliance.of_record import SOURCE, found


def _faults(folder: Path, activity: str) -> list[str]:
    """Return what is wrong with the basis of one activity."""
    told = found("basis-documented", folder, f"activities: {{a: {activity}}}")
    assert told.counts == (float(bool(told.places)), 1)
    return told.places.get("activities.a", [])


@pytest.mark.parametrize(
    "basis",
    [
        "article_6: consent",
        "article_6: contract",
        "article_6: vital_interests",
        "article_6: legal_obligation, law: Companies Act",
        "article_6: public_task, law: Education Act",
        "article_6: legitimate_interests, balancing: LIA-7",
    ],
)
def test_each_basis_of_article_6_is_enough_with_what_it_asks_for(basis: str, tmp_path: Path) -> None:
    """The six of Art. 6(1)."""
    assert _faults(tmp_path, f"{{basis: {{{basis}}}}}") == []


@pytest.mark.parametrize(
    ("activity", "fault"),
    [
        ("{}", "names no basis of Art. 6(1)"),
        ("{basis: {article_6: legal_obligation}}", "names no law that lays down the legal_obligation"),
        ("{basis: {article_6: public_task}}", "names no law that lays down the public_task"),
        ("{basis: {article_6: legitimate_interests}}", "does not say where legitimate interests are weighed"),
        (
            "{data: [user.health_and_medical], basis: {article_6: consent}}",
            "has special categories of data and names no condition of Art. 9(2)",
        ),
        (
            "{data: [user.health_and_medical], basis: {article_6: consent, article_9: public_health}}",
            "names no law behind public_health",
        ),
        (
            "{data: [user.criminal_history], basis: {article_6: consent}}",
            "has data on convictions and names no law that allows it",
        ),
    ],
)
def test_each_omission_is_told(activity: str, fault: str, tmp_path: Path) -> None:
    """One sentence a fault, and the activity counts once."""
    assert _faults(tmp_path, activity) == [fault]


@pytest.mark.parametrize(
    "activity",
    [
        "{data: [user.health_and_medical], basis: {article_6: consent, article_9: explicit_consent}}",
        "{data: [user.health_and_medical], basis: {article_6: consent, article_9: public_health, law: Health Act}}",
        "{data: [user.biometric.voice], basis: {article_6: consent, article_9: {none: Nobody is identified}}}",
        "{data: [user.criminal_history], basis: {article_6: consent, article_10: Vetting Act}}",
    ],
)
def test_special_data_with_a_condition_are_documented(activity: str, tmp_path: Path) -> None:
    """Of Art. 9(2), with its law where it rests on one; or a reason why they are not special; or the law of Art. 10."""
    assert _faults(tmp_path, activity) == []


def test_a_processor_needs_no_basis_of_its_own(tmp_path: Path) -> None:
    """It is the controller's."""
    assert found("basis-documented", tmp_path, "activities: {a: {role: processor}}").counts == (0, 0)


RECORD = """\
activities:
  monitoring:
    basis: {article_6: contract, article_9: substantial_public_interest, law: Equality Act}
    data: [user.demographic.race_ethnicity]
  newsletter: {basis: {article_6: consent}}
"""


def _told(folder: Path, category: str, **settings: Any) -> dict[str, list[str]]:
    """Return what is wrong with a fairness check by a column of `category`."""
    people = {
        "source": SOURCE,
        "columns": {"sensitive": ["origin"]},
        "personal_data": {"activity": "monitoring", "columns": {"origin": category}},
    }
    checks = {"equal": {"check": "fairness", "dataset": "people", "every": "1d", **settings}}
    return found("basis-documented", folder, RECORD, datasets={"people": people}, checks=checks).places


RACE = "user.demographic.race_ethnicity"


def test_comparing_groups_by_a_special_category_takes_an_activity(tmp_path: Path) -> None:
    """One with a condition of Art. 9(2) of its own."""
    assert _told(tmp_path, RACE, activity="monitoring") == {}


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        ({}, "compares groups by a special category and names no activity"),
        ({"activity": "auditing"}, "names the activity auditing, which the record does not have"),
        ({"activity": "newsletter"}, "names the activity newsletter, which has no condition of Art. 9(2)"),
    ],
)
def test_a_comparison_without_a_founded_activity_is_told(settings: dict[str, str], fault: str, tmp_path: Path) -> None:
    """It names none, none that is there, or one without a condition."""
    assert _told(tmp_path, RACE, **settings) == {"checks.equal": [fault]}


def test_comparing_groups_by_sex_takes_none(tmp_path: Path) -> None:
    """Sex is no special category."""
    assert _told(tmp_path, "user.demographic.gender") == {}


def test_a_check_that_does_not_look_at_groups_takes_none(tmp_path: Path) -> None:
    """Drift reads the column as any other."""
    people = {
        "source": SOURCE,
        "columns": {"sensitive": ["origin"]},
        "windows": {"reference": "y = 1", "current": "y = 2"},
        "personal_data": {"columns": {"origin": RACE}},
    }
    checks = {"moved": {"check": "drift", "dataset": "people", "every": "1d"}}

    told = found("basis-documented", tmp_path, RECORD, datasets={"people": people}, checks=checks)

    assert told.counts == (0, 2)

"""The first hour of four people, typed from the pages in a folder of their own. `make first-hour` walks more data."""

import re
from pathlib import Path

import pytest

from dev.first_hour.__main__ import walked
from dev.first_hour.typist import Step, Typist

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def hours(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Step]]:
    """Return what each of them typed on people with names, addresses and days."""
    return walked("borrowers", tmp_path_factory.mktemp("hour"))


def test_whatever_the_pages_say_works(hours: dict[str, list[Step]]) -> None:
    """Every command ends well, but for the pipeline's, which a group's chance may stop."""
    assert [step.words for steps in hours.values() for step in steps if step.code not in {0, 3}] == []
    assert {step.words for steps in hours.values() for step in steps if step.code == 3} <= {
        "dte-exporter run --config.file config.yaml --fail-on objective"
    }


def test_what_tells_who_somebody_is_becomes_no_feature(hours: dict[str, list[Step]]) -> None:
    """Neither the name, of which there are few, nor the address: quality alone looks whether they are there."""
    (run,) = [step for step in hours["newcomer"] if " run " in step.words]

    for check in ("drift", "fairness", "performance", "performance-estimate", "quality"):
        assert f"loans-{check} " in run.said
    assert "5 of 5 checks ended ok" in run.said
    parts = re.split(r"^(?=loans-\S+ ─)", run.said, flags=re.MULTILINE)
    of_others = [part for part in parts if part and not part.startswith("loans-quality ")]
    assert len(of_others) == 4
    assert "name, " not in run.said
    assert not [part for part in of_others if "email" in part]


def test_the_officer_holds_a_report(hours: dict[str, list[Step]]) -> None:
    """Of a record that has just begun."""
    assert "controls that apply are met" in hours["officer"][-1].said


def test_a_typist_types_nothing_that_no_page_says(tmp_path: Path) -> None:
    """Neither a command nor a word in its place."""
    typist = Typist(tmp_path, {})

    with pytest.raises(LookupError, match="tells no command"):
        typist.types("README.md", "dte-exporter guess")
    with pytest.raises(LookupError, match=r"has no 'rents\.csv'"):
        typist.types("README.md", "dte-exporter init", instead={"rents.csv": "mine.csv"})

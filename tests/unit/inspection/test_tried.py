"""Columns that only the parameters of a check name: those of registers, and of its own rows."""

from pathlib import Path

import pytest

from tests.unit.inspection.conftest import Inspecting

CONFIG = """\
datasets:
  customers:
    source: {type: files, path: customers.csv}
    columns: {subject: person, time: joined_at}
  consents:
    source: {type: files, path: consents.csv}
checks:
  agreed:
    check: consent-held
    dataset: customers
    every: 1d
    serves: news
    consents: {dataset: consents, subject: person}
"""
REQUESTS = """\
datasets:
  requests: {source: {type: files, path: requests.csv}, columns: {time: received_at}}
checks:
  answered: {check: requests-on-time, dataset: requests, every: 1d}
"""


@pytest.fixture(autouse=True)
def registers(folder: Path) -> None:
    """Have a customer and the consent that was given."""
    (folder / "customers.csv").write_text("person,joined_at\np1,2018-06-01\n")
    (folder / "consents.csv").write_text("person,purpose,given_at,withdrawn_at\np1,news,2018-05-01,\n")
    (folder / "requests.csv").write_text("right,received_at,closed_at\naccess,2018-06-01,2018-06-02\n")


@pytest.mark.parametrize("config", [CONFIG, REQUESTS])
def test_registers_with_all_their_columns_are_nothing_to_tell(config: str, inspected: Inspecting) -> None:
    """Whatever the one row that is tried says."""
    assert (inspected(config).problems, inspected(config).notes) == ((), ())


def test_a_column_that_a_further_data_set_lacks_is_told(inspected: Inspecting) -> None:
    """At the check whose parameters name it, or take it for granted."""
    Path("consents.csv").write_text("person,purpose,given_at,withdrawn\np1,news,2018-05-01,\n")

    assert inspected(CONFIG).problems == (
        "config.yaml:8: checks.agreed: 'withdrawn_at' is no column of the source (did you mean 'withdrawn'?): "
        "it has person, purpose, given_at, withdrawn",
    )


def test_all_columns_that_a_further_data_set_lacks_are_told(inspected: Inspecting) -> None:
    """One after the other, each against the columns that are there; what else is in question waits until they are."""
    Path("consents.csv").write_text("who,scope,given,withdrawn\np1,news,soon,\n")

    has = "it has who, scope, given, withdrawn"
    assert inspected(CONFIG).problems == (
        f"config.yaml:8: checks.agreed: 'given_at' is no column of the source (did you mean 'given'?): {has}",
        f"config.yaml:8: checks.agreed: 'withdrawn_at' is no column of the source (did you mean 'withdrawn'?): {has}",
        f"config.yaml:8: checks.agreed: 'person' is no column of the source: {has}",
        f"config.yaml:8: checks.agreed: 'purpose' is no column of the source: {has}",
    )


def test_a_column_that_the_rows_of_a_check_lack_is_told(inspected: Inspecting) -> None:
    """Though it is the role of none."""
    Path("requests.csv").write_text("rights,received_at,closed_at\naccess,2018-06-01,2018-06-02\n")

    assert inspected(REQUESTS).problems == (
        "config.yaml:4: checks.answered: 'right' is no column of the source (did you mean 'rights'?): "
        "it has rights, received_at, closed_at",
    )


def test_a_column_that_holds_something_else_is_told(inspected: Inspecting) -> None:
    """As a run would tell it."""
    Path("requests.csv").write_text("right,received_at,closed_at\naccess,2018-06-01,soon\n")

    (problem,) = inspected(REQUESTS).problems

    assert problem.startswith("config.yaml:4: checks.answered: ")
    assert problem.endswith("a value does not fit its column, or the file is damaged")


def test_a_register_that_cannot_be_opened_is_told_once(inspected: Inspecting) -> None:
    """At its source, and not again at each check that reads it."""
    Path("consents.csv").unlink()

    (problem,) = inspected(CONFIG).problems

    assert problem.startswith("config.yaml:6: datasets.consents.source: no file at 'consents.csv'")

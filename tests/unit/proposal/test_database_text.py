"""Tables of databases and of Spark as a proposed config words them: by a variable, never by an address."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dte_exporter.errors import SourceError
from dte_exporter.proposal import database_text
from dte_exporter.tables.spark.spark_source import SparkSource, open_spark
from dte_exporter.tables.table import Table

ADDRESS = "sc://lake.internal:15002/;token=open-sesame"
TO_DECIDE = "# To decide: the address is taken from SPARK_SERVER, so that no secret stands here: set it first"


@pytest.fixture
def asked(opened: Callable[[str], Table], monkeypatch: pytest.MonkeyPatch) -> list[SparkSource]:
    """Let a Spark answer with one row, and return what it is asked for."""
    settings: list[SparkSource] = []

    def answered(config: SparkSource, base: Path, root: Path | None = None) -> Table:
        settings.append(config)
        return opened("sex,hired\nf,1\n")

    spark: Any = database_text._SPARK
    monkeypatch.setattr(database_text, "_SPARK", replace(spark, source=replace(open_spark, open=answered)))
    return settings


@pytest.mark.parametrize(("place", "decisions"), [(ADDRESS, [TO_DECIDE]), ("${LAKE}", [])])
def test_a_table_of_spark_is_told_by_a_variable(
    place: str, decisions: list[str], asked: list[SparkSource], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An address that is written out becomes one, and a person is told to set it; the token stays out of the config."""
    monkeypatch.setenv("LAKE", ADDRESS)

    found = database_text.opened(place, "scoring.people")

    assert database_text.is_database(place)
    assert [(one.remote.get_secret_value(), one.table) for one in asked] == [(ADDRESS, "scoring.people")]
    variable = "LAKE" if place == "${LAKE}" else "SPARK_SERVER"
    assert [*found.lines("")] == [f'source: {{type: spark, remote: "${{{variable}}}", table: scoring.people}}']
    assert [*found.decisions()] == decisions


@pytest.mark.parametrize("place", ["${NOT_SET_ANYWHERE}", "${HELD}"])
def test_a_variable_that_leads_nowhere_is_told_without_what_it_holds(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be a password that somebody has put in the wrong place."""
    monkeypatch.delenv("NOT_SET_ANYWHERE", raising=False)
    monkeypatch.setenv("HELD", "open-sesame")

    with pytest.raises(SourceError) as raised:
        database_text.opened(place, "people")

    assert str(raised.value) == (
        f"{place} is no address of a database: set the variable, as in postgresql://user@host/name, or sc://host"
    )


@pytest.mark.parametrize("place", ["loans.csv", "s3://scores/2018", "https://example.org/rows.csv"])
def test_what_is_no_database_is_none(place: str) -> None:
    """A file, an object and a page have no tables."""
    assert not database_text.is_database(place)

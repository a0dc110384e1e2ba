from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from dte_exporter.errors import SourceError
from dte_exporter.tables.spark.spark_source import SparkSource, open_spark


def settings(**said: Any) -> SparkSource:
    """Return the settings of a source on a server, with what else is said."""
    return SparkSource(**{"type": "spark", "remote": "sc://lake:15002", "table": "scoring.people", **said})


@pytest.mark.parametrize(
    "remote", ["sc://lake", "sc://lake:15002/;use_ssl=true;token=x", "local", "local[2]", "local[*]"]
)
def test_a_server_or_a_session_here_is_an_address(remote: str) -> None:
    """With parameters as Spark Connect has them, or with a number of threads."""
    assert settings(remote=remote).remote.get_secret_value() == remote


@pytest.mark.parametrize(
    "remote", ["", "lake:15002", "spark://lake:7077", "yarn", "local[0]", "local[2]; rm", "http://lake"]
)
def test_anything_else_is_none(remote: str) -> None:
    """A cluster's own address is not Spark Connect's."""
    with pytest.raises(ValidationError, match="write the address of a Spark Connect server"):
        settings(remote=remote)


@pytest.mark.parametrize("said", [{"table": ""}, {"query": "SELECT 1"}, {"path": "/rows"}])
def test_one_thing_is_read(said: dict[str, str]) -> None:
    """A table, a query or a path, and not two of them."""
    with pytest.raises(ValidationError, match="give the table, a query or a path, and only one of them"):
        settings(**said)


def test_a_session_here_is_refused_where_sources_are_confined_to_a_folder() -> None:
    """Its queries could open any file of the machine."""
    with pytest.raises(SourceError, match=r"--source\.root confines sources to /data: name a server"):
        open_spark.open(settings(remote="local[2]"), Path("/data/team"), root=Path("/data"))


def test_the_address_is_shown_nowhere() -> None:
    """It may hold a token."""
    assert "open-sesame" not in repr(settings(remote="sc://lake/;token=open-sesame"))

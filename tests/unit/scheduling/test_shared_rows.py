"""Which checks fire together: those whose rows are far away, by their data set."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import DataSet
from dte_exporter.registry import Registry
from dte_exporter.scheduling.schedule import trigger
from dte_exporter.scheduling.shared_rows import fires_with, shared_rows

Configure = Callable[..., ConfiguredCheck]
SOURCES = Registry.discover().sources
NOW = datetime(2026, 1, 1, tzinfo=UTC)

FAR: list[dict[str, Any]] = [
    {"type": "sql", "url": "postgresql://scores", "table": "people"},
    {"type": "sql", "url": "snowflake://account", "table": "people"},
    {"type": "spark", "remote": "sc://host", "table": "people"},
    {"type": "files", "path": "s3://bucket/rows"},
    {"type": "delta", "path": "az://container/rows"},
    {"type": "iceberg", "catalog": {"uri": "https://catalog"}, "table": "scoring.people"},
]
NEAR: list[dict[str, Any]] = [
    {"type": "files", "path": "rows.parquet"},
    {"type": "sql", "url": "sqlite:///rows.db", "table": "people"},
    {"type": "delta", "path": "rows"},
    {"type": "iceberg", "path": "rows"},
]


def on(check: ConfiguredCheck, source: Mapping[str, Any]) -> ConfiguredCheck:
    """Return `check` on rows of a source."""
    settings = SOURCES[source["type"]].config.model_validate(source)
    return replace(check, datasets={"people": DataSet(source=settings)})


@pytest.mark.parametrize("source", FAR, ids=lambda source: source["type"])
def test_rows_far_away_are_shared(configure: Configure, source: Mapping[str, Any]) -> None:
    """Of servers, warehouses, Spark, stores and catalogues."""
    assert shared_rows(on(configure(), source)) == "people"


@pytest.mark.parametrize("source", NEAR, ids=lambda source: source["type"])
def test_rows_on_the_disk_are_not(configure: Configure, source: Mapping[str, Any]) -> None:
    """There the kernel keeps what was read."""
    assert shared_rows(on(configure(), source)) is None


def test_a_check_without_rows_shares_none(configure: Configure) -> None:
    """It fires by its own name."""
    assert (shared_rows(configure("fair")), fires_with(configure("fair"))) == (None, "fair")


def test_a_data_set_of_another_team_is_another(configure: Configure) -> None:
    """Two teams may each have one called people."""
    here = on(configure(), FAR[0])

    assert shared_rows(replace(here, scoped_by="lending")) == "lending.people"


def test_checks_of_shared_rows_fire_at_one_moment(configure: Configure) -> None:
    """Every hour all of them; and where one fires each five minutes, it meets the others each hour."""
    hourly, other, often = (
        trigger(on(configure(name, every=every), FAR[0]))
        for name, every in (("a", 3600.0), ("b", 3600.0), ("c", 300.0))
    )
    first = hourly.get_next_fire_time(None, NOW)

    assert other.get_next_fire_time(None, NOW) == first
    assert (first - often.get_next_fire_time(None, NOW)).total_seconds() % 300 == 0


def test_checks_of_rows_on_the_disk_fire_apart(configure: Configure) -> None:
    """Each at the offset of its own name."""
    one, other = (trigger(on(configure(name, every=3600.0), NEAR[0])) for name in ("a", "b"))

    assert one.get_next_fire_time(None, NOW) != other.get_next_fire_time(None, NOW)

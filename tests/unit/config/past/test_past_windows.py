"""A window of the past is told apart as a data set of its own."""

from typing import Any

import pytest
from pydantic import ValidationError

from dte_exporter.config.models import DataSet
from dte_exporter.config.past.past_windows import apart
from dte_exporter.config.past.time_travel import in_its_zone
from dte_exporter.config.windows import Window
from dte_exporter.tables.files import FilesSource
from dte_exporter.tables.lakehouse.delta import DeltaSource


def dataset(windows: dict[str, Any], **source: Any) -> DataSet:
    """Return a data set of a table that keeps what it was."""
    table = DeltaSource.model_validate({"type": "delta", "path": "scores", **source})
    return DataSet.model_validate({"source": table, "windows": windows, "timezone": "Europe/Berlin"})


def test_a_window_of_the_past_is_on_the_table_as_it_was() -> None:
    """What else it says of rows holds there; the point of the source itself gives way."""
    datasets = {"scores": dataset({"reference": {"version": 12, "where": "a > 1"}}, as_of="2020-01-01")}

    found = apart(datasets, "scores")

    assert found.keys() == {"scores", "scores as of version 12"}
    assert found["scores"].windows.reference == Window(dataset="scores as of version 12", where="a > 1")
    past = found["scores as of version 12"]
    assert (past.source.version, past.source.as_of, past.windows.reference) == (12, None, None)
    assert found["scores"].source.as_of == "2020-01-01"


def test_the_past_of_another_data_set_can_be_meant() -> None:
    """Of one that cannot be read nothing is told apart: that is told where it is looked at."""
    windows = {"reference": {"dataset": "other", "as_of": "2026-10-01"}}
    datasets = {"scores": dataset(windows), "other": dataset({}, path="elsewhere")}

    found = apart(datasets, "scores")

    assert found["other as of 2026-10-01"].source.path == "elsewhere"
    assert apart({"scores": datasets["scores"]}, "scores") == {"scores": datasets["scores"]}


def test_windows_of_the_present_are_left_alone() -> None:
    """And so is a check that has no data set."""
    datasets = {"scores": dataset({"current": {"where": "a > 1"}})}
    assert apart(datasets, "scores") is datasets
    assert apart({}, "") == {}


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2026-10-01", "2026-09-30T22:00:00+00:00"),
        ("2026-12-01T08:30:00", "2026-12-01T07:30:00+00:00"),
        ("2026-10-01T00:00:00Z", "2026-10-01T00:00:00+00:00"),
    ],
)
def test_a_moment_without_an_offset_is_of_the_zone_of_the_data_set(written: str, instant: str) -> None:
    """A date is the first moment of its day there."""
    moved = in_its_zone(dataset({}, as_of=written).source, "Europe/Berlin")
    assert (moved.as_of, moved.moment.isoformat()) == (instant, instant)


def test_what_has_no_moment_stays_what_it_is() -> None:
    """A version is one in every zone, and files have none."""
    for source in (dataset({}, version=3).source, FilesSource(type="files", path="a")):
        assert in_its_zone(source, "Europe/Berlin") is source


@pytest.mark.parametrize("version", [True, "12", -1, 1.5])
def test_a_version_is_a_number(version: Any) -> None:
    """Whole, and not below zero."""
    with pytest.raises(ValidationError):
        Window(version=version)


def test_a_window_of_the_past_is_written_as_it_is_read() -> None:
    """Evidence has the words of the config."""
    assert str(Window(version=12)) == "version: 12"
    assert str(Window(as_of="2026-10-01", where="a > 1")) == "where: a > 1, as_of: 2026-10-01"

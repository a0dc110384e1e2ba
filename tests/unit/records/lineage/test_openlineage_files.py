"""Events in files: one a file, several in an array, or one a line."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dte_exporter.config.confined.confinement import Confinement
from dte_exporter.errors import SourceError
from dte_exporter.records.lineage.openlineage_files import EventFiles, OpenLineageFiles


def event(job: str = "sum_up", **changed: Any) -> str:
    """Return an event of a job, on one line."""
    told = {
        "eventTime": "2018-11-30T00:00:00Z",
        "producer": "https://example.com/etl",
        "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent",
        "job": {"namespace": "etl", "name": job},
        **changed,
    }
    return json.dumps({key: value for key, value in told.items() if value is not None})


def opened(folder: Path, files: Mapping[str, str], path: str = ".", root: Path | None = None) -> EventFiles:
    """Return the events of `files` in a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    settings = OpenLineageFiles(type="openlineage", path=path)
    return EventFiles("pipelines", settings, Confinement(folder, root))


def jobs(files: EventFiles) -> list[str]:
    """Return the names of the jobs that are told of."""
    return [told.job.name for told in files.told() if told.job]


@pytest.mark.parametrize(
    "text",
    [
        f"{event('a')}\n{event('b')}\n",
        f"{event('a')}\n\n{event('b')}",
        f"[{event('a')},\n {event('b')}]",
        json.dumps([json.loads(event("a")), json.loads(event("b"))], indent=2),
    ],
    ids=["lines", "no last line", "array", "indented array"],
)
def test_events_are_lines_or_an_array(text: str, tmp_path: Path) -> None:
    """Whichever of both a file holds."""
    files = opened(tmp_path, {"events.json": text})

    assert (jobs(files), files.notices) == (["a", "b"], ())


@pytest.mark.parametrize("text", [event("a"), json.dumps(json.loads(event("a")), indent=2)])
def test_a_file_may_be_one_event(text: str, tmp_path: Path) -> None:
    """On one line or on many."""
    assert jobs(opened(tmp_path, {"one.json": text})) == ["a"]


def test_a_folder_is_read_with_all_below(tmp_path: Path) -> None:
    """Those files that may hold events by their names; a file that is named itself may be called anything."""
    files = {"a.json": event("a"), "b/c.ndjson": f"{event('b')}\n{event('c')}\n", "d.txt": event("d")}

    assert sorted(jobs(opened(tmp_path, files))) == ["a", "b", "c"]
    assert jobs(opened(tmp_path, {}, "d.txt")) == ["d"]


def test_what_is_no_event_is_passed_over_and_told(tmp_path: Path) -> None:
    """With the place of the first, and nothing that is there; the others count."""
    lines = [event("a"), event("b", producer=None), "{secret", event("c", eventTime="hunter22"), event("d")]
    files = opened(tmp_path, {"events.jsonl": "\n".join([*lines, ""])})

    assert jobs(files) == ["a", "d"]
    assert files.notices == (
        "pipelines: 3 events are passed over, as not after the standard; events.jsonl, line 2: producer is missing",
    )
    assert jobs(files) == ["a", "d"]
    assert len(files.notices) == 1


def test_a_last_line_that_is_being_written_is_left_for_the_next_run(tmp_path: Path) -> None:
    """It has no end yet; nothing is said of it."""
    files = opened(tmp_path, {"events.jsonl": f"{event('a')}\n{event('b')}\n{event('c')[:40]}"})

    assert (jobs(files), files.notices) == (["a", "b"], ())


@pytest.mark.parametrize("text", ["", "no JSON", event("a")[:50], "[" * 100_000])
def test_a_file_that_holds_no_json_is_an_error(text: str, tmp_path: Path) -> None:
    """A graph without what it tells would say that nothing is upstream."""
    with pytest.raises(SourceError, match=r"^events.json is no JSON, nor lines of it: it holds no events, or was cut"):
        jobs(opened(tmp_path, {"events.json": text}))


def test_no_file_is_an_error(tmp_path: Path) -> None:
    """Whoever names a path means something there."""
    with pytest.raises(SourceError, match=r"^no file of JSON or lines of JSON at 'events': check path$"):
        jobs(opened(tmp_path, {}, "events"))


def test_links_that_lead_outside_are_refused(tmp_path: Path) -> None:
    """Where sources are confined to a folder."""
    (tmp_path / "secret.json").write_text(event("secret"))
    (tmp_path / "in").mkdir()
    (tmp_path / "in/link.json").symlink_to(tmp_path / "secret.json")

    with pytest.raises(SourceError, match="lead outside of"):
        jobs(opened(tmp_path / "in", {}, ".", root=tmp_path / "in"))

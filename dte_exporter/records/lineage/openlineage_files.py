"""Lineage in files of OpenLineage events: one a file, several in an array, or one a line, as clients append them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import Field

from dte_exporter.config.confined.confinement import Confinement
from dte_exporter.declared_source import Reach, source
from dte_exporter.errors import SourceError
from dte_exporter.lineage.events.event import UnfitEventError, parsed
from dte_exporter.lineage.events.told_of import told_of
from dte_exporter.lineage.told import Told
from dte_exporter.records.foreign_files import LyingFile, Wanted, files_at
from dte_exporter.records.foreign_path import ForeignPath
from dte_exporter.records.validations.json_document import UnfitError

EVENTS = Wanted(
    "a file of events", {".json": "JSON", ".jsonl": "lines of JSON", ".ndjson": "lines of JSON"}, 256 * 2**20
)
"""What is looked for; a hundred thousand events of two thousand bytes fit into one file."""


class OpenLineageFiles(ForeignPath):
    """Events of OpenLineage in files: .json with one event or an array, or one event a line."""

    type: Literal["openlineage"]
    path: str = Field(
        min_length=1,
        description="A file, a glob, or a folder; relative to the config file, or by its address on an object store, "
        "such as s3://bucket/folder.",
    )


class EventFiles:
    """The events of some files; a `lineage.told.Teller`.

    Parameters
    ----------
    name : str
        What the config calls the source.
    settings : OpenLineageFiles
        Where they are.
    confinement : Confinement
        Where relative paths start from, and what none may leave.
    """

    def __init__(self, name: str, settings: OpenLineageFiles, confinement: Confinement) -> None:
        self._name = name
        self._settings = settings
        self._confinement = confinement
        self._unfit: list[str] = []

    def told(self) -> Iterator[Told]:
        """Yield what each event tells, the newest file first; one that is none is passed over, and counted.

        Raises
        ------
        SourceError
            If there is no file, or one cannot be read or is no JSON at all.
        """
        self._unfit = []
        for file in files_at(self._settings.path, self._settings.store, self._confinement, EVENTS):
            try:
                body = file.read()
            except UnfitError as error:
                raise SourceError(f"{file.name} {error}") from error
            for place, text in _events(file, body):
                try:
                    yield told_of(parsed(text))
                except UnfitEventError as error:
                    self._unfit.append(f"{file.name}{place}: {error}")

    @property
    def notices(self) -> tuple[str, ...]:
        """What was passed over, once it was told; one sentence."""
        if not self._unfit:
            return ()
        count = len(self._unfit)
        events = "1 event is" if count == 1 else f"{count:,} events are"
        return (f"{self._name}: {events} passed over, as not after the standard; {self._unfit[0]}",)


def _events(file: LyingFile, body: bytes) -> Iterator[tuple[str, bytes | str]]:
    """Yield each event with its place; a last line that is not whole is being written, and read at the next run."""
    lines = body.splitlines(keepends=True)
    filled = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if len(filled) > 1 and _is_json(filled[0][1]):
        whole = filled if filled[-1][1].endswith(b"\n") or _is_json(filled[-1][1]) else filled[:-1]
        yield from ((f", line {number}", line) for number, line in whole)
        return
    try:
        tree = json.loads(body)
    except (ValueError, RecursionError):
        raise SourceError(f"{file.name} is no JSON, nor lines of it: it holds no events, or was cut off") from None
    if isinstance(tree, list):
        yield from ((f"[{place}]", json.dumps(one)) for place, one in enumerate(tree))
    else:
        yield "", body


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


@source(
    "openlineage",
    config=OpenLineageFiles,
    holds="lineage",
    confined=True,
    reaches=(Reach("events of OpenLineage in files"), Reach("s3://, gs://, az://", "obstore", "objects")),
)
def open_event_files(config: OpenLineageFiles, base: Path, name: str, root: Path | None = None) -> EventFiles:
    """Return the events in the files that the source called `name` means."""
    return EventFiles(name, config, Confinement(base, root))

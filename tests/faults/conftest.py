"""Starts real exporters."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.exporter import STEADY, Exporter, Start, people, save


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Return a starter of exporters on a folder that holds the sound people; all are stopped in the end."""
    started: list[Exporter] = []

    def begin(
        checks: dict[str, Any],
        datasets: dict[str, Any] | None = None,
        folder: Path | None = None,
        workers: int = 1,
        options: tuple[str, ...] = (),
        **more: Any,
    ) -> Exporter:
        folder = folder or tmp_path_factory.mktemp("exporter")
        save(folder / "people.parquet", "true")
        config = {
            "workers": workers,
            "datasets": {"people": people(), **(datasets or {})},
            "checks": {"steady": STEADY, **checks},
            **more,
        }
        started.append(Exporter(folder, config, options))
        return started[-1]

    yield begin
    for exporter in started:
        if exporter.process.poll() is None:
            exporter.process.kill()
            exporter.process.wait()

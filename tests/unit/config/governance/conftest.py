"""A file or a folder that a test writes in sight, read as a record."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from dte_exporter.config.governance.record import ProcessingRecord
from dte_exporter.config.governance.record_file import load_record
from dte_exporter.errors import ConfigError

Reading = Callable[..., ProcessingRecord]
Refusing = Callable[..., list[str]]


@pytest.fixture
def recorded(tmp_path: Path) -> Reading:
    """Return the record that texts make, by the names of their files."""

    def reading(text: str = "", **files: str) -> ProcessingRecord:
        folder = tmp_path / "record"
        folder.mkdir()
        _write(folder, {"record": text} if text else files)
        return load_record(folder)

    return reading


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)


@pytest.fixture
def refused(recorded: Reading, tmp_path: Path) -> Refusing:
    """Return what is wrong with the texts, without the folder."""

    def refusing(text: str = "", **files: str) -> list[str]:
        with pytest.raises(ConfigError) as caught:
            recorded(text, **files)
        return [problem.removeprefix(f"{tmp_path}/record/") for problem in caught.value.problems]

    return refusing

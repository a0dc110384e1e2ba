"""From files to a `ProcessingRecord`: one file of YAML or JSON, or a folder of them that together are the record."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dte_exporter.config.compliance.record import Activity, ProcessingRecord
from dte_exporter.config.reading import read_as
from dte_exporter.errors import ConfigError

_ENDINGS = frozenset({".yaml", ".yml", ".json"})


def load_record(path: Path) -> ProcessingRecord:
    """Return the record in the file at `path`, or in all files of YAML and JSON below the folder there.

    Raises
    ------
    ConfigError
        If a file is not fit to be a part of it, or two parts say the same: every problem.
    """
    parts: dict[Path, ProcessingRecord] = {}
    problems: list[str] = []
    for file in record_files(path):
        try:
            parts[file] = read_as(file, ProcessingRecord, "a mapping with organisation and activities")
        except ConfigError as error:
            problems += error.problems
    problems += _said_twice(parts)
    if problems:
        raise ConfigError(tuple(problems))
    return _joined(parts.values())


def record_files(path: Path) -> tuple[Path, ...]:
    """Return the files of the record at `path`.

    Raises
    ------
    ConfigError
        If there are none.
    """
    if path.is_file():
        return (path,)
    files = tuple(sorted(file for file in path.rglob("*") if file.suffix in _ENDINGS)) if path.is_dir() else ()
    if not files:
        what = "holds no .yaml, .yml or .json file" if path.is_dir() else "is not there"
        raise ConfigError(
            (f"{path}: the record of processing {what}: dte-exporter compliance init writes a first one",)
        )
    return files


def fingerprint(path: Path) -> str:
    """Return the identity of the content of the record at `path`.

    Raises
    ------
    ConfigError
        If it cannot be read.
    """
    try:
        contents = [file.read_bytes() for file in record_files(path)]
    except OSError as error:
        raise ConfigError((f"{path}: the record of processing cannot be read: {error.strerror}",)) from error
    return hashlib.sha256(b"\0".join(contents)).hexdigest()[:16]


def _said_twice(parts: Mapping[Path, ProcessingRecord]) -> Iterable[str]:
    """Yield what more than one file says."""
    first: dict[str, Path] = {}
    for file, part in parts.items():
        said = [key for key in ("organisation", "dpo") if key in part.model_fields_set]
        for key in (*said, *(f"activities.{name}" for name in part.activities)):
            if first.setdefault(key, file) is not file:
                yield f"{file}: {key}: {first[key].name} says it as well: keep one of the two"


def _joined(parts: Iterable[ProcessingRecord]) -> ProcessingRecord:
    said: dict[str, Any] = {}
    policies: list[Any] = []
    activities: dict[str, Activity] = {}
    for part in parts:
        said |= {key: getattr(part, key) for key in ("organisation", "dpo") if key in part.model_fields_set}
        policies += part.policies
        activities |= part.activities
    return ProcessingRecord(**said, policies=tuple(policies), activities=activities)

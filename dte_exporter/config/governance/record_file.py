"""From files to a `ProcessingRecord`: one file of YAML or JSON, or a folder of them that together are the record."""

import hashlib
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dte_exporter.config.document.document import MAX_BYTES
from dte_exporter.config.document.regular_file import UnreadableError, read_regular
from dte_exporter.config.document.sentences import read_as
from dte_exporter.config.governance.record import Activity, ProcessingRecord
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
        If there are none, or the path cannot be looked at.
    """
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
        files = sorted(_below(path)) if is_folder else [path]
    except FileNotFoundError as error:
        raise _unfit(path, "is not there") from error
    except (OSError, ValueError) as error:
        what = error.strerror if isinstance(error, OSError) else "its name can be no file's"
        raise ConfigError((f"{path}: the record of processing cannot be read: {what}",)) from error
    if not files:
        raise _unfit(path, "holds no .yaml, .yml or .json file")
    return tuple(files)


def _below(folder: Path) -> Iterator[Path]:
    """Yield the files in `folder`, but none that is hidden: Kubernetes keeps what it mounts there a second time."""
    for file in folder.rglob("*"):
        is_hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if file.suffix in _ENDINGS and not is_hidden:
            yield file


def _unfit(path: Path, what: str) -> ConfigError:
    return ConfigError((f"{path}: the record of processing {what}: dte-exporter compliance init writes a first one",))


def fingerprint(path: Path) -> str:
    """Return the identity of the content of the record at `path`.

    Raises
    ------
    ConfigError
        If it cannot be read.
    """
    try:
        contents = [read_regular(file, MAX_BYTES, "a record") for file in record_files(path)]
    except UnreadableError as error:
        raise ConfigError((f"{path}: the record of processing {error}",)) from error
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

"""The files that other tools write for us to read, on this disk or on an object store, the newest first."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from dte_exporter.config.confined.confinement import Confinement, outside
from dte_exporter.config.document.regular_file import UnreadableError, read_regular
from dte_exporter.errors import SourceError
from dte_exporter.places.lying_files import lying_at
from dte_exporter.places.meant_objects import meant_by
from dte_exporter.places.object_address import is_address, parse_address
from dte_exporter.places.object_client import ObjectClient, StoredObject
from dte_exporter.places.store_of_path import refuse_other_address
from dte_exporter.places.store_settings import StoreSettings
from dte_exporter.records.validations.json_document import UnfitError

UNDER = ""
"""What stands before ``path`` and ``store`` in the config: they are the check's own."""

_READ_BESIDE = ("manifest.json", "catalog.json", "semantic_manifest.json")
"""What dbt writes beside its results, and may be very large: read where a result asks for it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files are looked for.

    Parameters
    ----------
    kind : str
        What messages call one, such as "a file of results".
    endings : mapping of str to str
        How names end of those of a folder or a glob, each by what that stands for.
    limit : int
        The most bytes that one may hold.
    """

    kind: str
    endings: Mapping[str, str]
    limit: int

    def may_be(self, name: str) -> bool:
        """Return whether what is called `name` is looked into where it is not named itself."""
        return name.lower().endswith(tuple(self.endings)) and name not in _READ_BESIDE


@dataclass(frozen=True, slots=True)
class LyingFile:
    """A file that may be one that is looked for.

    Parameters
    ----------
    name : str
        What messages call it.
    written : float
        When it was last written, in seconds since the epoch.
    read : callable
        Returns what is in it; raises `UnfitError` if it cannot be read, or is too large.
    beside : callable
        Returns what is in the file of another name that lies beside it, None where there is none.
    """

    name: str
    written: float
    read: Callable[[], bytes]
    beside: Callable[[str], bytes | None]


def files_at(path: str, store: StoreSettings, confinement: Confinement, wanted: Wanted) -> tuple[LyingFile, ...]:
    """Return the files that `path` means: one, whatever its name; those of a folder or of a glob by their endings.

    Raises
    ------
    SourceError
        If there are none, some lead outside of what sources are confined to, or disk or store refuse.
    """
    if is_address(path):
        found = list(_on_store(path, store, wanted))
    else:
        refuse_other_address(path, wanted.kind, UNDER)
        found = list(_on_disk(path, confinement, wanted))
    if not found:
        raise SourceError(f"no file of {' or '.join(dict.fromkeys(wanted.endings.values()))} at {path!r}: check path")
    return tuple(sorted(found, key=lambda one: (-one.written, one.name)))


def _on_disk(path: str, confinement: Confinement, wanted: Wanted) -> Iterator[LyingFile]:
    base = confinement.base
    try:
        found = sorted(set(lying_at(base, path)))
        meant = [file for file in found if file == base / path or wanted.may_be(file.name)]
        escaping = sum(outside(file, confinement.root) for file in meant)
        if escaping:
            raise SourceError(
                f"{path!r} holds {escaping} of {len(meant)} files that lead outside of {confinement.root}, which "
                "--source.root confines sources to: remove the links"
            )
        for file in meant:
            name = str(file.relative_to(base)) if file.is_relative_to(base) else str(file)
            beside = partial(_beside_on_disk, file, confinement, wanted)
            yield LyingFile(name, file.stat().st_mtime, partial(_content, file, wanted), beside)
    except OSError as error:
        raise SourceError(f"{path} cannot be looked through: {error.strerror or 'it is damaged'}") from error


def _content(file: Path, wanted: Wanted) -> bytes:
    try:
        return read_regular(file, wanted.limit, wanted.kind)
    except UnreadableError as error:
        raise UnfitError(str(error)) from error


def _beside_on_disk(file: Path, confinement: Confinement, wanted: Wanted, name: str) -> bytes | None:
    other = file.with_name(name)
    return _content(other, wanted) if other.is_file() and not outside(other, confinement.root) else None


def _on_store(path: str, store: StoreSettings, wanted: Wanted) -> Iterator[LyingFile]:
    address = parse_address(path, UNDER)
    client = ObjectClient(address, store)
    for one in meant_by(client, address.key):
        if one.key == address.key or wanted.may_be(PurePosixPath(one.key).name):
            beside = partial(_beside_on_store, client, one, wanted)
            yield LyingFile(one.key, one.modified, partial(_fetched, client, one, wanted), beside)


def _fetched(client: ObjectClient, one: StoredObject, wanted: Wanted) -> bytes:
    if one.size > wanted.limit:
        raise UnfitError(f"is larger than {wanted.limit // 2**20} MiB: {wanted.kind} is not")
    return client.read(one, 0, one.size)


def _beside_on_store(client: ObjectClient, one: StoredObject, wanted: Wanted, name: str) -> bytes | None:
    other = client.found(str(PurePosixPath(one.key).with_name(name)))
    return None if other is None else _fetched(client, other, wanted)

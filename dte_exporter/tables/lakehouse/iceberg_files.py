"""The files of an Iceberg table as pyiceberg asks for them: its metadata, on a disk or in a store, and only to be read.

The library's own ways to a store would take keys in words of their own, and tell errors that quote addresses. These
are the ways by which data files are read as well.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from dte_exporter.config.confined.confinement import outside
from dte_exporter.errors import SourceError
from dte_exporter.places.object_address import SCHEMES, Cloud, ObjectAddress, parse_address
from dte_exporter.places.object_client import GoneError, ObjectClient
from dte_exporter.places.store_settings import StoreSettings

FACTORY = f"{__name__}.files_of_catalog"
"""What a catalog is told to read files by."""

WRITTEN = "dte-exporter.written"
"""The property that says how messages call the table."""

_ALIASES = {"s3a": "s3", "s3n": "s3", "gcs": "gs", "abfs": "abfss"}
"""How other programs write addresses of the same stores."""

_PROPERTIES: Mapping[Cloud, Mapping[str, str]] = {
    "s3": {
        "endpoint": "s3.endpoint",
        "region": "s3.region",
        "access_key": "s3.access-key-id",
        "secret_key": "s3.secret-access-key",
        "session_token": "s3.session-token",
    },
    "gs": {"endpoint": "gcs.service.host", "service_account": "dte-exporter.service-account"},
    "az": {
        "endpoint": "dte-exporter.azure-endpoint",
        "account": "adls.account-name",
        "account_key": "adls.account-key",
        "sas_token": "adls.sas-token",
    },
}
"""What pyiceberg calls our settings: catalogs give keys in its words."""

_ANONYMOUS = "s3.anonymous"


@dataclass(frozen=True, slots=True)
class TableFiles:
    """Where the files of a table are, and how they are read.

    Parameters
    ----------
    written : str
        How messages call the table.
    settings : mapping of str to StoreSettings
        How a store of each cloud is reached.
    root : Path or None
        The folder that no file may lie outside of.
    """

    written: str
    settings: Mapping[Cloud, StoreSettings]
    root: Path | None = None
    _clients: dict[tuple[str, str, str], ObjectClient] = field(default_factory=dict, repr=False)

    def client(self, address: ObjectAddress) -> ObjectClient:
        """Return what asks the store at `address`: one for each bucket."""
        key = (address.cloud, address.account, address.bucket)
        if key not in self._clients:
            self._clients[key] = ObjectClient(address, self.settings[address.cloud])
        return self._clients[key]

    def place(self, location: str) -> Path | ObjectAddress:
        """Return where the file at `location` is.

        Raises
        ------
        SourceError
            If it is neither on a disk nor on a store that is read, or outside of `root`.
        """
        scheme, _, rest = location.partition("://")
        if not rest or scheme == "file":
            path = Path(location.removeprefix("file://").removeprefix("file:"))
            if outside(path, self.root):
                raise SourceError(
                    f"{self.written!r} has files outside of {self.root}, which --source.root confines sources to: "
                    "write the table anew below it"
                )
            return path
        scheme = _ALIASES.get(scheme, scheme)
        if scheme not in SCHEMES or self.root is not None:
            raise SourceError(f"{self.written} has files at {scheme}://, which are not read: keep them where files are")
        try:
            return replace(parse_address(f"{scheme}://{rest}"), written=self.written)
        except ValueError as error:
            raise SourceError(f"{self.written} has a file whose address cannot be read: {error}") from None

    def content(self, location: str) -> bytes:
        """Return all bytes of the file at `location`.

        Raises
        ------
        FileNotFoundError
            If it is not there.
        """
        place = self.place(location)
        if isinstance(place, Path):
            return place.read_bytes()
        client = self.client(place)
        found = client.found(place.key)
        if found is None:
            raise FileNotFoundError
        return client.read(found, 0, found.size)

    def names_below(self, folder: str) -> list[str]:
        """Return the names of the files in `folder`, none where there is no such folder."""
        place = self.place(folder)
        if isinstance(place, Path):
            return [one.name for one in place.iterdir()] if place.is_dir() else []
        depth = place.key.count("/") + 1
        keys = (one.key for one in self.client(place).listed(place.key))
        return [key.rpartition("/")[2] for key in keys if key.count("/") == depth]


def file_io(files: TableFiles, properties: Mapping[str, str]) -> Any:
    """Return `files` as pyiceberg's FileIO."""
    from pyiceberg.io import FileIO, InputFile

    class _Input(InputFile):
        def __len__(self) -> int:
            return len(files.content(self.location))

        def exists(self) -> bool:
            try:
                return bool(files.content(self.location))
            except (FileNotFoundError, GoneError):
                return False

        def open(self, seekable: bool = True) -> Any:
            return io.BytesIO(files.content(self.location))

    class _ReadAlone(FileIO):
        def new_input(self, location: str) -> InputFile:
            return _Input(location)

        def new_output(self, location: str) -> Any:
            raise PermissionError("tables are only read")

        def delete(self, location: Any) -> None:
            raise PermissionError("tables are only read")

    made = _ReadAlone(dict(properties))
    made.files = files  # type: ignore[attr-defined]  # for who reads the data files
    return made


def files_of_catalog(properties: Mapping[str, str]) -> Any:
    """Return pyiceberg's FileIO for a table of a catalog, reached as `properties` say: ours, and what it gives."""
    settings = {cloud: _settings(cloud, properties) for cloud in _PROPERTIES}
    return file_io(TableFiles(properties.get(WRITTEN, "the table"), settings), properties)


def _settings(cloud: Cloud, properties: Mapping[str, str]) -> StoreSettings:
    found: dict[str, Any] = {key: properties[name] for key, name in _PROPERTIES[cloud].items() if properties.get(name)}
    if not found.keys() & {"access_key", "account_key", "sas_token", "service_account"}:
        found["anonymous"] = properties.get(_ANONYMOUS) == "true"
    return StoreSettings.model_validate(found)


def properties_of(settings: StoreSettings) -> dict[str, str]:
    """Return `settings` in pyiceberg's words; of the endpoint nobody knows which cloud's it is before a file is met."""
    told = {_ANONYMOUS: "true"} if settings.anonymous else {}
    for names in _PROPERTIES.values():
        for key, name in names.items():
            value = getattr(settings, key)
            if value is not None:
                told[name] = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
    return told

"""A store as this project asks it: what is there, and ranges of bytes of an object that is still what was listed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pydantic import SecretStr

from dte_exporter.errors import SourceError
from dte_exporter.places.object_address import ObjectAddress
from dte_exporter.places.store_errors import store_sentence
from dte_exporter.places.store_settings import StoreSettings

if TYPE_CHECKING:
    from obstore import GetOptions

_RETRY = {
    "max_retries": 6,
    "backoff": {"init_backoff": timedelta(milliseconds=100), "max_backoff": timedelta(seconds=10), "base": 2},
    "retry_timeout": timedelta(minutes=3),
}
"""How often it is tried again after 429, 5xx, a timeout or a dropped connection: some seconds, each pause longer."""

_CLIENT = {"connect_timeout": "5s", "read_timeout": "30s", "timeout": "15m", "allow_http": True}
"""How long a store may be silent; of a slow one that goes on sending, the timeout of the check says how long.

No endpoint is of http that the config or the environment does not write so.
"""

_AT_ONCE = 1000
"""Objects of one answer of a listing; no store gives more."""


@dataclass(frozen=True, slots=True)
class StoredObject:
    """An object as it was listed.

    Parameters
    ----------
    key : str
        Its name in the bucket.
    size : int
        Bytes.
    etag : str
        What the store knows this content by; empty of an object whose name is never given to another content.
    modified : float
        When it was last written, in seconds since the epoch; 0 where that was not asked.
    """

    key: str
    size: int
    etag: str
    modified: float = 0.0


class GoneError(SourceError):
    """An object is not there any more."""


class ObjectClient:
    """What is asked of the store at `address`.

    Parameters
    ----------
    address : ObjectAddress
        Where it is.
    settings : StoreSettings
        How it is reached.

    Raises
    ------
    SourceError
        If the library is not installed, or what is said of the store makes none. So does every method, if the store
        does not give what is asked.
    """

    def __init__(self, address: ObjectAddress, settings: StoreSettings) -> None:
        self._address = address
        try:
            import obstore
        except ImportError as error:
            raise SourceError(
                f"{address.written} is on an object store, which needs more packages: "
                "pip install 'dte-exporter[objects]'"
            ) from error
        self._library = obstore
        with self._sentences():
            self._store = _store(address, settings)

    def listed(self, below: str) -> Iterator[StoredObject]:
        """Yield every object in the folder `below`, or in one inside it; all of the bucket, where `below` is empty."""
        with self._sentences():
            for some in self._library.list(self._store, below or None, chunk_size=_AT_ONCE):
                yield from map(self._object, some)

    def found(self, key: str) -> StoredObject | None:
        """Return the object called `key`, None where there is none."""
        with self._sentences():
            try:
                return self._object(self._library.head(self._store, key))
            except FileNotFoundError:
                return None
            except self._library.exceptions.PermissionDeniedError:  # the answer to HEAD has no body that says why
                self._library.get(self._store, key, options={"range": (0, 1)})
                raise

    def read(self, one: StoredObject, start: int, length: int) -> bytes:
        """Return `length` bytes of `one` from `start`, or what it has of them."""
        end = min(start + length, one.size)
        if start >= end:
            return b""
        with self._sentences():
            asked: dict[str, Any] = {"range": (start, end)} | ({"if_match": one.etag} if one.etag else {})
            some = self._library.get(self._store, one.key, options=cast("GetOptions", asked))
            return bytes(some.bytes())

    def fetch(self, one: StoredObject, to: Path) -> None:
        """Write all of `one` into the new file `to`."""
        with self._sentences(), to.open("xb") as file:
            for some in self._library.get(self._store, one.key, options={"if_match": one.etag}).stream():
                file.write(some)

    def _object(self, meta: Any) -> StoredObject:
        if not meta["e_tag"]:
            raise SourceError(
                f"{self._address.written}: the store gives no ETag, so that an object could be replaced unseen while "
                "it is read: copy it elsewhere"
            )
        return StoredObject(meta["path"], meta["size"], meta["e_tag"], meta["last_modified"].timestamp())

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        """Raise what the library raises in the block as an error of the source, without its text."""
        from obstore.exceptions import BaseError, PreconditionError

        try:
            yield
        except PreconditionError:
            raise SourceError(
                f"{self._address.written} was replaced, or written anew, while it was read: it is read again at the "
                "next run"
            ) from None
        except FileNotFoundError as error:
            raise GoneError(store_sentence(error, self._address)) from None
        except (BaseError, ValueError) as error:
            raise SourceError(store_sentence(error, self._address)) from None


def _store(address: ObjectAddress, settings: StoreSettings) -> Any:
    """Return the library's store. Keys of the config take the place of the environment's as a whole."""
    from obstore.store import AzureStore, GCSStore, S3Store

    common: dict[str, Any] = {"client_options": _CLIENT, "retry_config": _RETRY}
    common |= {"skip_signature": True} if settings.anonymous else {}
    match address.cloud:
        case "s3":
            return S3Store(address.bucket, **common, **_of_s3(settings))
        case "gs":
            return GCSStore(address.bucket, **common, **_of_google(settings))
    return AzureStore(address.bucket, **common, **_of_azure(settings, address))


def _of_s3(settings: StoreSettings) -> dict[str, Any]:
    told: dict[str, Any] = {"region": settings.region} if settings.region else {}
    if settings.endpoint:
        told |= {"endpoint": settings.endpoint, "aws_endpoint_url_s3": settings.endpoint}
    if settings.access_key and settings.secret_key:
        keys = {
            "access_key_id": settings.access_key.get_secret_value(),
            "secret_access_key": settings.secret_key.get_secret_value(),
            "token": _revealed(settings.session_token),
        }
        told["credential_provider"] = lambda: {**keys, "expires_at": None}
    return told


def _of_google(settings: StoreSettings) -> dict[str, Any]:
    told: dict[str, Any] = {"base_url": settings.endpoint} if settings.endpoint else {}
    return told | ({"service_account_key": _revealed(settings.service_account)} if settings.service_account else {})


def _of_azure(settings: StoreSettings, address: ObjectAddress) -> dict[str, Any]:
    account = address.account or settings.account
    told: dict[str, Any] = {"account_name": account} if account else {}
    told |= {"endpoint": settings.endpoint} if settings.endpoint else {}
    name = "access_key" if settings.account_key else "sas_token"
    key = _revealed(settings.account_key or settings.sas_token)
    if key is not None:
        told["credential_provider"] = lambda: {name: key.removeprefix("?"), "expires_at": None}
    return told


def _revealed(secret: SecretStr | None) -> str | None:
    return None if secret is None else secret.get_secret_value()

"""Small files among the artifacts of a run, read as bytes: from the server that hands them out, or from the disk.

Where artifacts lie is what the registry says, and whoever writes to it says that. So nobody is asked but the server of
the config, since who asks says who it is; no file is read outside of what sources are confined to; and none is read
further than a small one goes.
"""

import json
import posixpath
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import SplitResult, quote, unquote, urlsplit

from dte_exporter.config.confined.confinement import outside
from dte_exporter.config.document.regular_file import UnreadableError, read_regular
from dte_exporter.errors import NoDataError, SourceError
from dte_exporter.model_registry import LoggedFile

if TYPE_CHECKING:
    from mlflow.tracking import MlflowClient

_MOST_BYTES = 2**20
_ENDPOINT = "/api/2.0/mlflow-artifacts/artifacts"
_CHUNK = 2**16
_KIND = "one that is read here"


@dataclass(frozen=True, slots=True)
class Trained:
    """Whose artifacts are meant.

    Parameters
    ----------
    version, alias : str
        As `model_registry.LoggedFile` has them.
    words : str
        What messages call it.
    run : str
        The identity of the run that trained it, empty where none is known.
    """

    version: str
    alias: str
    words: str
    run: str


class _Artifacts(Protocol):
    """The artifacts of one run."""

    def present(self, paths: Sequence[str]) -> Collection[str]:
        """Return those of `paths` that are files there."""
        ...

    def body(self, path: str) -> bytes:
        """Return what is in the file at `path`."""
        ...


def logged_file(
    client: "MlflowClient", trained: Trained, paths: Sequence[str], base: Path, root: Path | None
) -> LoggedFile:
    """Return the first of `paths` among the artifacts of the run; to be called while `client` is connected.

    Raises
    ------
    SourceError
        If they are where nobody looks, or the file is too large or cannot be read.
    NoDataError
        If there is none of them.
    """
    if not trained.run:
        raise NoDataError(f"{trained.words} was registered without the run that trained it, so nothing was logged")
    artifacts = _artifacts(client.get_run(trained.run).info.artifact_uri, client.tracking_uri, base, root)
    present = artifacts.present(paths)
    path = next((one for one in paths if one in present), None)
    if path is None:
        raise NoDataError(f"{trained.words} has no artifact {' or '.join(paths)}")
    try:
        return LoggedFile(trained.version, trained.alias, path, artifacts.body(path))
    except UnreadableError as error:
        raise SourceError(f"artifact {path} of {trained.words} {error}") from error


def _artifacts(uri: str, tracking_uri: str, base: Path, root: Path | None) -> _Artifacts:
    parts, server = _split(uri), urlsplit(tracking_uri)
    if parts.scheme == "mlflow-artifacts" and server.scheme in {"http", "https"}:
        if parts.netloc in {"", server.netloc.rpartition("@")[2]}:
            return _Served(tracking_uri.rstrip("/"), unquote(parts.path).strip("/"))
    elif parts.scheme in {"", "file"} and parts.netloc in {"", "localhost"}:
        return _OnDisk(base / (unquote(parts.path) if parts.scheme else uri), root)
    raise SourceError(
        f"artifacts at {parts.scheme}://… are not read: have the server at tracking_uri hand them out, "
        "as mlflow server does with --artifacts-destination"
    )


def _split(uri: str) -> SplitResult:
    try:
        return urlsplit(uri)
    except ValueError as error:
        raise SourceError("artifacts are not read: where the registry has them is no address") from error


@dataclass(frozen=True, slots=True)
class _OnDisk:
    """Artifacts in a `folder` of this machine."""

    folder: Path
    root: Path | None

    def present(self, paths: Sequence[str]) -> Collection[str]:
        try:
            return [path for path in paths if (self.folder / path).is_file()]
        except OSError as error:
            raise SourceError(f"artifacts in {self.folder} cannot be read: {error.strerror}") from error

    def body(self, path: str) -> bytes:
        file = self.folder / path
        if outside(file, self.root):
            raise UnreadableError(f"leads outside of {self.root}, which --source.root confines sources to")
        return read_regular(file, _MOST_BYTES, _KIND)


@dataclass(frozen=True, slots=True)
class _Served:
    """Artifacts that the `server` hands out, below `place`."""

    server: str
    place: str

    def present(self, paths: Sequence[str]) -> Collection[str]:
        folders = dict.fromkeys(posixpath.dirname(path) for path in paths)
        return [path for folder in folders for path in self._files(folder)]

    def body(self, path: str) -> bytes:
        return self._answer(f"{_ENDPOINT}/{quote(posixpath.join(self.place, path))}")

    def _files(self, folder: str) -> Sequence[str]:
        from mlflow.exceptions import MlflowException

        try:
            told: Any = json.loads(self._answer(_ENDPOINT, path=posixpath.join(self.place, folder).rstrip("/")))
            names = [posixpath.basename(one["path"]) for one in told.get("files", ()) if not one.get("is_dir")]
        except (UnreadableError, ValueError, TypeError, LookupError, AttributeError):
            raise MlflowException("what it answers is no list of artifacts, or a very long one") from None
        return [posixpath.join(folder, name) for name in names]

    def _answer(self, endpoint: str, **parameters: str) -> bytes:
        """Return what the server answers, as far as something small goes."""
        from mlflow.exceptions import MlflowException
        from mlflow.utils.credentials import get_default_host_creds
        from mlflow.utils.rest_utils import http_request
        from requests.exceptions import RequestException

        asked = {"params": parameters, "stream": True}
        try:
            with http_request(get_default_host_creds(self.server), endpoint, "GET", **asked) as response:
                if not response.ok:
                    raise MlflowException(f"{endpoint} failed with error code {response.status_code}")
                return _small(response.iter_content(_CHUNK))
        except RequestException as error:
            raise MlflowException(f"{endpoint} failed with exception {type(error).__name__}") from None


def _small(chunks: Iterable[bytes]) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > _MOST_BYTES:
            raise UnreadableError(f"is larger than {_MOST_BYTES // 2**20} MiB: {_KIND} is not")
    return bytes(body)

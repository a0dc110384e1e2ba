"""Real stores on this machine: moto's server for S3, Azurite for Azure, each behind the tests' own proxy."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.files import FilesSource, open_files
from dte_exporter.tables.object_store import kept_ranges
from dte_exporter.tables.table import Table
from tests.integration.conftest import Eventually, program
from tests.integration.object_stores.proxy import Proxy

REPOSITORY = Path(__file__).parents[3]
BUCKET = "scores"
ACCOUNT = "devstoreaccount1"
ACCOUNT_KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
"""Azurite's own, which everybody knows."""


@dataclass(frozen=True)
class Store:
    """A store with one bucket.

    Parameters
    ----------
    proxy : Proxy
        What stands before it.
    scheme : str
        Of its addresses.
    settings : mapping
        ``source.store`` of a config that reads it.
    library : object
        The store as obstore has it, which puts there what tests read: straight, past the proxy.
    """

    proxy: Proxy
    scheme: str
    settings: Mapping[str, Any]
    library: Any

    @property
    def written(self) -> Mapping[str, Any]:
        """The same as a config has it, which refers to the keys."""
        return {key: f"${{{_variable(key)}}}" if "key" in key else value for key, value in self.settings.items()}

    def put(self, name: str, content: bytes) -> None:
        """Put an object there."""
        self.library.put(name, content)

    def address(self, path: str, bucket: str = BUCKET) -> str:
        """Return the address of `path` in a bucket."""
        return f"{self.scheme}://{bucket}/{path}"

    def opened(self, path: str, bucket: str = BUCKET, **settings: Any) -> Table:
        """Return the table behind `path`."""
        written = {"type": "files", "path": self.address(path, bucket), "store": self.settings, **settings}
        table: Table = open_files.open(FilesSource.model_validate(written), Path("/nowhere"))
        return table


@pytest.fixture(scope="session")
def moto(
    free_port: Callable[[], int], eventually: Eventually, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[int]:
    """Serve S3 by moto; give its port."""
    port = free_port()
    server = Path(sys.executable).with_name("moto_server")
    with _served([server, "-H", "127.0.0.1", "-p", str(port)], tmp_path_factory.mktemp("moto"), port, eventually):
        httpx.put(f"http://127.0.0.1:{port}/{BUCKET}").raise_for_status()
        yield port


@pytest.fixture(scope="session")
def azurite(
    free_port: Callable[[], int], eventually: Eventually, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[int]:
    """Serve Azure's blobs by Azurite; give its port."""
    port, folder = free_port(), tmp_path_factory.mktemp("azurite")
    server: list[str | Path] = [program("azurite-blob", "run make tools"), "--blobHost", "127.0.0.1"]
    server += ["--blobPort", str(port), "--location", folder, "--silent", "--skipApiVersionCheck", "--disableTelemetry"]
    with _served(server, folder, port, eventually):
        yield port


@contextmanager
def _served(command: list[str | Path], folder: Path, port: int, eventually: Eventually) -> Iterator[None]:
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            eventually(lambda: _answers(port), f"{command[0]} does not answer; its log is {folder / 'log'}")
            yield
        finally:
            process.terminate()


def _answers(port: int) -> bool:
    try:
        return bool(httpx.get(f"http://127.0.0.1:{port}/").status_code)
    except httpx.TransportError:
        return False


@contextmanager
def proxied(port: int) -> Iterator[Proxy]:
    """Stand before the server at `port`."""
    with Proxy(port) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        yield proxy
        proxy.shutdown()


@pytest.fixture(scope="session")
def _s3(moto: int) -> Iterator[Store]:
    from obstore.store import S3Store

    keys = {"access_key": "AKIATEST", "secret_key": "planted-secret"}
    with proxied(moto) as proxy:
        direct = S3Store(
            BUCKET,
            endpoint=f"http://127.0.0.1:{moto}",
            region="us-east-1",
            access_key_id=keys["access_key"],
            secret_access_key=keys["secret_key"],
            client_options={"allow_http": True},
        )
        yield Store(proxy, "s3", {"endpoint": proxy.url, "region": "us-east-1", **keys}, direct)


@pytest.fixture(scope="session")
def _azure(azurite: int) -> Iterator[Store]:
    from obstore.store import AzureStore

    with proxied(azurite) as proxy:
        direct = AzureStore(
            BUCKET,
            endpoint=f"http://127.0.0.1:{azurite}/{ACCOUNT}",
            account_name=ACCOUNT,
            account_key=ACCOUNT_KEY,
            client_options={"allow_http": True},
        )
        made = httpx.put(signed_for(azurite))
        made.raise_for_status()
        settings = {"endpoint": f"{proxy.url}/{ACCOUNT}", "account": ACCOUNT, "account_key": ACCOUNT_KEY}
        yield Store(proxy, "az", settings, direct)


@pytest.fixture
def s3(_s3: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Return S3 with nothing broken, and an engine that may do all things."""
    yield from _afresh(_s3, monkeypatch)


@pytest.fixture
def azure(_azure: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Return Azure with nothing broken, and an engine that may do all things."""
    yield from _afresh(_azure, monkeypatch)


@pytest.fixture(params=["s3", "azure"])
def store(request: pytest.FixtureRequest) -> Store:
    """Return each store in turn."""
    found: Store = request.getfixturevalue(request.param)
    return found


def _variable(key: str) -> str:
    return f"STORE_{key.upper()}"


def _afresh(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    for key, value in store.settings.items():
        monkeypatch.setenv(_variable(key), value)
    store.proxy.reset()
    duckdb_engine.close()
    kept_ranges.forget()
    yield store
    duckdb_engine.close()
    kept_ranges.forget()
    store.proxy.reset()


def signed_for(port: int) -> str:
    """Return the address, with a shared access signature, that makes the container."""
    import base64
    import hashlib
    import hmac

    fields = {
        "sp": "rwdlac",
        "st": "",
        "se": "2099-01-01T00:00:00Z",
        "ss": "b",
        "srt": "sco",
        "sv": "2020-04-08",
    }
    text = "\n".join([ACCOUNT, fields["sp"], "b", "sco", "", fields["se"], "", "", fields["sv"], ""])
    key = base64.b64decode(ACCOUNT_KEY)
    signature = base64.b64encode(hmac.new(key, text.encode(), hashlib.sha256).digest()).decode()
    query = {"restype": "container", **{name: value for name, value in fields.items() if value}, "sig": signature}
    return str(httpx.URL(f"http://127.0.0.1:{port}/{ACCOUNT}/{BUCKET}", params=query))

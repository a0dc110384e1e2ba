"""Reaching MLflow: stores that are none, servers that are away or refuse, and secrets that nobody is told."""

import os
import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from dev.demo.make_mlflow_store import Trained
from dte_exporter.config.registered_model import RegisteredParams
from dte_exporter.errors import SourceError
from dte_exporter.records.mlflow import MlflowModel, open_model
from dte_exporter.records.mlflow_server import MlflowServer, connected, located
from tests.unit.records.conftest import Storing

WORD = "hunter22"


class _Refusing(BaseHTTPRequestHandler):
    """Lets nobody in, repeats what it was told, and remembers by which header it was asked."""

    asked: ClassVar[list[str]]

    def do_GET(self) -> None:
        authorization = self.headers.get("Authorization", "")
        self.asked.append(authorization)
        self.send_response(int(self.path.split("/")[1]) if self.path.split("/")[1].isdigit() else 401)
        self.end_headers()
        self.wfile.write(f"no entry for hunter22 {authorization}".encode())

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


class _Answering(BaseHTTPRequestHandler):
    """Says the same to whatever is asked."""

    answer: ClassVar[bytes]

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.answer)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


@contextmanager
def _served(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Serve what `handler` answers; give the address."""
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def refusing() -> Iterator[tuple[str, list[str]]]:
    """Serve a server that refuses everybody; give its address and the headers that it saw."""

    class Handler(_Refusing):
        asked: ClassVar[list[str]] = []

    with _served(Handler) as address:
        yield f"http://{address}", Handler.asked


def _error(base: Path, **config: Any) -> str:
    """Return the sentence for a server that cannot be used."""
    with pytest.raises(SourceError) as caught, connected(MlflowServer(**config), base) as client:
        client.get_registered_model("credit")
    return str(caught.value)


def test_a_missing_store_is_not_made(tmp_path: Path) -> None:
    """MLflow would make one where a path is mistyped, and find it empty for ever after."""
    sentence = _error(tmp_path, tracking_uri="sqlite:///gone.db")

    assert sentence == "no file of an MLflow store at sqlite:///gone.db: check tracking_uri"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("driver", ["sqlite", "sqlite+pysqlite"])
def test_the_driver_changes_nothing_of_where_a_store_is(driver: str, tmp_path: Path) -> None:
    """It is relative to the config, is not made where none is, and is told as the file that it is."""
    server = MlflowServer(tracking_uri=f"{driver}:///gone.db")

    assert located(server.tracking_uri, tmp_path) == f"{driver}:///{tmp_path}/gone.db"
    assert server.local_paths() == {"tracking_uri": "gone.db"}
    assert "no file of an MLflow store" in _error(tmp_path, tracking_uri=server.tracking_uri)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("uri", "paths"),
    [
        ("sqlite:////srv/mlflow.db", {"tracking_uri": "/srv/mlflow.db"}),
        ("sqlite:///mlflow.db?timeout=9", {"tracking_uri": "mlflow.db"}),
        ("http://mlflow:5000", {}),
        ("postgresql://db/mlflow", {}),
    ],
)
def test_the_file_that_is_read_is_told(uri: str, paths: dict[str, str]) -> None:
    """Without what SQLAlchemy is told besides; a server's is nobody's file."""
    assert MlflowServer(tracking_uri=uri).local_paths() == paths


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    """MLflow would write sixty tables of its own into it."""
    with sqlite3.connect(tmp_path / "shop.db") as shop:
        shop.execute("CREATE TABLE orders (id INTEGER)")

    sentence = _error(tmp_path, tracking_uri="sqlite:///shop.db")

    assert sentence == "sqlite:///shop.db is no MLflow store: it has no table registered_models"
    with sqlite3.connect(tmp_path / "shop.db") as shop:
        assert shop.execute("SELECT name FROM sqlite_master").fetchall() == [("orders",)]


def test_what_is_no_database_cannot_be_opened(tmp_path: Path) -> None:
    """The library's error is named, not quoted."""
    (tmp_path / "text.db").write_text("no database, though it is longer than a header of SQLite would be at most" * 9)

    assert _error(tmp_path, tracking_uri="sqlite:///text.db") == "sqlite:///text.db cannot be opened: DatabaseError"


def test_reading_changes_nothing_in_a_store(tmp_path: Path, stored: Storing) -> None:
    """Not a byte, and nothing beside it."""
    stored(Trained("credit", {"accuracy": 0.75}, at=1000.0))
    before = (tmp_path / "mlflow.db").read_bytes()

    with connected(MlflowServer(tracking_uri="sqlite:///mlflow.db"), tmp_path) as client:
        assert client.get_registered_model("credit").aliases == {"champion": 1}

    assert (tmp_path / "mlflow.db").read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["mlflow.db"]


def test_a_server_that_is_away_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence with its address and without the password in it."""
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0")
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{held.getsockname()[1]}"

        assert _error(tmp_path, tracking_uri=f"http://{address}") == f"MLflow at http://{address} does not answer"
        sentence = _error(tmp_path, tracking_uri=f"http://joe:hunter22@{address}")

    assert sentence == f"MLflow at http://joe:<secret>@{address} does not answer"


@pytest.mark.parametrize(
    "answer",
    [
        b'{"registered_model": 5, "model_version": 5}',
        b'{"registered_model": [1], "model_version": [1]}',
        b'{"registered_model": {"name": {}}, "model_version": {"version": {}}}',
        b'{"registered_model": {"creation_timestamp": "hunter22"}, "model_version": {"run_id": ["hunter22"]}}',
        b'{"registered_model": {"creation_timestamp": NaN}, "model_version": {"creation_timestamp": NaN}}',
    ],
)
def test_json_of_another_form_is_no_answer(answer: bytes, tmp_path: Path) -> None:
    """Of a model, of what was logged, or of anything else; neither the answer nor a password is quoted."""

    class Handler(_Answering):
        pass

    Handler.answer = answer
    with _served(Handler) as address:
        uri = f"http://joe:hunter22@{address}"
        sentence = f"MLflow at http://joe:<secret>@{address} answers in a form that is none of MLflow's"
        assert _error(tmp_path, tracking_uri=uri) == sentence
        model = open_model.open(MlflowModel(tracking_uri=uri, alias="champion"), tmp_path, "churn")
        for asked in (model.read, lambda: model.file(("importance.json",))):
            with pytest.raises(SourceError) as caught:
                asked()
            assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (b"{}", "it answers without a version"),
        (b'{"model_version": {}}', "it answers without a version"),
        (b'{"model_version": {"version": "3"}}', "it says not when version 3 was made"),
        (b'{"model_version": {"version": "3", "run_id": "r"}, "run": {}}', "it says not when version 3 was made"),
    ],
)
def test_an_answer_that_tells_nothing_is_no_model_of_1970(answer: bytes, told: str, tmp_path: Path) -> None:
    """What lacks in an answer is 0 or empty to MLflow's client: a version without a name, made at the epoch."""

    class Handler(_Answering):
        pass

    Handler.answer = answer
    with _served(Handler) as address:
        model = open_model.open(MlflowModel(tracking_uri=f"http://{address}", alias="champion"), tmp_path, "churn")
        with pytest.raises(SourceError) as caught:
            model.read()
    assert str(caught.value) == f"MLflow at http://{address}: {told}"


def test_who_is_refused_is_told_what_to_set(tmp_path: Path, refusing: tuple[str, list[str]]) -> None:
    """Whoever asks with a password, it is asked with; no part of it is told."""
    url, asked = refusing

    sentence = _error(tmp_path, tracking_uri=url, username="joe", password=WORD)

    assert sentence == f"MLflow at {url} refuses who asks: set username and password, or token"
    assert set(asked) == {"Basic am9lOmh1bnRlcjIy"}


def test_a_token_is_borne(tmp_path: Path, refusing: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands alone: what the environment says of a user is not mixed with it, and is there again afterwards."""
    url, asked = refusing
    monkeypatch.setenv("MLFLOW_TRACKING_USERNAME", "joe")
    monkeypatch.setenv("MLFLOW_TRACKING_PASSWORD", "sesame")

    _error(tmp_path, tracking_uri=url, token=WORD)

    assert set(asked) == {"Bearer hunter22"}
    assert os.environ["MLFLOW_TRACKING_USERNAME"] == "joe"
    assert "MLFLOW_TRACKING_TOKEN" not in os.environ


def test_the_environment_says_who_asks_where_the_config_does_not(
    tmp_path: Path, refusing: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By MLflow's own variables."""
    url, asked = refusing
    monkeypatch.setenv("MLFLOW_TRACKING_TOKEN", "sesame")

    _error(tmp_path, tracking_uri=url)

    assert set(asked) == {"Bearer sesame"}


def test_a_server_that_quotes_a_secret_is_not_quoted(tmp_path: Path, refusing: tuple[str, list[str]]) -> None:
    """Its answer is told, with what stands for the secret in it."""
    url, _ = refusing

    sentence = _error(tmp_path, tracking_uri=f"{url}/404", token=WORD)

    assert "hunter22" not in sentence
    assert sentence.startswith(f"MLflow at {url}/404: ")


@pytest.mark.parametrize("uri", ["mlruns", "databricks", "ftp://mlflow", "file:///mlruns", ""])
def test_an_address_is_of_a_server_or_a_database(uri: str) -> None:
    """MLflow would take any text for a folder."""
    with pytest.raises(ValueError, match="write the address of a server"):
        MlflowServer(tracking_uri=uri)


@pytest.mark.parametrize(
    ("config", "sentence"),
    [
        ({"username": "joe"}, "go together"),
        ({"password": "hunter22"}, "go together"),
        ({"username": "joe", "password": "hunter22", "token": "x"}, "not both"),
    ],
)
def test_there_is_one_way_in(config: dict[str, Any], sentence: str) -> None:
    """A user with a password, or a token."""
    with pytest.raises(ValueError, match=sentence):
        MlflowServer(tracking_uri="http://mlflow", **config)


def test_secrets_are_not_shown() -> None:
    """Dumped for the API, an address has no password, and neither has anything else."""
    server = MlflowServer(tracking_uri="postgresql://joe:hunter22@db/mlflow", token=WORD)

    assert "hunter22" not in server.model_dump_json()
    assert "hunter22" not in RegisteredParams(source=server).model_dump_json()
    assert "hunter22" not in repr(server.token)


def test_only_files_of_sqlite_are_relative(tmp_path: Path) -> None:
    """Four slashes make a path absolute, as everywhere with SQLAlchemy."""
    assert located("sqlite:///mlflow.db", tmp_path) == f"sqlite:///{tmp_path}/mlflow.db"
    assert located("sqlite:////var/mlflow.db", tmp_path) == "sqlite:////var/mlflow.db"
    assert located("http://mlflow", tmp_path) == "http://mlflow"

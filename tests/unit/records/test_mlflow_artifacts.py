"""A small file among the artifacts of a run: from the disk or from the server, and what is never asked for or read."""

import json
import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from dev.demo.make_mlflow_store import Trained
from dte_exporter.config.confined.confinement import Confinement
from dte_exporter.errors import NoDataError, SourceError
from dte_exporter.model_registry import LoggedFile
from dte_exporter.records.mlflow import MlflowDiscovery, MlflowModel, open_discovery, open_model
from tests.unit.records.conftest import Storing

STORE = "sqlite:///mlflow.db"
MIB = 2**20
WORD = "hunter22"
GAIN, SPLIT = "feature_importance_gain.json", "feature_importance_split.json"
MODEL = Trained("churn", {}, at=1000.0)


def _file(folder: Path, *paths: str, root: Path | None = None, **config: Any) -> LoggedFile:
    config = {"tracking_uri": STORE, "alias": "champion", **config}
    confinement = Confinement(folder, root)
    return confinement.opened(open_model, MlflowModel(**config), "churn").file(paths)  # type: ignore[no-any-return]  # an opener gives Any


@pytest.fixture
def artifacts(tmp_path: Path, stored: Storing) -> Path:
    """Return the folder of the artifacts of the champion's run, in a store on the disk."""
    stored(MODEL)
    folder = tmp_path / "the artifacts"
    folder.mkdir()
    _lie_at(tmp_path, folder.as_uri())
    return folder


def _lie_at(folder: Path, uri: str) -> None:
    """Have the artifacts of all runs lie at `uri`."""
    with sqlite3.connect(folder / "mlflow.db") as store:
        store.execute("UPDATE runs SET artifact_uri = ?", (uri,))


class _Serving(BaseHTTPRequestHandler):
    """Is a registry of one version, whose run's artifacts it hands out."""

    files: ClassVar[dict[str, bytes]]
    asked: ClassVar[list[str]]
    uri: ClassVar[str]
    refused: ClassVar[int] = 0
    promised: ClassVar[int] = 0

    def do_GET(self) -> None:
        self.asked.append(self.path)
        parts = urlsplit(self.path)
        place = parts.path.removeprefix("/api/2.0/mlflow/").removeprefix("/api/2.0/mlflow-artifacts/")
        listed = parse_qs(parts.query).get("path", [""])[0]
        body = {
            "registered-models/alias": self._json(model_version={"version": "3", "run_id": "r1"}),
            "runs/get": self._json(run={"info": {"run_id": "r1", "artifact_uri": self.uri}}),
            "artifacts": self._json(files=[{"path": name, "is_dir": False} for name in self._in(listed)]),
        }.get(place) or self.files.get(unquote(place.removeprefix("artifacts/")))
        of_file = place.startswith("artifacts/")
        self.send_response(self.refused if self.refused and of_file else 200 if body else 404)
        if self.promised and of_file:
            self.send_header("Content-Length", str(self.promised))
        self.end_headers()
        self.wfile.write(body or b"")

    def _in(self, folder: str) -> list[str]:
        return [path.rpartition("/")[2] for path in self.files if path.rpartition("/")[0] == folder]

    def _json(self, **told: Any) -> bytes:
        return json.dumps(told).encode()

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


Served = type[_Serving]


@pytest.fixture
def served() -> Iterator[tuple[str, Served]]:
    """Serve artifacts below exp/r1; give the address, and what is served and asked."""

    class Handler(_Serving):
        files: ClassVar[dict[str, bytes]] = {}
        asked: ClassVar[list[str]] = []
        uri: ClassVar[str] = "mlflow-artifacts:/exp/r1"

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", Handler
        finally:
            server.shutdown()
            thread.join()


def test_the_first_that_is_there_is_read_from_the_disk(artifacts: Path, tmp_path: Path) -> None:
    """Of two the one that is asked for first; with the version that its run trained."""
    (artifacts / SPLIT).write_bytes(b"split")
    assert _file(tmp_path, GAIN, SPLIT) == LoggedFile("1", "champion", SPLIT, b"split")

    (artifacts / GAIN).write_bytes(b"gain")
    assert _file(tmp_path, GAIN, SPLIT) == LoggedFile("1", "champion", GAIN, b"gain")


def test_the_first_that_is_there_is_handed_out(served: tuple[str, Served], tmp_path: Path) -> None:
    """In a folder too, whatever letters are in its name."""
    url, server = served
    server.files |= {f"exp/r1/{SPLIT}": b"split", f"exp/r1/{GAIN}": b"gain", "exp/r1/a b/é.json": b"named"}

    assert _file(tmp_path, GAIN, SPLIT, tracking_uri=url) == LoggedFile("3", "champion", GAIN, b"gain")
    assert _file(tmp_path, "a b/é.json", tracking_uri=url).body == b"named"


def test_none_that_is_there_is_no_data(artifacts: Path, served: tuple[str, Served], tmp_path: Path) -> None:
    """The registry was read, and the version has none; a folder of that name is no file."""
    (artifacts / GAIN).mkdir()

    with pytest.raises(NoDataError, match=f"^version 1 has no artifact {GAIN} or {SPLIT}$"):
        _file(tmp_path, GAIN, SPLIT)
    with pytest.raises(NoDataError, match=f"^version 3 has no artifact {GAIN}$"):
        _file(tmp_path, GAIN, tracking_uri=served[0])


def test_a_run_of_an_experiment_has_artifacts_as_well(artifacts: Path, tmp_path: Path) -> None:
    """By the run's identity, where there is no registered model."""
    (artifacts / GAIN).write_bytes(b"gain")
    with sqlite3.connect(tmp_path / "mlflow.db") as store:
        ((run,),) = store.execute("SELECT run_uuid FROM runs").fetchall()

    assert _file(tmp_path, GAIN, alias="", experiment="training") == LoggedFile(run, "latest", GAIN, b"gain")


def test_a_version_without_a_run_logged_nothing(artifacts: Path, tmp_path: Path) -> None:
    """It was registered by hand, from files."""
    with sqlite3.connect(tmp_path / "mlflow.db") as store:
        store.execute("UPDATE model_versions SET run_id = ''")

    with pytest.raises(NoDataError, match="version 1 was registered without the run that trained it"):
        _file(tmp_path, GAIN)


@pytest.mark.parametrize("where", ["on the disk", "handed out"])
def test_a_large_one_is_not_read(where: str, artifacts: Path, served: tuple[str, Served], tmp_path: Path) -> None:
    """A mebibyte is, a byte more is not, whatever the server says of its size."""
    url, server = served
    config: dict[str, Any] = {} if where == "on the disk" else {"tracking_uri": url}

    def log(body: bytes) -> None:
        (artifacts / GAIN).write_bytes(body)
        server.files[f"exp/r1/{GAIN}"] = body

    log(b"x" * MIB)
    assert len(_file(tmp_path, GAIN, **config).body) == MIB
    log(b"x" * (MIB + 1))
    with pytest.raises(SourceError, match=f"artifact {GAIN} of version [13] is larger than 1 MiB"):
        _file(tmp_path, GAIN, **config)


@pytest.mark.parametrize(
    "uri",
    [
        "s3://joe:sesame@bucket/r1",
        "http://elsewhere/r1",
        "ftp://elsewhere/r1",
        "file://elsewhere/r1",
        "mlflow-artifacts://elsewhere/exp/r1",
        "mlflow-artifacts://elsewhere:80/exp/r1",
        "runs:/r1",
        "s3://[bucket/r1",
    ],
)
def test_nobody_is_asked_but_the_server(uri: str, served: tuple[str, Served], tmp_path: Path) -> None:
    """Whoever writes to the registry says where artifacts lie: another host would be told the token."""
    url, server = served
    server.uri = uri

    with pytest.raises(SourceError, match=r"artifacts .*are not read: ") as caught:
        _file(tmp_path, GAIN, tracking_uri=url, token=WORD)

    assert "sesame" not in str(caught.value)
    assert not [path for path in server.asked if "artifacts" in path]


def test_the_server_by_its_own_name_is_asked(served: tuple[str, Served], tmp_path: Path) -> None:
    """An address of artifacts may name the host of the server itself."""
    url, server = served
    server.uri = f"mlflow-artifacts://{url.removeprefix('http://')}/exp/r1"
    server.files |= {f"exp/r1/{GAIN}": b"gain"}

    assert _file(tmp_path, GAIN, tracking_uri=url).body == b"gain"


def test_artifacts_that_a_server_hands_out_need_the_server(artifacts: Path, tmp_path: Path) -> None:
    """Its store alone has none of them."""
    _lie_at(tmp_path, "mlflow-artifacts:/exp/r1")

    with pytest.raises(SourceError, match="are not read: have the server at tracking_uri hand them out"):
        _file(tmp_path, GAIN)


def test_a_file_outside_of_what_sources_are_confined_to_is_not_read(artifacts: Path, tmp_path: Path) -> None:
    """Neither by where artifacts are said to lie, nor by a link among them."""
    (tmp_path / "secret.json").write_bytes(b"sesame")
    (artifacts / "link.json").symlink_to(tmp_path / "secret.json")
    (artifacts / "mlflow.db").write_bytes((tmp_path / "mlflow.db").read_bytes())
    (artifacts / GAIN).write_bytes(b"gain")

    assert _file(artifacts, GAIN, root=artifacts).body == b"gain"
    with pytest.raises(SourceError, match=r"link.json of version 1 leads outside of .*, which --source.root confines"):
        _file(artifacts, "link.json", root=artifacts)
    _lie_at(artifacts, tmp_path.as_uri())
    with pytest.raises(SourceError, match="leads outside of"):
        _file(artifacts, "secret.json", root=artifacts)


def test_a_pipe_among_artifacts_is_not_waited_for(artifacts: Path, tmp_path: Path) -> None:
    """It is no file, whoever may write to it."""
    os.mkfifo(artifacts / GAIN)

    with pytest.raises(NoDataError, match="has no artifact"):
        _file(tmp_path, GAIN)


@pytest.mark.parametrize("listed", [b"[]", b"3", b'{"files": 3}', b'{"files": [{}]}', b"<html>", b"x" * (MIB + 1)])
def test_what_is_no_list_of_artifacts_is_refused(
    listed: bytes, served: tuple[str, Served], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sentence with the address, and nothing of what was answered."""
    url, server = served
    answers: Mapping[bool, Any] = {True: lambda self, **told: listed, False: server._json}
    monkeypatch.setattr(server, "_json", lambda self, **told: answers["files" in told](self, **told))

    with pytest.raises(SourceError) as caught:
        _file(tmp_path, GAIN, tracking_uri=url)

    assert str(caught.value) == f"MLflow at {url}: what it answers is no list of artifacts, or a very long one"


def test_what_the_server_refuses_to_hand_out_is_told(served: tuple[str, Served], tmp_path: Path) -> None:
    """Who asks may read the registry and no artifact; and one may be gone since it was listed."""
    url, server = served
    server.files |= {f"exp/r1/{GAIN}": b""}
    with pytest.raises(SourceError, match=f"^MLflow at {url}: .*/exp/r1/{GAIN} failed with error code 404$"):
        _file(tmp_path, GAIN, tracking_uri=url)

    server.refused = 403
    with pytest.raises(SourceError, match=f"^MLflow at {url} refuses who asks: set username and password, or token$"):
        _file(tmp_path, GAIN, tracking_uri=url)


def test_what_breaks_off_is_no_answer(served: tuple[str, Served], tmp_path: Path) -> None:
    """Fewer bytes came than were promised."""
    url, server = served
    server.files |= {f"exp/r1/{GAIN}": b"gain"}
    server.promised = 9

    with pytest.raises(SourceError, match=f"^MLflow at {url} does not answer$"):
        _file(tmp_path, GAIN, tracking_uri=url)


def test_what_the_disk_refuses_is_told(artifacts: Path, tmp_path: Path) -> None:
    """No file can have a name of 300 letters."""
    with pytest.raises(SourceError, match=f"^artifacts in {artifacts} cannot be read: File name too long$"):
        _file(tmp_path, "x" * 300)


def test_many_models_have_no_one_file(artifacts: Path, tmp_path: Path) -> None:
    """The config refuses such an entry before."""
    records = open_discovery.open(MlflowDiscovery(tracking_uri=STORE), tmp_path, "discover")

    with pytest.raises(SourceError, match="discover stands for every model that fits"):
        records.file([GAIN])

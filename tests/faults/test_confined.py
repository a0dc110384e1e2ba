"""An exporter whose sources are confined to a folder, and what comes into that folder while it runs."""

import json
import os
import signal
from pathlib import Path

import pytest

from tests.faults.exporter import Exporter, Start, people, save


@pytest.fixture(scope="module")
def exporter(start: Start, tmp_path_factory: pytest.TempPathFactory) -> Exporter:
    """Return one that is confined to a folder, beside which lie rows of another team."""
    beside = tmp_path_factory.mktemp("beside")
    save(beside / "theirs.parquet", "true")
    root = tmp_path_factory.mktemp("root")
    for name in ("parts", "globbed"):
        (root / name).mkdir()
        save(root / name / "ours.parquet", "true")
    checks = {
        name: {"check": "toy", "dataset": name, "how": "succeed", "every": "1s"}
        for name in ("folder", "glob", "single")
    }
    datasets = {
        "folder": people("parts"),
        "glob": people("globbed/**/*.parquet"),
        "single": people("people.parquet"),
    }
    exporter = start(checks, datasets, root, options=("--source.root", str(root)))
    for name in checks:
        assert exporter.ran(name)["outcome"] == "ok"
    return exporter


@pytest.mark.parametrize(
    ("check", "link", "sentence"),
    [
        ("folder", "parts/more.parquet", "'parts' holds 1 of 2 files that lead outside of"),
        ("glob", "globbed/more.parquet", "'globbed/**/*.parquet' holds 1 of 2 files that lead outside of"),
        ("single", "people.parquet", "source.path: 'people.parquet' leads outside of"),
    ],
)
def test_a_link_that_comes_later_is_a_source_error(exporter: Exporter, check: str, link: str, sentence: str) -> None:
    """It is said in one sentence that does not tell where the link leads, and ends with it."""
    path, former = exporter.folder / link, exporter.folder / "former"
    planted = exporter.folder / "planted"
    planted.symlink_to(next(exporter.folder.parent.glob("beside*")) / "theirs.parquet")
    if path.exists():
        former.hardlink_to(path)
    planted.replace(path)  # at once: at no moment is nothing there
    exporter.eventually(lambda: exporter.outcome(check) == "source_error")
    told = json.loads(exporter.get("/api/v1/checks"))["checks"]
    (message,) = [one["last_run"]["message"] for one in told if one["name"] == check]
    assert message.startswith(sentence)
    assert "--source.root confines sources to" in message
    assert "theirs" not in message
    former.replace(path) if former.exists() else path.unlink()
    exporter.eventually(lambda: exporter.outcome(check) == "ok")


def test_a_config_that_reads_outside_is_refused_at_a_reload(exporter: Exporter) -> None:
    """The root holds as long as the exporter runs."""
    exporter.write({**exporter.config, "datasets": {**exporter.config["datasets"], "people": people("../x.parquet")}})
    os.kill(exporter.process.pid, signal.SIGHUP)
    exporter.eventually(lambda: exporter.values("dte_config_last_reload_successful") == [0])
    (told,) = exporter.logged("the config cannot be used: the one before stays in force")
    assert "datasets.people.source.path: '../x.parquet' leads outside of" in told["problem"]
    assert Path(exporter.folder, "people.parquet").exists()

"""``--source.root``, which every verb takes that reads a config, or data by itself."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dte_exporter.cli import app

CONFIG = """\
datasets:
  people:
    source: {type: files, path: ../beside/people.csv}
    columns: {prediction: hired, sensitive: [sex]}
checks:
  fair: {check: fairness, dataset: people, every: 5m}
models:
  scorer: {tracking_uri: "sqlite:///../beside/mlflow.db", alias: champion}
compliance: {frameworks: {gdpr: {}}}
"""
VERBS = {
    "check-config": ["config.yaml"],
    "run": ["--config.file", "config.yaml"],
    "serve": ["--config.file", "config.yaml", "--web.listen-address", "192.0.2.1:1"],  # nobody's: it would not serve
    "rules": ["generate", "--config.file", "config.yaml"],
    "compliance": ["report", "--config.file", "config.yaml"],
    "explain": ["fair", "--config.file", "config.yaml"],
    "init": ["../beside/people.csv"],
}


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that one stands in, with a config that reads what lies beside it."""
    for name in ("inside", "beside"):
        (tmp_path / name).mkdir()
    (tmp_path / "beside" / "people.csv").write_text("sex,hired\nf,1\nm,0\n")
    (tmp_path / "inside" / "config.yaml").write_text(CONFIG)
    monkeypatch.chdir(tmp_path / "inside")
    return tmp_path / "inside"


def _leads_outside(path: str, root: Path) -> str:
    return f"{path!r} leads outside of {root}, which --source.root confines sources to: name a path below it"


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "init"])
def test_every_verb_refuses_a_config_that_reads_outside(verb: str, inside: Path) -> None:
    """One sentence for each source, of rows and of models."""
    told = CliRunner().invoke(app, [verb, *VERBS[verb], "--source.root", "."])
    assert told.stderr.splitlines() == [
        f"config.yaml:3: datasets.people.source.path: {_leads_outside('../beside/people.csv', inside)}",
        f"config.yaml:8: models.scorer.tracking_uri: {_leads_outside('../beside/mlflow.db', inside)}",
    ]
    assert told.exit_code == 1


@pytest.mark.parametrize("more", [[], ["--reference", "../beside/people.csv"]])
def test_init_proposes_nothing_for_data_outside(inside: Path, more: list[str]) -> None:
    """Neither for the data nor for what they are held against."""
    (inside / "people.csv").write_text("sex,hired\nf,1\nm,0\n")
    data = ["people.csv"] if more else ["../beside/people.csv"]
    told = CliRunner().invoke(app, ["init", *data, *more, "-o", "new.yaml", "--source.root", "."])
    assert (told.exit_code, told.stderr) == (1, f"source.path: {_leads_outside('../beside/people.csv', inside)}\n")
    assert not (inside / "new.yaml").exists()


@pytest.mark.parametrize("verb", VERBS)
def test_a_root_that_is_no_folder_is_told(verb: str, inside: Path) -> None:
    """A word mistyped must not confine to nothing, nor to everything."""
    told = CliRunner().invoke(app, [verb, *VERBS[verb], "--source.root", "gone"])
    assert (told.exit_code, told.stderr) == (1, "--source.root: 'gone' is no folder: name one that is there\n")


def test_a_config_that_reads_inside_is_as_good_as_ever(inside: Path) -> None:
    """The root is the folder that holds both."""
    told = CliRunner().invoke(app, ["check-config", "config.yaml", "--source.root", ".."])
    assert told.exit_code == 0
    assert told.stdout.endswith(": ok (1 data set read, 2 rows)\n")

import os
from pathlib import Path

import pytest

from dte_exporter.config.loading.config_files import ConfigFiles

MAIN = """
include: conf.d/*.yaml
history: {url: {file: secrets/url}}
compliance:
  record: record
  frameworks: {gdpr: {}, own: {path: own.yaml}}
datasets: {people: {source: {type: files, path: people.parquet}}}
"""


@pytest.fixture
def main(tmp_path: Path) -> Path:
    """Return a config that names a file of each kind, all of which are there."""
    for name in ("conf.d/bakers.yaml", "secrets/url", "record/activities.yaml", "own.yaml", "people.parquet"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / "config.yaml").write_text(MAIN)
    return tmp_path / "config.yaml"


def named(main: Path, files: ConfigFiles | None = None) -> set[str]:
    """Return the files of a config, relative to its folder."""
    return {str(file.relative_to(main.parent)) for file in (files or ConfigFiles(main)).look()}


def test_a_config_is_itself_its_teams_and_what_they_name(main: Path) -> None:
    """Secrets, the record of processing and own frameworks do; a source's data, and a record of a team, do not."""
    (main.parent / "conf.d" / "bakers.yaml").write_text(
        "datasets: {a: {source: {url: {file: key}}}}\ncompliance: {record: /}"
    )

    assert named(main) == {
        "config.yaml",
        "conf.d/bakers.yaml",
        "conf.d/key",
        "secrets/url",
        "record",
        "record/activities.yaml",
        "own.yaml",
    }


def test_what_is_new_belongs_to_it_at_the_next_look(main: Path) -> None:
    """A team that comes, a part of the record, and what a changed file names."""
    files = ConfigFiles(main)
    files.look()
    (main.parent / "conf.d" / "grocers.yaml").write_text("")
    (main.parent / "record" / "more.yaml").write_text("")
    (main.parent / "own.yaml").unlink()
    main.write_text(MAIN.replace("secrets/url", "secrets/other"))

    found = named(main, files)

    assert {"conf.d/grocers.yaml", "record/more.yaml", "secrets/other", "own.yaml"} <= found
    assert "secrets/url" not in found


def test_a_pattern_may_come_from_the_environment(main: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """References are followed as the config itself follows them."""
    monkeypatch.setenv("TEAMS", "conf.d")
    main.write_text('include: ["${TEAMS}/*.yaml"]')

    assert named(main) == {"config.yaml", "conf.d/bakers.yaml"}


@pytest.mark.parametrize("text", ["{", "include: 5", "compliance: {record: 5, frameworks: [1]}", "compliance: 5", ""])
def test_a_file_with_a_mistake_is_looked_at_all_the_same(main: Path, text: str) -> None:
    """It will be mended."""
    main.write_text(text)

    assert named(main) == {"config.yaml"}


def test_a_file_that_is_not_there_has_no_stamp(tmp_path: Path) -> None:
    """It may come."""
    assert list(ConfigFiles(tmp_path / "config.yaml").look().values()) == [None]


def test_a_file_is_the_one_that_a_link_leads_to(main: Path) -> None:
    """Kubernetes swaps a link to a folder; file and link may be as old and as large as before."""
    for version in ("one", "two"):
        (main.parent / version).mkdir()
        (main.parent / version / "config.yaml").write_text("include: x")
        os.utime(main.parent / version / "config.yaml", (0, 0))
    (main.parent / "data").symlink_to("one")
    files = ConfigFiles(main.parent / "data" / "config.yaml")
    before = files.look()

    (main.parent / "next").symlink_to("two")
    (main.parent / "next").rename(main.parent / "data")

    assert files.look() != before

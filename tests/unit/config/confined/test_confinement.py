"""Sources confined to a folder: where a path leads, what is refused when a config is read, and what later."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.config.confined.confinement import Confinement, outside
from dte_exporter.config.digest import digest
from dte_exporter.config.loading.load import load, load_sound
from dte_exporter.config.models import Model
from dte_exporter.declared_source import Source
from dte_exporter.errors import ConfigError, SourceError
from dte_exporter.registry import Registry


class Drawer(Model):
    """A source that reads a file."""

    type: Literal["drawer"] = "drawer"
    path: str

    def local_paths(self) -> Mapping[str, str]:
        """Return its file."""
        return {"path": self.path}


DRAWER = Source("drawer", Drawer, lambda config, base: base / config.path)


@pytest.fixture
def registry(registry: Registry) -> Registry:
    """Add a source that reads a file to the toys, whose own read none."""
    return Registry([*registry.checks.values(), *registry.sources.values(), DRAWER])


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a folder with a root, what lies beside it, and links between them."""
    for name in ("root/sub", "root-other", "beside"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("root/a.csv", "root/sub/b.csv", "root-other/c.csv", "beside/d.csv"):
        (tmp_path / name).touch()
    links = {
        "root/file-out.csv": "../beside/d.csv",
        "root/folder-out": "../beside",
        "root/by-two-links": "folder-out/d.csv",
        "root/into.csv": "sub/b.csv",
        "root/round": "round",
        "mounted": "root",
        "beside/back": "../root",
    }
    for link, target in links.items():
        (tmp_path / link).symlink_to(target)
    return tmp_path


@pytest.mark.parametrize(
    "path",
    [
        "root",
        "root/a.csv",
        "root/./sub/../a.csv",
        "root/../root/a.csv",
        "root/into.csv",
        "root/*.csv",
        "root/not/there/yet.csv",
        "root/round/x.csv",
        "mounted/a.csv",
        "beside/back/sub/b.csv",
    ],
)
def test_a_path_that_leads_inside_is_inside(path: str, tree: Path) -> None:
    """However it gets there, and whether it is there."""
    assert not outside(tree / path, tree / "root")
    assert not outside(tree / path, tree / "mounted")


@pytest.mark.parametrize(
    "path",
    [
        ".",
        "root/..",
        "root/../beside/d.csv",
        "root-other/c.csv",
        "root/file-out.csv",
        "root/folder-out",
        "root/folder-out/*.csv",
        "root/folder-out/not-there-yet.csv",
        "root/by-two-links",
        "root/*/../../beside/d.csv",
        "root/not/there/../../../beside",
        "root/folder-out/../a.csv",
        "root/a\0b",
        "/etc/passwd",
    ],
)
def test_a_path_that_leads_outside_is_outside(path: str, tree: Path) -> None:
    """By dots, by links or by name; a link's ``..`` is that of where it leads."""
    assert outside(tree / path, tree / "root")
    assert outside(tree / path, tree / "mounted")


def test_without_a_root_nothing_is_outside(tree: Path) -> None:
    """As it was before there was one."""
    assert not outside(tree / "root/../../x", None)


@given(st.lists(st.sampled_from(["..", ".", "a", "b"]), max_size=12))
def test_without_links_a_path_is_inside_as_long_as_it_does_not_climb_out(parts: list[str]) -> None:
    """It is outside just when the root is no longer among what is left of it."""
    left = ["made-up", "root"]
    for part in parts:
        if part == "..":
            left = left[:-1]
        elif part != ".":
            left = [*left, part]
    assert outside(Path("/made-up/root", *parts), Path("/made-up/root")) == (left[:2] != ["made-up", "root"])


CONFIG = """\
datasets:
  apples: {{source: {{type: drawer, path: {path}}}}}
  pears: {{source: {{type: shelf, board: /etc/passwd}}}}
checks:
  heavy: {{check: weigh, dataset: apples, every: 5m}}
"""


def _written(tree: Path, path: str, file: str = "config.yaml") -> Path:
    (tree / file).parent.mkdir(exist_ok=True)
    (tree / file).write_text(CONFIG.format(path=path))
    return tree / file


@pytest.mark.parametrize("path", ["beside/d.csv", "root/../root-other/*.csv", "root/file-out.csv", "/etc/passwd"])
def test_a_path_outside_is_refused_when_the_config_is_read(path: str, tree: Path, registry: Registry) -> None:
    """The sentence names data set, path as it is written, root and way out; a source that reads no file is let be."""
    file, root = _written(tree, path), tree / "root"
    with pytest.raises(ConfigError) as caught:
        load(file, registry, root)
    assert caught.value.problems == (
        f"{file}:2: datasets.apples.source.path: {path!r} leads outside of {root}, "
        "which --source.root confines sources to: name a path below it",
    )
    assert load(file, registry).checks["heavy"].source_root is None


@pytest.mark.parametrize("path", ["s3://scores/t.csv", "gs://ann:hunter2@scores/t.csv"])
def test_an_address_lies_below_no_root(path: str, tree: Path, registry: Registry) -> None:
    """What the process may read of an object store is not a team's to measure, and a password in it is not told."""
    file, root = _written(tree, f"'{path}'"), tree / "root"
    with pytest.raises(ConfigError) as caught:
        load(file, registry, root)
    assert caught.value.problems == (
        f"{file}:2: datasets.apples.source.path: '{path.replace('hunter2', '<secret>')}' is not on this disk, and "
        f"--source.root confines sources to {root}: name a path below it",
    )


def test_a_path_that_is_a_reference_is_told_as_one(
    tree: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not as what it stands for."""
    monkeypatch.setenv("SHELF", "/somewhere/secret")
    with pytest.raises(ConfigError, match=r"'\$\{SHELF\}/x\.csv' leads outside of"):
        load(_written(tree, '"${SHELF}/x.csv"'), registry, tree / "root")


def test_a_path_inside_is_read_as_ever_and_the_root_goes_with_the_check(tree: Path, registry: Registry) -> None:
    """Links within the root are as good as files."""
    config = load(_written(tree, "mounted/into.csv"), registry, tree / "root")
    assert (config.source_root, config.checks["heavy"].source_root) == (tree / "root", tree / "root")
    assert config.checks["heavy"].confinement == Confinement(tree, tree / "root")


def test_a_team_that_reads_what_is_anothers_is_refused_alone(tree: Path, registry: Registry) -> None:
    """Its relative paths start from its own folder, which the root need not hold."""
    (tree / "config.yaml").write_text("include: conf.d/*.yaml\n")
    _written(tree, "../root/a.csv", "conf.d/bakers.yaml")
    _written(tree, "a.csv", "conf.d/grocers.yaml")
    config = load_sound(tree / "config.yaml", registry, None, tree / "root")
    assert list(config.checks) == ["bakers.heavy"]
    assert [team for team, told in config.teams.items() if told.problems] == ["grocers"]
    assert "'a.csv' leads outside of" in config.teams["grocers"].problems[0]


def test_without_a_root_a_check_is_known_by_the_digest_that_it_always_had(tree: Path, registry: Registry) -> None:
    """Else an upgrade would forget what the history knows of it."""
    file = _written(tree, "root/a.csv")
    free, confined = load(file, registry).checks["heavy"], load(file, registry, tree / "root").checks["heavy"]
    assert digest(free, b"") == digest(replace(confined, source_root=None), b"") != digest(confined, b"")


def test_a_link_that_leads_elsewhere_by_now_is_refused_when_the_source_is_opened(tree: Path) -> None:
    """What was inside when the config was read may be outside at a run."""
    confinement = Confinement(tree, tree / "root")
    config = Drawer(path="root/into.csv")
    assert confinement.opened(DRAWER, config) == tree / "root/into.csv"
    (tree / "root/into.csv").unlink()
    (tree / "root/into.csv").symlink_to("../beside/d.csv")
    with pytest.raises(SourceError) as caught:
        confinement.opened(DRAWER, config)
    assert str(caught.value) == (
        f"source.path: 'root/into.csv' leads outside of {tree / 'root'}, "
        "which --source.root confines sources to: name a path below it"
    )


def test_a_registry_of_models_is_told_by_its_own_key(tree: Path) -> None:
    """An entry of ``models:`` has no key called source."""
    kind = Source("x", Drawer, lambda *_: None, holds="models")
    with pytest.raises(SourceError, match=r"^path: '/etc' leads outside of "):
        Confinement(tree, tree / "root").opened(kind, Drawer(path="/etc"), "entry")


def test_an_opener_that_finds_files_is_told_the_root(tree: Path) -> None:
    """Where it says that it takes it, be there one or not."""
    told: list[Any] = []
    kind = Source("x", Drawer, lambda config, base, *names, root: told.append((names, root)), confined=True)
    Confinement(tree, tree / "root").opened(kind, Drawer(path="root"), "entry")
    Confinement(tree).opened(kind, Drawer(path="/etc"))
    assert told == [(("entry",), tree / "root"), ((), None)]

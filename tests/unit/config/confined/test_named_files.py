"""Files that a check's parameters name: found from the config's folder, held to the same folder as sources."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from dte_exporter.config.confined.confinement import Confinement
from dte_exporter.config.confined.named_files import MAX_BYTES, NamedFiles
from dte_exporter.config.loading.load import load
from dte_exporter.config.models import Model
from dte_exporter.errors import ConfigError, SourceError
from dte_exporter.metric import MetricSpec
from dte_exporter.outcome import Findings
from dte_exporter.registry import Check, Example, Registry


class Suited(Model):
    """The parameters of a check that names a file."""

    suite: str

    def local_paths(self) -> Mapping[str, str]:
        """Return its file."""
        return {"suite": self.suite}


SUITED = Check(
    "suited",
    Suited,
    lambda params, roles: {},
    (MetricSpec("dte_toy_met", "A toy.", "toy", ("check",)),),
    lambda *given: Findings(()),
    Example({}, {}, ""),
    "It is a toy.",
)


def named(folder: Path, suite: str = "suite.json", root: Path | None = None) -> NamedFiles:
    """Return what a check in `folder` is given that names `suite`."""
    return NamedFiles(Confinement(folder, root), Suited(suite=suite))


def test_a_file_is_found_from_the_folder_of_the_config(tmp_path: Path) -> None:
    """It is read whole."""
    (tmp_path / "suite.json").write_bytes(b"{}")
    files = named(tmp_path)
    assert (files.path("suite"), files.read("suite")) == (tmp_path / "suite.json", b"{}")


def test_an_identity_follows_the_content(tmp_path: Path) -> None:
    """Equal content has an equal one, other content another, what cannot be read none."""
    assert named(tmp_path).fingerprint is None

    file = tmp_path / "suite.json"
    found = []
    for body in (b"{}", b"[]", b"{}"):
        file.write_bytes(body)
        found.append(named(tmp_path).fingerprint)
    assert found[0] == found[2] != found[1]


def test_parameters_without_files_have_the_identity_of_none(tmp_path: Path) -> None:
    """What names no file reads none."""
    assert NamedFiles(Confinement(tmp_path), object()).fingerprint is not None


@pytest.mark.parametrize(
    ("prepare", "sentence"),
    [
        (lambda file: None, "suite: suite.json cannot be read: No such file or directory"),
        (lambda file: file.mkdir(), "suite: suite.json is a folder"),
        (lambda file: file.write_bytes(bytes(MAX_BYTES + 1)), "suite: suite.json is larger than"),
    ],
)
def test_what_cannot_be_read_is_named(prepare: Callable[[Path], object], sentence: str, tmp_path: Path) -> None:
    """The key, the file and the reason."""
    prepare(tmp_path / "suite.json")
    with pytest.raises(SourceError) as refusal:
        named(tmp_path).read("suite")
    assert str(refusal.value).startswith(sentence)


def test_a_link_that_leads_out_by_now_is_not_followed(tmp_path: Path) -> None:
    """It may have changed since the config was read."""
    (tmp_path / "root").mkdir()
    (tmp_path / "secret.json").write_text("{}")
    (tmp_path / "root" / "suite.json").symlink_to("../secret.json")
    with pytest.raises(
        SourceError, match=r"^suite: 'suite.json' leads outside of .*root, which --source.root confines"
    ):
        named(tmp_path / "root", root=tmp_path / "root").read("suite")


def test_a_config_that_names_a_file_outside_is_refused(tmp_path: Path, registry: Registry) -> None:
    """When the config is read, with its place."""
    config = tmp_path / "config.yaml"
    config.write_text(
        "datasets: {a: {source: {type: shelf, board: oak}}}\n"
        "checks: {b: {check: suited, dataset: a, every: 1h, suite: ../x.json}}\n"
    )
    with pytest.raises(ConfigError, match=r"checks\.b\.suite: '\.\./x\.json' leads outside of"):
        load(config, Registry([*registry.checks.values(), *registry.sources.values(), SUITED]), root=tmp_path)

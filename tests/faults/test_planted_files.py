"""What somebody plants among the files that the exporter reads while it runs: it waits for none of it."""

import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.faults.exporter import STEADY, Exporter, Start, people


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


PLANTS = [(os.mkfifo, "a named pipe"), (_device, "a device"), (_socket, "a socket"), (Path.mkdir, "a folder")]


@pytest.fixture(scope="module")
def exporter(start: Start, tmp_path_factory: pytest.TempPathFactory) -> Exporter:
    """Return one of two teams, of which ``bakers`` has a check that always succeeds."""
    folder = tmp_path_factory.mktemp("teams")
    (folder / "conf.d").mkdir()
    team = {"datasets": {"people": people("../people.parquet")}, "checks": {"ours": STEADY}}
    (folder / "conf.d" / "bakers.yaml").write_text(yaml.safe_dump(team))
    return start({}, folder=folder, include="conf.d/*.yaml")


@pytest.mark.parametrize(("plant", "what"), PLANTS)
def test_what_is_planted_among_the_files_of_teams_is_that_teams_alone(
    exporter: Exporter, plant: Callable[[Path], None], what: str
) -> None:
    """A reload ends, and says in one sentence what is there; the other team and the scrapes go on."""
    team = f"grocers-{what.split()[-1]}"
    plant(exporter.folder / "conf.d" / f"{team}.yaml")
    exporter.process.send_signal(signal.SIGHUP)

    exporter.eventually(lambda: exporter.values("dte_config_team_last_reload_successful", team=team) == [0])
    (told,) = exporter.logged("a team's file cannot be used: what it said before stays in force", team=team)
    assert told["problem"].endswith(
        f"conf.d/{team}.yaml: the file is {what}, no regular file: put one there, or a link to one"
    )
    assert exporter.values("dte_config_team_last_reload_successful", team="bakers") == [1]
    assert exporter.still_serves()
    (exporter.folder / "conf.d" / f"{team}.yaml").rename(exporter.folder / team)


@pytest.mark.parametrize(("plant", "what"), PLANTS)
def test_what_is_planted_in_place_of_the_config_changes_nothing(
    exporter: Exporter, plant: Callable[[Path], None], what: str
) -> None:
    """Nor in place of a secret that it names; put right again, it is read as ever."""
    for name in ("config.yaml", "secret"):
        exporter.write({**exporter.config, "cache": {"file": "secret"}} if name == "secret" else exporter.config)
        path = exporter.folder / name
        path.unlink(missing_ok=True)
        plant(path)
        exporter.process.send_signal(signal.SIGHUP)
        exporter.eventually(lambda: exporter.values("dte_config_last_reload_successful") == [0])
        (*_, told) = exporter.logged("the config cannot be used: the one before stays in force")
        assert f"{what}, no regular file: put one there, or a link to one" in told["problem"]
        assert exporter.still_serves()
        path.rename(exporter.folder / f"{name}-was-{what.split()[-1]}")
        exporter.write(exporter.config)
        exporter.process.send_signal(signal.SIGHUP)
        exporter.eventually(lambda: exporter.values("dte_config_last_reload_successful") == [1])

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme
from structlog.testing import capture_logs

from dte_exporter.clock import SystemClock
from dte_exporter.errors import ConfigError
from dte_exporter.web.security.watched_web_config import WatchedWebConfig

TLS = "tls_server_config: {cert_file: server.crt, key_file: server.key}\n"


@pytest.fixture
def folder(certificates: Path, tmp_path: Path) -> Path:
    """Return a folder with certificates and a web config that shows the server's."""
    shutil.copytree(certificates, tmp_path, dirs_exist_ok=True)
    (tmp_path / "web.yaml").write_text(TLS)
    return tmp_path


def watched(folder: Path, tell: Callable[[bool], None] = lambda _: None) -> WatchedWebConfig:
    """Return the web config in `folder`."""
    return WatchedWebConfig(folder / "web.yaml", SystemClock(), tell)


def test_a_web_config_that_does_not_change_is_read_once(folder: Path) -> None:
    """What is in force is the very same object."""
    guard = watched(folder)
    assert guard() is guard()


def test_a_change_is_in_force_at_the_next_request(folder: Path) -> None:
    """Nobody has to be told."""
    guard = watched(folder)
    (folder / "web.yaml").write_text(f"{TLS}http_server_config: {{headers: {{X-Frame-Options: deny}}}}\n")
    assert guard().headers == {"X-Frame-Options": "deny"}


def test_a_renewed_certificate_is_in_force_once_its_key_is_there(folder: Path, authority: trustme.CA) -> None:
    """Between the two files the former certificate is shown, and the log says why."""
    guard = watched(folder)
    former = guard().tls
    renewed = authority.issue_cert("localhost")
    renewed.cert_chain_pems[0].write_to_path(folder / "server.crt")
    with capture_logs() as logs:
        assert guard().tls is former
        assert guard().tls is former
    assert [log["problem"] for log in logs] == [
        f"{folder}/web.yaml:1: tls_server_config.cert_file: "
        "the file 'server.crt' does not belong to the file 'server.key': renew both together"
    ]
    renewed.private_key_pem.write_to_path(folder / "server.key")
    assert guard().tls is not former


def test_a_mounted_secret_changes_by_a_link(folder: Path, certificates: Path) -> None:
    """Kubernetes swaps a link to a folder, and what it leads to may be as old and as large as before."""
    for version in ("one", "two"):
        shutil.copytree(certificates, folder / version)
        os.utime(folder / version / "long.token", (0, 0))
    (folder / "two" / "long.token").write_text("f" * 32 + "\n")
    os.utime(folder / "two" / "long.token", (0, 0))
    (folder / "data").symlink_to("one")
    (folder / "web.yaml").write_text("bearer_tokens: {ci: {file: data/long.token}}\n")
    guard = watched(folder)
    assert guard().tokens.role("f" * 32) is None
    (folder / "next").symlink_to("two")
    (folder / "next").rename(folder / "data")
    assert guard().tokens.role("f" * 32) == "read"


def test_a_bad_web_config_changes_nothing_and_is_said_once(folder: Path) -> None:
    """Each problem is a line of the log; the next requests are answered as before."""
    guard = watched(folder)
    before = guard()
    (folder / "web.yaml").write_text("tls_server_config: {}\nbasic_auth_users:\n")
    with capture_logs() as logs:
        assert [guard() is before for _ in range(3)] == [True, True, True]
    assert [log["log_level"] for log in logs] == ["error", "error"]


def test_one_that_has_gone_changes_nothing(folder: Path) -> None:
    """An operator who moves the file away does not open the door."""
    guard = watched(folder)
    before = guard()
    (folder / "web.yaml").unlink()
    assert guard() is before


def test_encryption_does_not_end_while_the_exporter_listens(folder: Path) -> None:
    """Clients would be answered in the clear on a port of TLS."""
    guard = watched(folder)
    before = guard()
    (folder / "web.yaml").write_text("")
    with capture_logs() as logs:
        assert guard() is before
    assert logs[0]["problem"].endswith("web.yaml: tls_server_config comes or goes only when the exporter starts")


def test_each_reading_tells_whether_it_worked(folder: Path) -> None:
    """A gauge shows it: a certificate that could not be renewed is found before it expires."""
    told: list[bool] = []
    guard = watched(folder, told.append)
    for text in ("tls_server_config: {}\n", "", f"{TLS}# mended\n"):
        (folder / "web.yaml").write_text(text)
        guard()
        guard()
    assert told == [True, False, False, True]


def test_a_bad_web_config_at_the_start_is_an_error(folder: Path) -> None:
    """There is nothing before it that could stay in force."""
    (folder / "server.key").unlink()
    with pytest.raises(ConfigError, match=r"'server\.key' cannot be read"):
        watched(folder)


@pytest.mark.parametrize("name", ["web.yaml", "server.crt", "server.key", "long.token"])
def test_a_pipe_in_place_of_a_file_changes_nothing_and_holds_up_nobody(folder: Path, name: str) -> None:
    """It is said once; what was in force stays, as the loop that asks must go on."""
    (folder / "web.yaml").write_text(f"{TLS}bearer_tokens: {{ci: {{file: long.token}}}}\n")
    guard = watched(folder)
    former = guard()
    (folder / name).unlink()
    os.mkfifo(folder / name)
    with capture_logs() as logs:
        assert guard() is former
        assert guard() is former
    (problem,) = [log["problem"] for log in logs]
    assert f"the file {'' if name == 'web.yaml' else f'{name!r} '}is a named pipe, no regular file" in problem


def test_a_name_that_can_be_no_files_is_told(folder: Path) -> None:
    """In the web config too."""
    (folder / "web.yaml").write_text('bearer_tokens: {ci: {file: "a\\0b"}}\n')
    with pytest.raises(ConfigError, match=r"the file 'a\\x00b' cannot be read: its name holds the character U\+0000"):
        watched(folder)

"""From the address of a config to a socket that listens, and what is said when there is none."""

import socket

import pytest

from dte_exporter.errors import ConfigError
from dte_exporter.web.listen import listening_socket, url


@pytest.mark.parametrize(
    ("address", "start"),
    [
        ("127.0.0.1:0", "http://127.0.0.1:"),
        ("localhost:0", "http://"),
        ("[::1]:0", "http://[::1]:"),
        (":0", "http://localhost:"),
        ("0.0.0.0:0", "http://localhost:"),
    ],
)
def test_an_address_is_listened_at(address: str, start: str) -> None:
    """A client reaches the port that its URL names; port 0 is any that is free."""
    with listening_socket(address) as listening:
        assert url(listening).startswith(start)
        port = int(url(listening).rpartition(":")[2])
        host = "::1" if address.startswith("[") else "127.0.0.1"
        with socket.create_connection((host, port), timeout=5), listening.accept()[0]:
            pass


def test_all_interfaces_take_both_families() -> None:
    """An address without host is reached by IPv4 and by IPv6."""
    with listening_socket(":0") as listening:
        for host in ("127.0.0.1", "::1"):
            with socket.create_connection((host, listening.getsockname()[1]), timeout=5), listening.accept()[0]:
                pass


def test_without_ipv6_all_interfaces_are_those_of_ipv4(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel without IPv6 listens all the same."""
    monkeypatch.setattr(socket, "has_dualstack_ipv6", lambda: False)
    with listening_socket(":0") as listening:
        assert listening.family is socket.AF_INET


def test_a_port_in_use_is_said() -> None:
    """One sentence names the address, the reason and the way out."""
    with listening_socket("127.0.0.1:0") as first:
        address = f"127.0.0.1:{first.getsockname()[1]}"
        with pytest.raises(ConfigError) as refusal:
            listening_socket(address)
    assert str(refusal.value) == (
        f"cannot listen at '{address}': Address already in use; choose another with --web.listen-address"
    )


def test_a_host_that_is_not_here_is_said() -> None:
    """TEST-NET-1 is nobody's."""
    with pytest.raises(ConfigError, match=r"cannot listen at '192\.0\.2\.1:0': .+; choose another"):
        listening_socket("192.0.2.1:0")


def test_a_name_that_nobody_knows_is_said() -> None:
    """The reason is the resolver's own."""
    with pytest.raises(ConfigError, match=r"cannot listen at 'nowhere\.invalid:0': .+; choose another"):
        listening_socket("nowhere.invalid:0")


@pytest.mark.parametrize("address", ["10610", "localhost", ":http", ":65536", "::1:9000", ""])
def test_what_is_no_address_is_said(address: str) -> None:
    """The sentence quotes it and shows two that would do."""
    with pytest.raises(ConfigError, match=r"write host:port or :port, .+ such as :10610 or \[::1\]:10610"):
        listening_socket(address)

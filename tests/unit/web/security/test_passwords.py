import asyncio
from collections.abc import Callable
from typing import Any

import bcrypt
import pytest

from dte_exporter.web.security.passwords import BusyError, Passwords

QUICK = bcrypt.hashpw(b"sesame", bcrypt.gensalt(4)).decode()


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the hashes that bcrypt has compared with, as they come."""
    seen: list[str] = []
    really: Callable[[bytes, bytes], bool] = bcrypt.checkpw

    def noted(password: bytes, hashed: bytes) -> bool:
        seen.append(hashed.decode())
        return really(password, hashed)

    monkeypatch.setattr(bcrypt, "checkpw", noted)
    return seen


def fit(passwords: Passwords, name: str, password: bytes) -> bool:
    """Return whether they fit."""
    return asyncio.run(passwords.fit(name, password))


def test_the_right_password_fits_and_no_other() -> None:
    """Case and length count; so does who says it."""
    passwords = Passwords({"alice": QUICK})
    assert fit(passwords, "alice", b"sesame")
    for name, password in (("alice", b"Sesame"), ("alice", b"sesame "), ("alice", b""), ("Alice", b"sesame")):
        assert not fit(passwords, name, password)


@pytest.mark.parametrize("version", ["2a", "2b", "2y"])
def test_hashes_of_htpasswd_fit(version: str) -> None:
    """Apache writes 2y, others 2a and 2b; they are one algorithm."""
    assert fit(Passwords({"alice": QUICK.replace("$2b$", f"${version}$")}), "alice", b"sesame")


def test_a_password_that_fitted_is_not_compared_again(compared: list[str]) -> None:
    """A scrape every few seconds costs bcrypt once."""
    passwords = Passwords({"alice": QUICK})
    assert [fit(passwords, "alice", b"sesame") for _ in range(3)] == [True, True, True]
    assert len(compared) == 1


def test_a_password_that_did_not_fit_is_compared_each_time(compared: list[str]) -> None:
    """Guesses fill no memory, and none is cheaper than the first."""
    passwords = Passwords({"alice": QUICK})
    assert [fit(passwords, "alice", b"simsim") for _ in range(3)] == [False, False, False]
    assert len(compared) == 3


def test_nobody_is_compared_like_somebody(compared: list[str]) -> None:
    """Else the time of an answer would tell which names there are: nobody is held to the dearest of the hashes."""
    dear = bcrypt.hashpw(b"simsim", bcrypt.gensalt(5)).decode()
    passwords = Passwords({"alice": QUICK, "bob": dear})
    assert not fit(passwords, "mallory", b"guess")
    assert compared == [dear]


def test_nobody_has_the_password_that_nobody_is_held_to(compared: list[str]) -> None:
    """The decoy's own password opens nothing, not even the second time."""
    passwords = Passwords({"alice": QUICK})
    assert [fit(passwords, "mallory", b"sesame") for _ in range(2)] == [False, False]
    assert len(compared) == 2


def test_with_no_users_nothing_fits() -> None:
    """Tokens may be the only way in; whoever comes with a password is told no, without a fault of ours."""
    assert not fit(Passwords({}), "alice", b"sesame")


def test_a_flood_of_guesses_waits_in_a_short_line_and_known_clients_pass_it() -> None:
    """Of 100 guesses at once, one is compared and 15 wait; the rest are sent away, and who is known goes through."""

    async def flood() -> tuple[bool, list[Any]]:
        passwords = Passwords({"alice": QUICK})
        await passwords.fit("alice", b"sesame")
        guesses = [asyncio.create_task(passwords.fit("alice", b"%d" % number)) for number in range(100)]
        await asyncio.sleep(0)
        known = await passwords.fit("alice", b"sesame")
        return known, await asyncio.gather(*guesses, return_exceptions=True)

    known, answers = asyncio.run(flood())
    assert known
    assert answers.count(False) == 16
    assert sum(isinstance(answer, BusyError) for answer in answers) == 84

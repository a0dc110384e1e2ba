"""Names and passwords of HTTP basic authentication against bcrypt hashes."""

import asyncio
import hmac
import secrets
from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool

LONGEST = 72
"""Bytes of a password that bcrypt compares; it has no opinion on more."""
_MOST_WAITING = 16


class BusyError(Exception):
    """So many passwords wait to be compared that one more would wait too long."""


class Passwords:
    """The people who may ask, and what their passwords hash to.

    Comparing takes bcrypt tens of milliseconds, so a pair that fitted is remembered, as a keyed digest. One pair is
    compared at a time, and a few may wait, so that guessing occupies one core at most and never a known client.

    Parameters
    ----------
    hashes : mapping of str to str
        bcrypt hashes by name.
    """

    def __init__(self, hashes: Mapping[str, str]) -> None:
        self._hashes = hashes
        self._decoy = max(hashes.values(), key=lambda hashed: hashed[4:6], default="")
        self._key = secrets.token_bytes(32)
        self._fitted: set[bytes] = set()
        self._turn = asyncio.Lock()
        self._waiting = 0

    def __len__(self) -> int:
        """Return how many people there are."""
        return len(self._hashes)

    async def fit(self, name: str, password: bytes) -> bool:
        """Return whether `password`, of at most `LONGEST` bytes, is that of `name`.

        For a name that nobody has it takes as long as for one that somebody has.

        Raises
        ------
        BusyError
            If too many wait for their answer.
        """
        if not self._hashes:
            return False
        hashed = self._hashes.get(name, self._decoy)
        digest = self._digest(name, hashed, password)
        if digest in self._fitted:
            return True
        fits = await self._compare(password, hashed) and name in self._hashes
        if fits:
            self._fitted.add(digest)
        return fits

    async def _compare(self, password: bytes, hashed: str) -> bool:
        import bcrypt

        if self._waiting >= _MOST_WAITING:
            raise BusyError
        self._waiting += 1
        try:
            async with self._turn:
                return await run_in_threadpool(bcrypt.checkpw, password, hashed.encode())
        finally:
            self._waiting -= 1

    def _digest(self, name: str, hashed: str, password: bytes) -> bytes:
        return hmac.digest(self._key, b"\0".join((name.encode(), hashed.encode(), password)), "sha256")

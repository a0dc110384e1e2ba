"""What a scrape gets: bytes that were made when something changed, so that a scrape waits for no rendering."""

import math
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.exposition import choose_encoder

from dte_exporter.clock import Clock
from dte_exporter.exposition.body import Body, Gzip, Plain
from dte_exporter.exposition.negotiation import (
    ENCODINGS,
    FORMATS,
    OPENMETRICS,
    TEXT,
    Encoding,
    Format,
    choose_encoding,
    choose_format,
)
from dte_exporter.exposition.pieces import Pieces
from dte_exporter.metric import MetricSpec
from dte_exporter.storage.snapshot import SnapshotStore

PATIENCE = 10.0
"""Seconds for which the body before answers while its successor is made; after them a scrape makes it itself."""

WANTED = 900.0
"""Seconds for which a format and encoding that a client asked for is kept up, since the client may ask again."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The answer to a scrape.

    Parameters
    ----------
    parts : tuple of bytes
        The body: sent one after the other, they spare a copy of the large one.
    content_type : str
        The header ``Content-Type``.
    encoding : str or None
        The header ``Content-Encoding``; None where there is none.
    """

    parts: tuple[bytes, ...]
    content_type: str
    encoding: str | None

    @property
    def body(self) -> bytes:
        """The whole body."""
        return b"".join(self.parts)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A body, with the snapshot and the span of time in which it is the right one."""

    body: Body
    sequence: int
    since: float
    until: float

    def holds(self, sequence: int, now: float) -> bool:
        return self.sequence == sequence and self.since <= now < self.until


class _Shelf:
    """The latest body of one format and encoding, and when a client last asked for it."""

    def __init__(self) -> None:
        self.kept: _Kept | None = None
        self.asked = -math.inf


class _Press:
    """The pieces in one encoding, and the lock that lets one thread at a time work on them."""

    def __init__(self, pieces: Pieces[Any]) -> None:
        self.pieces = pieces
        self.working = threading.Lock()


class Exposition:
    """Renders the store's current snapshot, of which only what has changed is rendered anew. Any thread may call it.

    Whoever calls `keep_up` at each change has scrapes answered by what is kept; without that, scrapes render.

    Parameters
    ----------
    store : SnapshotStore
        Holds what is shown.
    catalogue : mapping of str to MetricSpec
        What may be shown, and in which order.
    clock : Clock
        Tells which values are stale.
    """

    def __init__(self, store: SnapshotStore, catalogue: Mapping[str, MetricSpec], clock: Clock) -> None:
        self.catalogue = catalogue
        self._store = store
        self._clock = clock
        self._process = CollectorRegistry()
        ProcessCollector(registry=self._process)
        self._presses: Mapping[Encoding, _Press] = {
            "gzip": _Press(Pieces(catalogue, Gzip())),
            "identity": _Press(Pieces(catalogue, Plain())),
        }
        self._shelves = {(form, encoding): _Shelf() for form in FORMATS for encoding in ENCODINGS}
        self._kept_up = -math.inf

    def render(self, accept: str = "", accept_encoding: str = "") -> Rendered:
        """Return the exposition of now in the format and encoding that suit the two headers best.

        Raises
        ------
        NotAcceptableError
            If the client refuses every encoding that there is.
        """
        form, encoding = self._asked(accept, accept_encoding)
        return self._finished(form, encoding, self._body(form, encoding))

    def kept(self, accept: str = "", accept_encoding: str = "") -> Rendered | None:
        """Return what needs no rendering, if there is any: then it takes well under a millisecond.

        That is the exposition of now or, while somebody keeps up and has not come to it yet, the one before.

        Raises
        ------
        NotAcceptableError
            If the client refuses every encoding that there is.
        """
        form, encoding = self._asked(accept, accept_encoding)
        kept = self._shelves[form, encoding].kept
        if kept is None or not (self._holds(kept) or self._clock.monotonic() - self._kept_up < PATIENCE):
            return None
        return self._finished(form, encoding, kept.body)

    def keep_up(self) -> float:
        """Make anew what a client may ask for and is not of now; return until when it will be, if nothing changes.

        What Prometheus asks for is made from the first time on; anything else once it was asked for, and let go when
        nobody has asked for a while.

        Returns
        -------
        float
            Seconds since the epoch, or infinity.
        """
        if math.isinf(self._kept_up):
            self._shelves[OPENMETRICS, "gzip"].asked = self._clock.monotonic()
        self._forget()
        for (form, encoding), shelf in self._shelves.items():
            if self._is_wanted(shelf):
                self._body(form, encoding)
        self._kept_up = self._clock.monotonic()
        return min((shelf.kept.until for shelf in self._shelves.values() if shelf.kept), default=math.inf)

    def measured(self) -> bytes:
        """Return what was measured as text, without ``process_*``: it outlives the process."""
        return b"".join(self._body(TEXT, "identity").followed_by(b""))

    def _asked(self, accept: str, accept_encoding: str) -> tuple[Format, Encoding]:
        form, encoding = choose_format(accept), choose_encoding(accept_encoding)
        self._shelves[form, encoding].asked = self._clock.monotonic()
        return form, encoding

    def _finished(self, form: Format, encoding: Encoding, body: Body) -> Rendered:
        encode, content_type = choose_encoder(str(form))
        parts = body.followed_by(encode(self._process))
        return Rendered(parts, content_type, None if encoding == "identity" else encoding)

    def _body(self, form: Format, encoding: Encoding) -> Body:
        press, shelf = self._presses[encoding], self._shelves[form, encoding]
        with press.working:
            if shelf.kept is None or not self._holds(shelf.kept):
                snapshot, now = self._store.current, self._clock.now()
                body = press.pieces.body(snapshot, now, form)
                shelf.kept = _Kept(body, snapshot.sequence, now, snapshot.valid_until(now))
            return shelf.kept.body

    def _holds(self, kept: _Kept) -> bool:
        return kept.holds(self._store.current.sequence, self._clock.now())

    def _is_wanted(self, shelf: _Shelf) -> bool:
        return self._clock.monotonic() - shelf.asked < WANTED

    def _forget(self) -> None:
        for encoding, press in self._presses.items():
            shelves = [shelf for (_, of), shelf in self._shelves.items() if of == encoding]
            with press.working:
                for shelf in shelves:
                    if not self._is_wanted(shelf):
                        shelf.kept = None
                if all(shelf.kept is None for shelf in shelves):
                    press.pieces.forget()

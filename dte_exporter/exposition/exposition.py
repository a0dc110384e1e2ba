"""What a scrape gets: bytes, rendered once a snapshot and format, and kept until the snapshot or a value in it goes."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.exposition import choose_encoder

from dte_exporter.clock import Clock
from dte_exporter.exposition.collector import collected
from dte_exporter.exposition.edition import Edition, GzipEdition, PlainEdition
from dte_exporter.exposition.negotiation import (
    ENCODINGS,
    FORMATS,
    TEXT,
    Encoding,
    Format,
    choose_encoding,
    choose_format,
)
from dte_exporter.metric import MetricSpec
from dte_exporter.storage.snapshot import SnapshotStore


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
    """An edition, with the snapshot and the span of time in which it is the right one."""

    edition: Edition
    sequence: int
    since: float
    until: float

    def holds(self, sequence: int, now: float) -> bool:
        return self.sequence == sequence and self.since <= now < self.until


class _Shelf:
    """The latest edition of one format and encoding, and the lock that lets one thread at a time render it."""

    def __init__(self) -> None:
        self.rendering = threading.Lock()
        self.kept: _Kept | None = None


class Exposition:
    """Renders the store's current snapshot, at most once a change; any thread may call it.

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
        self._shelves = {(form, encoding): _Shelf() for form in FORMATS for encoding in ENCODINGS}

    def render(self, accept: str = "", accept_encoding: str = "") -> Rendered:
        """Return the exposition of now in the format and encoding that suit the two headers best.

        Raises
        ------
        NotAcceptableError
            If the client refuses every encoding that there is.
        """
        form, encoding = choose_format(accept), choose_encoding(accept_encoding)
        return self._finished(form, encoding, self._edition(form, encoding))

    def kept(self, accept: str = "", accept_encoding: str = "") -> Rendered | None:
        """Return what `render` would, if it needs no rendering: then it takes well under a millisecond.

        Raises
        ------
        NotAcceptableError
            If the client refuses every encoding that there is.
        """
        form, encoding = choose_format(accept), choose_encoding(accept_encoding)
        edition = self._current(self._shelves[form, encoding])
        return None if edition is None else self._finished(form, encoding, edition)

    def measured(self) -> bytes:
        """Return what was measured as text, without ``process_*``: it outlives the process."""
        encode, _ = choose_encoder(str(TEXT))
        return encode(collected(self._store.current, self.catalogue, self._clock.now()))

    def _finished(self, form: Format, encoding: Encoding, edition: Edition) -> Rendered:
        encode, content_type = choose_encoder(str(form))
        parts = edition.followed_by(encode(self._process))
        return Rendered(parts, content_type, None if encoding == "identity" else encoding)

    def _edition(self, form: Format, encoding: Encoding) -> Edition:
        shelf = self._shelves[form, encoding]
        with shelf.rendering:
            current = self._current(shelf)
            if current is None:
                shelf.kept = self._rendered(form, encoding)
                current = shelf.kept.edition
        return current

    def _current(self, shelf: _Shelf) -> Edition | None:
        kept = shelf.kept
        return kept.edition if kept and kept.holds(self._store.current.sequence, self._clock.now()) else None

    def _rendered(self, form: Format, encoding: Encoding) -> _Kept:
        snapshot, now = self._store.current, self._clock.now()
        encode, _ = choose_encoder(str(form))
        body = encode(collected(snapshot, self.catalogue, now))
        edition = GzipEdition(body) if encoding == "gzip" else PlainEdition(body)
        return _Kept(edition, snapshot.sequence, now, snapshot.valid_until(now))

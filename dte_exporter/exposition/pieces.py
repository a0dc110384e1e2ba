"""The lines of everything that is shown, encoded once and kept until what they follow from has changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic

from dte_exporter.exposition.body import Body, Encoder, P
from dte_exporter.exposition.families import head
from dte_exporter.exposition.lines import Lines, blocks
from dte_exporter.exposition.negotiation import Format
from dte_exporter.exposition.shown import Origin, Portion, Shown
from dte_exporter.metric import MetricSpec
from dte_exporter.storage.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class _Kept(Generic[P]):
    """The pieces of one portion by family, and the state that they follow from."""

    state: object
    pieces: Mapping[str, P]


class Pieces(Generic[P]):
    """Makes bodies in one encoding, of one snapshot after another. It is of one thread at a time.

    Parameters
    ----------
    catalogue : mapping of str to MetricSpec
        What may be shown, and in which order.
    encoder : Encoder
        The encoding.
    """

    def __init__(self, catalogue: Mapping[str, MetricSpec], encoder: Encoder[P]) -> None:
        self._catalogue = catalogue
        self._encoder = encoder
        self._lines = {name: Lines(spec) for name, spec in catalogue.items()}
        self._shown = Shown()
        self._kept: Mapping[Origin, _Kept[P]] = {}
        self._heads: dict[Format, Mapping[str, P]] = {}

    def body(self, snapshot: Snapshot, now: float, form: Format) -> Body:
        """Return what `snapshot` shows at `now`, in seconds since the epoch, in the format `form`.

        The families come in the order of the catalogue, each with the series of all checks, in their order.
        """
        portions = self._shown.portions(snapshot, now)
        self._kept = {origin: self._of(origin, portion) for origin, portion in portions.items()}
        return self._encoder.body(self._in_order(form))

    def forget(self) -> None:
        """Let go of what is kept."""
        self._kept = {}

    def _of(self, origin: Origin, portion: Portion) -> _Kept[P]:
        known = self._kept.get(origin)
        if known is not None and known.state == portion.state:
            return known
        texts = blocks(portion.samples(), self._lines)
        return _Kept(portion.state, {name: self._encoder.piece(text) for name, text in texts.items()})

    def _in_order(self, form: Format) -> Iterator[P]:
        families: dict[str, list[P]] = {name: [] for name in self._catalogue}
        for kept in self._kept.values():
            for name, piece in kept.pieces.items():
                families[name].append(piece)
        heads = self._headed(form)
        for name, pieces in families.items():
            if pieces:
                yield heads[name]
                yield from pieces

    def _headed(self, form: Format) -> Mapping[str, P]:
        if form not in self._heads:
            self._heads[form] = {name: self._encoder.piece(head(spec, form)) for name, spec in self._catalogue.items()}
        return self._heads[form]

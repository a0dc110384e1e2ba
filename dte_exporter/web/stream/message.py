"""The three messages of the stream as JSON text."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dte_exporter.metric import Sample


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the stream a message stands.

    Parameters
    ----------
    boot : str
        The process that counts: a restarted one counts anew.
    sequence : int
        How many changes there have been.
    time : float
        The moment it is true of, in seconds since the epoch.
    """

    boot: str
    sequence: int
    time: float


def snapshot(place: Place, samples: Iterable[str]) -> str:
    """Return the message that says everything at once; `samples` are `encoded`, and empty where there are none."""
    return _message("snapshot", place, samples=filter(None, samples))


def delta(place: Place, changed: Iterable[Sample], removed: Iterable[Sample]) -> str:
    """Return the message that says which series are new or have another value, and which are gone."""
    gone = (_json({"name": sample.name, "labels": sample.labels}) for sample in removed)
    return _message("delta", place, changed=[encoded(changed)], removed=gone)


def heartbeat(place: Place) -> str:
    """Return the message that says that nothing has changed."""
    return _message("heartbeat", place)


def encoded(samples: Iterable[Sample]) -> str:
    """Return samples as the inside of a JSON array."""
    return ",".join(_json({"name": sample.name, "labels": sample.labels, "value": sample.value}) for sample in samples)


def _message(kind: str, place: Place, **arrays: Iterable[str]) -> str:
    """Return a message of which large parts may have been encoded before."""
    head = _json({"type": kind, "boot": place.boot, "sequence": place.sequence, "time": place.time})
    parts = "".join(f',"{name}":[{",".join(inside)}]' for name, inside in arrays.items())
    return f"{head[:-1]}{parts}}}"


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))

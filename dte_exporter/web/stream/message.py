"""The three messages of the stream as JSON text, each encoded once for everybody."""

import json
from collections.abc import Iterable, Mapping
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


def snapshot(place: Place, samples: Iterable[Sample]) -> str:
    """Return the message that says everything at once."""
    return _encoded("snapshot", place, samples=[_sample(sample) for sample in samples])


def delta(place: Place, changed: Iterable[Sample], removed: Iterable[Sample]) -> str:
    """Return the message that says which series are new or have another value, and which are gone."""
    gone = [{"name": sample.name, "labels": sample.labels} for sample in removed]
    return _encoded("delta", place, changed=[_sample(sample) for sample in changed], removed=gone)


def heartbeat(place: Place) -> str:
    """Return the message that says that nothing has changed."""
    return _encoded("heartbeat", place)


def _sample(sample: Sample) -> Mapping[str, Any]:
    return {"name": sample.name, "labels": sample.labels, "value": sample.value}


def _encoded(kind: str, place: Place, **content: Any) -> str:
    told = {"type": kind, "boot": place.boot, "sequence": place.sequence, "time": place.time, **content}
    return json.dumps(told, separators=(",", ":"))

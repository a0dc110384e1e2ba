"""An event as it is kept: in one spelling, and known by what it says, so that who sends it again sends nothing new."""

import hashlib
import json
from dataclasses import dataclass

from dte_exporter.lineage.events.event import parsed


@dataclass(frozen=True, slots=True)
class SentEvent:
    """An event that was sent.

    Parameters
    ----------
    id : str
        What identifies it: equal for equal JSON, whatever the order of its members and the spaces between them.
    at : float
        The moment it is of, in seconds since the epoch.
    body : str
        Its JSON in one spelling, of ASCII alone.
    """

    id: str
    at: float
    body: str


def sent(body: bytes) -> SentEvent:
    """Return the event that the JSON in `body` is.

    Raises
    ------
    UnfitEventError
        If it is none.
    """
    event = parsed(body)
    spelt = json.dumps(json.loads(body), sort_keys=True, separators=(",", ":"))
    return SentEvent(hashlib.sha256(spelt.encode()).hexdigest(), event.at.timestamp(), spelt)

"""HTTP's weighted lists (``Accept``, ``Accept-Encoding``; RFC 9110, section 12.4), read with the standard library."""

from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from urllib.request import parse_http_list


@dataclass(frozen=True, slots=True)
class Preference:
    """One thing that a client accepts.

    Parameters
    ----------
    value : str
        A media range or a content coding, in lower case.
    parameters : mapping of str to str
        Its parameters without the weight.
    quality : float
        The weight, from 0 (refused) to 1.
    """

    value: str
    parameters: Mapping[str, str]
    quality: float


def preferences(header: str) -> tuple[Preference, ...]:
    """Return what `header` lists, in its order. A weight that is no number between 0 and 1 counts as 0."""
    return tuple(_preference(item) for item in parse_http_list(header) if item)


def _preference(item: str) -> Preference:
    message = Message()
    message["content-type"] = item
    (value, _), *given = message.get_params(failobj=[(item, "")])
    parameters = {name.lower(): str(text) for name, text in given}
    return Preference(value.lower(), parameters, _quality(parameters.pop("q", "1")))


def _quality(text: str) -> float:
    try:
        quality = float(text)
    except ValueError:
        return 0.0
    return quality if 0 <= quality <= 1 else 0.0

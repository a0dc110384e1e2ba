"""A recogniser: what one kind of personal data looks like, and how often something else looks the same."""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Tells whether a text holds personal data of one kind.

    Parameters
    ----------
    kind : str
        What it recognises, such as ``email``.
    shape : re.Pattern
        What a text must have to be looked at closely; cheap, and wider than the truth.
    confirms : callable
        Whether a text that has the shape holds the real thing: its check digits are right, its number is assigned.
    chance : float
        The share of texts that have the shape and are confirmed though they mean something else: one in ten of all
        numbers passes a check digit. 0 where the shape itself is the evidence.
    """

    kind: str
    shape: re.Pattern[str]
    confirms: Callable[[str], bool]
    chance: float = 0.0

    def has_shape(self, text: str) -> bool:
        """Return whether `text` has what is to be looked at closely."""
        return self.shape.search(text) is not None

    def finds(self, text: str) -> bool:
        """Return whether `text` holds personal data of this kind."""
        return self.has_shape(text) and self.confirms(text)

"""Which format and which encoding a scraper gets: proactive negotiation as in RFC 9110, sections 12.5.1 and 12.5.3."""

from dataclasses import dataclass
from typing import Literal, get_args

from dte_exporter.errors import DteError
from dte_exporter.exposition.accept import Preference, preferences

Encoding = Literal["gzip", "identity"]
ENCODINGS: tuple[Encoding, ...] = get_args(Encoding)

_UNNAMED_IDENTITY = 0.001
"""The weight of no encoding where a client names others only: acceptable, and less than any of them."""


class NotAcceptableError(DteError):
    """The client refuses every encoding that there is. Its text is one sentence for the client."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format that the exposition can be rendered in.

    A client's ``escaping`` is not looked at: no name of ours needs any.
    """

    media: str
    version: str

    def suits(self, preference: Preference) -> bool:
        """Return whether `preference` covers this format; one that asks for no version covers every version."""
        kind = self.media.partition("/")[0]
        covered = preference.value in {self.media, f"{kind}/*", "*/*"}
        return covered and preference.parameters.get("version", self.version) == self.version

    def __str__(self) -> str:
        """Return it as an element of an ``Accept`` header."""
        return f"{self.media};version={self.version}"


TEXT = Format("text/plain", "0.0.4")
OPENMETRICS = Format("application/openmetrics-text", "1.0.0")
FORMATS = (TEXT, Format("text/plain", "1.0.0"), OPENMETRICS)
"""All formats, the one to take among equals first."""


def choose_format(accept: str) -> Format:
    """Return the format of the highest weight, its weight being that of the most specific preference that covers it.

    Among equals the more specific preference wins, then the client's order. Text 0.0.4 answers whoever accepts
    nothing on offer, as scrapers and browsers expect.
    """
    stated = preferences(accept)
    covered = [(form, preference) for form in FORMATS if (preference := _best(form, stated)) and preference.quality]
    best = max(covered, key=lambda pair: _rank(pair[1], stated), default=(TEXT, None))
    return best[0]


def choose_encoding(accept_encoding: str) -> Encoding:
    """Return gzip where it is wanted at least as much as no encoding.

    Raises
    ------
    NotAcceptableError
        If the client refuses both.
    """
    weights = {preference.value: preference.quality for preference in preferences(accept_encoding)}
    gzip = weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0)))
    identity = weights.get("identity", weights.get("*", _UNNAMED_IDENTITY))
    if gzip == identity == 0:
        raise NotAcceptableError("The exposition comes plain or in gzip, and this request refuses both.")
    return "gzip" if gzip >= identity else "identity"


def _best(form: Format, stated: tuple[Preference, ...]) -> Preference | None:
    """Return the most specific preference that covers `form`, the heaviest among equals."""
    covering = (preference for preference in stated if form.suits(preference))
    return max(covering, key=lambda each: (_specificity(each), each.quality), default=None)


def _rank(preference: Preference, stated: tuple[Preference, ...]) -> tuple[float, int, int]:
    return preference.quality, _specificity(preference), -stated.index(preference)


def _specificity(preference: Preference) -> int:
    return ("version" in preference.parameters) - 2 * preference.value.count("*")

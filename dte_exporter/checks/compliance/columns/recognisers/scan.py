"""How many of some texts hold personal data, kind by kind. Texts go in, counts come out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dte_exporter.checks.compliance.columns.recognisers.recogniser import Recogniser

DOUBT = 0.002
"""Where so many finds would come by chance less often than this, it is no chance."""


@dataclass(frozen=True, slots=True)
class Finds:
    """What one recogniser made of some texts.

    Parameters
    ----------
    shaped : int
        Texts that have its shape.
    found : int
        Those that hold personal data of its kind.
    chance : float
        See `Recogniser`.
    """

    shaped: int
    found: int
    chance: float

    @property
    def beyond_chance(self) -> bool:
        """Whether so many of the shaped texts would hardly be confirmed if none of them were of the kind.

        The finds are at most binomial then: a check digit that one number in ten passes needs three finds in three.
        """
        from scipy.stats import binom

        return self.found > 0 and float(binom.sf(self.found - 1, self.shaped, self.chance)) <= DOUBT


@dataclass(frozen=True, slots=True)
class Scan:
    """What all recognisers made of some texts.

    Parameters
    ----------
    texts : int
        How many there were.
    holding : int
        How many hold personal data of any kind.
    kinds : mapping of str to Finds
        By kind.
    """

    texts: int
    holding: int
    kinds: Mapping[str, Finds] = field(default_factory=dict)

    @property
    def recognised(self) -> tuple[str, ...]:
        """The kinds that were found more often than by chance."""
        return tuple(kind for kind, finds in self.kinds.items() if finds.beyond_chance)


def scan(texts: Sequence[str], recognisers: Iterable[Recogniser]) -> Scan:
    """Return what `recognisers` find in `texts`."""
    kinds, holding = {}, set[int]()
    for one in recognisers:
        shaped = [place for place, text in enumerate(texts) if one.has_shape(text)]
        found = [place for place in shaped if one.confirms(texts[place])]
        kinds[one.kind] = Finds(len(shaped), len(found), one.chance)
        holding.update(found)
    return Scan(len(texts), len(holding), kinds)

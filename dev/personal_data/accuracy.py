"""How often the recognisers are right on the labelled sample: precision and recall, kind by kind."""

from collections.abc import Iterator
from dataclasses import dataclass

from dev.personal_data.sample import ALIKE, LOCALES, PERSONAL, alike, personal
from dte_exporter.checks.compliance.columns.recognisers.kinds import COUNTRIES, recognisers
from dte_exporter.checks.compliance.columns.recognisers.recogniser import Recogniser


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How one kind was told from all the others and from what looks alike.

    Parameters
    ----------
    kind : str
        Of personal data.
    right, missed : int
        Values of the kind that were recognised as such, and that were not.
    wrong : int
        Values of other kinds, or of none, that were taken for it.
    """

    kind: str
    right: int
    missed: int
    wrong: int

    @property
    def precision(self) -> float:
        """The share of what was taken for the kind that is of the kind."""
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of the kind that was recognised."""
        return self.right / (self.right + self.missed)


def measured(size: int) -> Iterator[Accuracy]:
    """Yield the accuracy of each kind on `size` values a kind, and as many of each sort that looks alike."""
    values = {
        kind: [one for place in LOCALES for one in personal(kind, place, size // len(LOCALES))] for kind in PERSONAL
    }
    values |= {name: alike(name, size) for name in ALIKE}
    for kind in PERSONAL:
        taken = {name: sum(_takes(kind, text) for text in texts) for name, texts in values.items()}
        right = taken.pop(kind)
        yield Accuracy(kind, right, len(values[kind]) - right, sum(taken.values()))


def of_kind(kind: str) -> tuple[Recogniser, ...]:
    """Return the recognisers of `kind`: one a country for national numbers, else one."""
    return tuple(one for one in recognisers(COUNTRIES) if one.kind.startswith(kind))


def _takes(kind: str, text: str) -> bool:
    return any(one.finds(text) for one in of_kind(kind))

"""Replicates: what several models, trained alike on different draws of rows, predict of the same examples.

The *main prediction* of an example is the one with the least mean loss against its replicates: their most frequent
class under 0-1 loss (of equally frequent ones the first in order), their mean under squared loss. Three sums of losses
over examples are all that the bias-variance decomposition needs (Domingos 2000), and they add up.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from dte_exporter.statistics.serial import tree_of

VERSION = 2


class Loss(StrEnum):
    """What a wrong prediction costs."""

    ZERO_ONE = "zero_one"
    SQUARED = "squared"


@dataclass(frozen=True, slots=True)
class Replicates:
    """Losses of replicates, of their main predictions, and of the former against the latter.

    Parameters
    ----------
    loss : Loss
        How they are counted.
    table_rows : int
        Rows of the table.
    examples, predictions : int
        Labelled examples with two replicates or more, and their replicates.
    lone : int
        Labelled examples with one replicate, which tells nothing of variance: they are left out.
    used_rows : int
        Rows that the examples are made of: one each, or one a replicate.
    without_key, without_prediction, without_label : int
        Rows that lack the key; of those with it, the prediction; of those with both, the label. Only where each row is
        a replicate's can the first two lack.
    expected, bias, variance : float
        Sums over examples: of the mean loss of their replicates against the label, of the loss of the main prediction
        against the label, and of the mean loss of the replicates against the main prediction.
    window : str
        The window whose rows were looked at.
    """

    loss: Loss
    table_rows: int = 0
    examples: int = 0
    predictions: int = 0
    lone: int = 0
    expected: float = 0.0
    bias: float = 0.0
    variance: float = 0.0
    used_rows: int = 0
    without_key: int = 0
    without_prediction: int = 0
    without_label: int = 0
    window: str = "current"

    @property
    def rows(self) -> Mapping[str, int]:
        """Rows of the table, under the name of their window."""
        return {self.window: self.table_rows}

    @property
    def lone_rows(self) -> int:
        """Rows with a key and a label, of examples with fewer than two predictions."""
        lacking = self.without_key + self.without_prediction + self.without_label
        return self.table_rows - self.used_rows - lacking

    def merge(self, other: "Replicates") -> "Replicates":
        """Return the losses of both sets of examples together, which share none; associative and commutative.

        Raises
        ------
        ValueError
            If the two count different losses.
        """
        if self.loss is not other.loss:
            raise ValueError(f"losses of {self.loss} and {other.loss} do not add up")
        return Replicates(
            self.loss,
            self.table_rows + other.table_rows,
            self.examples + other.examples,
            self.predictions + other.predictions,
            self.lone + other.lone,
            self.expected + other.expected,
            self.bias + other.bias,
            self.variance + other.variance,
            self.used_rows + other.used_rows,
            self.without_key + other.without_key,
            self.without_prediction + other.without_prediction,
            self.without_label + other.without_label,
            self.window,
        )

    def to_json(self) -> bytes:
        """Return the versioned serial form."""
        return json.dumps({"version": VERSION, **asdict(self)}).encode()

    @classmethod
    def from_json(cls, body: bytes) -> "Replicates":
        """Return the losses behind `body`.

        Raises
        ------
        ValueError
            If `body` is of another version.
        """
        tree = tree_of(body, "replicates", VERSION)
        return cls(**{**tree, "loss": Loss(tree["loss"])})

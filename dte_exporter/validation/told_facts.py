"""What the check ``quality`` told of a window, by fact and column: shares as the counts that they came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dte_exporter.metric import Sample

Fact = Literal[
    "rows",
    "missing_ratio",
    "blank_ratio",
    "padded_ratio",
    "mistyped_ratio",
    "future_ratio",
    "distinct_values",
    "duplicate_rows_ratio",
    "duplicate_keys_ratio",
    "constant_columns",
    "empty_columns",
    "out_of_range_ratio",
    "out_of_set_ratio",
]

_PREFIX = "dte_quality_"


@dataclass(frozen=True, slots=True)
class ToldFacts:
    """The facts of a window.

    Parameters
    ----------
    values : mapping
        By fact, by column; the empty one where it is of the table.
    """

    values: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, samples: tuple[Sample, ...]) -> "ToldFacts":
        """Return what `samples` tell."""
        values: dict[str, dict[str, float]] = {}
        for sample in samples:
            fact = sample.name.removeprefix(_PREFIX)
            values.setdefault(fact, {})[sample.labels.get("column", "")] = sample.value
        return cls(values)

    @property
    def rows(self) -> int:
        """All rows; 0 where that is not told."""
        return int(self.value("rows") or 0)

    def value(self, fact: Fact, column: str = "") -> float | None:
        """Return a fact of a column, or of the table; None where it is not told."""
        return self.values.get(fact, {}).get(column)

    def count(self, fact: Fact, column: str = "") -> int | None:
        """Return how many rows a share was counted from: each is of all rows."""
        share = self.value(fact, column)
        return None if share is None else round(share * self.rows)

    @property
    def untidy(self) -> Mapping[str, int]:
        """By column of text, the values that are blank or have blanks around them."""
        columns = self.values.get("padded_ratio", {})
        return {name: sum(self.count(fact, name) or 0 for fact in ("blank_ratio", "padded_ratio")) for name in columns}

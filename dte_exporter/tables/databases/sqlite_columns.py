"""What the columns of a SQLite table hold: told by the type that is declared and by all their values."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyarrow import DataType

_DECIMAL = re.compile(r"(?:DECIMAL|NUMERIC)\s*\(\s*(?P<precision>\d+)\s*,\s*(?P<scale>\d+)\s*\)", re.IGNORECASE)
_TIME = re.compile(r"\s*(DATE|DATETIME|TIMESTAMP)\b", re.IGNORECASE)
_MOST_DIGITS = 38

SURVEY = "group_concat(DISTINCT CASE typeof({0}) WHEN 'null' THEN NULL ELSE typeof({0}) END), sum({0} NOT IN (0, 1))"
"""The kinds of values that a column holds, and how many are no truth values."""


@dataclass(frozen=True, slots=True)
class SqliteColumn:
    """A column of a SQLite table.

    Parameters
    ----------
    name : str
        What the engine calls it.
    declared : str
        Its type in the table's definition; empty for a value that is computed.
    kinds : frozenset of str
        Those of its values, in SQLite's words, nulls left out.
    others : int
        How many values are neither 0 nor 1.
    """

    name: str
    declared: str
    kinds: frozenset[str]
    others: int

    @property
    def is_time(self) -> bool:
        """Whether its texts are meant as times."""
        return bool(_TIME.match(self.declared)) and self.kinds <= {"text"}

    @property
    def is_mixed(self) -> bool:
        """Whether its values have no type in common but text."""
        return len(self.kinds) > 1 and not self.kinds <= {"integer", "real"}

    @property
    def is_truth(self) -> bool:
        """Whether its numbers are truth values."""
        return "BOOL" in self.declared.upper() and self.kinds <= {"integer"} and not self.others

    @property
    def decimal(self) -> tuple[int, int] | None:
        """The digits of its numbers, all and those after the point, where its declared type says so."""
        found = _DECIMAL.match(self.declared.strip())
        if found is None or not self.kinds <= {"integer", "real"}:
            return None
        precision, scale = int(found["precision"]), int(found["scale"])
        return (precision, scale) if precision <= _MOST_DIGITS and scale <= precision else None

    def stored(self) -> "DataType":
        """Return the Arrow type that its values are handed over in."""
        import pyarrow

        word = self.declared.upper()
        if self.is_truth:
            return pyarrow.bool_()
        if self.is_mixed or self.kinds == {"text"}:
            return pyarrow.string()
        if self.kinds == {"blob"}:
            return pyarrow.binary()
        if "real" in self.kinds or (not self.kinds and re.search("REAL|FLOA|DOUB", word)):
            return pyarrow.float64()
        return pyarrow.int64() if self.kinds or "INT" in word or self.decimal else pyarrow.string()

    def plain(self, values: Iterable[Any]) -> Iterable[Any]:
        """Return its `values` as its stored type has them."""
        if self.is_truth:
            return [None if value is None else bool(value) for value in values]
        if self.is_mixed:
            return [value if value is None or isinstance(value, str) else _text(value) for value in values]
        return values


def told(names: Iterable[str], declared: Mapping[str, str], found: tuple[Any, ...]) -> tuple[SqliteColumn, ...]:
    """Return the columns that the survey `found`, see `SURVEY`; `names` and `declared` are in their order."""
    kinds, others = found[0::2], found[1::2]
    return tuple(
        SqliteColumn(name, type_, frozenset((one or "").split(",")) - {""}, other or 0)
        for name, type_, one, other in zip(names, declared.values(), kinds, others, strict=True)
    )


def _text(value: Any) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)

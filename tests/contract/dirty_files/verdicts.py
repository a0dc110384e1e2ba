"""Whether a column came back as it was written, or the reading says that it did not; nothing else will do."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from dte_exporter.tables.table import Table

RIGHT, SAID, WRONG = "right", "said", "WRONG"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one column of one file.

    Parameters
    ----------
    file, column : str
        Which.
    read_as : str
        The type that it was read as, empty where the file was not read.
    missing : int
        Rows without a value.
    outcome : str
        Right, said or WRONG.
    told : str
        The sentence, empty where there was none.
    """

    file: str
    column: str
    read_as: str
    missing: int
    outcome: str
    told: str = ""

    def __str__(self) -> str:
        return f"{self.outcome:5} {self.file} | {self.column} | {self.read_as} | {self.missing} missing | {self.told}"


def refused(file: str, columns: Iterable[str], sentence: str, names: Collection[str] = ("source.",)) -> list[Verdict]:
    """Return the verdicts of a file that was refused: said, if the sentence names a setting or what is wrong."""
    outcome = SAID if any(name in sentence for name in names) else WRONG
    return [Verdict(file, column, "", 0, outcome, sentence) for column in columns]


def judged(
    file: str, table: Table, expected: Mapping[str, tuple[Any, ...]], excused: Collection[str] = ()
) -> list[Verdict]:
    """Return the verdict of each column of `table` against what is `expected` of it.

    Columns that are `excused` were spoken of elsewhere: in the config that ``init`` writes.
    """
    found = dict(zip(table.expression.columns, zip(*table.execute(table.expression), strict=True), strict=True))
    types = table.expression.schema()
    verdicts = []
    for name, wanted in expected.items():
        values = found.get(name, ())
        told = table.notices.get(name, "") or ("in the config" if name in excused else "")
        same = len(values) == len(wanted) and all(map(_is_same, values, wanted)) and _sum(values) == _sum(wanted)
        same = same and _is_zoned(types.get(name)) == any(_has_zone(value) for value in wanted)
        outcome = RIGHT if same else SAID if told else WRONG
        verdicts.append(Verdict(file, name, str(types.get(name, "")), values.count(None), outcome, told))
    return verdicts


def _is_same(value: Any, wanted: Any) -> bool:
    if value is None or wanted is None:
        return value is wanted
    if isinstance(wanted, bool) or isinstance(value, bool):
        return value is wanted
    if isinstance(wanted, int | float | Decimal):
        return isinstance(value, int | float | Decimal) and math.isclose(value, wanted, rel_tol=1e-14)
    if isinstance(wanted, datetime):
        return isinstance(value, datetime) and (value.tzinfo is None) == (wanted.tzinfo is None) and value == wanted
    if isinstance(wanted, date):
        return value == wanted if not isinstance(value, datetime) else value == datetime(*wanted.timetuple()[:3])
    return type(value) is type(wanted) and bool(value == wanted)


def _is_zoned(type_: Any) -> bool:
    """Return whether a column is of moments, not of times whose zone the data set says: its values hide it."""
    return type_ is not None and type_.is_timestamp() and type_.timezone is not None


def _has_zone(value: Any) -> bool:
    return isinstance(value, datetime) and value.tzinfo is not None


def _sum(values: Iterable[Any]) -> float:
    """Return the sum of the numbers among `values`, to the fifteenth digit."""
    numbers = (float(value) for value in values if isinstance(value, int | float | Decimal))
    return float(f"{math.fsum(numbers):.13g}")


def summary(verdicts: Iterable[Verdict]) -> str:
    """Return how many there are of each outcome, and each that is not right, a line each."""
    listed = list(verdicts)
    counts = Counter(one.outcome for one in listed)
    files = len({one.file for one in listed})
    head = f"{files} files, {len(listed)} columns: " + ", ".join(f"{counts[one]} {one}" for one in (RIGHT, SAID, WRONG))
    return "\n".join([head, *map(str, listed)])

"""The rows that every dirty file holds, as literals: what must come back, whatever the file looks like."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

AMOUNTS = tuple(
    map(Decimal, ("2585.05", "1234.5", "0.5", "12", "1234567.75", "-40.25", "999.99", "31000", "7.125", "3"))
)
DAYS = tuple(
    date(2018, month, day) for month, day in ((1, 31), (2, 1), (3, 13), (4, 2), (5, 29), (6, 7), (7, 8), (8, 22))
)
EARLY_DAYS = tuple(
    date(2018, month, day) for month, day in ((1, 2), (3, 4), (5, 6), (7, 8), (9, 10), (11, 12), (2, 1), (4, 3))
)
WESTERN = ("Málaga", "Zürich", "São Paulo", "Køge", "Ann", "Genève", "Córdoba", "Besançon")
EASTERN = ("Łódź", "Poznań", "Kraków", "Gdańsk", "Ann", "Śrem", "Wrocław", "Będzin")
MESSY = ('say "so"', "a;b,c|d\te", "one\ntwo", "it's", "plain", " led", "50% off", "x" * 300)

FACTS: Mapping[str, tuple[Any, ...]] = {
    "age": (39, 53, 37, None, 28, 61, 17, 44, 100000, 5),
    "income": (AMOUNTS[0], AMOUNTS[1], None, *AMOUNTS[3:]),
    "code": ("00123", "04109", "10115", "80331", "00001", "20095", "50667", "70173", "99084", "01067"),
    "member": (True, False, True, None, True, False, False, True, True, False),
    "city": (),
    "note": (*MESSY, None, "end"),
    "day": (),
    "seen": tuple(datetime(2018, 1, 31, 10, minute, 5, tzinfo=UTC) for minute in (1, 3, 30, 31, 59, 0, 12, 13, 45, 7)),
}
"""By column, in the order of the rows; `city` depends on the encoding, and `day` on how dates are written."""


def facts(cities: tuple[str, ...], days: tuple[date, ...]) -> Mapping[str, tuple[Any, ...]]:
    """Return the literals with these `cities` and `days`, the ninth of each missing."""
    return {**FACTS, "city": (*cities, None, "Bonn"), "day": (*days, None, days[0])}

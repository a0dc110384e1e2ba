"""Rows of rents, literal and drawn by a seed."""

import random
from typing import Any

from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.statistics.complete_rows.row_pair import CompleteRows

ROLES = Roles(
    prediction="guess",
    probability=None,
    label="rent",
    time=None,
    positive=None,
    favourable=True,
    sensitive=(),
    features=("rooms", "town", "built"),
    kinds={
        "guess": ColumnKind.NUMBER,
        "rent": ColumnKind.NUMBER,
        "rooms": ColumnKind.NUMBER,
        "town": ColumnKind.CATEGORY,
        "built": ColumnKind.TIME,
    },
)


def complete(columns: dict[str, list[Any]]) -> CompleteRows:
    """Return rows that were all fetched."""
    values = {name: tuple(values) for name, values in columns.items()}
    return CompleteRows(values, len(next(iter(values.values()))), {})


def drawn(seed: int, size: int, times: float = 1.0) -> dict[str, list[Any]]:
    """Return rents and guesses, which are off by more in large flats and in one town; `times` changes their unit."""
    rng = random.Random(seed)
    rooms = [rng.choice([1, 2, 3, 4, None]) for _ in range(size)]
    town = [rng.choice(["north", "south", "west", None]) for _ in range(size)]
    rent = [rng.uniform(300, 2_000) for _ in range(size)]
    off = [
        rng.gauss(0, 20 * (one or 1) * (3 if place == "west" else 1)) for one, place in zip(rooms, town, strict=True)
    ]
    guess = [(one + away) * times for one, away in zip(rent, off, strict=True)]
    return {"rooms": rooms, "town": town, "guess": guess, "rent": [one * times for one in rent]}

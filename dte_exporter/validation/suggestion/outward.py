"""Limits that tell of no row: two digits that count, always on the side that lets more pass."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

_DIGITS = 2


def down(value: float) -> float:
    """Return the greatest number of two significant digits that is not above `value`."""
    return _rounded(value, ROUND_FLOOR)


def up(value: float) -> float:
    """Return the least number of two significant digits that is not below `value`."""
    return _rounded(value, ROUND_CEILING)


def mostly(most: int, of: int) -> float:
    """Return the share that has to be as expected where `most` of so many may not: 1 less two digits, in [0, 1]."""
    return float(1 - Context(_DIGITS, ROUND_CEILING).divide(Decimal(most), Decimal(of)))


def plain(value: float) -> float | int:
    """Return a whole number as one, as people write it."""
    return int(value) if float(value).is_integer() else value


def _rounded(value: float, side: str) -> float:
    return float(Context(_DIGITS, side).create_decimal(Decimal(value)))

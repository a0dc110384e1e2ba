"""Where a value lies by a limit: the one comparison by which all that has a limit is judged.

Values are computed in doubles, so one that is exactly at its limit may come out a few roundings beyond it: 0.55 - 0.45
is 0.10000000000000009. Such a difference says nothing about the data and must not wake anybody.

A difference counts from ``1e-12`` on, thousands of roundings of numbers about 1, which rates and scores are; for a
limit that is larger than 10, from ``1e-13`` of it on. So whole numbers up to 1e12 are held exactly.
"""

_ABSOLUTE = 1e-12
_RELATIVE = 1e-13


def above(value: float, limit: float) -> float:
    """Return how far `value` lies above `limit`, in their unit; 0 or less where it is at the limit or below it."""
    difference = value - limit
    return difference if difference > max(_ABSOLUTE, _RELATIVE * abs(limit)) else min(difference, 0.0)


def below(value: float, limit: float) -> float:
    """Return how far `value` lies below `limit`, in their unit; 0 or less where it is at the limit or above it."""
    return above(-value, -limit)

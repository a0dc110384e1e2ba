"""Points in time as people and programs read them."""

from datetime import UTC, datetime

_STEPS = ((90, 1, "s"), (90 * 60, 60, "min"), (36 * 3600, 3600, "h"), (float("inf"), 86_400, "d"))
"""Up to how many seconds a distance is told in a unit, and the seconds of that unit."""


def utc(seconds: float) -> datetime:
    """Return the moment `seconds` after the Unix epoch."""
    return datetime.fromtimestamp(seconds, UTC)


def absolute(seconds: float) -> str:
    """Return the moment as ``2018-07-01 14:02:09 UTC``."""
    return f"{utc(seconds):%Y-%m-%d %H:%M:%S} UTC"


def brief(seconds: float, now: float) -> str:
    """Return the moment as ``14:02:09 UTC`` where it lies in the day of `now`, else with its date."""
    return f"{utc(seconds):%H:%M:%S} UTC" if utc(seconds).date() == utc(now).date() else absolute(seconds)


def distance(seconds: float) -> str:
    """Return a span as a person would say it: ``45 s``, ``3 min``, ``5 h``, ``12 d``."""
    step, unit = next((step, unit) for limit, step, unit in _STEPS if seconds < limit)
    return f"{int(seconds // step)} {unit}"


def relative(seconds: float, now: float) -> str:
    """Return how far the moment lies from `now`: ``3 min ago``, ``in 3 min``, ``now`` within a second."""
    ahead = seconds - now
    if abs(ahead) < 1:
        return "now"
    return f"in {distance(ahead)}" if ahead > 0 else f"{distance(-ahead)} ago"

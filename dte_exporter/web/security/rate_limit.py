"""A token bucket: how often anybody may ask."""

from dte_exporter.clock import Clock
from dte_exporter.web.security.web_config import RateLimit


class Bucket:
    """Lets a burst through, then one request an interval.

    Parameters
    ----------
    limit : RateLimit
        How fast it fills, and how much it holds.
    clock : Clock
        What time it is.
    """

    def __init__(self, limit: RateLimit, clock: Clock) -> None:
        self._limit = limit
        self._clock = clock
        self._level = float(limit.burst)
        self._at = clock.monotonic()

    def allows(self) -> bool:
        """Return whether one more request may pass now, and count it if so."""
        now = self._clock.monotonic()
        self._level = min(self._limit.burst, self._level + (now - self._at) / self._limit.interval)
        self._at = now
        if self._level < 1:
            return False
        self._level -= 1
        return True

"""Working days: all days but public holidays, Sundays and Saturdays, as Regulation 1182/71, Art. 2, defines them."""

import functools
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
"""The weekday from which on a week has no working day. In all of the Union, whatever week-end a country may keep."""


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The working days of the country in which the action is to be taken.

    Parameters
    ----------
    country : str or None
        Its ISO 3166-1 code, as the library ``holidays`` knows it; None where only week-ends are free.
    subdivision : str or None
        Its part, where public holidays differ between parts.
    """

    country: str | None
    subdivision: str | None = None

    def includes(self, day: date) -> bool:
        """Return whether `day` is a working day."""
        return day.weekday() < SATURDAY and day not in public_holidays(self.country, self.subdivision, day.year)

    def on_or_after(self, day: date) -> date:
        """Return `day` itself if it is a working day, else the first one after it."""
        while not self.includes(day):
            day += timedelta(days=1)
        return day


@functools.lru_cache(maxsize=256)
def public_holidays(country: str | None, subdivision: str | None, year: int) -> frozenset[date]:
    """Return the public holidays of a year; none without a country.

    Raises
    ------
    NotImplementedError
        If the library knows no such country, or no such part of it.
    """
    import holidays

    if country is None:
        return frozenset()
    return frozenset(holidays.country_holidays(country, subdiv=subdivision, years=year))

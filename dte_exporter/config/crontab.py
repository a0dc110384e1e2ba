"""When a crontab expression fires, as crontab(5) has it.

APScheduler's own cron trigger reads a weekday 0 as Monday, wants both day fields to match, runs a fixed time twice when
clocks go back, and misses the midnight after a change of clocks. So the firings are found here, day by day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_ITEM = re.compile(r"(?:\*|(?P<first>\w+)(?:-(?P<last>\w+))?)(?:/(?P<step>\d+))?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_SHORT_MONTHS = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


@dataclass(frozen=True, slots=True)
class _Field:
    """One of the five fields: its range, and names for its values from the lowest on."""

    name: str
    low: int
    high: int
    names: tuple[str, ...] = ()

    def values(self, text: str) -> frozenset[int]:
        return frozenset().union(*(self._item(item) for item in text.lower().split(",")))

    def _item(self, item: str) -> range:
        match = _ITEM.fullmatch(item)
        if match is None or int(match["step"] or 1) == 0:
            raise ValueError(f"{item!r} is no {self.name}: write a number, a range, *, or one of them with a /step")
        first = self._value(match["first"]) if match["first"] else self.low
        open_ended = not match["first"] or (match["step"] and not match["last"])
        last = self._value(match["last"]) if match["last"] else self.high if open_ended else first
        if last < first:
            raise ValueError(f"{item!r} is no {self.name}: its range runs backwards")
        return range(first, last + 1, int(match["step"] or 1))

    def _value(self, word: str) -> int:
        if word in self.names:
            return self.low + self.names.index(word)
        if not word.isdecimal() or not self.low <= int(word) <= self.high:
            raise ValueError(f"{word!r} is no {self.name}: it goes from {self.low} to {self.high}")
        return int(word)


_FIELDS = (
    _Field("minute", 0, 59),
    _Field("hour", 0, 23),
    _Field("day of the month", 1, 31),
    _Field("month", 1, 12, _MONTHS),
    _Field("day of the week", 0, 7, _WEEKDAYS),
)


class Crontab:
    """A crontab expression in a time zone.

    Days: where day of the month and day of the week are both restricted (neither starts with ``*``), either will do.
    Clock changes: a fixed time that is skipped fires as much later, and one that comes twice fires once; where minutes
    or hours start with ``*`` they follow the clock.

    Parameters
    ----------
    expression : str
        Minute, hour, day of the month, month, day of the week, as in crontab(5).
    timezone : str
        Its time zone, a name of the IANA database.

    Raises
    ------
    ValueError
        If either cannot be read, or the expression never fires.
    """

    def __init__(self, expression: str, timezone: str) -> None:
        self._zone = _zone(timezone)
        texts = expression.split()
        if len(texts) != len(_FIELDS):
            raise ValueError("a crontab expression has five fields: minute, hour, day, month, day of the week")
        minutes, hours, self._days, self._months, self._weekdays = (
            field.values(text) for field, text in zip(_FIELDS, texts, strict=True)
        )
        self._times = [time(hour, minute) for hour, minute in product(sorted(hours), sorted(minutes))]
        self._fixed = not any(text.startswith("*") for text in texts[:2])
        self._either_day = not any(text.startswith("*") for text in (texts[2], texts[4]))
        self._refuse_impossible_day(expression)

    def next(self, after: datetime) -> datetime:
        """Return the first firing later than `after`, in the expression's time zone."""
        day = after.astimezone(self._zone).date()
        while True:
            if self._falls_on(day):
                for moment in self._firings(day):
                    if moment > after:
                        return moment.astimezone(self._zone)
            day += timedelta(days=1)

    def _refuse_impossible_day(self, expression: str) -> None:
        longest = max(_SHORT_MONTHS.get(month, 31) for month in self._months)
        if not self._either_day and min(self._days) > longest:
            raise ValueError(f"{expression!r} never fires: its months have at most {longest} days")

    def _falls_on(self, day: date) -> bool:
        by_date = day.day in self._days
        by_weekday = not self._weekdays.isdisjoint({day.isoweekday(), day.isoweekday() % 7})
        return day.month in self._months and (by_date or by_weekday if self._either_day else by_date and by_weekday)

    def _firings(self, day: date) -> list[datetime]:
        """Return the moments of a day that matches, in order."""
        return sorted({moment for at in self._times for moment in self._moments(datetime.combine(day, at))})

    def _moments(self, wall: datetime) -> Iterator[datetime]:
        """Yield the moments at which clocks show `wall`: one, two where they went back, none where they skipped it."""
        first = wall.replace(tzinfo=self._zone).astimezone(UTC)
        if self._fixed:
            yield first
        elif first.astimezone(self._zone).replace(tzinfo=None) == wall:
            yield first
            yield wall.replace(tzinfo=self._zone, fold=1).astimezone(UTC)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is no time zone: write a name such as Europe/Paris or UTC") from error

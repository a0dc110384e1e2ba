"""The words of a record that have a form of their own: days, and lengths of time by the calendar."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, GetPydanticSchema, WithJsonSchema
from pydantic_core import core_schema

from dte_exporter.config.governance.taxonomy import parse_data_category, parse_data_use

_COUNTRY = re.compile(r"[A-Z]{2}")
_PERIOD = re.compile(r"P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?")


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time by the calendar: a month is a month, whether of 28 days or of 31.

    Parameters
    ----------
    months, days : int
        It is so many months, and then so many days.
    """

    months: int
    days: int

    def after(self, day: date) -> date:
        """Return the day that lies so long after `day`: the same-numbered one of a month, or else its last."""
        from dateutil.relativedelta import relativedelta

        return day + relativedelta(months=self.months, days=self.days)

    def __str__(self) -> str:
        """Return it as ISO 8601 writes durations, such as ``P6M``."""
        parts = "".join(f"{count}{unit}" for count, unit in ((self.months, "M"), (self.days, "D")) if count)
        return f"P{parts}"


def parse_period(text: object) -> Period:
    """Return the length behind a duration of ISO 8601 without a time, such as ``P3Y``, ``P18M`` or ``P30D``.

    Raises
    ------
    ValueError
        If `text` is not such a duration, or not longer than zero.
    """
    match = _PERIOD.fullmatch(text) if isinstance(text, str) else None
    years, months, weeks, days = (int(part or 0) for part in match.groups()) if match else (0, 0, 0, 0)
    if not (years or months or weeks or days):
        raise ValueError("write a length of time as ISO 8601 does: P3Y for three years, P18M, P6W or P30D")
    return Period(12 * years + months, 7 * weeks + days)


def parse_day(text: str) -> date:
    """Return the day behind a date of ISO 8601 such as ``2026-01-31``.

    Raises
    ------
    ValueError
        If `text` is not such a date.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("write a day of the calendar as 2026-01-31") from None


def parse_country(text: str) -> str:
    """Return `text` if it is written as ISO 3166-1 writes countries.

    Raises
    ------
    ValueError
        If it is not two capital letters.
    """
    if not _COUNTRY.fullmatch(text):
        raise ValueError("write a country as ISO 3166-1 does, in two capital letters, such as IE or US")
    return text


def _day(value: object) -> object:
    return value if isinstance(value, date) else parse_day(str(value))


def _period_schema(_: Any, __: Any) -> core_schema.CoreSchema:
    return core_schema.no_info_plain_validator_function(
        lambda value: value if isinstance(value, Period) else parse_period(value)
    )


Day = Annotated[
    date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-01-31"]})
]
"""A day of the calendar."""

CalendarPeriod = Annotated[
    Period,
    GetPydanticSchema(_period_schema),
    WithJsonSchema({"type": "string", "pattern": f"^{_PERIOD.pattern}$", "examples": ["P3Y", "P18M", "P30D"]}),
]
"""A length of time by the calendar, written as ISO 8601 does."""

Text = Annotated[str, Field(min_length=1)]
"""Some words."""

DataCategory = Annotated[str, AfterValidator(parse_data_category)]
"""A category of data of the Fides taxonomy."""

DataUse = Annotated[str, AfterValidator(parse_data_use)]
"""A use of data of the Fides taxonomy."""

Country = Annotated[str, AfterValidator(parse_country), Field(json_schema_extra={"pattern": f"^{_COUNTRY.pattern}$"})]
"""A country, as ISO 3166-1 has it."""

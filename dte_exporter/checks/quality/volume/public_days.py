"""The public holidays by which volumes are judged: a word of the config, and the days that it means."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from dte_exporter.checks.compliance.calendar.working_days import public_holidays
from dte_exporter.errors import CheckError

_PLACE = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")


def parse_place(text: str) -> str:
    """Return `text` if it can be a country or a part of one.

    Raises
    ------
    ValueError
        If it is not written as ISO 3166 has them.
    """
    if not _PLACE.fullmatch(text):
        raise ValueError("write a country as ISO 3166-1 has it, such as IE, or a part as ISO 3166-2 does: US-MA")
    return text


Place = Annotated[str, AfterValidator(parse_place), Field(json_schema_extra={"pattern": f"^{_PLACE.pattern}$"})]
"""A country, or a part of one, whose public holidays are meant."""


def is_holiday(days: Iterable[date], place: str | None) -> bool:
    """Return whether one of `days` is a public holiday in `place`; none is where that is None.

    Raises
    ------
    CheckError
        If no calendar of the place is known.
    """
    if place is None:
        return False
    country, _, part = place.partition("-")
    try:
        return any(day in public_holidays(country, part or None, day.year) for day in days)
    except NotImplementedError as error:
        raise CheckError(
            f"holidays: no public holidays of {place!r} are known: name a country or part that the library "
            "`holidays` knows, or leave it out"
        ) from error

"""Rows as they were: a version of a table, or the one that was current at a moment."""

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictInt, model_validator

from dte_exporter.wall_clock import instant


def parse_moment(text: str) -> str:
    """Return `text` if it is a moment, ISO 8601.

    Raises
    ------
    ValueError
        If it is none.
    """
    try:
        datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no moment: write 2026-10-01 or 2026-10-01T12:00:00Z") from error
    return text


Version = Annotated[StrictInt, Field(ge=0)]
"""What a table calls one of its states: a number."""

Moment = Annotated[str, AfterValidator(parse_moment)]
"""A date, which stands for its first moment, or a moment; without an offset, in the data set's time zone."""

VERSION = "The version of the table that is read, as the table numbers them."
AS_OF = "The moment at which the table is read as it was: a date, or a moment, in the data set's time zone."


def refuse_both(version: int | None, as_of: str | None) -> None:
    """Refuse two answers to one question.

    Raises
    ------
    ValueError
        If both are given.
    """
    if version is not None and as_of is not None:
        raise ValueError("version and as_of both say which rows of the past are meant: give one of the two")


class Travelling(BaseModel):
    """The settings of a source whose table keeps what it was: a source travels if its settings are of this kind."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Version | None = Field(default=None, description=f"{VERSION} By default the newest.")
    as_of: Moment | None = Field(default=None, description=AS_OF)

    @model_validator(mode="after")
    def _one_point(self) -> Self:
        refuse_both(self.version, self.as_of)
        return self

    def moved(self, version: int | None, as_of: str | None) -> Self:
        """Return the settings that read the table at another point."""
        return self.model_copy(update={"version": version, "as_of": as_of})

    @property
    def moment(self) -> datetime | None:
        """The instant of `as_of`, None where it is not given; one without an offset is of UTC."""
        return None if self.as_of is None else _instant(self.as_of, "UTC")


def in_its_zone(source: Any, timezone: str) -> Any:
    """Return the settings `source` with a moment that has no offset read in `timezone`."""
    if not isinstance(source, Travelling) or source.as_of is None:
        return source
    return source.moved(None, _instant(source.as_of, timezone).isoformat())


def _instant(text: str, timezone: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else instant(moment, timezone)

"""Which rows of a data set are meant: a predicate, a range of time, or a span that moves with now."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from dte_exporter.config.past.time_travel import AS_OF, VERSION, Moment, Version, refuse_both
from dte_exporter.config.types import Duration, format_duration


class Window(BaseModel):
    """Some rows of a data set. Written short, ``"year = 2018"`` is a predicate and ``yesterday`` a day.

    Spans are half-open: a row at their start belongs to them, one at their end does not.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    dataset: str | None = Field(default=None, description="Another data set whose rows these are.")
    where: str | None = Field(default=None, description="An SQL predicate over the columns.")
    start: str | None = Field(
        default=None,
        alias="from",
        description="The first moment, ISO 8601; without an offset, in the data set's time zone.",
    )
    end: str | None = Field(default=None, alias="to", description="The moment after the last, written as `from` is.")
    last: Duration | None = Field(default=None, description="The span that ends now.")
    previous: Duration | None = Field(default=None, description="The span that ends where `current` starts.")
    yesterday: bool = Field(default=False, description="The whole of yesterday, in the data set's time zone.")
    version: Version | None = Field(default=None, description=VERSION)
    as_of: Moment | None = Field(default=None, description=AS_OF)

    @model_validator(mode="after")
    def _one_span(self) -> Self:
        spans = [self.start is not None or self.end is not None, self.last, self.previous, self.yesterday]
        if sum(map(bool, spans)) > 1:
            raise ValueError("give one of from/to, last, previous and yesterday")
        return self

    @model_validator(mode="after")
    def _one_point(self) -> Self:
        refuse_both(self.version, self.as_of)
        return self

    @property
    def travels(self) -> bool:
        """Whether it means rows of the past, of a table that keeps what it was."""
        return self.version is not None or self.as_of is not None

    @property
    def needs_time(self) -> bool:
        """Whether the data set must name its time column."""
        return bool(self.start or self.end or self.last or self.previous or self.yesterday)

    def __str__(self) -> str:
        """Return the window as a person would write it."""
        if self.yesterday and not self.where and not self.dataset:
            return "yesterday"
        given = self.model_dump(exclude_defaults=True, by_alias=True)
        if not given:
            return "all rows"
        if set(given) == {"where"}:
            return str(given["where"])
        return ", ".join(
            f"{key}: {format_duration(value) if isinstance(value, float) else value}" for key, value in given.items()
        )


def _from_shorthand(value: Any) -> Any:
    if value == "yesterday":
        return {"yesterday": True}
    return {"where": value} if isinstance(value, str) else value


_Written = Annotated[Window, BeforeValidator(_from_shorthand, json_schema_input_type=Window | str)]


class Windows(BaseModel):
    """The rows that a model was trained on, and the rows that it meets now."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reference: _Written | None = Field(default=None, description="What the model was trained on.")
    current: _Written | None = Field(default=None, description="What the model meets now.")

    @model_validator(mode="after")
    def _previous_to_something(self) -> Self:
        if self.reference and self.reference.previous and not (self.current and self.current.last):
            raise ValueError("a reference of the previous span needs a current window of the last: {last: 7d}")
        if self.current and self.current.previous:
            raise ValueError("previous is for the reference: the current window starts where it ends")
        return self


SIDES = tuple(Windows.model_fields)
"""The windows that there are, the earlier first."""

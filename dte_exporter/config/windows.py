"""Which rows of a data set are meant: a predicate, a range of time, or rows that move with now."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictInt, WithJsonSchema, model_validator

from dte_exporter.config.past.time_travel import AS_OF, VERSION, Moment, Version, refuse_both
from dte_exporter.config.spans.amount import Amount, NumberOfRows
from dte_exporter.config.spans.calendar_span import Calendar
from dte_exporter.config.types import Duration, format_duration

_WEEK = 604_800.0

_Calendar = Annotated[Calendar, WithJsonSchema({"type": "string", "enum": [*map(str, Calendar)]})]


class Window(BaseModel):
    """Some rows of a data set. Written short, ``"year = 2018"`` is a predicate and ``last week`` one of the calendar.

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
    last: Amount | None = Field(
        default=None,
        description="The span that ends now, such as `7d`, or the newest rows by `columns.time`, such as `10000 rows`: "
        "all of the oldest moment among them belong, so it may be a few more.",
    )
    calendar: _Calendar | None = Field(
        default=None,
        description="The whole day, week (from Monday on) or month that ended last, in the data set's time zone.",
    )
    lag: Duration | None = Field(
        default=None, description="How long before now `last` or `calendar` ends, where rows come late."
    )
    previous: Amount | None = Field(
        default=None, description="The span that ends where `current` starts, or as many of the newest rows before it."
    )
    same_weekday: Annotated[StrictInt, Field(ge=1, le=52)] | None = Field(
        default=None,
        description="The weekdays and hours of `current` in so many weeks before it, by the clocks of its time zone.",
    )
    version: Version | None = Field(default=None, description=VERSION)
    as_of: Moment | None = Field(default=None, description=AS_OF)

    @model_validator(mode="before")
    @classmethod
    def _no_truth(cls, value: Any) -> Any:
        if isinstance(value, dict) and "yesterday" in value:
            raise ValueError("yesterday is a value of calendar: write {calendar: yesterday}, or yesterday alone")
        return value

    @model_validator(mode="after")
    def _one_span(self) -> Self:
        spans = (self.start or self.end, self.last, self.calendar, self.previous, self.same_weekday)
        if sum(span is not None for span in spans) > 1:
            raise ValueError("give one of from/to, last, calendar, previous and same_weekday")
        if self.lag is not None and self.last is None and self.calendar is None:
            raise ValueError("a lag is for what ends now: give last or calendar with it")
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
        return bool(self.start or self.end) or self.moves

    @property
    def moves(self) -> bool:
        """Whether it means other rows as time goes by, or rows come."""
        return any(one is not None for one in (self.last, self.calendar, self.previous, self.same_weekday))

    @property
    def is_told_by_another(self) -> bool:
        """Whether the current window decides which rows it means."""
        return self.previous is not None or self.same_weekday is not None

    def __str__(self) -> str:
        """Return the window as a person would write it."""
        fields = type(self).model_fields.items()
        given = {field.alias or name: getattr(self, name) for name, field in fields if getattr(self, name) is not None}
        if not given:
            return "all rows"
        if given.keys() in ({"where"}, {"calendar"}):
            return "".join(map(str, given.values()))
        return ", ".join(
            f"{key}: {format_duration(value) if isinstance(value, float) else value}" for key, value in given.items()
        )


def _from_shorthand(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return {"calendar": value} if value in {*Calendar} else {"where": value}


_Written = Annotated[Window, BeforeValidator(_from_shorthand, json_schema_input_type=Window | str)]


class Windows(BaseModel):
    """The rows that a model was trained on, and the rows that it meets now."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reference: _Written | None = Field(default=None, description="What the model was trained on.")
    current: _Written | None = Field(default=None, description="What the model meets now.")

    @model_validator(mode="after")
    def _told_by_the_current(self) -> Self:
        if self.current and self.current.is_told_by_another:
            raise ValueError("previous and same_weekday are for the reference: the current window tells which rows")
        if self.reference and self.reference.previous is not None:
            _refuse_nothing_before(self.reference, self.current)
        if self.reference and self.reference.same_weekday is not None:
            _refuse_a_long_one(self.current)
        return self


def _refuse_nothing_before(reference: Window, current: Window | None) -> None:
    """Refuse a `reference` of what is before a `current` window of which nobody knows where it begins."""
    if current is not None and isinstance(current.last, NumberOfRows):
        if not isinstance(reference.previous, NumberOfRows):
            raise ValueError(f"before the last {current.last} come other rows: write {{previous: {current.last}}}")
        if _table(reference) != _table(current):
            raise ValueError(
                "rows before the last rows are rows of the same data set: leave dataset, version and as_of out"
            )
    elif current is None or not (current.last or current.calendar or current.start):
        raise ValueError(
            "a reference of the previous span needs a current window that begins at a moment: "
            "{last: 7d}, yesterday, last week, last month or {from: 2026-01-01}"
        )


def _table(window: Window) -> tuple[object, ...]:
    return window.dataset, window.version, window.as_of


def _refuse_a_long_one(current: Window | None) -> None:
    """Refuse a `current` window in which a weekday comes twice, or of which nobody knows how long it is."""
    if current is not None and current.calendar not in {None, Calendar.LAST_MONTH}:
        return
    if current is None or not isinstance(current.last, float) or current.last > _WEEK:
        raise ValueError(
            "a reference of the same_weekday needs a current window of at most a week: {last: 7d} or less, "
            "yesterday or last week"
        )


SIDES = tuple(Windows.model_fields)
"""The windows that there are, the earlier first."""

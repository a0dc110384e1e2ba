"""What a property says of its values beyond their logical type: limits, lengths, a pattern."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, field_validator

from dte_exporter.config.contracts.contract_part import Part
from dte_exporter.config.contracts.quality_rule import regular_expression
from dte_exporter.config.problems import listed

LogicalType = Literal[
    "string", "date", "timestamp", "time", "number", "integer", "object", "array", "boolean", "map", "vector"
]
"""What values are, whatever the engine calls it."""

Limit = int | float | str

ENDS = ("minimum", "maximum", "exclusive_minimum", "exclusive_maximum")
"""The ends of a range."""

_OF_TEXT = ("format", "min_length", "max_length", "pattern")
_OF_TIME = ("format", *ENDS, "timezone", "default_timezone")
_OF_NUMBER = ("format", *ENDS, "multiple_of")

OPTIONS: Mapping[LogicalType, tuple[str, ...]] = {
    "string": _OF_TEXT,
    "date": ("format", *ENDS),
    "timestamp": _OF_TIME,
    "time": _OF_TIME,
    "number": _OF_NUMBER,
    "integer": _OF_NUMBER,
    "object": ("min_properties", "max_properties", "required"),
    "array": ("min_items", "max_items", "unique_items"),
    "boolean": (),
}
"""The options that a type has, by field; a type that is not here has any."""


class TypeOptions(Part):
    """The options of all types."""

    format: str | None = Field(default=None, description="How values are written, or how large they may be.")
    minimum: Limit | None = Field(default=None, description="The least value.")
    maximum: Limit | None = Field(default=None, description="The greatest value.")
    exclusive_minimum: Limit | None = Field(default=None, description="What all values exceed.")
    exclusive_maximum: Limit | None = Field(default=None, description="What all values stay below.")
    multiple_of: int | float | None = Field(default=None, gt=0, description="What all values are multiples of.")
    min_length: int | None = Field(default=None, ge=0, description="The least number of characters.")
    max_length: int | None = Field(default=None, ge=0, description="The greatest number of characters.")
    pattern: str | None = Field(default=None, description="A regular expression that all values match.")
    timezone: bool | None = Field(default=None, description="Whether times have a zone.")
    default_timezone: str | None = Field(default=None, description="The zone of times without one.")
    min_properties: int | None = Field(default=None, ge=0, description="The least number of properties.")
    max_properties: int | None = Field(default=None, ge=0, description="The greatest number of properties.")
    required: tuple[str, ...] | None = Field(default=None, description="The properties that have to be there.")
    min_items: int | None = Field(default=None, ge=0, description="The least number of items.")
    max_items: int | None = Field(default=None, ge=0, description="The greatest number of items.")
    unique_items: bool | None = Field(default=None, description="Whether no item is there twice.")

    @field_validator("pattern")
    @classmethod
    def _is_an_expression(cls, pattern: str | None) -> str | None:
        return pattern if pattern is None else regular_expression(pattern)

    @property
    def set_(self) -> tuple[str, ...]:
        """The options that are set, by field."""
        return tuple(name for name in TypeOptions.model_fields if getattr(self, name) not in (None, "", ()))


def fitting(options: TypeOptions, type_: LogicalType | None) -> TypeOptions:
    """Return `options` if they are those of a property of `type_`.

    Raises
    ------
    ValueError
        If one is of another type, its value does not fit the type, or a range or length is of nothing.
    """
    if type_ is None or type_ not in OPTIONS:
        return options
    for name in options.set_:
        if name not in OPTIONS[type_]:
            known = [_key(one) for one in OPTIONS[type_]]
            told = listed("allowed", known) if known else "leave it out"
            raise ValueError(f"{_key(name)} is no option of the logical type {type_}: {told}")
    _refuse_unlike(options, type_)
    _refuse_empty(options)
    return options


def _refuse_unlike(options: TypeOptions, type_: LogicalType) -> None:
    is_number = type_ in {"number", "integer"}
    for name in (one for one in ENDS if getattr(options, one) is not None):
        if isinstance(getattr(options, name), str) is is_number:
            wanted = "a number" if is_number else 'a time in quotes, such as "2020-01-31"'
            said = f"{_key(name)} {getattr(options, name)!r} is no limit of the logical type {type_}"
            raise ValueError(f"{said}: write {wanted}")


def _refuse_empty(options: TypeOptions) -> None:
    for low, high in (("minimum", "maximum"), ("min_length", "max_length"), ("min_items", "max_items")):
        least, most = getattr(options, low), getattr(options, high)
        if least is not None and most is not None and least > most:
            raise ValueError(f"{_key(low)} {least} lies above {_key(high)} {most}: no value can meet both")


def _key(name: str) -> str:
    return str(TypeOptions.model_fields[name].alias)

"""What makes the groups of people that are compared: a column, several columns together, or the bands of a number."""

import math
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StrictFloat,
    StrictInt,
    Tag,
    field_validator,
)

Bounds = tuple[int | float, ...]
"""Where one band ends and the next begins, ascending; a value at a bound belongs to the upper band."""

TOGETHER = " & "
"""What stands between the columns of several, and between the values in the name of a group of theirs."""


class Banded(BaseModel):
    """A column of numbers whose bands are the groups."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    column: str = Field(description="The column of numbers.")
    bands: tuple[StrictInt | StrictFloat, ...] = Field(
        min_length=1, max_length=49, description="Where one band ends and the next begins: each holds its lower bound."
    )

    @field_validator("bands")
    @classmethod
    def _ascending(cls, bands: Bounds) -> Bounds:
        if not all(map(math.isfinite, bands)) or sorted(set(bands)) != list(bands):
            raise ValueError(f"{list(bands)} do not ascend: bands are a list of ascending numbers, as in [25, 45]")
        return bands


def _different(columns: tuple[str, ...]) -> tuple[str, ...]:
    if len(columns) < 2 or len(set(columns)) < len(columns):
        raise ValueError(
            "columns whose groups are combined are a list of two or more, each named once, as in [sex, race]"
        )
    return columns


def _form(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "together"
    return "banded" if isinstance(value, dict | Banded) else "column"


Sensitive = Annotated[
    Annotated[str, Tag("column")]
    | Annotated[tuple[str, ...], AfterValidator(_different), Tag("together")]
    | Annotated[Banded, Tag("banded")],
    Discriminator(_form),
]
"""A sensitive feature, as the config has it."""


def label_of(feature: Sensitive) -> str:
    """Return what `feature` is called in labels and sentences."""
    return TOGETHER.join(columns_of(feature))


def columns_of(feature: Sensitive) -> tuple[str, ...]:
    """Return the columns that make the groups of `feature`, in the order of the config."""
    if isinstance(feature, Banded):
        return (feature.column,)
    return (feature,) if isinstance(feature, str) else feature


def all_columns_of(features: Iterable[Sensitive]) -> tuple[str, ...]:
    """Return every column that makes groups of one of `features`, once."""
    return tuple(dict.fromkeys(column for feature in features for column in columns_of(feature)))


def bands_of(features: Iterable[Sensitive]) -> tuple[tuple[str, Bounds], ...]:
    """Return the columns whose bands are groups of one of `features`, with their bounds."""
    return tuple((one.column, one.bands) for one in features if isinstance(one, Banded))


def places_of(features: Iterable[Sensitive]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield each column that `features` name, with its place among them."""
    for number, feature in enumerate(features):
        if isinstance(feature, Banded):
            yield (number, "column"), feature.column
        elif isinstance(feature, str):
            yield (number,), feature
        else:
            yield from (((number, place), column) for place, column in enumerate(feature))

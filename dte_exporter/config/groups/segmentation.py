"""Segments: the columns by whose values a check is measured again, beside all rows together."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

MOST_SEGMENTS = 200


class Segmentation(BaseModel):
    """Which segments there are. Written short, ``[region]`` is the columns."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: tuple[str, ...] = Field(
        min_length=1, max_length=3, description="Columns of the data set: rows with the same values are a segment."
    )
    max_segments: int = Field(
        default=20, ge=1, le=MOST_SEGMENTS, description="The most segments that are measured, the largest of all."
    )
    min_group_rows: int = Field(
        default=30, ge=1, description="A segment with fewer rows in a window is withheld, lest it tell of a person."
    )

    @field_validator("columns")
    @classmethod
    def _each_once(cls, columns: tuple[str, ...]) -> tuple[str, ...]:
        if len({*columns}) < len(columns):
            raise ValueError("a column is named twice: name each once")
        return columns


def _from_shorthand(value: Any) -> Any:
    return {"columns": value} if isinstance(value, list | tuple) else value


By = Annotated[Segmentation, BeforeValidator(_from_shorthand, json_schema_input_type=Segmentation | list[str])]
"""How the config writes it."""

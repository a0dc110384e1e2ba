"""What every answer of the API is: a closed, typed shape."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

Moment = Annotated[AwareDatetime, Field(description="UTC, ISO 8601.")]
Seconds = Annotated[float, Field(ge=0)]
Count = Annotated[int, Field(ge=0)]


class Answer(BaseModel):
    """A part of an answer: it has the fields that it declares, and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)

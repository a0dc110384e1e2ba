"""What a column's values are to be read as, where that is not to be told from the source."""

from enum import StrEnum
from typing import Annotated

from pydantic import WithJsonSchema


class ColumnType(StrEnum):
    """A word of ``columns.types``."""

    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    DATE = "date"
    TIMESTAMP = "timestamp"
    EPOCH_SECONDS = "epoch_seconds"
    EPOCH_MILLISECONDS = "epoch_milliseconds"


DeclaredType = Annotated[ColumnType, WithJsonSchema({"type": "string", "enum": list(ColumnType)})]
"""The same as the schema shows it to editors."""

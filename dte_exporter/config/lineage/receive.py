"""``lineage: {receive: }`` as a type: whether events may be sent here, and what is kept of them."""

from pydantic import BaseModel, ConfigDict, Field

from dte_exporter.config.types import Duration, Size

_DAY = 86_400.0


class Receive(BaseModel):
    """That OpenLineage events may be sent to ``POST /api/v1/lineage``; they are kept in the history."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    keep: Duration = Field(
        default=30 * _DAY, description="How long an event is kept.", json_schema_extra={"default": "30d"}
    )
    max_event: Size = Field(
        default=2**20, description="The most bytes that an event may have.", json_schema_extra={"default": "1MiB"}
    )

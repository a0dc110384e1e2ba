"""``lineage: {emit: }`` as a type: where the runs of checks are told to others."""

from typing import Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

from dte_exporter.config.types import Duration


class Emit(BaseModel):
    """Where each run of a check is told as a run of OpenLineage, with what became of its objectives."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str = Field(default="", description="The server that takes events, such as http://marquez:5000.")
    path: str = Field(default="", description="A file instead, to which events are appended, one a line.")
    api_key: SecretStr | None = Field(
        default=None, description="What the server knows us by; from `${…}` or `{file: …}`."
    )
    namespace: str = Field(default="dte-exporter", min_length=1, description="The namespace of our checks as jobs.")
    timeout: Duration = Field(
        default=10.0, description="How long the server has to answer.", json_schema_extra={"default": "10s"}
    )

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if bool(self.url) == bool(self.path):
            raise ValueError("give the url of a server or the path of a file, and not both")
        parts = urlsplit(self.url or "http://none")
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("write the address of a server, http://marquez:5000")
        if self.path and self.api_key is not None:
            raise ValueError("api_key is for a server, and path is a file: leave it out")
        return self

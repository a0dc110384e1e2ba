"""``history:`` as a type: where results are kept beyond the process that found them, and for how long."""

from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

from dte_exporter.config.types import Duration

_DAY = 86_400.0


class History(BaseModel):
    """What is kept of each run, in a file or a PostgreSQL database. A restart reads it, and so does the API.

    Every run's values are kept for `full_for`, then the last of each `thin_to`, and nothing beyond `keep`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: Path = Field(default=Path("data/history.db"), description="The SQLite file; relative to the config file.")
    url: SecretStr | None = Field(
        default=None, description="A PostgreSQL database instead, postgresql://…; needs the extra `postgres`."
    )
    prometheus: str | None = Field(
        default=None, description="A Prometheus that scrapes this exporter: the API reads values from there."
    )
    keep: Duration = Field(
        default=90 * _DAY, description="How long anything is kept.", json_schema_extra={"default": "90d"}
    )
    full_for: Duration = Field(
        default=7 * _DAY, description="How long every run's values are kept.", json_schema_extra={"default": "7d"}
    )
    thin_to: Duration = Field(
        default=3600.0,
        description="Of older values the last in each such span is kept.",
        json_schema_extra={"default": "1h"},
    )

    @field_validator("url")
    @classmethod
    def _of_postgresql(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None and urlsplit(url.get_secret_value()).scheme not in {"postgresql", "postgres"}:
            raise ValueError("write the address of a PostgreSQL database, postgresql://user@host/database")
        return url

    @field_validator("prometheus")
    @classmethod
    def _of_http(cls, address: str | None) -> str | None:
        parts = urlsplit(address or "http://none")
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("write the address of a Prometheus, http://host:9090")
        return address

    @model_validator(mode="after")
    def _in_one_place(self) -> Self:
        if self.url is not None and "path" in self.model_fields_set:
            raise ValueError("give the path of a file or the url of a database, not both")
        return self

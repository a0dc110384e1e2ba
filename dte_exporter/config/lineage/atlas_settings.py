"""A server of Apache Atlas as the config names it, and ``lineage: {atlas: }``: which verdicts are written there."""

from collections.abc import Mapping
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, model_validator

from dte_exporter.config.models import Model
from dte_exporter.config.types import Duration, Name


class AtlasServer(Model):
    """How a server of Apache Atlas is reached."""

    url: str = Field(description="Its address, such as https://atlas:21443.")
    username: str | None = Field(default=None, description="Who asks.")
    password: SecretStr | None = Field(default=None, description="The password of `username`.")
    timeout: Duration = Field(
        default=30.0, description="How long each answer may take.", json_schema_extra={"default": "30s"}
    )

    @model_validator(mode="after")
    def _a_server(self) -> Self:
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/") or parts.query:
            raise ValueError("url: write the address of a server without a path, such as https://atlas:21443")
        if "@" in parts.netloc:
            raise ValueError("url: leave out who asks, and set username and password")
        if (self.username is None) != (self.password is None):
            raise ValueError("username and password go together: set both or neither")
        return self


class NamedEntity(Model):
    """The entity of Atlas that a data set of the config is: {type: hive_table, qualified_name: shop.orders@prod}."""

    type: str = Field(default="DataSet", min_length=1, description="Its type, or one that this extends.")
    qualified_name: str = Field(min_length=1, description="Its qualified name, such as shop.orders@prod.")


class AtlasVerdicts(AtlasServer):
    """The server whose entities are told what became of the objectives on them."""

    namespaces: Mapping[str, str] = Field(
        default={},
        description="The namespace of lineage that a cluster stands for, as for `type: atlas` in sources: "
        "`hive_table@prod: hive://metastore:9083` or `prod: hive://metastore:9083`.",
    )
    entities: Mapping[Name, NamedEntity] = Field(
        default={}, description="The entity of a data set, where it does not follow from what lineage calls that."
    )
    create: bool = Field(
        default=True, description="Whether a data set that Atlas does not know becomes an entity of type dte_dataset."
    )
    propagate: bool = Field(
        default=True, description="Whether Atlas carries DteUntrusted along its lineage, to what is made from it."
    )
    exporter: str = Field(
        default="", description="The address of this exporter, such as https://trust.example.org, for a link."
    )
    namespace: str = Field(default="dte-exporter", min_length=1, description="What our checks are called by there.")

    @model_validator(mode="after")
    def _a_page(self) -> Self:
        parts = urlsplit(self.exporter or "http://none")
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("exporter: write the address of a page, such as https://trust.example.org")
        if "@" in parts.netloc:
            raise ValueError("exporter: leave out who asks, since all who read Atlas see it")
        return self

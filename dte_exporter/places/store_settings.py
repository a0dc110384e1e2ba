"""How an object store is reached, where its cloud's own environment does not say so."""

import re
from collections.abc import Iterator, Mapping
from typing import Self

from pydantic import Field, SecretStr, StrictBool, field_validator, model_validator

from dte_exporter.config.models import Model
from dte_exporter.places.object_address import Cloud

_ENDPOINT = re.compile(r"https?://[^@?#\s]+")

_OF_ALL = frozenset({"endpoint", "anonymous"})
_OF_ONE: Mapping[Cloud, frozenset[str]] = {
    "s3": frozenset({"region", "access_key", "secret_key", "session_token"}),
    "gs": frozenset({"service_account"}),
    "az": frozenset({"account", "account_key", "sas_token"}),
}
"""The keys that mean something on one cloud alone."""

_KEYS = ("access_key", "secret_key", "session_token", "service_account", "account_key", "sas_token")


class StoreSettings(Model):
    """How an object store is reached. Where nothing is said of who asks, the cloud's own variables hold."""

    endpoint: str | None = Field(
        default=None, description="The address of a store that is not the cloud's own, such as http://minio:9000."
    )
    anonymous: StrictBool = Field(default=False, description="Whether nobody asks: for data that all may read.")
    region: str | None = Field(default=None, min_length=1, description="S3: the region of the bucket.")
    access_key: SecretStr | None = Field(default=None, description="S3: the id of the key of who asks.")
    secret_key: SecretStr | None = Field(default=None, description="S3: the secret of `access_key`.")
    session_token: SecretStr | None = Field(default=None, description="S3: the token of a key that ends.")
    account: str | None = Field(default=None, min_length=1, description="Azure: the storage account.")
    account_key: SecretStr | None = Field(default=None, description="Azure: the key of the account.")
    sas_token: SecretStr | None = Field(default=None, description="Azure: a shared access signature, instead of it.")
    service_account: SecretStr | None = Field(
        default=None, description="Google: the key of a service account, the JSON itself."
    )

    @field_validator("endpoint")
    @classmethod
    def _of_http(cls, endpoint: str | None) -> str | None:
        if endpoint is not None and not _ENDPOINT.fullmatch(endpoint):
            raise ValueError("write http:// or https://, the host, and nothing of who asks")
        return endpoint

    @model_validator(mode="after")
    def _one_way_in(self) -> Self:
        given = [key for key in _KEYS if getattr(self, key) is not None]
        if self.anonymous and given:
            raise ValueError(f"anonymous says that nobody asks: leave it out, or {' and '.join(given)}")
        if (self.access_key is None) != (self.secret_key is None) or (self.session_token and not self.access_key):
            raise ValueError("access_key and secret_key go together, and session_token goes with both")
        if self.account_key is not None and self.sas_token is not None:
            raise ValueError("give account_key or sas_token, not both")
        return self

    def foreign(self, cloud: Cloud) -> Iterator[str]:
        """Yield the keys that are set and mean nothing on `cloud`."""
        yield from sorted(self.model_fields_set - _OF_ALL - _OF_ONE[cloud])

"""How a store is reached, in the words of the library that reads Delta's log: the keys stay with it."""

from collections.abc import Mapping

from dte_exporter.places.object_address import ObjectAddress
from dte_exporter.places.store_settings import StoreSettings

_PATIENCE = {
    "allow_http": "true",  # no endpoint is of http that the config or the environment does not write so
    "connect_timeout": "5s",
    "timeout": "60s",
    "max_retries": "6",
    "retry_timeout": "180s",
}

_KEYS: Mapping[str, str] = {
    "region": "aws_region",
    "access_key": "aws_access_key_id",
    "secret_key": "aws_secret_access_key",
    "session_token": "aws_session_token",
    "service_account": "google_service_account_key",
    "account": "azure_storage_account_name",
    "account_key": "azure_storage_account_key",
    "sas_token": "azure_storage_sas_token",
}
_ENDPOINT: Mapping[str, str] = {"s3": "aws_endpoint_url", "gs": "google_base_url", "az": "azure_storage_endpoint"}
_NOBODY: Mapping[str, str] = {"s3": "aws_skip_signature", "gs": "google_skip_signature", "az": "azure_skip_signature"}


def log_options(address: ObjectAddress, settings: StoreSettings) -> dict[str, str]:
    """Return the options with which the table at `address` is opened; what is not among them, the environment says."""
    told = {option: _revealed(settings, key) for key, option in _KEYS.items()}
    options = {option: value for option, value in told.items() if value}
    if settings.endpoint:
        options[_ENDPOINT[address.cloud]] = settings.endpoint
    if settings.anonymous:
        options[_NOBODY[address.cloud]] = "true"
    if address.account:
        options["azure_storage_account_name"] = address.account
    return {**_PATIENCE, **options}


def log_address(address: ObjectAddress) -> str:
    """Return where the table is, without what `log_options` says."""
    return f"{address.cloud}://{address.bucket}/{address.key}"


def _revealed(settings: StoreSettings, key: str) -> str | None:
    value = getattr(settings, key)
    return value if value is None or isinstance(value, str) else str(value.get_secret_value())

"""Events sent to whom the config names, in a worker, by the official client of OpenLineage."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dte_exporter.config.lineage.emit import Emit
from dte_exporter.config.redaction import without_password
from dte_exporter.errors import SourceError

if TYPE_CHECKING:
    from openlineage.client.transport import Transport


def send(settings: Emit, base: Path, events: Iterable[Mapping[str, Any]]) -> None:
    """Send `events` in their order.

    Raises
    ------
    SourceError
        If the library is not installed, or an event could not be sent: those before it were.
    """
    transport = _transport(settings, base)
    try:
        for event in events:
            transport.emit(dict(event))  # type: ignore[arg-type]  # its serial form takes a mapping as it is
    except Exception as error:  # the client has errors of several libraries, whose texts may quote a key
        place = settings.path or without_password(settings.url)
        raise SourceError(f"events cannot be sent to {place}: {_sentence(error)}") from None
    finally:
        transport.close()


def _transport(settings: Emit, base: Path) -> "Transport":
    try:
        from openlineage.client.transport.file import FileConfig, FileTransport
        from openlineage.client.transport.http import ApiKeyTokenProvider, HttpConfig, HttpTransport
        from openlineage.client.transport.http_common import DEFAULT_RETRY_CONFIG
    except ImportError as error:
        raise SourceError("telling others of runs needs more packages: pip install 'dte-exporter[lineage]'") from error
    if settings.path:
        return FileTransport(FileConfig(log_file_path=str(base / settings.path), append=True))
    told: dict[str, Any] = {
        "url": settings.url,
        "timeout": settings.timeout,
        "retry": {**DEFAULT_RETRY_CONFIG, "total": 1},
    }
    if settings.api_key is not None:
        told["auth"] = ApiKeyTokenProvider({"api_key": settings.api_key.get_secret_value()})
    return HttpTransport(HttpConfig(**told))


def _sentence(error: Exception) -> str:
    """Return what went wrong, without the text of the library."""
    answer = getattr(error, "response", None)
    status = getattr(answer, "status_code", None)
    if status is not None:
        return f"the server answered {status}"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return f"nobody answered ({type(error).__name__})"

"""``/api/v1/config``: the config in force, without its secrets."""

from collections.abc import Mapping
from typing import Any

from dte_exporter.web.api.answer import Answer, Moment
from dte_exporter.web.api.endpoint import Endpoint
from dte_exporter.web.moment import utc
from dte_exporter.web.service import Service


class ConfigAnswer(Answer):
    """The config as it was written, secrets unresolved or redacted."""

    file: str
    read_at: Moment
    last_reload_successful: bool
    config: dict[str, Any]


def _answer(service: Service, _: Mapping[str, str]) -> ConfigAnswer:
    snapshot = service.store.current
    return ConfigAnswer(
        file=str(service.config.path),
        read_at=utc(snapshot.reloaded_at),
        last_reload_successful=snapshot.reload_successful,
        config=dict(service.config.source_tree),
    )


CONFIG = Endpoint("config", "The config in force, secrets redacted.", ConfigAnswer, _answer)

"""``/api/v1/config``: the config in force, without its secrets."""

from collections.abc import Mapping
from typing import Any

from dte_exporter.web.api.answer import Answer, Moment
from dte_exporter.web.api.endpoint import Endpoint
from dte_exporter.web.moment import utc
from dte_exporter.web.service import Service


class TeamAnswer(Answer):
    """The file of a team as it was when it could last be used, and what is wrong with it now."""

    name: str
    file: str
    problems: tuple[str, ...]
    config: dict[str, Any]


class ConfigAnswer(Answer):
    """The config as it was written, secrets unresolved or redacted."""

    file: str
    read_at: Moment
    last_reload_successful: bool
    config: dict[str, Any]
    teams: tuple[TeamAnswer, ...]


def _answer(service: Service, _: Mapping[str, str]) -> ConfigAnswer:
    snapshot = service.store.current
    return ConfigAnswer(
        file=str(service.config.path),
        read_at=utc(snapshot.reloaded_at),
        last_reload_successful=snapshot.reload_successful,
        config=dict(service.config.source_tree),
        teams=tuple(
            TeamAnswer(name=name, file=str(team.file), problems=team.problems, config=dict(team.source_tree))
            for name, team in service.config.teams.items()
        ),
    )


CONFIG = Endpoint("config", "The config in force, secrets redacted.", ConfigAnswer, _answer)

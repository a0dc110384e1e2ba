"""The checks of a config that a verb runs."""

from collections.abc import Container, Iterable
from dataclasses import replace

from dte_exporter.config.configured import Config
from dte_exporter.config.problems import choice
from dte_exporter.errors import ConfigError


def require_checks(config: Config, names: Iterable[str]) -> None:
    """Refuse names that no check of `config` has.

    Raises
    ------
    ConfigError
        If there are some.
    """
    unknown = [name for name in names if name not in config.checks]
    if unknown:
        raise ConfigError(tuple(f"--check: {choice(name, 'check', config.checks)}" for name in unknown))


def only(config: Config, names: Container[str]) -> Config:
    """Return `config` with the checks called `names`, and no more workers than they need."""
    checks = {name: check for name, check in config.checks.items() if name in names}
    workers = min(config.settings.workers, len(checks)) or 1
    return replace(config, checks=checks, settings=config.settings.model_copy(update={"workers": workers}))

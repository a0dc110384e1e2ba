"""A registry of toys, and a config file that a test writes in sight."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import Field, SecretStr

from dte_exporter.config.configured import Config
from dte_exporter.config.loading.load import load
from dte_exporter.config.models import Model
from dte_exporter.config.types import Duration
from dte_exporter.declared_source import Source
from dte_exporter.errors import ConfigError
from dte_exporter.metric import MetricSpec
from dte_exporter.outcome import Findings
from dte_exporter.registry import Check, Example, Registry


class Shelf(Model):
    """A source with nothing to hide."""

    type: Literal["shelf"]
    board: str
    depth: int = 1


class Vault(Model):
    """A source with a secret."""

    type: Literal["vault"]
    url: str = ""
    password: SecretStr = SecretStr("")


class Weighing(Model):
    """The parameters of a check of one window."""

    scale: float = Field(default=1.0, gt=0)
    settle: Duration = 2.0


class Comparing(Model):
    """The parameters of a check of two windows."""

    tolerance: float = 0.1


def _nothing(*_: Any) -> Findings:
    return Findings(())


def _needs(params: Any, roles: Any) -> Mapping[str, Any]:
    return {}


def _check(name: str, params: type[Any], metric: str, windows: tuple[str, ...]) -> Check[Any]:
    spec = MetricSpec(f"dte_toy_{metric}", "A toy.", "toy", ("check",))
    return Check(name, params, _needs, (spec,), _nothing, Example({}, {}, ""), f"{name} is a toy.", windows)


@pytest.fixture
def registry() -> Registry:
    """Two sources, a check of one window and a check of two."""
    return Registry(
        [
            Source("shelf", Shelf, _nothing),
            Source("vault", Vault, _nothing),
            _check("weigh", Weighing, "weight", ("current",)),
            _check("compare", Comparing, "distance", ("reference", "current")),
        ]
    )


Loading = Callable[[str], Config]
Refusing = Callable[[str], list[str]]


@pytest.fixture
def loaded(tmp_path: Path, registry: Registry) -> Loading:
    """Return the config that a text makes."""

    def loading(text: str) -> Config:
        file = tmp_path / "config.yaml"
        file.write_text(text)
        return load(file, registry)

    return loading


@pytest.fixture
def refused(loaded: Loading) -> Refusing:
    """Return what is wrong with a text, without the file's folder."""

    def refusing(text: str) -> list[str]:
        with pytest.raises(ConfigError) as caught:
            loaded(text)
        return [problem[problem.index("config.yaml") :] for problem in caught.value.problems]

    return refusing

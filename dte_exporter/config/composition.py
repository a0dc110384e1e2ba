"""How the parts of a config are put together from what the registry holds: the same for loading and for the schema."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, Field

from dte_exporter.config.fields import by_key
from dte_exporter.config.models import CheckSettings, Settings
from dte_exporter.config.types import Name
from dte_exporter.errors import RegistrationError
from dte_exporter.registry import Check


class ConfigFile(Settings):
    """The whole file. What its data sets and checks may hold depends on the registry."""

    datasets: Mapping[Name, Any] = Field(min_length=1, description="Rows, where they live and what they mean, by name.")
    checks: Mapping[Name, Any] = Field(min_length=1, description="What is computed, on what and when, by name.")


def keys_of(check: Check[Any]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys of any check, and those of `check` beside them.

    Raises
    ------
    RegistrationError
        If a parameter of `check` has the name of a key that every check has.
    """
    settings, params = frozenset(by_key(CheckSettings)), frozenset(by_key(check.params))
    if settings & params:
        raise RegistrationError(
            f"check {check.name!r}: its parameter {min(settings & params)!r} is a key of every check"
        )
    return settings, params


def part(tree: Mapping[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """Return what of `tree` is for `model`."""
    return {key: value for key, value in tree.items() if key in by_key(model)}

"""How the parts of a config are put together from what the registry holds: the same for loading and for the schema."""

from collections.abc import Mapping
from typing import Any

from pydantic import ConfigDict, Field

from dte_exporter.config.fields import by_key
from dte_exporter.config.governance.section import Compliance
from dte_exporter.config.lineage.lineage_section import Lineage
from dte_exporter.config.models import CheckSettings, Model, Settings
from dte_exporter.config.registered_model import ModelSettings
from dte_exporter.config.types import Name
from dte_exporter.declared_source import Source
from dte_exporter.errors import RegistrationError
from dte_exporter.metric import Better
from dte_exporter.registry import Check, Registry


class TeamFile(Model):
    """The file of a team: its data sets, checks and models. What they may hold depends on the registry."""

    datasets: Mapping[Name, Any] = Field(
        default={}, min_length=1, description="Rows, where they live and what they mean, by name."
    )
    checks: Mapping[Name, Any] = Field(
        default={}, min_length=1, description="What is computed, on what and when, by name."
    )
    models: Mapping[Name, Any] = Field(
        default={}, min_length=1, description="Registered models and where their records are, by name."
    )


class ConfigFile(Settings, TeamFile):
    """The whole file: what a team's may hold, compliance, lineage, the files of teams, and what the process has."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {"required": ["datasets", "checks"]},
                {"required": ["models"]},
                {"required": ["compliance"]},
                {"required": ["include"]},
            ]
        }
    )

    compliance: Compliance | None = Field(
        default=None, description="The record of processing, and the frameworks that apply."
    )
    lineage: Lineage | None = Field(default=None, description="Who tells what data sets are made of.")


def checks_to_name(registry: Registry) -> Mapping[str, Check[Any]]:
    """Return the kinds that a user may name in ``checks:``; others run by themselves on the entries of ``models:``."""
    return {name: check for name, check in registry.checks.items() if check.on != "models"}


def keys_of_metrics(checks: Mapping[str, Check[Any]]) -> frozenset[str]:
    """Return the keys of all metrics that one of `checks` measures."""
    return frozenset(spec.key for check in checks.values() for spec in check.emits)


def checks_of_record(registry: Registry) -> Mapping[str, Check[Any]]:
    """Return the kinds that read only the record of processing: each runs once there is one."""
    return {name: check for name, check in registry.checks.items() if check.on == "record"}


def measured_of_models(registry: Registry) -> frozenset[str]:
    """Return the keys of the metrics of models that can be better or worse."""
    specs = registry.specs.values()
    return frozenset(spec.key for spec in specs if spec.pillar == "model" and spec.better is not Better.NEITHER)


def keys_of_entry(source: Source) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys of any entry of ``models:``, and those of its `source` beside them."""
    return frozenset(by_key(ModelSettings)), frozenset(by_key(source.config))


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

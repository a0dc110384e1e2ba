"""The config file as a JSON schema, for editors: they complete keys and underline what would not load."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, Union

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.json_schema import GenerateJsonSchema

from dte_exporter.config.lineage.lineage_section import Lineage
from dte_exporter.config.loading.composition import ConfigFile, checks_to_name, keys_of
from dte_exporter.config.models import CheckSettings, DataSet, Objective
from dte_exporter.config.registered_model import ModelSettings
from dte_exporter.config.types import Name
from dte_exporter.declared_source import Source
from dte_exporter.registry import Check, Registry

_SINGLE = frozenset({"string", "integer", "number", "boolean"})
_MAPS = frozenset({"properties", "patternProperties", "$defs"})
_SCHEMAS = frozenset({"items", "additionalProperties", "anyOf"})
_ABOUT = ("title", "description", "default", "examples")

_REFERENCES = [
    {"type": "string", "pattern": r"\$\{", "description": "A variable of the environment: ${VAR} or ${VAR:-default}."},
    {
        "type": "object",
        "description": "A file whose content is the value.",
        "properties": {"file": {"type": "string"}},
        "required": ["file"],
        "additionalProperties": False,
    },
]


class _OneSchedule(CheckSettings):
    """The keys of every check, one of the two schedules among them."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["every"]}, {"required": ["cron"]}]})


def json_schema(registry: Registry) -> dict[str, Any]:
    """Return the schema (draft 2020-12) of a config for what `registry` holds, every shorthand included.

    What must hold between parts of the file, such as that a data set is there, is beyond a schema.
    """
    fields = ConfigFile.model_fields
    checks: Any = _any_of(_check(check) for check in checks_to_name(registry).values())
    models: Any = _any_of(_entry(source) for source in registry.model_sources.values())
    told: Any = _any_of(source.config for source in registry.lineage_sources.values() if source.named)
    lineage = create_model("Lineage", __base__=Lineage, sources=(Mapping[Name, told], Lineage.model_fields["sources"]))
    sections: dict[str, Any] = {
        "datasets": (Mapping[Name, _dataset(registry)], fields["datasets"]),  # type: ignore[misc]  # made at run time
        "checks": (Mapping[Name, checks], fields["checks"]),
        "models": (Mapping[Name, models], fields["models"]),
        "lineage": (lineage | None, fields["lineage"]),
    }
    file = create_model("Config", __base__=ConfigFile, **sections)
    schema = {name: _deeper(name, part) for name, part in file.model_json_schema().items()}
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema, "title": "DTE Trust Exporter"}


def _dataset(registry: Registry) -> Any:
    sources = _any_of(source.config for source in registry.sources.values())
    return create_model("DataSet", __base__=DataSet, source=(sources, DataSet.model_fields["source"]))


def _check(check: Check[Any]) -> Any:
    """Return the model of the keys that every check has and those of `check`, side by side."""
    keys_of(check)
    fields = CheckSettings.model_fields
    metrics: Any = Literal[tuple(spec.key for spec in check.emits)]
    own: dict[str, Any] = {
        "check": (Literal[check.name], fields["check"]),
        "objectives": (Mapping[metrics, Objective], fields["objectives"]),
    }
    if check.on == "rows":
        own["dataset"] = (Name, Field(description=fields["dataset"].description))
    base = CheckSettings if check.on == "record" else _OneSchedule
    about = check.doc.partition("\n")[0]
    return create_model(f"{check.name.title()}Check", __base__=(base, check.params), __doc__=about, **own)


def _entry(source: Source) -> Any:
    """Return the model of the keys that every entry of ``models:`` has and those of `source`, side by side."""
    return create_model(f"{source.name.title()}Entry", __base__=(ModelSettings, source.config))


def _any_of(models: Iterable[type[BaseModel]]) -> Any:
    return Union[tuple(models) or (Any,)]  # noqa: UP007  their number is known at run time


def _with_references(schema: Any) -> Any:
    """Return `schema` with a reference to what is not in the file allowed wherever it wants a single value."""
    if not isinstance(schema, dict):
        return schema
    deeper = {name: _deeper(name, part) for name, part in schema.items() if (name, part) != ("default", None)}
    if "const" in schema or not _SINGLE.intersection(_types(schema)):
        return deeper
    about = {name: deeper.pop(name) for name in _ABOUT if name in deeper}
    return {**about, "anyOf": [deeper, *_REFERENCES]}


def _deeper(name: str, part: Any) -> Any:
    """Return what a schema has under `name`, with references wherever that holds schemas itself."""
    if name in _MAPS:
        return {key: _with_references(schema) for key, schema in part.items()}
    if name in _SCHEMAS:
        return [_with_references(schema) for schema in part] if isinstance(part, list) else _with_references(part)
    return part


def _types(schema: Mapping[str, Any]) -> list[str]:
    types = schema.get("type", [])
    return [types] if isinstance(types, str) else types

"""``docs/reference/config.md`` and ``config.schema.json``: the config file, from the models that it is loaded by."""

import json
from collections.abc import Mapping

from pydantic import BaseModel

from dev.generate.fields import Schema, section
from dte_exporter.config.loading.composition import ConfigFile
from dte_exporter.config.loading.json_schema import json_schema
from dte_exporter.config.models import CheckSettings, DataSet
from dte_exporter.config.registered_model import ModelSettings
from dte_exporter.registry import Registry

_INTRODUCTION = """\
One YAML file. Each of its `datasets` is a [DataSet](#dataset), each of its `checks` has what
[every check has](#checksettings) and the [parameters of its kind](checks.md), each of its `models` what
[every model has](#modelsettings) and where its records are: one [in MLflow](#mlflowmodel), or
[all of them](#mlflowdiscovery). Durations, sizes and names have a form of
their own; a value may be taken from the environment (`${VAR}`, `${VAR:-default}`) or from a file (`{file: …}`).
`dte-exporter check-config FILE` tells what is wrong with a file and its data, all at once; `dte-exporter schema` prints
[the schema](config.schema.json) that editors complete by.
"""


def make(registry: Registry) -> Mapping[str, str]:
    """Return the page and the schema by their files."""
    sources = (source.config for source in registry.sources.values())
    records = (source.config for source in registry.model_sources.values())
    roots: list[type[BaseModel]] = [ConfigFile, DataSet, *sources, CheckSettings, ModelSettings, *records]
    parts: dict[str, Schema] = {}
    for root in roots:
        schema = root.model_json_schema()
        parts |= {schema["title"]: schema, **schema.get("$defs", {})}
    sections = "\n".join(line for part in parts.values() for line in section(part, level=2))
    return {
        "docs/reference/config.md": f"# Config\n\n{_INTRODUCTION}\n{sections}",
        "docs/reference/config.schema.json": json.dumps(json_schema(registry), indent=2) + "\n",
    }

"""What keys a model of the config has: as the user writes them, and as deep as a path leads."""

import typing
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, SecretBytes, SecretStr
from pydantic.fields import FieldInfo

from dte_exporter.config.problems import Path

_SECRETS = {SecretStr, SecretBytes}


def by_key(model: type[BaseModel]) -> dict[str, tuple[str, FieldInfo]]:
    """Return the fields of `model`, name and declaration, by the key that the config has for them."""
    return {field.alias or name: (name, field) for name, field in model.model_fields.items()}


def model_at(annotation: Any, path: Path) -> type[BaseModel] | None:
    """Return the model of the mapping that `path` leads to from a value of type `annotation`, None if there is none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if not path:
            return annotation
        name_and_field = by_key(annotation).get(str(path[0]))
        return model_at(name_and_field[1].annotation, path[1:]) if name_and_field else None
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if isinstance(origin, type) and issubclass(origin, Mapping | list | tuple):
        return model_at(arguments[-1 if issubclass(origin, Mapping) else 0], path[1:])
    return next(filter(None, (model_at(argument, path) for argument in arguments)), None)


def is_secret(model: type[BaseModel], path: Path) -> bool:
    """Return whether the value that `path` leads to is one that must not be shown, or is among such values."""
    parent = model_at(model, path[:-1]) if path else None
    if parent is None and len(path) > 1:
        return is_secret(model, path[:-1])
    found = by_key(parent).get(str(path[-1])) if parent else None
    return found is not None and bool(_SECRETS & {found[1].annotation, *typing.get_args(found[1].annotation)})

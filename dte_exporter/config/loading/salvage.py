"""What is sound of a part of the config that has faults: its other faults are to be found in the same pass."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from dte_exporter.config.types import AS_WRITTEN

M = TypeVar("M", bound=BaseModel)


def sound_part(model: type[M], tree: Mapping[str, Any]) -> M:
    """Return `tree` as a `model`, without the values that do not fit; it may lack nothing that the model must have."""
    sound = tree
    while True:
        try:
            return model.model_validate(sound, context=AS_WRITTEN)
        except ValidationError as error:
            for one in error.errors(include_url=False):
                sound = _without(sound, one["loc"])


def _without(tree: Mapping[str, Any], place: Sequence[str | int]) -> Mapping[str, Any]:
    """Return `tree` without the value at `place`, or the innermost there is around it."""
    key, *rest = place
    inner = tree.get(str(key))
    if rest and isinstance(inner, dict) and rest[0] in inner:
        return {**tree, str(key): _without(inner, rest)}
    return {other: value for other, value in tree.items() if other != key}

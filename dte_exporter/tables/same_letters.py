"""Names of columns that differ by case alone, which DuckDB takes for one: inside, the later ones bear a mark.

It is a character that is not seen and that no name is written with, so that taking it out of any text, wherever one
leaves the worker, gives back the name in the file.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from dte_exporter.config.models import Model
from dte_exporter.statistics.expressions.written_name import MARK, written

ModelType = TypeVar("ModelType", bound=Model)


def distinct(names: Iterable[str]) -> Iterator[str]:
    """Yield `names` as the engine is to call them: a twin in other letters bears marks, a repeated one a number.

    Which of twins bears how many does not depend on their order: two files with the same columns have the same names.
    """
    given: list[str] = []
    for name in names:
        free, number = name, 1
        while free in given:
            free, number = f"{name}_{number}", number + 1
        given.append(free)
    for name in given:
        yield name + MARK * sum(other.lower() == name.lower() for other in given if other < name)


def have_twins(names: Collection[str]) -> bool:
    """Return whether some of `names` differ by case alone."""
    return len({name.lower() for name in names}) < len(set(names))


def inner(name: str, columns: Iterable[str]) -> str:
    """Return which of `columns` is written as `name`; `name` itself where none is."""
    return next((column for column in columns if written(column) == name), name)


def inside(model: ModelType, columns: Collection[str]) -> ModelType:
    """Return `model`, a part of the config that names columns of a table, with the names of the table's `columns`."""
    twins = {written(column): column for column in columns if column.endswith(MARK)}
    if not twins:
        return model
    names = type(model).model_fields.keys() - {"positive"}  # which is a value
    return model.model_copy(update={name: _inside(getattr(model, name), twins) for name in names})


def _inside(value: Any, twins: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return twins.get(value, value)
    if isinstance(value, Mapping):
        return {twins.get(key, key): one for key, one in value.items()}
    if isinstance(value, Model):
        return inside(value, twins.values())
    return tuple(_inside(one, twins) for one in value) if isinstance(value, tuple) else value


def spoken(value: Any) -> Any:
    """Return `value`, of JSON types, with the names of columns as they are written in the source."""
    if isinstance(value, str):
        return written(value)
    if isinstance(value, Mapping):
        return {spoken(key): spoken(one) for key, one in value.items()}
    return list(map(spoken, value)) if isinstance(value, list) else value

"""What pydantic finds, as sentences about the file: the place, the value as written, and what would fit."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dte_exporter.config.document.document import Document
from dte_exporter.config.document.secrets import Resolved
from dte_exporter.config.fields import by_key, is_secret, model_at
from dte_exporter.config.problems import Path, Problem, did_you_mean, listed
from dte_exporter.config.redaction import SECRET, without_password

_FITTING = {
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "string_type": "a text",
    "path_type": "a path",
    "tuple_type": "a list, as in [a, b]",
    "list_type": "a list, as in [a, b]",
    "mapping_type": "a mapping of keys and values",
    "dict_type": "a mapping of keys and values",
    "model_type": "a mapping of keys and values",
    "literal_error": "{expected}",
    "greater_than": "more than {gt}",
    "greater_than_equal": "{ge} or more",
    "less_than": "less than {lt}",
    "less_than_equal": "{le} or less",
    "string_too_long": "at most {max_length} characters",
    "string_too_short": "at least {min_length} characters",
    "too_short": "at least {min_length} entry",
}
"""What would fit, by pydantic's name of the error."""


@dataclass(frozen=True, slots=True)
class Explainer:
    """Speaks of one file.

    Parameters
    ----------
    document : Document
        The file as written.
    resolved : Resolved
        The same with its references resolved.
    """

    document: Document
    resolved: Resolved

    def explain(self, error: ValidationError, model: type[BaseModel], tree: Any, at: Path) -> Iterator[Problem]:
        """Yield a problem for each place in `tree` that `model` refuses; `at` is where the tree lies in the file."""
        found = [(_place(one, tree), one) for one in error.errors(include_url=False)]
        for place, group in groupby(found, key=lambda pair: pair[0]):
            errors = [one for _, one in group]
            if not self._is_aftermath(errors[0], (*at, *place)):
                yield Problem((*at, *place), self._sentence(errors, model, place, at))

    def _is_aftermath(self, error: ErrorDetails, path: Path) -> bool:
        """Return whether the value at `path`, or for a rule between values one below, was never understood."""
        if error["type"] == "value_error":
            return any(place[: len(path)] == path for place in self._broken())
        return path in self._broken()

    def lost(self, path: Path) -> frozenset[str]:
        """Return the keys of the mapping at `path` whose values could not be read."""
        below = (place for place in self._broken() if place[: len(path)] == path and len(place) > len(path))
        return frozenset(str(place[len(path)]) for place in below)

    def _broken(self) -> list[Path]:
        return [problem.path for problem in (*self.document.problems, *self.resolved.problems)]

    def shown(self, value: Any, path: Path) -> str:
        """Return `value` as the file words it: never what a reference stands for."""
        match value:
            case dict():
                return "a mapping" if value else "an empty mapping"
            case list():
                return "a list" if value else "an empty list"
            case None:
                return "nothing"
        if path in self.resolved.references:
            value = self.resolved.references[path].written
        elif not isinstance(value, str):
            return self.document.texts.get(path, str(value))
        text = without_password(value)
        return repr(text if len(text) <= 60 else f"{text[:59]}…")

    def _sentence(self, errors: list[ErrorDetails], model: type[BaseModel], place: Path, at: Path) -> str:
        first = errors[0]
        if first["type"] == "extra_forbidden":
            parent = model_at(model, place[:-1])
            return unknown_key(str(place[-1]), by_key(parent) if parent else ())
        if first["type"] == "missing":
            return missing(model_at(model, place[:-1]), str(place[-1]))
        return _misfit(self._shown(first, model, place, at), first["input"], errors)

    def _shown(self, error: ErrorDetails, model: type[BaseModel], place: Path, at: Path) -> str:
        if error["loc"] and error["loc"][-1] == "[key]":
            return repr(place[-1])
        if is_secret(model, place) and (*at, *place) not in self.resolved.references:
            return SECRET
        return self.shown(_value_at(self.resolved.tree, (*at, *place)), (*at, *place))


def unknown_key(key: str, known: Collection[str]) -> str:
    """Return the sentence for a `key` that is not among `known`."""
    return f"unknown key{did_you_mean(key, known)}: {listed('allowed', known)}"


def missing(model: type[BaseModel] | None, key: str) -> str:
    """Return the sentence for a `key` that `model` must have."""
    field = by_key(model)[key][1] if model and key in by_key(model) else None
    what = field.description if field and field.description else ""
    return f"is missing: {what[0].lower()}{what[1:].rstrip('.')}" if what else "is missing"


def _misfit(shown: str, value: Any, errors: list[ErrorDetails]) -> str:
    first = errors[0]
    context = first.get("ctx", {})
    if first["type"] == "value_error":
        reason = str(context["error"])
        return reason if isinstance(value, dict) or shown in reason else f"{shown}: {reason}"
    if len(errors) == 1 and first["type"] == "string_type" and isinstance(value, bool | int | float):
        return f'{shown} is no text: quote it ("{shown}")'
    if not all(one["type"] in _FITTING for one in errors):
        return f"{shown}: {first['msg'][0].lower()}{first['msg'][1:]}"
    fitting = list(dict.fromkeys(_fitting(one) for one in errors))
    near = did_you_mean(value, context["expected"].split("'")[1::2]) if _is_a_choice(value, first) else ""
    return f"{shown} does not fit{near}: write {' or '.join(filter(None, (', '.join(fitting[:-1]), fitting[-1])))}"


def _fitting(error: ErrorDetails) -> str:
    limits = {name: f"{limit:g}" if isinstance(limit, float) else limit for name, limit in error.get("ctx", {}).items()}
    return _FITTING[error["type"]].format(**limits)


def _is_a_choice(value: Any, error: ErrorDetails) -> bool:
    return error["type"] == "literal_error" and isinstance(value, str)


def _place(error: ErrorDetails, tree: Any) -> Path:
    """Return the part of an error's location that is in the file; pydantic adds its own words to it."""
    place: list[str | int] = []
    for part in error["loc"]:
        if (isinstance(tree, dict) and part in tree) or (isinstance(tree, list) and isinstance(part, int)):
            place.append(part)
            tree = tree[part]  # type: ignore[index]  # `part` fits, as the line above saw
    return (*place, error["loc"][-1]) if error["type"] == "missing" else tuple(place)


def _value_at(tree: Any, path: Path) -> Any:
    for part in path:
        tree = tree[part]
    return tree

"""Parts of a file as models: what fits is one, and of what does not every fault is told."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from dte_exporter.config.confined.confinement import Confinement
from dte_exporter.config.document.explanations import Explainer, unknown_key
from dte_exporter.config.fields import by_key
from dte_exporter.config.problems import Path, Problem, choice, listed, nearest
from dte_exporter.config.types import AS_WRITTEN
from dte_exporter.declared_source import Source

M = TypeVar("M", bound=BaseModel)
K = TypeVar("K")


@dataclass(slots=True)
class Fitting:
    """Fits the parts of one file, and gathers what is wrong with each.

    Parameters
    ----------
    explainer : Explainer
        Says of a fault what is written there.
    confinement : Confinement
        Where sources may read.
    problems : list of Problem
        What was found so far.
    """

    explainer: Explainer
    confinement: Confinement
    problems: list[Problem]

    def model(self, model: type[M], tree: Any, at: Path) -> M | None:
        """Return `tree` as a `model`, None where it does not fit."""
        try:
            return model.model_validate(tree, context=AS_WRITTEN)
        except ValidationError as error:
            self.problems += self.explainer.explain(error, model, tree, at)
            return None

    def part(self, model: type[M], tree: Mapping[str, Any], at: Path) -> M | None:
        """Return what of `tree` is for `model` as one."""
        return self.model(model, part(tree, model), at)

    def confined(self, model: type[M], tree: Mapping[str, Any], at: Path) -> M | None:
        """Return what names files, noting which of them lie outside of what sources are confined to."""
        fitted = self.model(model, tree, at)
        self.problems += self.confinement.problems(fitted, at)
        return fitted

    def named(self, name: Any, known: Mapping[str, K], what: str, at: Path) -> K | None:
        """Return what of `known` is called `name`; None, and a problem, for a name of nothing."""
        if not isinstance(name, str):
            return None
        if name not in known:
            self.problems.append(Problem(at, choice(name, what, known)))
        return known.get(name)

    def source(self, tree: Any, known: Mapping[str, Source], what: str, at: Path) -> BaseModel | None:
        """Return the settings of one of the `known` sources, by the type in `tree`; None where it names none."""
        if not isinstance(tree, dict):
            self.problems.append(
                Problem(at, f"{self.explainer.shown(tree, at)} does not fit: write a mapping with a type")
            )
        elif not isinstance(tree.get("type"), str):
            self.problems.append(Problem((*at, "type"), f"a source names its type: {listed('known', known)}"))
        elif kind := self.named(tree["type"], known, what, (*at, "type")):
            settings: BaseModel | None = self.confined(kind.config, tree, at)
            return settings
        return None

    def keys(self, tree: Mapping[str, Any], known: Collection[str], at: Path) -> None:
        """Note the keys of `tree` that are none of those `known`."""
        self.problems += [Problem((*at, key), unknown_key(key, known)) for key in tree if key not in known]


def part(tree: Mapping[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """Return what of `tree` is for `model`."""
    return {key: value for key, value in tree.items() if key in by_key(model)}


def meant(word: Any, known: Mapping[str, K]) -> K | None:
    """Return what a misspelt `word` seems to name, so that the rest beside it can be looked at."""
    near = nearest(word, known) if isinstance(word, str) else None
    return known[near] if near is not None else None

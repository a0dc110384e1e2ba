"""The entries of a file, section by section: each is fitted to what its kind asks for, then held to the rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from dte_exporter.config.loading.check_rules import (
    Written,
    check_problems,
    entry_problems,
    further_problems,
    model_problems,
)
from dte_exporter.config.loading.composition import (
    checks_to_name,
    keys_of,
    keys_of_entry,
    keys_of_metrics,
    measured_of_models,
)
from dte_exporter.config.loading.dataset_rules import dataset_problems
from dte_exporter.config.loading.fitting import Fitting, meant, part
from dte_exporter.config.loading.plain_secrets import plain_secrets
from dte_exporter.config.loading.salvage import sound_part
from dte_exporter.config.models import CheckSettings, DataSet
from dte_exporter.config.past.travel_rules import travel_problems
from dte_exporter.config.problems import Path as Place
from dte_exporter.config.registered_model import ModelSettings, as_check, kind_of
from dte_exporter.input import models_of
from dte_exporter.registry import Check, Registry

SECTIONS = ("datasets", "checks", "models")


@dataclass(slots=True)
class Entries:
    """What the entries of one file come to.

    Parameters
    ----------
    registry : Registry
        What exists.
    fitting : Fitting
        Fits them, and gathers what is wrong.
    written : mapping of str to mapping
        The sections as the file has them; empty where it has none.
    datasets : mapping of str to DataSet
        The sound data sets.
    checks : mapping of str to (CheckSettings, parameters)
        The sound checks, and the entries of ``models:`` as the checks that they are.
    """

    registry: Registry
    fitting: Fitting
    written: Mapping[str, Mapping[str, Any]]
    datasets: dict[str, DataSet] = field(default_factory=dict)
    checks: dict[str, tuple[CheckSettings, Any]] = field(default_factory=dict)

    def read(self) -> None:
        """Read every entry: data sets first, since checks are held against them."""
        remains = {at[1]: self._dataset(tree, at) for at, tree in self._mappings("datasets", DataSet)}
        unsound = {name: dataset for name, dataset in remains.items() if dataset is not None}
        self.fitting.problems += dataset_problems(self.datasets, unsound, self.written["datasets"])
        self.fitting.problems += travel_problems({**self.datasets, **unsound}, self.registry)
        self.fitting.problems += plain_secrets(self.fitting.explainer.document.tree)
        metrics = keys_of_metrics(checks_to_name(self.registry))
        for at, tree in self._mappings("checks", CheckSettings):
            self._check(tree, at, metrics)
        for at, tree in self._mappings("models", ModelSettings):
            self._model(tree, at)

    def _mappings(self, section: str, model: type[BaseModel]) -> Iterator[tuple[tuple[str, str], Mapping[str, Any]]]:
        """Yield the entries of a section with their places; what is no mapping is told to be none."""
        for name, tree in self.written[section].items():
            if isinstance(tree, dict):
                yield (section, name), tree
            else:
                self.fitting.model(model, tree, (section, name))

    def _dataset(self, tree: Mapping[str, Any], at: tuple[str, str]) -> DataSet | None:
        """Take up a data set, or return what is sound of it, whose windows are looked at all the same."""
        known, source = self.registry.sources, None
        if "source" in tree:
            source = self.fitting.source(tree["source"], known, "source", (*at, "source"))
        told = {**tree, "source": source} if source else tree
        dataset = self.fitting.model(DataSet, told, at)
        if dataset is None:
            return sound_part(DataSet, {"source": None, **told})
        self.datasets[at[1]] = dataset
        return None

    def _check(self, tree: Mapping[str, Any], at: tuple[str, str], metrics: frozenset[str]) -> None:
        known, datasets = checks_to_name(self.registry), frozenset(self.written["datasets"])
        named = self.fitting.named(tree.get("check"), known, "check", (*at, "check"))
        kind = named or meant(tree.get("check"), known)
        settings = self.fitting.part(CheckSettings, tree, at)
        params = self._params(kind, tree, at) if kind else None
        written = Written(at, tree, kind, settings, self.fitting.explainer.lost(at))
        self.fitting.problems += check_problems(written, self.datasets, datasets, metrics)
        if kind is not None and params is not None:
            self.fitting.problems += further_problems(at, kind.reads(params), datasets)
            self.fitting.problems += model_problems(at, models_of(kind.inputs, params), self.written["models"])
        if named and settings is not None and params is not None:
            self.checks[at[1]] = settings, params

    def _params(self, kind: Check[Any], tree: Mapping[str, Any], at: Place) -> BaseModel | None:
        self.fitting.keys(tree, frozenset().union(*keys_of(kind)), at)
        params: BaseModel | None = self.fitting.confined(kind.params, part(tree, kind.params), at)
        return params

    def _model(self, tree: Mapping[str, Any], at: tuple[str, str]) -> None:
        name, known = at[1], self.registry.model_sources
        kind = self.fitting.named(kind_of(name, tree), known, "model source", (*at, "type"))
        settings = self.fitting.part(ModelSettings, tree, at)
        source = None
        if kind is not None:
            self.fitting.keys(tree, frozenset().union(*keys_of_entry(kind)), at)
            source = self.fitting.confined(kind.config, part(tree, kind.config), at)
        written = Written(at, tree, None, settings, self.fitting.explainer.lost(at))
        names = frozenset(self.written["checks"])
        self.fitting.problems += entry_problems(written, names, measured_of_models(self.registry))
        if settings is not None and source is not None:
            self.checks[name] = as_check(name, settings, source)

"""From a file to a `Config`: read, resolve, validate against the registry, and tell all that is wrong at once."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from dte_exporter.config.configured import Config, ConfiguredCheck
from dte_exporter.config.confinement import Confinement
from dte_exporter.config.document.document import read
from dte_exporter.config.document.explanations import Explainer, missing, unknown_key
from dte_exporter.config.document.secrets import resolve
from dte_exporter.config.document.sentences import sentences
from dte_exporter.config.governance.governance import Governance
from dte_exporter.config.governance.loading import GovernanceLoader
from dte_exporter.config.governance.section import Compliance
from dte_exporter.config.governance.unwritten import checks_on_record, record_problems
from dte_exporter.config.loading.check_rules import Written, check_problems, entry_problems, further_problems
from dte_exporter.config.loading.composition import (
    ConfigFile,
    TeamFile,
    checks_to_name,
    keys_of,
    keys_of_entry,
    keys_of_metrics,
    measured_of_models,
    part,
)
from dte_exporter.config.loading.dataset_rules import dataset_problems
from dte_exporter.config.loading.plain_passwords import plain_passwords
from dte_exporter.config.loading.salvage import sound_part
from dte_exporter.config.loading.teams import with_teams
from dte_exporter.config.models import CheckSettings, DataSet, Settings
from dte_exporter.config.problems import Path as Place
from dte_exporter.config.problems import Problem, choice, listed, nearest
from dte_exporter.config.redaction import redacted
from dte_exporter.config.registered_model import ModelSettings, as_check, kind_of
from dte_exporter.config.types import AS_WRITTEN
from dte_exporter.errors import ConfigError
from dte_exporter.registry import Check, Registry, Source

SECTIONS = ("datasets", "checks", "models")

M = TypeVar("M", bound=BaseModel)


def load(path: Path, registry: Registry, root: Path | None = None) -> Config:
    """Return the config in the file at `path`, with the files of teams that it includes.

    Parameters
    ----------
    path : Path
        The main file.
    registry : Registry
        What exists.
    root : Path or None
        The folder that sources are confined to.

    Raises
    ------
    ConfigError
        If anything is wrong with any of them: every problem, by file and in the order of lines.
    """
    config = load_sound(path, registry, None, root)
    problems = tuple(problem for team in config.teams.values() for problem in team.problems)
    if problems:
        raise ConfigError(problems)
    return config


def load_sound(path: Path, registry: Registry, former: Config | None = None, root: Path | None = None) -> Config:
    """Return the same, where a team's file with a mistake counts as it did in the `former` config, or not at all.

    Raises
    ------
    ConfigError
        If anything is wrong with the main file.
    """
    own = _load(path, registry, ConfigFile, root)

    def read(file: Path) -> Config:
        return _load(file, registry, TeamFile, root)

    return with_teams(own, own.settings.include, read, former.teams if former else {})


def _load(path: Path, registry: Registry, form: type[TeamFile], root: Path | None) -> Config:
    """Return what one file says."""
    document = read(path)
    resolved = resolve(document.tree, path.parent, os.environ)
    governance = GovernanceLoader(registry, path.parent)
    problems = [*document.problems, *resolved.problems]
    confinement = Confinement(path.resolve().parent, root)
    loader = _Loader(registry, Explainer(document, resolved), form, problems, governance, confinement)
    config = loader.config(path)
    if config is None or loader.problems or governance.elsewhere:
        raise ConfigError((*sentences(path, loader.problems, document, resolved), *governance.elsewhere))
    return config


@dataclass(slots=True)
class _Loader:
    """Builds the parts of one config, gathering what is wrong with each."""

    registry: Registry
    explainer: Explainer
    form: type[TeamFile]
    problems: list[Problem]
    files: GovernanceLoader
    confinement: Confinement
    datasets: dict[str, DataSet] = field(default_factory=dict)
    remains: dict[str, DataSet] = field(default_factory=dict)
    checks: dict[str, tuple[CheckSettings, Any]] = field(default_factory=dict)

    def config(self, path: Path) -> Config | None:
        """Return the whole, None if any part of it is wrong."""
        tree = self.explainer.resolved.tree
        whole = self.model(self.form, tree, ())
        written = {key: value if isinstance(value := tree.get(key), dict) else {} for key in SECTIONS}
        self.problems += [Problem((key,), missing(TeamFile, key)) for key in _lacking(tree)]
        for name, dataset in written["datasets"].items():
            self._dataset(name, dataset)
        self.problems += dataset_problems(self.datasets, self.remains, written["datasets"])
        self.problems += plain_passwords(self.explainer.document.tree.get("datasets"))
        for name, check in written["checks"].items():
            self._check(name, check, frozenset(written["datasets"]))
        for name, model in written["models"].items():
            self._entry(name, model, frozenset(written["checks"]))
        section = getattr(whole, "compliance", None) or self._compliance(tree)
        frameworks = self.files.frameworks(section)
        self.problems += (*self.files.problems, *record_problems(section, self.checks, self.registry))
        if whole is None or self.problems:
            return None
        named = {name: settings for name, (settings, _) in self.checks.items()}
        self.checks |= checks_on_record(section, self.checks, self.registry)
        governance = Governance(section, self.datasets, named, self._by_group(named), self.confinement.base)
        checks = {name: self._configured(name, governance) for name in self.checks}
        return Config(
            path,
            Settings.model_validate(part(tree, Settings), context=AS_WRITTEN),
            self.datasets,
            checks,
            self._shown(whole),
            frameworks,
            section.calendar.timezone,
            governance=governance,
            source_root=self.confinement.root,
        )

    def model(self, model: type[M], tree: Any, at: Place) -> M | None:
        """Return `tree` as a `model`, or None and a problem for all that does not fit."""
        try:
            return model.model_validate(tree, context=AS_WRITTEN)
        except ValidationError as error:
            self.problems += self.explainer.explain(error, model, tree, at)
            return None

    def _compliance(self, tree: Mapping[str, Any]) -> Compliance:
        """Return the section of a file that has faults elsewhere; an empty one where it has some itself."""
        written = tree.get("compliance") if "compliance" in self.form.model_fields else None
        try:
            return Compliance.model_validate(written or {}, context=AS_WRITTEN)
        except ValidationError:
            return Compliance()

    def _dataset(self, name: str, tree: Any) -> None:
        at: Place = ("datasets", name)
        source = self._source(tree["source"], (*at, "source")) if isinstance(tree, dict) and "source" in tree else None
        told = {**tree, "source": source} if source else tree
        dataset = self.model(DataSet, told, at)
        if dataset is not None:
            self.datasets[name] = dataset
        elif isinstance(told, dict):
            self.remains[name] = sound_part(DataSet, {"source": None, **told})

    def _source(self, tree: Any, at: Place) -> BaseModel | None:
        types = listed("known", self.registry.sources)
        if not isinstance(tree, dict):
            self.problems.append(
                Problem(at, f"{self.explainer.shown(tree, at)} does not fit: write a mapping with a type")
            )
            return None
        if not isinstance(tree.get("type"), str):
            self.problems.append(Problem((*at, "type"), f"a source names its type: {types}"))
            return None
        kind = self._named(tree, "type", self.registry.sources, "source", at)
        return self._confined(self.model(kind.config, tree, at), at) if kind else None

    def _confined(self, source: M | None, at: Place) -> M | None:
        """Return `source`, noting where it would read outside of what it is confined to."""
        self.problems += self.confinement.problems(source, at)
        return source

    def _named(self, tree: Mapping[str, Any], key: str, known: Mapping[str, Any], what: str, at: Place) -> Any:
        """Return what of `known` the `key` of `tree` names, or None and a problem for a name of nothing."""
        name = tree.get(key)
        if isinstance(name, str) and name not in known:
            self.problems.append(Problem((*at, key), choice(name, what, known)))
        return known.get(name) if isinstance(name, str) else None

    def _check(self, name: str, tree: Any, datasets: frozenset[str]) -> None:
        at: Place = ("checks", name)
        if not isinstance(tree, dict):
            self.model(CheckSettings, tree, at)
            return
        known = checks_to_name(self.registry)
        named = self._named(tree, "check", known, "check", at)
        kind = named or _meant(tree.get("check"), known)
        settings = self.model(CheckSettings, part(tree, CheckSettings), at)
        params = self._params(kind, tree, at) if kind else None
        written = Written(at, tree, kind, settings, self.explainer.lost(at))
        self.problems += check_problems(written, self.datasets, datasets, keys_of_metrics(known))
        if kind is not None and params is not None:
            self.problems += further_problems(at, kind.reads(params), datasets)
        if named and settings is not None and params is not None:
            self.checks[name] = settings, params

    def _params(self, kind: Check[Any], tree: Mapping[str, Any], at: Place) -> BaseModel | None:
        known = frozenset().union(*keys_of(kind))
        self.problems += [Problem((*at, key), unknown_key(key, known)) for key in tree if key not in known]
        params: BaseModel | None = self.model(kind.params, part(tree, kind.params), at)
        return params

    def _entry(self, name: str, tree: Any, checks: frozenset[str]) -> None:
        at: Place = ("models", name)
        if not isinstance(tree, dict):
            self.model(ModelSettings, tree, at)
            return
        kind = self._named({"type": kind_of(name, tree)}, "type", self.registry.model_sources, "model source", at)
        settings = self.model(ModelSettings, part(tree, ModelSettings), at)
        source = self._records(kind, tree, at) if kind else None
        written = Written(at, tree, None, settings, self.explainer.lost(at))
        self.problems += entry_problems(written, checks, measured_of_models(self.registry))
        if settings is not None and source is not None:
            self.checks[name] = as_check(name, settings, source)

    def _records(self, kind: Source, tree: Mapping[str, Any], at: Place) -> BaseModel | None:
        """Return where the records of an entry are, None if that does not fit."""
        known = frozenset().union(*keys_of_entry(kind))
        self.problems += [Problem((*at, key), unknown_key(key, known)) for key in tree if key not in known]
        source: BaseModel | None = self.model(kind.config, part(tree, kind.config), at)
        return self._confined(source, at)

    def _configured(self, name: str, governance: Governance) -> ConfiguredCheck:
        settings, params = self.checks[name]
        kind = self.registry.checks[settings.check]
        read = {*self._read_by(settings.dataset), *kind.reads(params).values()}
        read |= {labels.dataset for name in read if (labels := self.datasets[name].labels)}
        datasets = {other: dataset for other, dataset in self.datasets.items() if other in read}
        told = governance if kind.sees_config else None
        base, root = self.confinement.base, self.confinement.root
        return ConfiguredCheck(name, settings, params, datasets, base, kind.pillar, told, source_root=root)

    def _by_group(self, named: Mapping[str, CheckSettings]) -> frozenset[str]:
        """Return the checks of kinds that look at groups of people."""
        emitted = {name: self.registry.checks[settings.check].emits for name, settings in named.items()}
        return frozenset(name for name, specs in emitted.items() if any("group" in spec.labels for spec in specs))

    def _read_by(self, dataset: str) -> Iterable[str]:
        """Return a data set and those that its windows name; none where there is none."""
        if not dataset:
            return ()
        windows = self.datasets[dataset].windows
        others = [window.dataset for window in (windows.reference, windows.current) if window and window.dataset]
        return (dataset, *others)

    def _shown(self, whole: TeamFile) -> dict[str, Any]:
        """Return the file as it may be shown."""
        tree = self.explainer.document.tree
        params = {name: params for name, (_, params) in self.checks.items()}
        entries = {name: getattr(each, "source", None) for name, each in params.items()}
        sections = {"datasets": self.datasets, "checks": params, "models": entries}
        return {key: redacted(value, sections.get(key, getattr(whole, key, None))) for key, value in tree.items()}


def _meant(word: Any, known: Mapping[str, Check[Any]]) -> Check[Any] | None:
    """Return the kind that a misspelt `word` seems to name, so that the rest of its check can be looked at."""
    near = nearest(word, known) if isinstance(word, str) else None
    return known[near] if near is not None else None


def _lacking(tree: Mapping[str, Any]) -> Iterator[str]:
    """Yield the sections that a file must have: data sets and checks, models, a record, or files of teams."""
    stands_alone = {"compliance", "include"} & tree.keys() or (
        "models" in tree and not {"checks", "datasets"} & tree.keys()
    )
    if not stands_alone:
        yield from (key for key in ("datasets", "checks") if key not in tree)

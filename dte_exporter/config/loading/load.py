"""From a file to a `Config`: read, resolve, validate against the registry, and tell all that is wrong at once."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from dte_exporter.config.configured import Config
from dte_exporter.config.confined.confinement import Confinement
from dte_exporter.config.document.document import Document, parsed, read
from dte_exporter.config.document.explanations import Explainer, missing
from dte_exporter.config.document.secrets import resolve
from dte_exporter.config.document.sentences import sentences
from dte_exporter.config.governance.framework import Framework
from dte_exporter.config.governance.governance import Governance
from dte_exporter.config.governance.loading import GovernanceLoader
from dte_exporter.config.governance.section import Compliance
from dte_exporter.config.governance.unwritten import checks_on_record, record_problems
from dte_exporter.config.lineage.lineage_loading import fitted_lineage, lineage_problems
from dte_exporter.config.lineage.lineage_section import Lineage
from dte_exporter.config.loading.composition import ConfigFile, TeamFile
from dte_exporter.config.loading.configured_checks import by_group, configured
from dte_exporter.config.loading.entries import SECTIONS, Entries
from dte_exporter.config.loading.fitting import Fitting, part
from dte_exporter.config.loading.teams import with_teams
from dte_exporter.config.models import Settings
from dte_exporter.config.problems import Problem
from dte_exporter.config.redaction import redacted
from dte_exporter.config.types import AS_WRITTEN
from dte_exporter.errors import ConfigError
from dte_exporter.registry import Registry


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


def load_text(text: str, path: Path, registry: Registry, root: Path | None = None) -> Config:
    """Return the config that `text` is, as if it lay at `path`: relative paths in it start from the folder of that.

    Raises
    ------
    ConfigError
        If anything is wrong with it.
    """
    return _fitted(parsed(text, path), path, registry, ConfigFile, root)


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
    return _fitted(read(path), path, registry, form, root)


def _fitted(document: Document, path: Path, registry: Registry, form: type[TeamFile], root: Path | None) -> Config:
    """Return what the `document` of one file says."""
    resolved = resolve(document.tree, path.parent, os.environ)
    explainer = Explainer(document, resolved)
    confinement = Confinement(path.resolve().parent, root)
    fitting = Fitting(explainer, confinement, [*document.problems, *resolved.problems])
    whole = fitting.model(form, resolved.tree, ())
    fitting.problems += [Problem((key,), missing(TeamFile, key)) for key in _lacking(resolved.tree)]
    entries = Entries(registry, fitting, _sections(resolved.tree))
    entries.read()
    section = getattr(whole, "compliance", None) or _compliance(resolved.tree, form)
    governance = GovernanceLoader(registry, path.parent)
    frameworks = governance.frameworks(section)
    fitting.problems += (*governance.problems, *record_problems(section, entries.checks, registry))
    lineage = Lineage()
    if isinstance(whole, ConfigFile):
        told, written = whole.lineage or Lineage(), entries.written["datasets"]
        lineage = fitted_lineage(told, registry, fitting)
        fitting.problems += lineage_problems(told, written, entries.checks, registry, whole.history)
    if whole is None or fitting.problems or governance.elsewhere:
        raise ConfigError((*sentences(path, fitting.problems, document, resolved), *governance.elsewhere))
    return _Sound(path, whole, entries, section, frameworks, lineage).config()


def _sections(tree: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """Return the sections of entries; an empty one for what is none, which is told elsewhere."""
    return {key: value if isinstance(value := tree.get(key), dict) else {} for key in SECTIONS}


def _lacking(tree: Mapping[str, Any]) -> Iterator[str]:
    """Yield the sections that a file must have: data sets and checks, models, a record, or files of teams."""
    stands_alone = {"compliance", "include"} & tree.keys() or (
        "models" in tree and not {"checks", "datasets"} & tree.keys()
    )
    if not stands_alone:
        yield from (key for key in ("datasets", "checks") if key not in tree)


def _compliance(tree: Mapping[str, Any], form: type[TeamFile]) -> Compliance:
    """Return the section of a file that has faults elsewhere; an empty one where it has some itself."""
    written = tree.get("compliance") if "compliance" in form.model_fields else None
    try:
        return Compliance.model_validate(written or {}, context=AS_WRITTEN)
    except ValidationError:
        return Compliance()


@dataclass(frozen=True, slots=True)
class _Sound:
    """A file in which nothing is wrong."""

    path: Path
    whole: TeamFile
    entries: Entries
    section: Compliance
    frameworks: Mapping[str, Framework]
    lineage: Lineage

    def config(self) -> Config:
        """Return what it says, with the checks that need no line in it."""
        entries, registry, section = self.entries, self.entries.registry, self.section
        confinement = entries.fitting.confinement
        named = {name: settings for name, (settings, _) in entries.checks.items()}
        tree = entries.fitting.explainer.resolved.tree
        settings = Settings.model_validate(part(tree, Settings), context=AS_WRITTEN)
        told = Governance(
            section,
            entries.datasets,
            named,
            by_group(named, registry),
            confinement.base,
            self.lineage,
            settings.history,
        )
        checks = {**entries.checks, **checks_on_record(section, entries.checks, registry)}
        return Config(
            self.path,
            settings,
            entries.datasets,
            configured(checks, entries.datasets, told, registry, confinement),
            self._shown({name: params for name, (_, params) in checks.items()}),
            self.frameworks,
            section.calendar.timezone,
            governance=told,
            source_root=confinement.root,
        )

    def _shown(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Return the file as it may be shown."""
        entries = {name: getattr(each, "source", None) for name, each in params.items()}
        sections = {
            "datasets": self.entries.datasets,
            "checks": params,
            "models": entries,
            "lineage": self.lineage,
        }
        tree = self.entries.fitting.explainer.document.tree
        return {key: redacted(value, sections.get(key, getattr(self.whole, key, None))) for key, value in tree.items()}

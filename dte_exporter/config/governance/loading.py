"""From the section ``compliance:`` to the frameworks that apply, and what is wrong with the files that it names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from dte_exporter.config.governance.framework import Control, Framework, load_framework, shipped
from dte_exporter.config.governance.record_file import load_record
from dte_exporter.config.governance.section import Compliance, FrameworkSettings
from dte_exporter.config.loading.composition import checks_to_name
from dte_exporter.config.problems import Path, Problem, choice, did_you_mean
from dte_exporter.errors import ConfigError
from dte_exporter.registry import Registry

_AT: Path = ("compliance", "frameworks")


@dataclass(slots=True)
class GovernanceLoader:
    """Reads what the section names, gathering what is wrong.

    Parameters
    ----------
    registry : Registry
        What a framework may take as evidence.
    base : Path
        The folder that relative paths start from.
    problems : list of Problem
        What is wrong in the config.
    elsewhere : list of str
        What is wrong in the files that it names, each a whole sentence.
    """

    registry: Registry
    base: FilePath
    problems: list[Problem] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def frameworks(self, section: Compliance) -> Mapping[str, Framework]:
        """Return the frameworks that apply, with what the user decided on their controls; read the record as well."""
        if section.record is not None:
            try:
                load_record(self.base / section.record)
            except ConfigError as error:
                self.elsewhere += error.problems
        found = {name: self._framework(name, settings, section) for name, settings in section.frameworks.items()}
        return {name: framework for name, framework in found.items() if framework is not None}

    def _framework(self, name: str, settings: FrameworkSettings, section: Compliance) -> Framework | None:
        files = shipped()
        if settings.path is None and name not in files:
            sentence = f"{choice(name, 'framework that is shipped', files)}; one of your own has a path"
            self.problems.append(Problem((*_AT, name), sentence))
            return None
        file = files[name] if settings.path is None else self.base / settings.path
        try:
            framework = load_framework(file)
        except ConfigError as error:
            self.elsewhere += error.problems
            return None
        if settings.path is not None:
            self.elsewhere += self._unknown_evidence(file, framework)
        for control in settings.controls.keys() - framework.controls.keys():
            what = choice(control, f"control of {name}", framework.controls)
            self.problems.append(Problem((*_AT, name, "controls", control), what))
        return framework.decided(settings, section)

    def _unknown_evidence(self, file: FilePath, framework: Framework) -> Iterator[str]:
        """Yield what a framework of the user's own takes as evidence and nothing gives."""
        kinds = checks_to_name(self.registry)
        metrics = frozenset(spec.key for spec in self.registry.specs.values())
        for name, control in framework.controls.items():
            for kind in _kinds(control):
                if kind not in kinds:
                    yield f"{file}: controls.{name}: {choice(kind, 'check', kinds)}"
            for metric in (selector.metric for selector in control.objectives):
                if metric and metric not in metrics:
                    hint = did_you_mean(metric, metrics)
                    yield f"{file}: controls.{name}: {metric!r} is no metric{hint}: dte-exporter catalogue tells all"


def _kinds(control: Control) -> Iterator[str]:
    yield from filter(None, (control.check, *(selector.check for selector in control.objectives)))

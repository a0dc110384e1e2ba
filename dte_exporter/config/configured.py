"""The config as it is resolved: checks with all that they read, and the whole that is in force."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dte_exporter.config.confined.confinement import Confinement
from dte_exporter.config.models import CheckSettings, DataSet, Settings
from dte_exporter.config.windows import Window

if TYPE_CHECKING:
    from dte_exporter.config.governance.framework import Framework
    from dte_exporter.config.governance.governance import Governance
    from dte_exporter.config.loading.teams import Team

_NO_ROWS = DataSet(source=None)


@dataclass(frozen=True, slots=True)
class ConfiguredCheck:
    """A check as the config resolves it: all that a worker needs, and all that makes it the same check on reload.

    Parameters
    ----------
    name : str
        The key in ``checks:`` or ``models:``, its ``check`` label.
    settings : CheckSettings
        What every check has.
    params : pydantic.BaseModel
        The parameters of its kind.
    datasets : mapping of str to DataSet
        Its own data set, those that its windows, labels and parameters name; none where it reads a model's records.
    base : Path
        The folder that relative paths start from: the config file's.
    pillar : str
        The pillar of the metrics it emits.
    governance : Governance or None
        For a check of compliance: what else the config says.
    scoped_by : str
        The team whose file it is from, empty for the main file; its name then begins with the team's.
    source_root : Path or None
        The folder that its sources are confined to, None for none.
    models : mapping
        Where the records of the models lie that its inputs read, by the entry's name.
    """

    name: str
    settings: CheckSettings
    params: Any
    datasets: Mapping[str, DataSet]
    base: Path
    pillar: str
    governance: "Governance | None" = None
    scoped_by: str = ""
    source_root: Path | None = None
    models: Mapping[str, Any] = field(default_factory=dict)

    @property
    def confinement(self) -> Confinement:
        """Where its sources may read."""
        return Confinement(self.base, self.source_root)

    @property
    def dataset(self) -> DataSet:
        """The data set that it reads; one without rows where it reads none."""
        return self.datasets.get(self.settings.dataset, _NO_ROWS)

    @property
    def scope(self) -> dict[str, str]:
        """The labels that say where its values come from."""
        return {"check": self.name, "dataset": self.label_of(self.settings.dataset), "model": self.settings.model}

    def label_of(self, dataset: str) -> str:
        """Return the ``dataset`` label of one of its data sets: another team may have one of the same name."""
        return f"{self.scoped_by}.{dataset}" if self.scoped_by and dataset else dataset

    @property
    def owner(self) -> str:
        """Who answers for it; where it names nobody, who answers for its data set."""
        return self.settings.owner or self.dataset.owner

    @property
    def team(self) -> str:
        """Who is told; where it names nobody, who is told of its data set, else the team whose file it is from."""
        return self.settings.team or self.dataset.team or self.scoped_by

    @property
    def runbook(self) -> str:
        """The page that says what to do; where it has none, its data set's."""
        return self.settings.runbook or self.dataset.runbook

    def window(self, name: str) -> Window | None:
        """Return the window called `name` of its data set, None for all rows, as of every further data set."""
        window: Window | None = getattr(self.dataset.windows, name, None)
        return window


@dataclass(frozen=True, slots=True)
class Config:
    """A whole config file, validated against the registry and resolved.

    Parameters
    ----------
    path : Path
        The file.
    settings : Settings
        What the whole process has.
    datasets, checks : mapping
        By name.
    source_tree : mapping
        The file as written, references to secrets unresolved and inline secrets redacted: what the API shows.
    frameworks : mapping of str to Framework
        The compliance frameworks that apply, with what the user decided on their controls, by name.
    timezone : str
        In which the days of compliance begin and end.
    teams : mapping of str to Team
        What the files of teams say, by the team's name; it is among `datasets` and `checks` as well.
    governance : Governance or None
        What checks of compliance are told of the file.
    source_root : Path or None
        The folder that sources are confined to, None for none.
    """

    path: Path
    settings: Settings
    datasets: Mapping[str, DataSet]
    checks: Mapping[str, ConfiguredCheck]
    source_tree: Mapping[str, Any]
    frameworks: Mapping[str, "Framework"] = field(default_factory=dict)
    timezone: str = "UTC"
    teams: Mapping[str, "Team"] = field(default_factory=dict)
    governance: "Governance | None" = None
    source_root: Path | None = None

    @property
    def cache(self) -> Path:
        """The folder of kept statistics, which a relative path names from the config file's."""
        return self.path.resolve().parent / self.settings.cache

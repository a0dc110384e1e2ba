"""What a check is told of the config beyond its own lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from dte_exporter.config.governance.section import Compliance
from dte_exporter.config.history import History
from dte_exporter.config.lineage.lineage_section import Lineage
from dte_exporter.config.models import CheckSettings, DataSet
from dte_exporter.input import Input


@dataclass(frozen=True, slots=True)
class Governance:
    """The config as checks of compliance and of lineage see it.

    Parameters
    ----------
    section : Compliance
        What the organisation answers to.
    datasets : mapping of str to DataSet
        All data sets of the file.
    checks : mapping of str to CheckSettings
        All checks that the file names, compliance or not.
    by_group : frozenset of str
        Those of them that look at groups of people.
    base : Path
        The folder that the record's path starts from.
    lineage : Lineage
        Who tells what data sets are made of.
    history : History or None
        Where results are kept, and events that were received.
    bases : mapping of str to Path
        The folder that relative paths of a team's data set start from, by its name here.
    """

    section: Compliance = field(default_factory=Compliance)
    datasets: Mapping[str, DataSet] = field(default_factory=dict)
    checks: Mapping[str, CheckSettings] = field(default_factory=dict)
    by_group: frozenset[str] = frozenset()
    base: Path = Path()
    lineage: Lineage = field(default_factory=Lineage)
    history: History | None = None
    bases: Mapping[str, Path] = field(default_factory=dict)

    def with_teams(self, teams: Mapping[str, "Governance"]) -> "Governance":
        """Return it with what the files of teams say as well, by names that begin with the team's."""
        datasets = {f"{team}.{name}": one for team, told in teams.items() for name, one in told.datasets.items()}
        checks = {
            f"{team}.{name}": one.model_copy(update={"dataset": f"{team}.{one.dataset}"})
            for team, told in teams.items()
            for name, one in told.checks.items()
        }
        by_group = {f"{team}.{name}" for team, told in teams.items() for name in told.by_group}
        return replace(
            self,
            datasets={**self.datasets, **datasets},
            checks={**self.checks, **checks},
            by_group=self.by_group | by_group,
            bases={f"{team}.{name}": told.base for team, told in teams.items() for name in told.datasets},
        )


GOVERNANCE: Input[Governance] = Input("governance", lambda check, registry: check.governance, whole_config=True)
"""What else the config says, for a check that asks."""

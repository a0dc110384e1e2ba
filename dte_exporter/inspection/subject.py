"""What is looked at: the data sets of a config, file by file, each with what reads it."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dte_exporter.config.configured import Config, ConfiguredCheck
from dte_exporter.config.confined.confinement import Confinement
from dte_exporter.config.models import DataSet
from dte_exporter.config.past.past_windows import apart
from dte_exporter.config.problems import Path as Place
from dte_exporter.config.spans.cut import Current, current_of
from dte_exporter.config.windows import SIDES, Window


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the config: its data sets and checks under the names that they have there.

    Parameters
    ----------
    file : Path
        Where it stands.
    datasets, checks : mapping
        By name.
    root : Path or None
        The folder that no source may read outside of.
    """

    file: Path
    datasets: Mapping[str, DataSet]
    checks: Mapping[str, ConfiguredCheck]
    root: Path | None

    @property
    def order(self) -> list[str]:
        """The data sets in the order of looking: first those that others read, so that these need not wait for them."""
        read = {other for name in self.datasets for other in self._read_with(name) if other != name}
        return sorted(self.datasets, key=lambda name: name not in read)

    def subject(self, name: str, unusable: Container[str], now: float) -> "Subject":
        """Return the data set called `name`, with those beside it that can be read."""
        datasets = {other: self.datasets[other] for other in self._read_with(name) if other not in unusable}
        looked_at = apart({**datasets, name: self.datasets[name]}, name)
        return Subject(
            name=name,
            datasets=looked_at,
            checks=tuple(check for check in self.checks.values() if check.settings.dataset == name),
            confinement=Confinement(self.file.resolve().parent, self.root),
            now=now,
            is_spanned=any(window.needs_time for window in _windows_on(name, self.datasets)),
            late_labels={other: str(dataset.columns.label) for other, dataset in self.datasets.items()},
            past={
                one.dataset: ("datasets", name, "windows", side)
                for side in SIDES
                if (one := getattr(looked_at[name].windows, side)) and one.dataset and one.dataset not in self.datasets
            },
        )

    def _read_with(self, name: str) -> frozenset[str]:
        """Return the data sets that are read with the one called `name`: by its windows, its labels and its checks."""
        checks = (check for check in self.checks.values() if check.settings.dataset == name)
        by_checks = {other for check in checks for other in check.datasets if other in self.datasets}
        return read_with(name, self.datasets) | by_checks


@dataclass(frozen=True, slots=True)
class Subject:
    """One data set to look at.

    Parameters
    ----------
    name : str
        Its name.
    datasets : mapping of str to DataSet
        It, and those that its windows, its labels and its checks read; one that cannot be read is left out.
    checks : tuple of ConfiguredCheck
        Those whose data set it is.
    confinement : Confinement
        Where relative paths start from, and what none may leave.
    now : float
        The moment that moving windows refer to.
    is_spanned : bool
        Whether a window is a span of its time.
    late_labels : mapping of str to str
        The column that labels are in, by data set: also of those that cannot be read.
    past : mapping of str to Path
        Those of `datasets` that are a data set as it was, each with the place of the window that means it.
    """

    name: str
    datasets: Mapping[str, DataSet]
    checks: tuple[ConfiguredCheck, ...]
    confinement: Confinement
    now: float
    is_spanned: bool
    late_labels: Mapping[str, str]
    past: Mapping[str, Place]

    @property
    def dataset(self) -> DataSet:
        """The data set itself."""
        return self.datasets[self.name]

    @property
    def current(self) -> Current | None:
        """Its current window, with the zone of the rows."""
        return current_of(self.datasets, self.name)

    @property
    def owners(self) -> frozenset[str]:
        """The data sets that the rows of its windows are of."""
        windows = self.dataset.windows
        return frozenset(self.owner(window) for window in (windows.reference, windows.current) if window)

    def owner(self, window: Window | None) -> str:
        """Return the data set that the rows of `window` are of."""
        return window.dataset if window and window.dataset else self.name


def parts(config: Config) -> Iterator[Part]:
    """Yield the files of `config`: the main one, and each team's."""
    of_teams = {f"{team}.{name}" for team, one in config.teams.items() for name in one.datasets}
    own = {name: dataset for name, dataset in config.datasets.items() if name not in of_teams}
    checks = {name: check for name, check in config.checks.items() if not check.scoped_by}
    yield Part(config.path, own, checks, config.source_root)
    for team in config.teams.values():
        yield Part(team.file, team.datasets, team.checks, config.source_root)


def read_with(name: str, datasets: Mapping[str, DataSet]) -> frozenset[str]:
    """Return the data sets that are read with the one called `name`, itself among them."""
    windows = datasets[name].windows
    owners = {name, *(one.dataset for one in (windows.reference, windows.current) if one and one.dataset)}
    return frozenset(owners | {labels.dataset for owner in owners if (labels := datasets[owner].labels)})


def _windows_on(name: str, datasets: Mapping[str, DataSet]) -> Iterator[Window]:
    """Yield the windows whose rows are of the data set called `name`."""
    for other, dataset in datasets.items():
        for window in (dataset.windows.reference, dataset.windows.current):
            if window and (window.dataset or other) == name:
                yield window

"""All that lineage is told, opened in the worker: by the sources of the config, by events, and by the config itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.confined.confinement import Confinement
from dte_exporter.input import Input
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import Teller, Told, ToldDataset
from dte_exporter.records.lineage.configured_names import names_of
from dte_exporter.registry import Registry

OWN_JOBS = "dte-exporter"
"""The namespace of the exporter's own checks, which are the jobs that read the data sets of the config."""


@dataclass(frozen=True, slots=True)
class ToldLineage:
    """What lineage is told, and which data sets of the config it is about.

    Parameters
    ----------
    datasets : mapping of str to Name
        The data sets of the config that have a name by the rules of lineage, by their ``dataset`` label.
    nameless : tuple of str
        The labels of those that have none: a query, for example, is no data set.
    origins : frozenset of str
        The labels of those that are trusted as they come.
    tellers : tuple of Teller
        Who tells.
    """

    datasets: Mapping[str, Name] = field(default_factory=dict)
    nameless: tuple[str, ...] = ()
    origins: frozenset[str] = frozenset()
    tellers: tuple[Teller, ...] = ()

    def told(self) -> Iterator[Told]:
        """Yield all that is told, by one teller after the other.

        Raises
        ------
        SourceError
            If one cannot be read: a graph without what it tells would say that nothing is upstream.
        """
        for teller in self.tellers:
            yield from teller.told()

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader should know of it, once it was told."""
        return tuple(notice for teller in self.tellers for notice in teller.notices)


@dataclass(frozen=True, slots=True)
class _Config:
    """What the config itself tells: what else its data sets are called, and which checks read them."""

    names: Mapping[str, tuple[Name, ...]]
    readers: Mapping[str, str]
    notices: tuple[str, ...] = ()

    def told(self) -> Iterator[Told]:
        for first, *others in self.names.values():
            yield Told(0.0, None, outputs=(ToldDataset(first, aliases=tuple(others)),))
        for check, dataset in self.readers.items():
            if dataset in self.names:
                yield Told(0.0, Name(OWN_JOBS, check), inputs=(ToldDataset(self.names[dataset][0]),))


def _opened(check: ConfiguredCheck, registry: Registry) -> ToldLineage:
    config = check.governance
    if config is None:
        return ToldLineage()
    places, sources = Confinement(config.base, check.source_root), registry.lineage_sources
    names = {
        check.label_of(name): tuple(names_of(one, config.bases.get(name, check.base)))
        for name, one in config.datasets.items()
    }
    named = {label: known for label, known in names.items() if known}
    readers = {check.label_of(name): check.label_of(one.dataset) for name, one in config.checks.items()}
    told: list[Teller] = [_Config(named, readers)]
    for name, source in config.lineage.sources.items():
        told.append(places.opened(sources[source.type], source, name))
    if config.lineage.receive is not None:
        told.append(sources["received"].open(config.history, config.base, "received"))
    return ToldLineage(
        {label: known[0] for label, known in named.items()},
        tuple(label for label in names if label not in named),
        frozenset(check.label_of(name) for name in config.lineage.origins),
        tuple(told),
    )


LINEAGE: Input[ToldLineage] = Input("lineage", _opened, whole_config=True)
"""All that lineage is told, for a check that traces it."""

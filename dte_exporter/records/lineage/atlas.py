"""Lineage as Apache Atlas knows it: its processes, with the data sets that they read and write, as they are now."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field

from dte_exporter.config.lineage.atlas_settings import AtlasServer
from dte_exporter.declared_source import Reach, source
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import Column, Told, ToldDataset
from dte_exporter.records.lineage.atlas_names import CHECK, column_of_entity, is_column, name_of_entity
from dte_exporter.records.lineage.atlas_server import Entity, Process, processes


class AtlasLineage(AtlasServer):
    """A server of Apache Atlas, and what its clusters are called elsewhere."""

    type: Literal["atlas"]
    namespaces: Mapping[str, str] = Field(
        default={},
        description="The namespace of lineage that a cluster stands for, such as `hive_table@prod: hive://metastore:9083`"
        " or `prod: hive://metastore:9083`; `hive://prod` by default.",
    )
    max: int = Field(default=20_000, ge=1, description="The most processes; a notice says that there are more.")


class Atlas:
    """What a server tells; a `lineage.told.Teller`.

    Parameters
    ----------
    name : str
        What the config calls the source.
    settings : AtlasLineage
        How it is reached.
    """

    def __init__(self, name: str, settings: AtlasLineage) -> None:
        self._name = name
        self._settings = settings
        self._more = False

    def told(self) -> Iterator[Told]:
        """Yield each process as a job; those that tell of columns add to the jobs that write the tables of these.

        Checks that an exporter has written there are none: they make nothing.

        Raises
        ------
        SourceError
            If the server does not answer, refuses, or answers what is none of Atlas's.
        """
        found = [*processes(self._settings, self._settings.max)]
        self._more = len(found) > self._settings.max
        found = found[: self._settings.max]
        columns = self._columns(found)
        host = urlsplit(self._settings.url).netloc
        for one in found:
            if not _of_columns(one) and one.itself.type_name != CHECK:
                job = Name(f"atlas://{host}", one.itself.qualified)
                inputs = self._datasets(one.inputs)
                read = {dataset.name for dataset in inputs}
                yield Told(one.at, job, None, inputs, self._datasets(one.outputs, columns, read))

    @property
    def notices(self) -> tuple[str, ...]:
        """That there is more than was read, once it was; one sentence."""
        if not self._more:
            return ()
        return (f"{self._name}: only {self._settings.max:,} processes were read, and there are more; raise max",)

    def _datasets(
        self,
        entities: Iterable[Entity],
        columns: Mapping[Column, set[Column]] | None = None,
        read: Iterable[Name] = (),
    ) -> tuple[ToldDataset, ...]:
        """Return data sets with what their columns are made from, as far as that is in what is `read`."""
        told: dict[Name, ToldDataset] = {}
        for entity in entities:
            name = name_of_entity(entity.type_name, entity.qualified, self._settings.namespaces)
            made = {
                column.column: tuple(sorted(one for one in sources if one.dataset in read))
                for column, sources in (columns or {}).items()
                if column.dataset == name
            }
            owners = (entity.owner,) if entity.owner else ()
            told[name] = ToldDataset(name, owners=owners, columns={key: of for key, of in made.items() if of})
        return tuple(told.values())

    def _columns(self, found: Iterable[Process]) -> dict[Column, set[Column]]:
        """Return what each column is made from, by whichever process."""
        made: dict[Column, set[Column]] = {}
        for process in filter(_of_columns, found):
            sources = {*self._named(process.inputs)}
            for column in self._named(process.outputs):
                made.setdefault(column, set()).update(sources)
        return made

    def _named(self, entities: Iterable[Entity]) -> Iterator[Column]:
        for one in entities:
            column = column_of_entity(one.type_name, one.qualified, self._settings.namespaces)
            if column is not None:
                yield column


def _of_columns(process: Process) -> bool:
    return any(is_column(one.type_name) for one in (*process.inputs, *process.outputs))


@source(
    "atlas",
    config=AtlasLineage,
    holds="lineage",
    drivers=("apache_atlas.client.base_client",),
    reaches=(
        Reach("processes of Apache Atlas", "apache_atlas", "lineage", "asked in our tests on a stub of its REST API"),
    ),
)
def open_atlas(config: AtlasLineage, base: Path, name: str) -> Atlas:
    """Return what the server that the source called `name` means tells; no file is read, so `base` is not asked."""
    return Atlas(name, config)

"""Lineage of a dbt project, by what dbt writes into ``target/``: its graph, its last run, and its catalogue."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field

from dte_exporter.config.confined.confinement import Confinement
from dte_exporter.declared_source import Reach, source
from dte_exporter.errors import SourceError
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import RunState, Told, ToldDataset, ToldRun
from dte_exporter.records.foreign_files import Wanted, files_at
from dte_exporter.records.foreign_path import ForeignPath
from dte_exporter.records.lineage.dbt_columns import ModelColumns
from dte_exporter.records.lineage.dbt_manifest import Manifest, read_manifest
from dte_exporter.records.lineage.dbt_results import CATALOG, RUN_RESULTS, Catalog, NodeResult, RunResults, read_beside
from dte_exporter.records.validations.json_document import UnfitError
from dte_exporter.records.validations.reported import moment

MANIFEST = "manifest.json"
WANTED = Wanted("a file of dbt", {".json": "JSON"}, 128 * 2**20)
"""What is looked for; a manifest of a thousand models has ten megabytes."""

_STATES: Mapping[str, RunState] = {
    "success": "complete",
    "error": "failed",
    "fail": "failed",
    "partial success": "failed",
}
"""How a node's run ended; one of another status, such as ``skipped``, did not run."""

_JUDGED = {"pass": 0, "warn": 1, "fail": 1}
"""Assertions that a test of a status found broken; one of another, such as ``error``, could not be judged."""


class DbtTarget(ForeignPath):
    """The folder of a dbt project that dbt writes into."""

    type: Literal["dbt"]
    path: str = Field(
        min_length=1,
        description="The folder target/ of the project, or the manifest.json in it; relative to the config file, or by "
        "its address on an object store, such as s3://bucket/target.",
    )
    namespace: str = Field(
        default="",
        description="Where its tables live, by OpenLineage's rules, such as postgres://host:5432. It is in no file of "
        "target/; only of BigQuery it follows from the adapter.",
    )


class DbtArtifacts:
    """What dbt wrote of one project; a `lineage.told.Teller`.

    Parameters
    ----------
    name : str
        What the config calls the source; the namespace of its jobs.
    settings : DbtTarget
        Where the files are.
    confinement : Confinement
        Where relative paths start from, and what none may leave.
    """

    def __init__(self, name: str, settings: DbtTarget, confinement: Confinement) -> None:
        self._name = name
        self._settings = settings
        self._confinement = confinement
        self._notices: tuple[str, ...] = ()

    def told(self) -> Iterator[Told]:
        """Yield the jobs as the project has them, what the last run of dbt did, and what its catalogue says.

        Raises
        ------
        SourceError
            If there is no manifest, or a file is not as dbt writes it.
        """
        path = self._settings.path
        where = path if path.endswith(".json") else f"{path.rstrip('/')}/{MANIFEST}"
        (file,) = files_at(where, self._settings.store, self._confinement, WANTED)
        try:
            manifest = read_manifest(file.read())
            results = read_beside(RunResults, RUN_RESULTS, file.beside)
            catalog = read_beside(Catalog, CATALOG, file.beside)
        except UnfitError as error:
            raise SourceError(f"{file.name} {error}") from None
        called = manifest.called(self._namespace(manifest))
        yield from self._project(file.written, manifest, called, catalog)
        if results is not None and results.has_run:
            yield from self._last_run(file.written, manifest, called, results)
        elif results is not None:
            self._notices += (
                f"{self._name}: {RUN_RESULTS} is of dbt {results.args.which}, which runs no model, so that nothing is "
                "told of runs: let dbt build be the last that writes there",
            )

    def _project(
        self, written: float, manifest: Manifest, called: Mapping[str, Name], catalog: Catalog | None
    ) -> Iterator[Told]:
        at = moment(manifest.metadata.generated_at) or written
        schemas = catalog.schemas if catalog is not None else {}
        columns = ModelColumns(manifest, called, schemas)
        found = columns.found()
        self._notices = tuple(_notices(self._name, manifest, columns.unknown))
        for id_, node in manifest.tables():
            output = ToldDataset(called[id_], node.promised, manifest.owners(node), columns=found.get(id_, {}))
            inputs = tuple(ToldDataset(called[one]) for one in manifest.above(id_))
            job = None if id_.startswith("source.") else Name(self._name, id_)
            yield Told(at, job, inputs=inputs, outputs=(output,))
        for id_ in manifest.exposures:
            inputs = tuple(ToldDataset(called[one]) for one in manifest.above(id_))
            yield Told(at, Name(self._name, id_), inputs=inputs)
        if catalog is not None:
            known = tuple(ToldDataset(called[id_], schema) for id_, schema in schemas.items() if id_ in called)
            yield Told(moment(catalog.metadata.generated_at) or at, None, outputs=known)

    def _last_run(
        self, written: float, manifest: Manifest, called: Mapping[str, Name], results: RunResults
    ) -> Iterator[Told]:
        ended = moment(results.metadata.generated_at) or written
        run = results.metadata.invocation_id or str(ended)
        failed: Counter[str] = Counter()
        for one in results.results:
            state = _STATES.get(one.status)
            if one.id_.startswith("test.") and one.status in _JUDGED:
                failed.update(dict.fromkeys(_tested(manifest, one), _JUDGED[one.status]))
            elif one.id_ in called and state is not None:
                began, at = one.took
                yield Told(at or ended, Name(self._name, one.id_), ToldRun(run, state, began))
        tested = tuple(ToldDataset(called[id_], failed_assertions=count) for id_, count in failed.items())
        yield Told(ended, None, outputs=tested)

    def _namespace(self, manifest: Manifest) -> str:
        if self._settings.namespace:
            return self._settings.namespace
        if manifest.metadata.adapter == "bigquery":
            return "bigquery"
        adapter = manifest.metadata.adapter or "an adapter that it does not name"
        raise SourceError(
            f"{self._settings.path} is of a project with {adapter}, and does not say where that is: set namespace, "
            "such as postgres://host:5432"
        )

    @property
    def notices(self) -> tuple[str, ...]:
        """Which models have columns of which nothing is known, once it was told."""
        return self._notices


def _tested(manifest: Manifest, result: NodeResult) -> list[str]:
    """Return the data sets that a test is of: the one that it is attached to, else all that it reads."""
    test = manifest.nodes.get(result.id_)
    if test is not None and test.attached and manifest.is_table(test.attached):
        return [test.attached]
    return manifest.above(result.id_)


def _notices(name: str, manifest: Manifest, unknown: list[str]) -> Iterator[str]:
    models = {id_: one for id_, one in manifest.nodes.items() if id_.startswith("model.") and manifest.is_table(id_)}
    bare = sum(not one.sql for one in models.values())
    if bare:
        yield (
            f"{name}: of {bare:,} of {len(models):,} models nobody knows what their columns are made from, since they "
            "were not compiled: run dbt compile"
        )
    if unknown:
        nodes = "1 node has" if len(unknown) == 1 else f"{len(unknown):,} nodes have"
        yield (
            f"{name}: {nodes} columns of which the SQL does not say what they are made from, such as {unknown[0]}: "
            "these are unknown; dbt docs generate tells the columns of tables"
        )


@source(
    "dbt",
    config=DbtTarget,
    holds="lineage",
    confined=True,
    drivers=("sqlglot",),
    reaches=(Reach("what dbt writes into target/"), Reach("s3://, gs://, az://", "obstore", "objects")),
)
def open_dbt(config: DbtTarget, base: Path, name: str, root: Path | None = None) -> DbtArtifacts:
    """Return what dbt wrote of the project that the source called `name` means."""
    return DbtArtifacts(name, config, Confinement(base, root))

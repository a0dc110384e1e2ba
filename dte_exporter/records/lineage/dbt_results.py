"""What dbt writes beside a manifest: what its last run did, ``run_results.json``, and ``catalog.json``.

Reference
    dbt, run results and catalog JSON files, https://docs.getdbt.com/reference/artifacts/dbt-artifacts
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

from pydantic import Field

from dte_exporter.records.lineage.dbt_manifest import TOOL
from dte_exporter.records.validations.json_document import UnfitError, Written, read_as, tree_of
from dte_exporter.records.validations.reported import moment

RUN_RESULTS = "run_results.json"
CATALOG = "catalog.json"

_RUNNING = {"build", "clone", "retry", "run", "seed", "snapshot", "test"}
"""Commands that run nodes."""

W = TypeVar("W", bound=Written)


class Timing(Written):
    """A part of a node's run."""

    name: str
    started_at: str | None = None
    completed_at: str | None = None


class NodeResult(Written):
    """How the run of one node ended."""

    id_: str = Field(validation_alias="unique_id")
    status: str
    timing: tuple[Timing, ...] = ()

    @property
    def took(self) -> tuple[float | None, float | None]:
        """When it began and ended, in seconds since the epoch; None where that is not told."""
        did = [one for one in self.timing if one.name == "execute"] or [*self.timing]
        return (moment(did[0].started_at), moment(did[-1].completed_at)) if did else (None, None)


class ResultsMetadata(Written):
    """What a file says of itself."""

    generated_at: str | None = None
    invocation_id: str | None = None


class Arguments(Written):
    """How dbt was called."""

    which: str | None = None


class RunResults(Written):
    """What a command of dbt did."""

    metadata: ResultsMetadata = ResultsMetadata()
    args: Arguments = Arguments()
    results: tuple[NodeResult, ...]

    @property
    def has_run(self) -> bool:
        """Whether nodes were run: ``compile`` and ``docs generate`` call each a success as well."""
        return self.args.which is None or self.args.which in _RUNNING


class CatalogColumn(Written):
    """A column as the database has it."""

    name: str
    type: str = ""
    index: int = 0


class CatalogTable(Written):
    """A table as the database has it."""

    columns: Mapping[str, CatalogColumn]


class Catalog(Written):
    """What the database has of a project's relations."""

    metadata: ResultsMetadata = ResultsMetadata()
    nodes: Mapping[str, CatalogTable]
    sources: Mapping[str, CatalogTable] = {}

    @property
    def schemas(self) -> Mapping[str, Mapping[str, str]]:
        """The types of the columns of each node, in the order that they have there."""
        tables = {**self.nodes, **self.sources}
        return {
            id_: {
                column.name: column.type.lower() for column in sorted(one.columns.values(), key=lambda each: each.index)
            }
            for id_, one in tables.items()
        }


def read_beside(form: type[W], name: str, beside: Callable[[str], bytes | None]) -> W | None:
    """Return what is in the file called `name` that lies beside a manifest; None where there is none.

    Raises
    ------
    UnfitError
        If it is not as dbt writes it.
    """
    try:
        body = beside(name)
        return None if body is None else read_as(form, tree_of(body), TOOL)
    except UnfitError as error:
        raise UnfitError(f"lies beside {name}, which {error}") from None

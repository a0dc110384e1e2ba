"""What the columns of dbt's models are made from, by the SQL that dbt compiled them to."""

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.sql.read_statements import UnreadStatementError, read_query
from dte_exporter.lineage.sql.statement import TableNames
from dte_exporter.lineage.told import Column
from dte_exporter.records.lineage.dbt_manifest import Manifest, Node

_DIALECTS = {
    "dremio": "dremio",
    "mariadb": "mysql",
    "postgresql": "postgres",
    "sqlserver": "tsql",
    "synapse": "tsql",
    "watsonx_presto": "presto",
} | {
    one: one
    for one in (
        *(
            "athena",
            "bigquery",
            "clickhouse",
            "databricks",
            "doris",
            "duckdb",
            "fabric",
            "hive",
            "materialize",
            "mysql",
        ),
        *("oracle", "postgres", "presto", "redshift", "risingwave", "singlestore", "snowflake", "spark", "sqlite"),
        *("starrocks", "teradata", "trino"),
    )
}
"""How SQL is written for an adapter, as sqlglot calls it."""

_LARGEST = 2**20
"""Characters of a query that is looked into; nobody writes one of a megabyte."""


class ModelColumns:
    """Resolves the columns of the models of one project.

    Parameters
    ----------
    manifest : Manifest
        The project.
    called : mapping of str to Name
        What lineage calls each data set, by its id.
    schemas : mapping of str to mapping
        The types of the columns of nodes that are known, by their ids.
    """

    def __init__(
        self, manifest: Manifest, called: Mapping[str, Name], schemas: Mapping[str, Mapping[str, str]]
    ) -> None:
        self._manifest = manifest
        self._dialect = _DIALECTS.get(manifest.metadata.adapter, "")
        self._called = called
        self._names = TableNames("", known=_relations(manifest, called))
        self._columns_of = {called[id_]: _spelled(one, self._dialect) for id_, one in schemas.items() if id_ in called}
        self.unknown: list[str] = []

    def found(self) -> Mapping[str, Mapping[str, tuple[Column, ...]]]:
        """Return what each column is made from, by node; the nodes that are not or not all known are in `unknown`."""
        self.unknown = []
        ordered = [id_ for id_ in _in_order(self._manifest) if id_ in self._called]
        return {id_: self._of(id_, node) for id_ in ordered if (node := self._manifest.nodes.get(id_)) and node.sql}

    def _of(self, id_: str, node: Node) -> Mapping[str, tuple[Column, ...]]:
        inputs = {self._called[one] for one in self._manifest.above(id_)}
        try:
            if not self._dialect or len(node.sql) > _LARGEST:
                raise UnreadStatementError("is not read")
            outputs = read_query(node.sql, self._dialect, self._names, self._columns_of)
        except UnreadStatementError:
            self.unknown.append(id_)
            return {}
        if outputs.is_whole and id_.startswith("model."):
            self._columns_of.setdefault(self._called[id_], tuple(name for name, _ in outputs.columns))
        known = {
            name: tuple(sorted(made))
            for name, _ in outputs.columns
            if name and (made := outputs.made(name)) is not None and {one.dataset for one in made} <= inputs
        }
        if not outputs.is_whole or len(known) < len(outputs.columns):
            self.unknown.append(id_)
        return known


def _relations(manifest: Manifest, called: Mapping[str, Name]) -> Mapping[str, Name]:
    """Return what each relation is called in compiled SQL, with its database and without, in lower case."""
    found: dict[str, set[Name]] = {}
    for id_, node in manifest.tables():
        for parts in (node.parts, node.parts[-2:]):
            found.setdefault(".".join(parts).lower(), set()).add(called[id_])
    return {written: min(names) for written, names in found.items() if len(names) == 1}


def _spelled(schema: Mapping[str, str], dialect: str) -> tuple[str, ...]:
    """Return the columns as queries spell them: where case makes no difference, they are in lower case there."""
    has_cases = dialect in {"postgres", "snowflake", "oracle", "clickhouse", "materialize", "risingwave"}
    return tuple(one if has_cases else one.lower() for one in schema)


def _in_order(manifest: Manifest) -> list[str]:
    """Return the nodes, each behind those that it stands on."""
    try:
        return [*TopologicalSorter(manifest.parents).static_order()]
    except CycleError:
        return [*manifest.parents]

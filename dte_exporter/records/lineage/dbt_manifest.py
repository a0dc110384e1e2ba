"""What dbt writes of a project, ``manifest.json``: its nodes, and which stands on which.

Reference
    dbt, manifest JSON file, https://docs.getdbt.com/reference/artifacts/manifest-json
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import Field

from dte_exporter.lineage.naming import Name, dataset_name
from dte_exporter.records.validations.json_document import UnfitError, Written, read_as, tree_of

TOOL = "dbt"

OLDEST, NEWEST = 4, 12
"""The forms of a manifest that are known: that of dbt 1.0 to that of 1.8, which those after it have kept."""

_FORM = re.compile(r"/manifest/v(\d{1,4})\.json$")
_TABLES = ("model.", "seed.", "snapshot.", "source.")


class Owner(Written):
    """Who answers for a group or an exposure."""

    name: str | None = None
    email: str | list[str] | None = None

    @property
    def shown(self) -> tuple[str, ...]:
        """Their name, else their address."""
        email = self.email if isinstance(self.email, list) else [self.email] if self.email else []
        return (self.name,) if self.name else tuple(email)


class ColumnOfNode(Written):
    """A column that is described in the project."""

    name: str
    data_type: str | None = None


class Contract(Written):
    """Whether dbt holds a model to its columns."""

    enforced: bool | None = None


class Config(Written):
    """How a node is configured."""

    materialized: str | None = None
    group: str | None = None
    meta: Mapping[str, Any] | None = None
    contract: Contract | None = None


class Node(Written):
    """A model, seed, snapshot, source, test or exposure."""

    name: str
    database: str | None = None
    schema_: str | None = Field(default=None, validation_alias="schema")
    alias: str | None = None
    identifier: str | None = None
    language: str | None = None
    attached: str | None = Field(default=None, validation_alias="attached_node")
    group: str | None = None
    meta: Mapping[str, Any] | None = None
    config: Config = Config()
    columns: Mapping[str, ColumnOfNode] = {}
    compiled: str | None = Field(default=None, validation_alias="compiled_code")
    compiled_before: str | None = Field(default=None, validation_alias="compiled_sql")

    @property
    def parts(self) -> list[str]:
        """Its relation's database, schema and own name, without those that it has not."""
        return [part for part in (self.database, self.schema_, self.alias or self.identifier or self.name) if part]

    @property
    def sql(self) -> str:
        """Its query as dbt compiled it; empty where it did not, or where it is no SQL."""
        return (self.compiled or self.compiled_before or "") if self.language in (None, "sql") else ""

    @property
    def promised(self) -> Mapping[str, str] | None:
        """The types of its columns, where dbt holds it to them; what is merely described may be some of them."""
        if self.config.contract is None or not self.config.contract.enforced:
            return None
        return {one.name: (one.data_type or "").lower() for one in self.columns.values()}


class Group(Written):
    """A group of models."""

    name: str
    owner: Owner = Owner()


class Metadata(Written):
    """What a file says of itself."""

    generated_at: str | None = None
    adapter: str = Field(default="", validation_alias="adapter_type")


class Manifest(Written):
    """A project."""

    metadata: Metadata
    nodes: Mapping[str, Node]
    sources: Mapping[str, Node]
    exposures: Mapping[str, Node] = {}
    groups: Mapping[str, Group] = {}
    parents: Mapping[str, list[str]] = Field(validation_alias="parent_map")

    def node(self, id_: str) -> Node | None:
        """Return the node of an id."""
        return self.nodes.get(id_) or self.sources.get(id_) or self.exposures.get(id_)

    def is_table(self, id_: str) -> bool:
        """Return whether a node is a data set; an ephemeral model is a part of those that stand on it."""
        node = self.node(id_) if id_.startswith(_TABLES) else None
        return node is not None and node.config.materialized != "ephemeral"

    def tables(self) -> Iterator[tuple[str, Node]]:
        """Yield all data sets."""
        yield from ((id_, one) for id_, one in (*self.sources.items(), *self.nodes.items()) if self.is_table(id_))

    def called(self, namespace: str) -> Mapping[str, Name]:
        """Return what lineage calls each data set, by its id: as OpenLineage's own integration of dbt does."""
        return {id_: dataset_name(namespace, ".".join(node.parts)) for id_, node in self.tables()}

    def above(self, id_: str) -> list[str]:
        """Return the data sets that a node stands on, through what is none: ephemeral models, metrics, functions."""
        found: dict[str, None] = {}
        seen, ring = {id_}, self.parents.get(id_, [])
        while ring:
            found |= dict.fromkeys(one for one in ring if self.is_table(one))
            seen |= {*ring}
            passed = [one for one in ring if not self.is_table(one)]
            ring = [one for each in passed for one in self.parents.get(each, []) if one not in seen]
        return [*found]

    def owners(self, node: Node) -> tuple[str, ...]:
        """Return who answers for a node: whom its ``meta`` names, else the owner of its group."""
        named = (node.meta or {}).get("owner") or (node.config.meta or {}).get("owner")
        if named:
            return tuple(str(one) for one in (named if isinstance(named, list) else [named]))
        group = node.group or node.config.group
        return next((one.owner.shown for one in self.groups.values() if one.name == group), ())


def read_manifest(body: bytes) -> Manifest:
    """Return the manifest that is in `body`.

    Raises
    ------
    UnfitError
        If it is none, or of a form that is not known.
    """
    tree = tree_of(body)
    metadata = tree.get("metadata") if isinstance(tree, Mapping) else None
    form = metadata.get("dbt_schema_version") if isinstance(metadata, Mapping) else None
    found = _FORM.search(form) if isinstance(form, str) else None
    if found is None:
        raise UnfitError("is no manifest of dbt: metadata.dbt_schema_version names no form of one")
    if not OLDEST <= int(found[1]) <= NEWEST:
        raise UnfitError(
            f"is a manifest of the form v{int(found[1])}, and v{OLDEST} to v{NEWEST} are known: "
            "write it by a dbt from 1.0 to 1.11"
        )
    return read_as(Manifest, tree, TOOL)

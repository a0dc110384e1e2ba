"""What lineage calls an entity of Apache Atlas, and the other way round: its qualified name, as hooks write it."""

import re
from collections.abc import Mapping

from dte_exporter.lineage.entity_verdict import EntityName
from dte_exporter.lineage.naming import Name, address_name, dataset_name
from dte_exporter.lineage.told import Column

ANY = "DataSet"
"""What every data set of Atlas is, whatever its own type."""

CHECK = "dte_check"
"""The type of a check, as an exporter writes it into Atlas."""

_CLUSTER = re.compile(r"(?P<name>.+)@(?P<cluster>[^@/]+)", re.DOTALL)
"""A name with the cluster after it; an address that has an @ of its own goes on with a / behind that."""

_ADDRESSED = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/]|file:///")
_COLUMN = re.compile(r"\w+_column")


def name_of_entity(type_name: str, qualified: str, namespaces: Mapping[str, str]) -> Name:
    """Return what lineage calls the data set with a `qualified` name.

    Parameters
    ----------
    type_name : str
        Its type in Atlas, such as ``hive_table``.
    qualified : str
        Its qualified name, such as ``shop.orders@prod``, or an address such as ``s3://lake/orders@prod``.
    namespaces : mapping of str to str
        The namespace that a cluster stands for, by ``type@cluster`` or by the cluster alone.
    """
    found = _CLUSTER.fullmatch(qualified)
    name, cluster = (found["name"], found["cluster"]) if found else (qualified, "")
    if _ADDRESSED.match(name):
        return address_name(name)
    given = namespaces.get(f"{type_name}@{cluster}") or namespaces.get(cluster)
    return dataset_name(given or f"{_system(type_name)}://{cluster}", name)


def entity_of_name(name: Name, namespaces: Mapping[str, str]) -> EntityName:
    """Return the entity that a data set is.

    One in a namespace that a cluster stands for is called as the hooks write it, ``shop.orders@prod``, and any other by
    its address. The type is known where `namespaces` names it.

    Parameters
    ----------
    name : Name
        What lineage calls it.
    namespaces : mapping of str to str
        The namespace that a cluster stands for, by ``type@cluster`` or by the cluster alone.
    """
    for key, namespace in namespaces.items():
        if dataset_name(namespace, name.name) == name:
            type_name, _, cluster = key.rpartition("@")
            return EntityName(type_name or ANY, f"{name.name}@{cluster}")
    return EntityName(ANY, f"file://{name.name}" if name.namespace == "file" else str(name))


def is_column(type_name: str) -> bool:
    """Return whether entities of a type are columns, such as those of Hive, Spark and databases."""
    return _COLUMN.fullmatch(type_name) is not None


def column_of_entity(type_name: str, qualified: str, namespaces: Mapping[str, str]) -> Column | None:
    """Return the column with a `qualified` name such as ``shop.orders.amount@prod``; None where that has no table."""
    found = _CLUSTER.fullmatch(qualified)
    name, cluster = (found["name"], f"@{found['cluster']}") if found else (qualified, "")
    table, dot, column = name.rpartition(".")
    if not (table and dot and column):
        return None
    return Column(name_of_entity(f"{type_name.removesuffix('_column')}_table", f"{table}{cluster}", namespaces), column)


def _system(type_name: str) -> str:
    """Return the system that a type is of: what stands before its first underscore."""
    return type_name.partition("_")[0].lower() or "atlas"

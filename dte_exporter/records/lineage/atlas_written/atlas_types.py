"""The types that verdicts need in Apache Atlas: made once where they are not there, and given what they lack.

Reference
    Apache Atlas, REST API v2, types, https://atlas.apache.org/api/v2/resource_TypesREST.html
    Business metadata, https://atlas.apache.org/2.1.0/#/BusinessMetadata
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from dte_exporter.records.lineage.atlas_names import CHECK
from dte_exporter.records.lineage.atlas_server import status_of

if TYPE_CHECKING:
    from apache_atlas.client.base_client import AtlasClient

TRUST = "dte_trust"
"""The business metadata of an entity."""

UNTRUSTED = "DteUntrusted"
"""The classification of an entity on which an objective is in breach."""

DATASET = "dte_dataset"
"""The type of a data set that nobody else has put there."""

_VERDICT = "_verdict"
_MOST_CHARACTERS = "1000"

_OF_TRUST = {
    **dict.fromkeys(("objectives", "objectives_unmet", "objectives_in_breach"), "int"),
    "last_run": "date",
    **dict.fromkeys(("last_check", "outcome", "exporter"), "string"),
}
_OF_CHECK = {
    **dict.fromkeys(("pillar", "outcome", "message"), "string"),
    "objectives_unmet": "int",
    "startTime": "date",
    "endTime": "date",
}

_Definition = Mapping[str, Any]


def verdict_key(pillar: str) -> str:
    """Return the attribute of `TRUST` that holds the verdict of a pillar."""
    return f"{pillar}{_VERDICT}"


def declare(client: "AtlasClient", pillars: Iterable[str]) -> frozenset[str]:
    """Make the types that are not there, add attributes that one lacks, and return the keys of verdicts by pillar."""
    known_by = {
        "classificationDefs": client.typedef.get_classificationdef_by_name,
        "entityDefs": client.typedef.get_entitydef_by_name,
        "businessMetadataDefs": client.typedef.get_businessmetadatadef_by_name,
    }
    wanted = [*_wanted(pillars)]
    known = [(kind, one, _known(known_by[kind], one["name"])) for kind, one in wanted]
    made = [(kind, one) for kind, one, there in known if there is None]
    lacking = [(kind, whole) for kind, one, there in known if there is not None and (whole := _completed(there, one))]
    if made:
        client.typedef.create_atlas_typedefs(_by_kind(made))
    if lacking:
        client.typedef.update_atlas_typedefs(_by_kind(lacking))
    _, of_trust, trust = known[-1]
    return frozenset(key for one in (of_trust, trust or {}) for key in _keys(one) if key.endswith(_VERDICT))


def _known(ask: Callable[[str], Any], name: str) -> Any:
    """Return the type called `name`, None where there is none."""
    from apache_atlas.exceptions import AtlasServiceException

    try:
        return {**ask(name)}
    except AtlasServiceException as error:
        if status_of(error) != "404":
            raise
        return None


def _completed(known: _Definition, wanted: _Definition) -> _Definition | None:
    """Return a type with the attributes that it lacks; None where it lacks none."""
    keys = {*_keys(known)}
    lacks = [one for one in wanted["attributeDefs"] if one["name"] not in keys]
    return {**known, "attributeDefs": [*(known.get("attributeDefs") or ()), *lacks]} if lacks else None


def _by_kind(definitions: Iterable[tuple[str, _Definition]]) -> Mapping[str, list[_Definition]]:
    told: dict[str, list[_Definition]] = {}
    for kind, one in definitions:
        told.setdefault(kind, []).append(one)
    return told


def _keys(definition: _Definition) -> Iterator[str]:
    yield from (one["name"] for one in definition.get("attributeDefs") or ())


def _wanted(pillars: Iterable[str]) -> Iterator[tuple[str, _Definition]]:
    """Yield each type by its kind, the business metadata last: it is of what extends DataSet."""
    yield "classificationDefs", _type(UNTRUSTED, "An objective on these data is in breach.", {})
    yield "entityDefs", _type(DATASET, "A data set that the DTE Trust Exporter looks at.", {}, superTypes=["DataSet"])
    yield "entityDefs", _type(CHECK, "A check of the DTE Trust Exporter.", _OF_CHECK, superTypes=["Process"])
    of_pillars = {verdict_key(pillar): "string" for pillar in sorted(pillars)}
    options = {"applicableEntityTypes": '["DataSet"]', "maxStrLength": _MOST_CHARACTERS}
    trust = _type(TRUST, "What became of the objectives on these data.", {**_OF_TRUST, **of_pillars})
    yield "businessMetadataDefs", {**trust, "attributeDefs": [{**one, "options": options} for one in _of(trust)]}


def _of(definition: _Definition) -> Iterator[_Definition]:
    yield from definition["attributeDefs"]


def _type(name: str, description: str, attributes: Mapping[str, str], **told: Any) -> _Definition:
    made = [
        {"name": key, "typeName": type_, "isOptional": True, "cardinality": "SINGLE", "isUnique": False}
        for key, type_ in attributes.items()
    ]
    return {"name": name, "description": description, "typeVersion": "1.0", "attributeDefs": made, **told}

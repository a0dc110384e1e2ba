"""Verdicts written on entities of Apache Atlas, in a worker, by its official client.

An entity has the verdict as business metadata, and the classification `DteUntrusted` while an objective on it is in
breach. Each check is an entity beside it, which reads the data set. All of it is the state as it is, so that what is
written twice is the same.

Reference
    Apache Atlas, REST API v2, entities, https://atlas.apache.org/api/v2/resource_EntityREST.html
    Classification propagation, https://atlas.apache.org/2.1.0/#/ClassificationPropagation
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from dte_exporter.config.lineage.atlas_settings import AtlasVerdicts
from dte_exporter.lineage.entity_verdict import CheckedRun, EntityName, EntityVerdict
from dte_exporter.records.lineage.atlas_names import ANY, CHECK
from dte_exporter.records.lineage.atlas_server import connected, status_of
from dte_exporter.records.lineage.atlas_written.atlas_types import DATASET, TRUST, UNTRUSTED, declare, verdict_key

if TYPE_CHECKING:
    from apache_atlas.client.base_client import AtlasClient

_NEW = "-1"
"""What stands for the identity of an entity that has none yet."""

_OF_ALL = frozenset({"401", "429"})
"""Answers that are no matter of one entity, though the request was at fault."""

_NOWHERE = "there is no such entity; create makes one where no type is named"


class _Found(NamedTuple):
    """An entity that is there, and whether it is classified by us: None where it is not, else whether that spreads."""

    guid: str
    type_name: str
    spreads: bool | None = None


def write(settings: AtlasVerdicts, verdicts: Sequence[EntityVerdict]) -> tuple[str, ...]:
    """Write `verdicts`, and return a sentence for each entity that is not there or that Atlas lets nobody write.

    Raises
    ------
    SourceError
        If the server does not answer, refuses who asks, or answers what is none of Atlas's.
    """
    with connected(settings) as client:
        keys = declare(client, {pillar for one in verdicts for pillar in one.pillars})
        said = [(one.entity.qualified, _written(client, settings, one, keys)) for one in verdicts]
    return tuple(f"{qualified}: {sentence}" for qualified, sentence in said if sentence)


def _written(client: "AtlasClient", settings: AtlasVerdicts, verdict: EntityVerdict, keys: Iterable[str]) -> str:
    """Write one verdict; return why that cannot be, empty where it could."""
    from apache_atlas.exceptions import AtlasServiceException

    try:
        found = _found(client, verdict.entity) or _made(client, settings, verdict)
        if found is None:
            return _NOWHERE
        told = _trust(verdict, settings, keys)
        client.entity.add_or_update_business_attributes_bm_name(found.guid, TRUST, told)
        _classify(client, found, verdict.in_breach > 0, settings.propagate)
        if verdict.runs:
            checks = [_check(run, found, settings.namespace) for run in verdict.runs]
            client.entity.create_entities({"entities": checks})
    except AtlasServiceException as error:
        status = status_of(error)
        if not status.startswith("4") or status in _OF_ALL:
            raise
        return f"answered {status}"
    return ""


def _found(client: "AtlasClient", entity: EntityName) -> _Found | None:
    """Return the entity if it is there: a type finds what extends it as well."""
    from apache_atlas.exceptions import AtlasServiceException

    try:
        header = client.entity.get_entity_header_by_attribute(entity.type_name, {"qualifiedName": entity.qualified})
    except AtlasServiceException as error:
        if status_of(error) != "404":
            raise
        return None
    own = [one for one in header.classifications or () if _is_own(one, header.guid)]
    spreads = bool(own[0].propagate) if own else None
    return None if header.status == "DELETED" else _Found(header.guid, header.typeName, spreads)


def _is_own(classification: Any, guid: str) -> bool:
    """Return whether a classification is ours and was put on the entity itself, not carried there by lineage."""
    return classification.typeName == UNTRUSTED and classification.entityGuid in (None, guid)


def _made(client: "AtlasClient", settings: AtlasVerdicts, verdict: EntityVerdict) -> _Found | None:
    """Make a data set of ours, unless it is said of which type it is: then it is for others to make."""
    if not settings.create or verdict.entity.type_name != ANY or verdict.last is None:
        return None
    attributes = {"qualifiedName": verdict.entity.qualified, "name": verdict.name}
    entity = {"typeName": DATASET, "guid": _NEW, "attributes": attributes}
    made = client.entity.create_entities({"entities": [entity]})
    return _Found(made.guidAssignments[_NEW], DATASET)


def _trust(verdict: EntityVerdict, settings: AtlasVerdicts, keys: Iterable[str]) -> Mapping[str, Any]:
    """Return the business metadata; a pillar that has had a verdict and has none now is told to have none."""
    last = verdict.last
    run = {"outcome": "unwatched"} if last is None else _newest(last)
    return {
        "objectives": verdict.objectives,
        "objectives_unmet": verdict.unmet,
        "objectives_in_breach": verdict.in_breach,
        **run,
        **({"exporter": settings.exporter} if settings.exporter else {}),
        **dict.fromkeys(sorted(keys), "none"),
        **{verdict_key(pillar): said for pillar, said in verdict.pillars.items()},
    }


def _newest(run: CheckedRun) -> Mapping[str, Any]:
    return {"last_run": _milliseconds(run.started), "last_check": run.check, "outcome": run.outcome}


def _classify(client: "AtlasClient", found: _Found, is_untrusted: bool, propagate: bool) -> None:
    told = [{"typeName": UNTRUSTED, "propagate": propagate, "removePropagationsOnEntityDelete": True}]
    match is_untrusted, found.spreads:
        case True, None:
            client.entity.add_classifications_by_guid(found.guid, told)
        case True, spreads if spreads != propagate:
            client.entity.update_classifications(found.guid, told)
        case False, bool():
            client.entity.delete_classification(found.guid, UNTRUSTED)


def _check(run: CheckedRun, found: _Found, namespace: str) -> Mapping[str, Any]:
    attributes = {
        "qualifiedName": f"{namespace}/{run.check}",
        "name": run.check,
        "inputs": [{"guid": found.guid, "typeName": found.type_name}],
        "outputs": [],
        "pillar": run.pillar,
        "outcome": run.outcome,
        "message": run.message,
        "objectives_unmet": run.unmet,
        "startTime": _milliseconds(run.started),
        "endTime": _milliseconds(run.started + run.duration),
    }
    return {"typeName": CHECK, "attributes": attributes}


def _milliseconds(moment: float) -> int:
    return round(moment * 1000)

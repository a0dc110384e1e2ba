"""A server of Apache Atlas: a client of it, the processes that it knows, and what its errors mean in a sentence.

Reference
    Apache Atlas, REST API v2, https://atlas.apache.org/api/v2/
"""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from dte_exporter.config.lineage.atlas_settings import AtlasServer
from dte_exporter.errors import SourceError

if TYPE_CHECKING:
    from apache_atlas.client.base_client import AtlasClient

PAGE = 200
"""Processes that are asked for at once."""

_STATUS = re.compile(r"failed with status (\d{3})")


class Entity(NamedTuple):
    """An entity as Atlas knows it.

    Parameters
    ----------
    type_name : str
        Its type, such as ``hive_table``.
    qualified : str
        Its qualified name.
    owner : str
        Who owns it; empty where that is not said.
    """

    type_name: str
    qualified: str
    owner: str = ""


class Process(NamedTuple):
    """A process: what makes entities of entities."""

    itself: Entity
    at: float
    inputs: tuple[Entity, ...]
    outputs: tuple[Entity, ...]


def processes(server: AtlasServer, most: int) -> Iterator[Process]:
    """Yield the processes of every type that are not deleted, one more than `most` at most.

    Raises
    ------
    SourceError
        If the server does not answer, refuses, or answers what is none of Atlas's.
    """
    seen: set[str] = set()
    with connected(server) as client:
        while True:
            found = client.discovery.faceted_search(_wanted(len(seen)))
            new = {one.guid: one for one in found.entities or () if one.guid not in seen}
            known = found.referredEntities or {}
            for one in new.values():
                yield _process(one, known)
            seen |= new.keys()
            if not new or len(seen) > most:  # a server that knows no offset answers the first page for ever
                return


def _wanted(offset: int) -> Mapping[str, Any]:
    return {
        "typeName": "Process",
        "excludeDeletedEntities": True,
        "includeSubTypes": True,
        "attributes": ["inputs", "outputs", "startTime", "endTime"],
        "limit": PAGE,
        "offset": offset,
    }


def _process(found: Any, known: Mapping[str, Any]) -> Process:
    attributes = found.attributes or {}
    at = next((moment for key in ("endTime", "startTime") if isinstance(moment := attributes.get(key), int)), 0)
    ends = (tuple(_referred(attributes.get(key), known)) for key in ("inputs", "outputs"))
    return Process(_entity(found), at / 1000, *ends)


def _referred(references: Any, known: Mapping[str, Any]) -> Iterator[Entity]:
    """Yield the entities that `references` name, without those that are deleted."""
    for one in references or ():
        entity = known.get(one["guid"])
        if entity is not None and entity.status != "DELETED":
            yield _entity(entity)


def _entity(found: Any) -> Entity:
    attributes = found.attributes or {}
    return Entity(
        found.typeName, str(attributes.get("qualifiedName") or found.guid), str(attributes.get("owner") or "")
    )


@contextmanager
def connected(server: AtlasServer) -> Iterator["AtlasClient"]:
    """Give a client of `server`; what goes wrong with it is told in a sentence, without what the server wrote.

    Raises
    ------
    SourceError
        If the client is not installed, or the server does not answer, refuses, or answers what is none of Atlas's.
    """
    try:
        from apache_atlas.client.base_client import AtlasClient
        from apache_atlas.exceptions import AtlasServiceException
        from requests import RequestException
    except ImportError as error:
        raise SourceError("Apache Atlas needs more packages: pip install 'dte-exporter[lineage]'") from error
    logging.getLogger("apache_atlas").setLevel(logging.CRITICAL)  # it would log an answer that it cannot read
    password = "" if server.password is None else server.password.get_secret_value()
    client = AtlasClient(server.url, None if server.username is None else (server.username, password))
    client.request_params["timeout"] = server.timeout
    client.session.max_redirects = 0  # what is asked, and by whom, is for one server
    try:
        yield client
    except AtlasServiceException as error:
        raise SourceError(f"Apache Atlas at {server.url} {_sentence(error)}") from None
    except RequestException as error:
        raise SourceError(f"Apache Atlas at {server.url} does not answer ({type(error).__name__})") from None
    except (AttributeError, KeyError, TypeError, ValueError):
        raise SourceError(f"Apache Atlas at {server.url} answers in a form that is none of Atlas's") from None
    finally:
        client.session.close()


def status_of(error: Exception) -> str:
    """Return what the server answered, by an error of the client; empty where that does not say."""
    found = _STATUS.search(str(error))
    return found[1] if found else ""


def _sentence(error: Exception) -> str:
    status = status_of(error)
    if status in {"401", "403"}:
        return "refuses who asks: set username and password"
    return "answers in a form that is none of Atlas's" if status in {"", "200"} else f"answered {status}"

"""A stub of what Apache Atlas keeps: types, entities, business metadata and classifications, by its REST API v2.

It answers as the published description and the sources of Atlas 2 say that a server does, as far as verdicts need it:
404 for what there is none of, 400 for what no type allows. No server of Atlas is in our tests.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

Answer = tuple[int, Any]

_KINDS = {
    "classificationdef": "classificationDefs",
    "entitydef": "entityDefs",
    "businessmetadatadef": "businessMetadataDefs",
}
_EXTENDS = {"hive_table": "DataSet", "dte_dataset": "DataSet", "dte_check": "Process"}


class WrittenStub(ThreadingHTTPServer):
    """Keeps what is written, and answers what is asked; or answers all that a test names with one status."""

    def __init__(self) -> None:
        self.types: dict[str, dict[str, Any]] = {kind: {} for kind in _KINDS.values()}
        self.entities: dict[str, dict[str, Any]] = {}
        self.asked: list[tuple[str, str]] = []
        self.who: set[str | None] = set()
        self.refuses: Callable[[str, str], int | None] = lambda verb, path: None
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                length = int(self.headers["Content-Length"] or 0)
                body = json.loads(self.rfile.read(length)) if length else None
                parts = urlsplit(self.path)
                path = unquote(parts.path).removeprefix("/api/atlas/v2/").strip("/")
                stub.asked.append((self.command, path))
                stub.who.add(self.headers["Authorization"])
                status = stub.refuses(self.command, path)
                query = {key: one[0] for key, one in parse_qs(parts.query).items()}
                code, told = (
                    (status, {"errorMessage": "hunter22"})
                    if status
                    else stub.answer(self.command, path.split("/"), query, body)
                )
                answer = b"" if told is None else json.dumps(told).encode()
                self.send_response(code)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815  # the library looks for these names

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"

    def put(self, type_name: str, qualified: str, **told: Any) -> dict[str, Any]:
        """Keep an entity, and return it."""
        guid = f"guid-{len(self.entities)}"
        attributes = {"qualifiedName": qualified, **told}
        self.entities[guid] = {
            **{"guid": guid, "typeName": type_name, "status": "ACTIVE", "attributes": attributes},
            **{"classifications": [], "business": {}},
        }
        return self.entities[guid]

    def named(self, qualified: str) -> dict[str, Any]:
        """Return the one entity with a qualified name."""
        (found,) = [one for one in self.entities.values() if one["attributes"]["qualifiedName"] == qualified]
        return found

    def answer(self, verb: str, path: list[str], query: Mapping[str, str], body: Any) -> Answer:
        """Return what a server answers."""
        match verb, path:
            case "GET", ["types", kind, "name", name]:
                found = self.types[_KINDS[kind]].get(name)
                return (404, {"errorCode": "ATLAS-404-00-001"}) if found is None else (200, found)
            case (("POST" | "PUT"), ["types", "typedefs"]):
                return self._typed(verb, body)
            case "GET", ["entity", "uniqueAttribute", "type", type_name, "header"]:
                return self._header(type_name, query["attr:qualifiedName"])
            case "POST", ["entity", "bulk"]:
                return self._made(body["entities"])
            case "POST", ["entity", "guid", guid, "businessmetadata", "dte_trust"]:
                return self._annotated(self.entities[guid], body)
            case _, ["entity", "guid", guid, ("classifications" | "classification"), *name]:
                return self._classified(verb, self.entities[guid], body, name)
        raise AssertionError(f"nothing of the REST API: {verb} {path}")

    def _typed(self, verb: str, body: Mapping[str, Any]) -> Answer:
        for kind, one in ((kind, one) for kind, some in body.items() for one in some or ()):
            if (one["name"] in self.types[kind]) is (verb == "POST"):
                return 409, {"errorCode": "ATLAS-409-00-001"}
            if kind == "businessMetadataDefs" and any(
                of["typeName"] == "string" and "maxStrLength" not in of["options"] for of in one["attributeDefs"]
            ):
                return 400, {"errorCode": "ATLAS-400-00-06A"}
            self.types[kind][one["name"]] = one
        return 200, body

    def _header(self, type_name: str, qualified: str) -> Answer:
        """Answer an entity of a type, or of one that extends it."""
        for one in self.entities.values():
            is_of = type_name in (one["typeName"], _EXTENDS[one["typeName"]])
            if is_of and one["attributes"]["qualifiedName"] == qualified:
                return 200, one
        return 404, {"errorCode": "ATLAS-404-00-009"}

    def _made(self, entities: list[dict[str, Any]]) -> Answer:
        assigned = {}
        for one in entities:
            known = self.types["entityDefs"].get(one["typeName"])
            if known is None:
                return 404, {"errorCode": "ATLAS-404-00-001"}
            qualified = one["attributes"]["qualifiedName"]
            there = [entity for entity in self.entities.values() if entity["attributes"]["qualifiedName"] == qualified]
            kept = there[0] if there else self.put(one["typeName"], qualified)
            kept["attributes"].update(one["attributes"])
            assigned[one.get("guid", "-0")] = kept["guid"]
        return 200, {"mutatedEntities": {}, "guidAssignments": assigned}

    def _annotated(self, entity: dict[str, Any], body: Mapping[str, Any]) -> Answer:
        of_type = {one["name"] for one in self.types["businessMetadataDefs"]["dte_trust"]["attributeDefs"]}
        if not body.keys() <= of_type or _EXTENDS[entity["typeName"]] != "DataSet":
            return 400, {"errorCode": "ATLAS-400-00-06B"}
        entity["business"].update(body)
        return 204, None

    def _classified(self, verb: str, entity: dict[str, Any], body: Any, name: list[str]) -> Answer:
        own = [one for one in entity["classifications"] if one["entityGuid"] == entity["guid"]]
        match verb:
            case "POST" if own:
                return 400, {"errorCode": "ATLAS-400-00-01A"}
            case "PUT" | "DELETE" if not own:
                return 404, {"errorCode": "ATLAS-404-00-00B"}
        others = [one for one in entity["classifications"] if one not in own]
        added = () if verb == "DELETE" else ({**one, "entityGuid": entity["guid"]} for one in body)
        entity["classifications"] = [*others, *added]
        return 204, None


def names(stub: WrittenStub) -> Iterator[str]:
    """Yield the types that are there."""
    for some in stub.types.values():
        yield from some

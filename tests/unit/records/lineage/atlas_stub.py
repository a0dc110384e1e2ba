"""A stub of Apache Atlas, in the form in which its REST API v2 answers a search; no server of Atlas is in our tests."""

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

JSON = Mapping[str, Any]


def header(guid: str, type_name: str, qualified: str, **attributes: Any) -> JSON:
    """Return an entity as a search answers it."""
    return {
        "guid": guid,
        "typeName": type_name,
        "status": "ACTIVE",
        "attributes": {"qualifiedName": qualified, **attributes},
    }


def process(guid: str, qualified: str, inputs: Sequence[str], outputs: Sequence[str], **attributes: Any) -> JSON:
    """Return a process that reads and writes entities by their identity."""
    ends = {key: [{"guid": one} for one in ids] for key, ids in (("inputs", inputs), ("outputs", outputs))}
    return header(guid, "hive_process", qualified, **ends, **attributes)


class AtlasStub(ThreadingHTTPServer):
    """Answers a basic search for processes, or what the test says."""

    def __init__(self, entities: Sequence[JSON] = (), referred: Sequence[JSON] = ()) -> None:
        self.status, self.body, self.knows_offset = 200, b"", True
        self.asked: list[tuple[str, str | None, JSON]] = []
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                stub.asked.append((self.path, self.headers["Authorization"], asked))
                first = asked["offset"] if stub.knows_offset else 0
                found = {"queryType": "BASIC", "entities": [*entities[first : first + asked["limit"]]]}
                known = {"referredEntities": {one["guid"]: one for one in referred}}
                body = stub.body or json.dumps({**found, **known} if found["entities"] else {}).encode()
                self.send_response(stub.status)
                self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"


@contextmanager
def running(stub: AtlasStub) -> Iterator[AtlasStub]:
    """Serve for the time of the block."""
    with stub:
        threading.Thread(target=stub.serve_forever, args=(0.01,), daemon=True).start()
        yield stub
        stub.shutdown()

"""ClickHouse's HTTP interface before chdb, ClickHouse in a process: ``python clickhouse_server.py PORT USER PASSWORD``.

It runs in the environment that has chdb. What is asked, and the settings that come with it, go to the engine as they
are, each request in a session of its own, and what the engine says goes back.
"""

import base64
import re
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl, urlsplit

import chdb

NO_SETTINGS = frozenset(
    ("query", "query_id", "database", "default_format", "client_protocol_version", "wait_end_of_query", "compress")
)
"""Parameters of the interface itself."""

FORMAT = re.compile(r"\s+FORMAT\s+(\w+)\s*$", re.IGNORECASE)

KEPT = chdb.connect(":memory:")
"""A connection that keeps the database, which the last one takes with it."""


class Interface(BaseHTTPRequestHandler):
    """The part of ClickHouse's interface that its Python driver uses."""

    def do_GET(self) -> None:
        """Answer that the server is there."""
        self._answer(200, b"Ok.\n")

    def do_POST(self) -> None:
        """Run a query."""
        asked = dict(parse_qsl(urlsplit(self.path).query))
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        if not self._is_known():
            self._answer(403, b"Code: 516. DB::Exception: Authentication failed. (AUTHENTICATION_FAILED)")
            return
        query = "\n".join(part for part in (asked.get("query"), body) if part)
        written = FORMAT.search(query)
        session = chdb.connect(":memory:")
        try:
            for name, value in asked.items():
                if name not in NO_SETTINGS:
                    session.query(f"SET {name} = '{value}'")
            answer = session.query(FORMAT.sub("", query), written[1] if written else "TabSeparated").bytes()
        except Exception as error:
            self._answer(500, str(error).encode())
        else:
            self._answer(200, answer)
        finally:
            session.close()

    def log_message(self, *told: object) -> None:
        """Write no log."""

    def _is_known(self) -> bool:
        scheme, _, written = self.headers.get("Authorization", "").partition(" ")
        return scheme == "Basic" and base64.b64decode(written).decode() == ":".join(sys.argv[2:4])

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-ClickHouse-Format", "Native")
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Interface).serve_forever()

"""Alertmanager as it is run, and where its notifications go: what alerts come to, in the end."""

import json
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml

REPOSITORY = Path(__file__).parents[2]


class Mailbox:
    """A webhook receiver: keeps every notification with its receiver's name and the moment it came."""

    def __init__(self) -> None:
        self.notifications: list[dict[str, Any]] = []
        mailbox = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                mailbox.notifications.append({**body, "came": time.monotonic()})
                self.send_response(200)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """Return the address that takes notifications."""
        return f"http://127.0.0.1:{self.server.server_port}/"

    def alerts(self, name: str, status: str) -> list[dict[str, Any]]:
        """Return every alert of a name that came with a status."""
        return [
            alert
            for notification in list(self.notifications)
            for alert in notification["alerts"]
            if (alert["labels"]["alertname"], alert["status"]) == (name, status)
        ]


def alertmanager_config(mailbox: str) -> str:
    """Return the example that ships, its routes and inhibitions untouched, its waits short and its receivers ours."""
    tree = yaml.safe_load((REPOSITORY / "deploy/alertmanager/alertmanager.yaml").read_text())
    for route in (tree["route"], *tree["route"]["routes"]):
        route |= {"group_wait": "500ms", "group_interval": "1s", "repeat_interval": "1h"}
    tree["receivers"] = [
        {"name": receiver["name"], "webhook_configs": [{"url": mailbox, "send_resolved": True}]}
        if len(receiver) > 1
        else receiver  # whom nothing is sent to
        for receiver in tree["receivers"]
    ]
    return yaml.safe_dump(tree)


@contextmanager
def running(command: list[str | Path], log: Path, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program, and end it."""
    environment = {**os.environ, **variables}
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out, env=environment) as process:
        try:
            yield process
        finally:
            process.terminate()

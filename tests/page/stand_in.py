"""An exporter that says what it is told to: real HTTP and real WebSockets, the real page, made-up answers."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from typing import Any
from uuid import uuid4

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from dte_exporter.web.lineage.tracker import tracker
from dte_exporter.web.page.route import page
from tests.page.answers import NOW, Answers, Value


class StandIn:
    """A web server in a thread of its own, from `start` to `stop`, at the same port each time.

    Parameters
    ----------
    answers : Answers
        What it answers; it may be changed or replaced at any time.
    now : float
        The time that its messages carry.

    Attributes
    ----------
    asked : list of str
        Path and query of each request.
    streams : bool
        Whether it takes WebSockets.
    """

    def __init__(self, answers: Answers, now: float = NOW) -> None:
        self.answers, self.now = answers, now
        self.port = 0
        self.asked: list[str] = []
        self.streams = True
        self._sequence = 0

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "StandIn":
        """Begin to answer."""
        self._boot, self._sockets = uuid4().hex, set[WebSocket]()
        config = uvicorn.Config(
            self._app(), host="127.0.0.1", port=self.port, log_level="error", ws="websockets-sansio", lifespan="off"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._ready = threading.Event()
        self._thread.start()
        self._ready.wait(30)
        self.port = self._server.servers[0].sockets[0].getsockname()[1]
        return self

    def stop(self) -> None:
        """Fall silent at once, as a process that is killed."""
        for socket in list(self._sockets):
            self._soon(self._closed(socket))
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(10)

    def push(self, changed: Iterable[Value], removed: Iterable[Value] = ()) -> None:
        """Send a change to everybody who listens; what is asked for later contains it."""
        changes = {_identity(one): one for one in changed}
        gone = {_identity(one) for one in removed}
        kept = {_identity(one): one for one in self.answers.samples if _identity(one) not in gone}
        self.answers.samples = list({**kept, **changes}.values())
        self._sequence += 1
        told = {
            "changed": list(changes.values()),
            "removed": [{k: one[k] for k in ("name", "labels")} for one in removed],
        }
        for socket in list(self._sockets):
            self._soon(socket.send_json({**self._place("delta"), **told}))

    # --- what happens in the server's thread

    def _serve(self) -> None:
        async def run() -> None:
            self._loop = asyncio.get_running_loop()
            serving = asyncio.create_task(self._server.serve())
            while not self._server.started and not serving.done():
                await asyncio.sleep(0.01)
            self._ready.set()
            await serving
            for connection in list(self._server.server_state.connections):  # which a server that is killed leaves open
                connection.transport.abort()
            await asyncio.sleep(0)

        asyncio.run(run())

    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        async def done() -> None:
            with suppress(Exception):
                await work

        asyncio.run_coroutine_threadsafe(done(), self._loop).result(10)

    async def _closed(self, socket: WebSocket) -> None:
        await socket.close(1012)

    def _app(self) -> Starlette:
        answering: dict[str, Callable[[Request], Response]] = {
            "/metrics": lambda _: PlainTextResponse(_exposition(self.answers.samples)),
            "/api/v1/catalogue": lambda _: JSONResponse({"metrics": self.answers.catalogue}),
            "/api/v1/checks": lambda _: JSONResponse({"checks": self.answers.checks}),
            "/api/v1/results": self._results,
            "/api/v1/controls": self._controls,
            "/api/v1/history": self._history,
            "/api/v1/lineage": self._lineage,
        }
        routes = [Route(path, self._noted(answer)) for path, answer in answering.items()]
        return Starlette(routes=[page(), tracker(), *routes, WebSocketRoute("/api/v1/stream", self._stream)])

    def _noted(self, answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
        def noting(request: Request) -> Response:
            self.asked.append(f"{request.url.path}?{request.url.query}")
            return answer(request)

        return noting

    def _results(self, request: Request) -> Response:
        check = request.query_params.get("check")
        return JSONResponse({"results": [one for one in self.answers.results if check in (None, one["check"])]})

    def _controls(self, request: Request) -> Response:
        control = request.query_params.get("control")
        return JSONResponse({"controls": [one for one in self.answers.controls if control in (None, one["control"])]})

    def _history(self, request: Request) -> Response:
        if self.answers.history is None:
            return JSONResponse({"error": "No history is kept."}, 404)
        return JSONResponse({"series": self.answers.history.get(request.query_params["metric"], [])})

    def _lineage(self, _: Request) -> Response:
        if self.answers.lineage is None:
            return JSONResponse({"error": "No check of lineage has run."}, 404)
        return JSONResponse(self.answers.lineage)

    async def _stream(self, socket: WebSocket) -> None:
        if not self.streams:
            return await socket.close()
        await socket.accept()
        await socket.send_json({**self._place("snapshot"), "samples": self.answers.samples})
        self._sockets.add(socket)
        with suppress(WebSocketDisconnect):
            while True:
                await socket.receive_text()
        self._sockets.discard(socket)

    def _place(self, kind: str) -> dict[str, Any]:
        return {"type": kind, "boot": self._boot, "sequence": self._sequence, "time": self.now}


def _identity(one: Value) -> tuple[str, tuple[tuple[str, str], ...]]:
    return one["name"], tuple(sorted(one["labels"].items()))


def _exposition(samples: Iterable[Value]) -> str:
    """Return the samples in the text format."""
    return "".join(f"{one['name']}{{{_labels(one['labels'])}}} {one['value']!r}\n" for one in samples)


def _labels(labels: dict[str, str]) -> str:
    escaped = {
        name: text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n") for name, text in labels.items()
    }
    return ",".join(f'{name}="{text}"' for name, text in escaped.items())

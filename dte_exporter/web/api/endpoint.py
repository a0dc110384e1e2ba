"""An endpoint of the API: one declaration from which come the route and its description."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dte_exporter.web.api.answer import Answer
from dte_exporter.web.service import Service

PREFIX = "/api/v1"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A typed answer at a path.

    Parameters
    ----------
    name : str
        The last part of its path.
    summary : str
        What it answers, in one sentence.
    model : type of Answer
        The shape of the answer.
    answer : callable
        ``(service, query) -> model``; raises starlette's HTTPException where it cannot answer. It runs in a thread.
    parameters : mapping of str to str
        What each query parameter is for.
    further : str
        What parameters of any other name are for; empty where they are for nothing.
    """

    name: str
    summary: str
    model: type[Answer]
    answer: Callable[[Service, Mapping[str, str]], Answer]
    parameters: Mapping[str, str] = field(default_factory=dict)
    further: str = ""

    @property
    def path(self) -> str:
        """Where it is."""
        return f"{PREFIX}/{self.name}"

    def route(self, service: Service) -> Route:
        """Return the route that answers for `service`."""

        def respond(request: Request) -> Response:
            answer = self.answer(service, request.query_params)
            return Response(answer.model_dump_json(), media_type="application/json")

        return Route(self.path, respond)


@dataclass(frozen=True, slots=True)
class Post:
    """What may be sent to a path, as the document describes it.

    Parameters
    ----------
    name : str
        The last part of its path.
    summary : str
        What becomes of it, in one sentence.
    media_type : str
        What it is written in.
    standard : str
        The address of what says how.
    outcomes : mapping of int to str
        What each status means; each but those of success comes with one sentence.
    """

    name: str
    summary: str
    media_type: str
    standard: str
    outcomes: Mapping[int, str]

    @property
    def path(self) -> str:
        """Where it is."""
        return f"{PREFIX}/{self.name}"

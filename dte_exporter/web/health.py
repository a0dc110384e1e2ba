"""``/-/healthy`` and ``/-/ready``: what an orchestrator asks."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from dte_exporter.web.service import Service


def health(service: Service) -> tuple[Route, ...]:
    """Return the two routes: healthy whenever it can answer, ready when the service says so."""

    async def healthy(_: Request) -> PlainTextResponse:
        return PlainTextResponse("The exporter is healthy.\n")

    async def ready(_: Request) -> PlainTextResponse:
        reason = service.ready()
        return PlainTextResponse(f"{reason or 'The exporter is ready.'}\n", 503 if reason else 200)

    return Route("/-/healthy", healthy), Route("/-/ready", ready)

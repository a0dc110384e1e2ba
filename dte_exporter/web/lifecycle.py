"""``/-/reload``: a request that makes the exporter read its config again, where its operator allows that."""

from starlette.authentication import has_required_scope
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from dte_exporter.web.service import Service

_NOT_ADMIN = "Reloading takes the role admin, which you do not have.\n"
_DISABLED = "Reloading by request is off: start the exporter with --web.enable-lifecycle, or send it SIGHUP.\n"


def lifecycle(service: Service) -> Route:
    """Return the route. A config with problems answers 500 with each in a line, and the old config stays in force."""

    async def reload(request: Request) -> PlainTextResponse:
        if not has_required_scope(request, ["admin"]):
            return PlainTextResponse(_NOT_ADMIN, 403)
        if not service.lifecycle_enabled:
            return PlainTextResponse(_DISABLED, 403)
        problems = await service.reload()
        if problems:
            return PlainTextResponse("".join(f"{problem}\n" for problem in problems), 500)
        return PlainTextResponse("The config was read again and is in force.\n")

    return Route("/-/reload", reload, methods=["POST", "PUT"])

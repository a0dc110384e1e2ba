"""``POST /api/v1/lineage``: where the clients of OpenLineage send their events."""

from starlette.authentication import has_required_scope
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dte_exporter.config.lineage.receive import Receive
from dte_exporter.errors import HistoryError
from dte_exporter.lineage.events.event import UnfitEventError
from dte_exporter.sinks.lineage_intake import LineageIntake
from dte_exporter.web.api.endpoint import Post
from dte_exporter.web.api.request_body import FullError, Room, read
from dte_exporter.web.service import Service

ROOM = 2**24
"""Bytes of all events together that are being read or wait to be kept."""

EVENTS = Post(
    "lineage",
    "Send an event of OpenLineage, which is kept until lineage.receive.keep has passed.",
    "application/json",
    "https://openlineage.io/spec/2-0-2/OpenLineage.json",
    {
        201: "It is kept, or was already: sent again, it changes nothing.",
        400: "It is packed badly.",
        403: "It takes the role write or admin.",
        404: "Nothing is received here.",
        413: "It is too large.",
        415: "It is no JSON by its header, or packed by something else than gzip.",
        422: "It is no event of the standard, or of a moment that cannot be.",
        503: "It cannot be kept now: send it again later.",
    },
)

_NOT_ALLOWED = "Sending events takes the role write or admin, which you do not have."
_OFF = "No events are received here: lineage.receive of the config is not set."
_NO_HISTORY = "Events are kept in the history, and there was none when the exporter started: start it again."
_LATER = {"retry-after": "1"}


def receiver(service: Service) -> Route:
    """Return the route. Half of the requests that may be answered at once are left to others."""
    room = Room(lambda: max(1, service.config.settings.web.max_requests // 2), ROOM)

    async def receive(request: Request) -> Response:
        if not has_required_scope(request, ["write"]):
            raise HTTPException(403, _NOT_ALLOWED)
        intake, asked = _intake(service)
        try:
            with room.body() as place:
                await _read(request, place, room, asked.max_event)
                await intake.take(bytes(place))
        except FullError:
            intake.count("deferred")
            raise HTTPException(503, "Too many events at once: send it again later.", _LATER) from None
        except HTTPException:
            intake.count("refused")
            raise
        except UnfitEventError as error:
            raise HTTPException(422, f"It is no event that can be kept: {error}.") from error
        except HistoryError as error:
            raise HTTPException(503, f"{error}; send it again later.", _LATER) from error
        return Response(status_code=201)

    return Route(EVENTS.path, receive, methods=["POST"])


def _intake(service: Service) -> tuple[LineageIntake, Receive]:
    governance = service.config.governance
    asked = governance.lineage.receive if governance else None
    if asked is None:
        raise HTTPException(404, _OFF)
    if service.intake is None:
        raise HTTPException(503, _NO_HISTORY)
    return service.intake, asked


async def _read(request: Request, place: bytearray, room: Room, most: int) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != EVENTS.media_type:
        raise HTTPException(415, f"An event is sent as {EVENTS.media_type}: set the header Content-Type.")
    await read(request, place, room, most)

"""uvicorn's WebSocket connection, held to a bound where the peer does not read what it is sent."""

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame


class Connection(WebSocketsSansIOProtocol):
    """A connection of which this process holds one message at most that the peer has not taken."""

    async def send(self, message: Any) -> None:
        """Send a message, and return when the peer has taken it; uvicorn itself would only wait before the next."""
        await super().send(message)
        if message["type"] == "websocket.http.response.body":
            self.handshake_complete = True  # it is refused, which uvicorn would log as never answered
        await self.writable.wait()

    async def run_asgi(self) -> None:
        """Serve the peer; when that is over, wait no longer for one that does not read."""
        await super().run_asgi()
        if not self.writable.is_set():
            self.transport.abort()

    def handle_ping(self) -> None:
        """Answer a ping, unless the peer does not read: else its answers would pile up."""
        if self.writable.is_set():
            super().handle_ping()
        else:
            self.conn.data_to_send()

    def handle_text(self, event: Frame) -> None:
        """Take text as bytes: nobody reads it, and decoding what is none would fill the log."""
        self.handle_bytes(event)

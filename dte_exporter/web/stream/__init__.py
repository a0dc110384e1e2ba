"""``/api/v1/stream``: what `/metrics` shows, and every change of it, over a WebSocket."""

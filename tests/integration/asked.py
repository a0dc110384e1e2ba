"""A running Prometheus, asked through its API."""

from typing import Any

import httpx


class Prometheus:
    """A running Prometheus, asked through its API."""

    def __init__(self, address: str) -> None:
        self.api = f"http://{address}/api/v1"

    def ready(self) -> bool:
        """Return whether it has scraped the exporter."""
        try:
            return any(value == 1 for value in self.query("up{job='dte'}"))
        except httpx.TransportError:
            return False

    def query(self, promql: str) -> list[float]:
        """Return the values of an instant query; none while Prometheus cannot answer yet."""
        answer = httpx.get(f"{self.api}/query", params={"query": promql})
        return [float(series["value"][1]) for series in answer.json()["data"]["result"]] if answer.is_success else []

    def get(self, path: str) -> Any:
        """Return the data behind a path of the API."""
        return httpx.get(f"{self.api}/{path}").raise_for_status().json()["data"]

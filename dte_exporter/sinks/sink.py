"""Where the results of one run go, beside what is printed."""

from typing import Protocol


class Sink(Protocol):
    """Takes an exposition in Prometheus's text format."""

    def put(self, exposition: bytes) -> None:
        """Take the place of what was there.

        Raises
        ------
        SinkError
            If it cannot.
        """
        ...

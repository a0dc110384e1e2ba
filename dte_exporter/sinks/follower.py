"""Who is told of every run while the exporter serves: each takes of it what it is for, in its own time."""

from typing import Protocol


class Follower(Protocol):
    """Follows the runs of the checks; all is called from within the event loop, and returns before anything is done."""

    def start(self) -> None:
        """Begin, before the first run is noticed."""
        ...

    def notice(self, name: str) -> None:
        """Take up the last run of the check called `name`."""
        ...

    async def stop(self) -> None:
        """End, while there are workers still: what was noticed is brought to its end or given up."""
        ...

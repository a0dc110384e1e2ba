"""The latest messages of the stream, shared by all who read it: each reader holds only its place."""

from collections import deque

MAX_MESSAGES = 256
MAX_CHARACTERS = 8 * 2**20


class Backlog:
    """Holds the latest deltas, numbered without a gap, within a bound; the very last one always.

    Parameters
    ----------
    max_messages : int
        How many it holds at most.
    max_characters : int
        How long they are together at most; a single longer one is held alone.
    """

    def __init__(self, max_messages: int = MAX_MESSAGES, max_characters: int = MAX_CHARACTERS) -> None:
        self._max_messages = max_messages
        self._max_characters = max_characters
        self._held: deque[str] = deque()
        self._characters = 0
        self.sequence = 0

    def append(self, message: str) -> None:
        """Hold `message` as the next one, and forget as many of the oldest as that takes."""
        self.sequence += 1
        self._held.append(message)
        self._characters += len(message)
        while len(self._held) > 1 and self._is_full:
            self._characters -= len(self._held.popleft())

    def after(self, sequence: int) -> str | None:
        """Return the message that follows the one numbered `sequence`; None where it is not held."""
        place = sequence - (self.sequence - len(self._held))
        return self._held[place] if 0 <= place < len(self._held) else None

    def reaches(self, sequence: int) -> bool:
        """Return whether a reader at `sequence` can go on from there."""
        return self.sequence - len(self._held) <= sequence <= self.sequence

    @property
    def _is_full(self) -> bool:
        return len(self._held) > self._max_messages or self._characters > self._max_characters

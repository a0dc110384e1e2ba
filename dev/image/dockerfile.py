"""A Dockerfile as stages of steps: as much of its language as ours uses."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

_FROM = re.compile(r"FROM (?P<base>\S+) AS (?P<name>\S+)")
_CONTINUED = re.compile(r"\\\n\s*")


@dataclass(frozen=True, slots=True)
class Step:
    """One instruction and what follows it."""

    instruction: str
    text: str

    @property
    def words(self) -> list[str]:
        """The words of an exec form, or of plain text."""
        words: list[str] = json.loads(self.text) if self.text.startswith("[") else self.text.split()
        return words


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: what it is called, what it begins with, and its steps."""

    name: str
    base: str
    steps: tuple[Step, ...]


def stages(text: str) -> list[Stage]:
    """Return the stages of a Dockerfile in their order.

    Raises
    ------
    ValueError
        If a stage has no name.
    """
    found: list[Stage] = []
    for step in _steps(text):
        if step.instruction != "FROM":
            last = found[-1]
            found[-1] = Stage(last.name, last.base, (*last.steps, step))
        elif match := _FROM.fullmatch(f"FROM {step.text}"):
            found.append(Stage(match["name"], match["base"], ()))
        else:
            raise ValueError(f"FROM {step.text}: give the stage a name")
    return found


def _steps(text: str) -> Iterator[Step]:
    lines = _CONTINUED.sub("", "\n".join(line for line in text.splitlines() if not line.startswith("#")))
    for line in filter(None, lines.splitlines()):
        instruction, _, rest = line.partition(" ")
        yield Step(instruction, rest.strip())

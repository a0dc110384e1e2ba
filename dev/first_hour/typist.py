"""Somebody who types what the pages say, and nothing else."""

import re
import shlex
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Step:
    """One command that was typed.

    Parameters
    ----------
    words : str
        As it was typed.
    page : str
        Where it stands.
    code : int
        How it ended.
    seconds : float
        How long it took.
    said : str
        What it printed.
    """

    words: str
    page: str
    code: int
    seconds: float
    said: str


@dataclass(slots=True)
class Typist:
    """Types in a folder.

    Parameters
    ----------
    folder : Path
        Where.
    programs : mapping of str to tuple of str
        What starts each program that pages name.
    steps : list of Step
        What was typed so far.
    """

    folder: Path
    programs: Mapping[str, tuple[str, ...]]
    steps: list[Step] = field(default_factory=list)

    def types(self, page: str, begins: str, *, instead: Mapping[str, str] | None = None) -> Step:
        """Type the command of `page` that begins so, with the user's own words `instead` of some of the page's.

        Raises
        ------
        LookupError
            If the page tells no such command, or it lacks a word that is to be another.
        """
        words = self.told(page, begins)
        for word, own in (instead or {}).items():
            if word not in words:
                raise LookupError(f"{page}: {words!r} has no {word!r}")
            words = words.replace(word, own)
        command, _, file = words.partition(" > ")
        program, *arguments = shlex.split(command)
        start = time.perf_counter()
        done = subprocess.run(  # noqa: S603  what the project's own pages say
            [*self.programs[program], *arguments], cwd=self.folder, capture_output=True, text=True, check=False
        )
        step = Step(words, page, done.returncode, time.perf_counter() - start, done.stdout + done.stderr)
        if file:
            (self.folder / file.strip()).write_text(done.stdout)
        self.steps.append(step)
        return step

    def told(self, page: str, begins: str) -> str:
        """Return the command of `page` that begins so.

        Raises
        ------
        LookupError
            If there is none.
        """
        found = next((one for one in _commands(page) if one.startswith(begins)), None)
        if found is None:
            raise LookupError(f"{page} tells no command that begins with {begins!r}")
        return found

    def block(self, page: str, begins: str) -> str:
        """Return the block of `page` that begins so, as somebody copies it into a file."""
        blocks: list[str] = _BLOCK.findall((REPOSITORY / page).read_text())
        return next(block for block in blocks if block.startswith(begins))


def _commands(page: str) -> Iterator[str]:
    for block in _BLOCK.findall((REPOSITORY / page).read_text()):
        for line in block.replace("\\\n", " ").splitlines():
            words = line.removeprefix("$ ").replace(".venv/bin/", "", 1)
            yield " ".join(re.sub(r"\s+#.*$", "", words).split())

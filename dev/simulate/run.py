"""One run of the simulations, as a file that the documentation is made from."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from dev.simulate.tables import Cells


@dataclass(frozen=True, slots=True)
class Run:
    """What was simulated.

    Parameters
    ----------
    versions : str
        What computed it.
    day : str
        When, ISO 8601.
    tables : mapping of str to sequence
        The rows of each table, by its name.
    repetitions : mapping of str to int
        How often each row of it was drawn.
    """

    versions: str
    day: str
    tables: Mapping[str, Sequence[Cells]]
    repetitions: Mapping[str, int]

    def save(self, file: Path) -> None:
        """Write it."""
        file.write_text(json.dumps(asdict(self), indent=1) + "\n")

    @classmethod
    def load(cls, file: Path) -> Self:
        """Return what was written."""
        return cls(**json.loads(file.read_text()))

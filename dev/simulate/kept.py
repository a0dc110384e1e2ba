"""The tables that were kept of simulations, as a file that the documentation is made from."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from dev.simulate.tables import Cells

PLACE = Path(__file__).parent / "kept.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """A table as one run made it.

    Parameters
    ----------
    repetitions : int
        How often each row of it was drawn.
    versions : str
        What computed it.
    day : str
        When, ISO 8601.
    rows : sequence of Cells
        What was found.
    """

    repetitions: int
    versions: str
    day: str
    rows: Sequence[Cells]


def read() -> Mapping[str, Kept]:
    """Return the kept tables by their names."""
    return {name: Kept(**table) for name, table in json.loads(PLACE.read_text()).items()}


def keep(made: Mapping[str, Kept]) -> None:
    """Keep the tables `made`, in the place of those of their names, beside the others."""
    before = read() if PLACE.exists() else {}
    trees = {name: asdict(table) for name, table in sorted({**before, **made}.items())}
    PLACE.write_text(json.dumps(trees, indent=1) + "\n")

"""``python -m dev.first_hour``: walk the first hour of four people on data sets that are new, and print each step.

They type what README and how-tos say, with their own files for those of the pages.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from dev.first_hour.data import SETS, write
from dev.first_hour.people import HOURS
from dev.first_hour.typist import REPOSITORY, Step, Typist

PROGRAMS = {
    "dte-exporter": (sys.executable, "-m", "dte_exporter"),
    "promtool": (shutil.which("promtool", path=f"{REPOSITORY}/.tools/bin") or "promtool",),
}


def walked(name: str, folder: Path) -> dict[str, list[Step]]:
    """Return the steps of each of them on the data set called `name`, which is written to `folder`."""
    write(name, folder)
    steps: dict[str, list[Step]] = {}
    for who, hour in HOURS.items():
        typist = Typist(folder, PROGRAMS)
        hour(typist)
        steps[who] = typist.steps
    return steps


def main() -> None:
    """Print what was typed, how it ended and how long it took."""
    table = Table("data", "who", "typed", "exit", "seconds", title="The first hour")
    for name in ("borrowers", *SETS):
        with tempfile.TemporaryDirectory() as folder:
            for who, steps in walked(name, Path(folder)).items():
                for step in steps:
                    table.add_row(name, who, step.words, str(step.code), f"{step.seconds:.1f}")
    Console(width=160).print(table)


if __name__ == "__main__":
    main()

"""Print how often the recognisers of personal data are right: ``python -m dev.personal_data``."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from dev.personal_data.accuracy import Accuracy, measured

SIZE = 2_000


def table(rows: Iterable[Accuracy]) -> Table:
    """Return `rows` as a table."""
    shown = Table("kind", "right", "missed", "wrong", "precision", "recall", title="Recognisers on the labelled sample")
    for row in rows:
        shown.add_row(
            row.kind, *map(str, (row.right, row.missed, row.wrong)), f"{row.precision:.4f}", f"{row.recall:.4f}"
        )
    return shown


if __name__ == "__main__":
    Console().print(table(measured(SIZE)))

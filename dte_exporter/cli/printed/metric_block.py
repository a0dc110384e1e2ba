"""How the verbs show a metric: a block that wraps to any width, where a table of nine columns would not."""

from typing import TYPE_CHECKING

from dte_exporter.exposition.description import Entry
from dte_exporter.metric import SEGMENT

if TYPE_CHECKING:
    from rich.console import RenderableType


def told(entry: Entry) -> "RenderableType":
    """Return all that the catalogue says of one metric, its name and labels first."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    spec = entry.spec
    head = Text.assemble((spec.name, "bold"), (f" {{{', '.join(spec.labels)}}}" if spec.labels else "", "dim"))
    facts = " · ".join(filter(None, (str(spec.kind), entry.unit, entry.range, entry.direction, entry.emitter)))
    decide = f"An objective on it may decide by {' or '.join(('point', *entry.decide))}."
    segmented = f"Of a segment it has the label {SEGMENT} as well, where its check sets by."
    lines = [
        spec.help,
        facts,
        *([segmented] if entry.segmented else []),
        *([decide] if entry.decide else []),
        *([f"Reference: {spec.reference}"] if spec.reference else []),
    ]
    return Group(head, Padding(Text("\n".join(lines)), (0, 0, 0, 2), expand=False))

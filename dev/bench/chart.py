"""The chart of a run: seconds over rows on scales of tens, where growth as it should be is a line of slope one."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from dev.bench.row import Row

_SUBJECT = "growth of "


def curves(rows: Sequence[Row]) -> Mapping[str, Sequence[tuple[int, float]]]:
    """Return rows and seconds of each subject that tells how something grows."""
    found: dict[str, list[tuple[int, float]]] = {}
    for row in rows:
        if row.subject.startswith(_SUBJECT):
            size = int(row.what.removesuffix(" rows").replace(",", ""))
            found.setdefault(row.subject.removeprefix(_SUBJECT).partition(",")[0], []).append((size, row.seconds))
    return found


def draw(rows: Sequence[Row], file: Path) -> None:
    """Draw the curves into an SVG `file`."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4), layout="constrained")
    axes = figure.subplots()
    for name, points in curves(rows).items():
        axes.loglog(*zip(*points, strict=True), marker="o", label=name)
    for axis, written in ((axes.xaxis, "{x:,.0f}"), (axes.yaxis, "{x:g}")):
        axis.set_major_formatter(written)
        axis.set_minor_formatter("")
    axes.set_ylim(bottom=min(row.seconds for row in rows if row.subject.startswith(_SUBJECT)) / 2)
    axes.set_xlabel("rows")
    axes.set_ylabel("seconds, in a warm worker")
    axes.grid(visible=True, which="major", alpha=0.3)
    axes.legend(frameon=False)
    figure.savefig(file, format="svg", metadata={"Date": None})

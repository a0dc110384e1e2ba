"""What a validation found, on a terminal: a line a column, then what failed, then what could not be judged."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dte_exporter.reports.validation_report import ColumnPart, State, Validation, Verdict

if TYPE_CHECKING:
    from rich.console import RenderableType

_TITLES: dict[State, tuple[str, str]] = {
    "failed": ("failed", "red"),
    "warned": ("warnings", "yellow"),
    "not_judged": ("could not be judged", "magenta"),
}


def validated(validation: Validation) -> Iterator["RenderableType"]:
    """Yield the parts of what is told of `validation`."""
    from rich.padding import Padding
    from rich.rule import Rule
    from rich.text import Text

    yield Rule(f"{validation.place}  {validation.rows:,} rows", align="left")
    yield _columns(validation.columns)
    for sentence in validation.remarks:
        yield Padding(Text(sentence, "dim"), (0, 0, 0, 2))
    for state, (title, colour) in _TITLES.items():
        if found := validation.of(state):
            yield Rule(Text(title, colour), align="left")
            yield _verdicts(found)
    yield Rule(validation.summary, align="left")


def _columns(columns: tuple[ColumnPart, ...]) -> "RenderableType":
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2), header_style="dim", pad_edge=True)
    for heading in ("column", "type"):
        table.add_column(heading, overflow="fold")
    for heading in ("rows", "missing", "distinct"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("what is wrong", overflow="fold")
    for one in columns:
        told = Text.assemble(
            ("; ".join(one.failures), "red"),
            "; " if one.failures and one.remarks else "",
            ("; ".join(one.remarks), "dim"),
        )
        table.add_row(Text(one.name), one.type, f"{one.rows:,}", _count(one.missing), _count(one.distinct), told)
    return table


def _verdicts(verdicts: tuple[Verdict, ...]) -> "RenderableType":
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2), header_style="dim", pad_edge=True)
    for heading in ("asked by", "rule", "of", "found"):
        table.add_column(heading, overflow="fold")
    for one in verdicts:
        table.add_row(*(Text(text) for text in (one.asked_by, one.rule, one.subject, one.told)))
    return table


def _count(count: int | None) -> str:
    return "" if count is None else f"{count:,}"

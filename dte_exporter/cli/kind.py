"""How the verbs show a kind of check: its docstring, its parameters and what it emits."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dte_exporter.registry import Check

if TYPE_CHECKING:
    from rich.console import RenderableType


def documented(check: Check[Any]) -> Iterator["RenderableType"]:
    """Yield all that the reference says of one kind of check."""
    from rich.padding import Padding
    from rich.rule import Rule
    from rich.text import Text

    yield Rule(f"check: {check.name}", align="left")
    yield Text(check.summary)
    for title, text in check.definition.items():
        yield Text(title)
        yield Padding(Text(text), (0, 0, 0, 4))
    yield Rule("parameters", align="left")
    yield _parameters(check)
    yield Rule("emits", align="left")
    yield Text("\n".join(spec.name for spec in check.emits))


def _parameters(check: Check[Any]) -> "RenderableType":
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in ("name", "default", "meaning"):
        table.add_column(column, header_style="dim", no_wrap=column == "name")
    for name, field in check.params.model_fields.items():
        default = "required" if field.is_required() else _written(field.get_default(call_default_factory=True))
        table.add_row(field.alias or name, default, field.description)
    return table


def _written(default: object) -> str:
    """Return `default` as the config words it."""
    return f"[{', '.join(map(str, default))}]" if isinstance(default, tuple) else str(default)

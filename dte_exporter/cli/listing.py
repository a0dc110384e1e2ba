"""How help lists commands: each with all of its first sentence, and as plain text."""

from typing import Any

from typer.core import TyperGroup

PLAIN: dict[str, Any] = {"rich_markup_mode": None}
"""For every ``typer.Typer``: rich takes longer to import than all else that ``--help`` needs."""


class Listing(TyperGroup):
    """A group whose list tells all of each command's first sentence, of which Click's own cuts off the end."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list to `formatter`."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, _first_sentence(command.help or "")) for name, command in commands if command]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def _first_sentence(text: str) -> str:
    """Return the paragraph that `text` begins with, as one line."""
    return " ".join(text.partition("\n\n")[0].split())

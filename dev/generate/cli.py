"""``docs/reference/cli.md``: the command line, from its own help."""

from collections.abc import Mapping

from dte_exporter.registry import Registry


def make(registry: Registry) -> Mapping[str, str]:
    """Return the page by its file."""
    import typer
    from typer.cli import get_docs_for_click
    from typer.main import get_command

    from dte_exporter.cli import app
    from dte_exporter.cli.discovery import Verbs, imported

    command = get_command(app)
    command.commands = {name: imported(name) for name in Verbs()}  # type: ignore[attr-defined]  # a group has commands
    context = typer.Context(command, info_name="dte-exporter")
    docs = get_docs_for_click(obj=command, ctx=context, name="dte-exporter", title="Command line")
    program, _, listed = docs.partition("**Commands**:")
    verbs = listed[listed.index("## ") :]  # the list cuts off what each of their sections says
    return {"docs/reference/cli.md": f"{program}{_exit_codes()}\n\n{verbs.rstrip()}\n"}


def _exit_codes() -> str:
    """Return the table of exit codes, which pages on a verb link to instead of telling them again."""
    from dte_exporter.cli.exit import MEANINGS

    rows = (
        f"| {one.code.value} | {', '.join(f'`{verb}`' for verb in one.verbs) or 'every verb'} | {one.when} |"
        for one in MEANINGS
    )
    return "\n".join(("## Exit codes", "", "| code | of | when |", "| --- | --- | --- |", *rows))

"""Finds the verbs: one a file of ``cli/verbs``, imported when it is asked for and merely read when all are listed."""

import ast
import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand

from dte_exporter.cli.exit import Exit
from dte_exporter.cli.listing import PLAIN, Listing
from dte_exporter.errors import DteError

_PACKAGE = "dte_exporter.cli.verbs"


class Verbs(Mapping[str, TyperCommand]):
    """The commands by name, as a list shows them: what one does is read in its file, which nothing imports for it."""

    def __init__(self) -> None:
        self._folders = importlib.import_module(_PACKAGE).__path__
        files = pkgutil.iter_modules(self._folders)
        self._names = sorted(file.name.replace("_", "-") for file in files)

    def __getitem__(self, name: str) -> TyperCommand:
        if name not in self._names:
            raise KeyError(name)
        return TyperCommand(name, help=_help(self._folders[0], _file(name)))

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def imported(name: str) -> TyperCommand:
    """Return the verb called `name` as it runs; this imports its file."""
    verb = getattr(importlib.import_module(f"{_PACKAGE}.{_file(name)}"), _file(name))
    if not isinstance(verb, typer.Typer):
        verb = _alone(name, verb)
    command: TyperCommand = typer.main.get_command(verb)  # type: ignore[assignment]  # Typer gives its own
    command.name = name
    return command


def _file(name: str) -> str:
    return name.replace("-", "_")


def _help(folder: str, name: str) -> str | None:
    """Return what the file of a verb says of it: the docstring of its function, or the ``help`` of its parts."""
    for node in ast.parse((Path(folder) / f"{name}.py").read_bytes()).body:
        match node:
            case ast.FunctionDef(name=found) if found == name:
                return ast.get_docstring(node)
            case ast.Assign(targets=[ast.Name(id=found)], value=ast.Call(keywords=said)) if found == name:
                return next((str(ast.literal_eval(one.value)) for one in said if one.arg == "help"), None)
    return None


def _alone(name: str, verb: Callable[..., None]) -> typer.Typer:
    """Return a program that has one verb."""
    program = typer.Typer(add_completion=False, **PLAIN)
    program.command(name)(verb)
    return program


class VerbGroup(Listing):
    """The program itself: every verb, and the one place where an error of ours becomes a line and an exit code."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**{**attributes, "commands": Verbs()})

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the verb that `args` begin with, as it runs, between its name and the other arguments."""
        name, listed, others = super().resolve_command(ctx, args)
        return name, imported(name) if name and listed else listed, others

    def invoke(self, ctx: Any) -> Any:
        """Run the verb.

        Raises
        ------
        typer.Exit
            With code 1, after a `DteError` was printed.
        """
        try:
            return super().invoke(ctx)
        except DteError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(Exit.WRONG) from error

"""Finds the verbs: one a file of this package, imported when it is asked for."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from dte_exporter.errors import DteError

if TYPE_CHECKING:
    from typer.core import TyperCommand

_PACKAGE = "dte_exporter.cli"


class Verbs(Mapping[str, "TyperCommand"]):
    """The commands by name; looking one up imports its file, counting and naming them does not."""

    def __init__(self) -> None:
        files = pkgutil.iter_modules(importlib.import_module(_PACKAGE).__path__)
        self._names = sorted(file.name.replace("_", "-") for file in files if not file.name.startswith("_"))

    def __getitem__(self, name: str) -> "TyperCommand":
        if name not in self._names:
            raise KeyError(name)
        file = name.replace("-", "_")
        verb = getattr(importlib.import_module(f"{_PACKAGE}.{file}"), file)
        if not isinstance(verb, typer.Typer):
            verb = _alone(name, verb)
        return typer.main.get_command(verb)  # type: ignore[return-value]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _alone(name: str, verb: Callable[..., None]) -> typer.Typer:
    """Return a program that has one verb."""
    program = typer.Typer(add_completion=False)
    program.command(name)(verb)
    return program


class VerbGroup(TyperGroup):
    """The program itself: every verb, and the one place where an error of ours becomes a line and an exit code."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**{**attributes, "commands": Verbs()})

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
            raise typer.Exit(1) from error

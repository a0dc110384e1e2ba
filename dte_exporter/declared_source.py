"""How a source declares itself: what it holds, how it is opened, and the kinds of places that it reads."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Holding = Literal["rows", "models", "record", "results", "lineage"]
"""What a source holds and a check reads: rows of data sets, records of models, the record of processing, or lineage.

A check may also read results of others, in files that its own parameters name.
"""


@dataclass(frozen=True, slots=True)
class Reach:
    """A kind of place that a source reads, and what has to be installed for it.

    Parameters
    ----------
    where : str
        What it is, or how its address begins.
    module : str
        The module of the library that reads it; empty where it comes with the exporter.
    extra : str
        The extra of this package that brings the library.
    tested : str
        How far its reading is tested, where no real one of its kind is read in our tests.
    """

    where: str
    module: str = ""
    extra: str = ""
    tested: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A place where rows live, or the records of models.

    Parameters
    ----------
    name : str
        The word after ``type:`` in the config.
    config : type
        The pydantic model of its settings, with ``type: Literal[name]``.
    open : callable
        ``(config, base directory) -> tables.table.Table`` of rows, ``(config, base directory, name of the entry) ->
        model_registry.ModelRegistry`` of models, and the same ``-> lineage.told.Teller`` of lineage; runs in a worker.
    holds : str
        Whether it is for ``datasets:`` (rows), for ``models:`` or for ``lineage: {sources: }``.
    confined : bool
        Whether `open` takes ``root=`` as well: the folder that no file it finds may lie outside of, or None.
    drivers : tuple of str
        The modules of the libraries that it reads with: imported as the calculators of a check are.
    reaches : tuple of Reach
        The kinds of places that it reads.
    named : bool
        Whether a config may name it; else the exporter itself opens it.
    """

    name: str
    config: type[Any]
    open: Callable[..., Any]
    holds: Holding = "rows"
    confined: bool = False
    drivers: tuple[str, ...] = ()
    reaches: tuple[Reach, ...] = ()
    named: bool = True


def source(
    name: str,
    *,
    config: type[Any],
    holds: Holding = "rows",
    confined: bool = False,
    drivers: tuple[str, ...] = (),
    reaches: tuple[Reach, ...] = (),
    named: bool = True,
) -> Callable[[Callable[..., Any]], Source]:
    """Declare the decorated function as the opener of a source. See `Source` for the parameters."""
    return lambda opener: Source(name, config, opener, holds, confined, drivers, reaches, named)

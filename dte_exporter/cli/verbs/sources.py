"""``dte-exporter sources``: where rows, the records of models and lineage can be, and what that takes."""

import importlib.util
from collections.abc import Iterator

import typer

from dte_exporter.declared_source import Reach
from dte_exporter.registry import Registry


def sources() -> None:
    """List the types of sources, what each reads, and what is to be installed for it."""
    lines = [("type", "reads", ""), *_lines(Registry.discover())]
    widths = [max(len(line[place]) for line in lines) for place in range(2)]
    for type_, reads, state in lines:
        typer.echo(f"{type_:<{widths[0]}}  {reads:<{widths[1]}}  {state}".rstrip())


def _lines(registry: Registry) -> Iterator[tuple[str, str, str]]:
    """Yield the type of a source, beside the first of what it reads, and whether it can."""
    told = (registry.sources, registry.model_sources, registry.lineage_sources)
    for name, source in (item for some in told for item in sorted(some.items()) if item[1].named):
        for place, reach in enumerate(source.reaches or (Reach(source.holds),)):
            yield (name if place == 0 else "", reach.where, _state(reach))


def _state(reach: Reach) -> str:
    state = "ready" if _is_there(reach.module) else f"pip install 'dte-exporter[{reach.extra}]'"
    return f"{state} ({reach.tested})" if reach.tested else state


def _is_there(module: str) -> bool:
    """Return whether there is a `module` of this name, all packages that it lies in included; none is needed for ''."""
    try:
        return not module or importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False

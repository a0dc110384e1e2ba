"""What exists: checks and sources declare themselves here, and everything else asks here."""

import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from types import ModuleType
from typing import Any, Generic, Literal, TypeVar

from dte_exporter.errors import RegistrationError
from dte_exporter.input import Input
from dte_exporter.metric import MetricSpec
from dte_exporter.outcome import Findings

_HOMES = ("dte_exporter.checks", "dte_exporter.tables", "dte_exporter.records")
_PART = re.compile(r"^(\S.*)\n((?:[ ]{4}.*(?:\n+|\Z))+)", re.MULTILINE)

Holding = Literal["rows", "models", "record"]
"""What a source holds and a check reads: rows of data sets, the records of models, or the record of processing."""

P = TypeVar("P")
"""The parameters of a check."""


@dataclass(frozen=True, slots=True)
class Example:
    """A tiny table, or a few, and the values that a person works out from them by hand.

    Parameters
    ----------
    columns : mapping of str to list
        The table, column by column.
    settings : mapping
        The data set's ``columns`` and ``windows``, the check's ``params``, and what the ``datasets`` of the further
        tables have beside their source, as the config words them.
    expected : mapping of str to float
        A series, written as in the exposition without its scope labels, to its value.
    working : str
        The calculation, and where it comes from.
    record : mapping
        The record of processing, as its file words it, for a check that reads one.
    tables : mapping of str to mapping
        The further data sets that the check reads, by name, each column by column.
    """

    columns: Mapping[str, list[Any]]
    expected: Mapping[str, float]
    working: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    record: Mapping[str, Any] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, list[Any]]] = field(default_factory=dict)


def _nothing_else(params: Any) -> Mapping[tuple[str | int, ...], str]:
    """Return the further data sets of a check that reads only its own: none."""
    return {}


@dataclass(frozen=True, slots=True)
class Check(Generic[P]):
    """A check: what it needs, what it emits, and the pure function between.

    Parameters
    ----------
    name : str
        The word after ``check:`` in the config.
    params : type
        The pydantic model of its parameters.
    needs : callable
        From parameters and `config.roles.Roles` to a mapping of plans; it sees nothing else.
    emits : tuple of MetricSpec
        Every family that it may emit.
    compute : callable
        ``(statistics, params, roles, now) -> Findings``, pure: `statistics` is what the plans of `needs` gave, by name.
    example : Example
        The contract that a test holds it to.
    doc : str
        Its definition, formula, reference, range and good direction: the docstring of its module.
    windows : tuple of str
        The windows that it reads. One window: ``current``, which the config may override. None
        where it reads no rows.
    reads : callable
        From parameters to the further data sets that it reads, each by the keys that lead to its name in them. Plans
        find their rows, all of them, in ``sources.datasets``, by name.
    on : str
        What it reads in the first place. Without rows: the records of an entry in ``models:``, or the record of
        processing, of which it needs no line in the config to exist.
    calculators : tuple of str
        The modules of the libraries that it computes with: a worker imports them before the time of its first such run
        begins, and no other run waits for them.
    inputs : tuple of Input
        What it is given beside rows.
    cases : callable or None
        Of a check that counts violations among rows: ``(asked, params, roles) -> SQL`` that lists them, a row each,
        made from what `statistics.written.Asked` says of the tables.
    of_rows_alone : bool
        Whether what it finds follows from rows and parameters alone: unchanged rows need not be read again.
    segmented : bool
        Whether it may be asked of segments of its rows too: what it finds in some rows is about these alone.
    """

    name: str
    params: type[P]
    needs: Callable[[P, Any], Mapping[str, Any]]
    emits: tuple[MetricSpec, ...]
    compute: Callable[[Any, P, Any, float], Findings]
    example: Example
    doc: str
    windows: tuple[str, ...] = ("current",)
    reads: Callable[[P], Mapping[tuple[str | int, ...], str]] = _nothing_else
    on: Holding = "rows"
    calculators: tuple[str, ...] = ()
    inputs: tuple[Input[Any], ...] = ()
    cases: Callable[[Any, P, Any], str] | None = None
    of_rows_alone: bool = False
    segmented: bool = False

    @property
    def sees_config(self) -> bool:
        """Whether it is told more of the config than its own lines."""
        return any(one.whole_config for one in self.inputs)

    def given(self, configured: Any, registry: "Registry") -> Mapping[Input[Any], Any]:
        """Return its inputs, opened for one run of the `config.configured.ConfiguredCheck`."""
        return {one: one.opened(configured, registry) for one in self.inputs}

    @property
    def pillar(self) -> str:
        """The pillar of what it emits."""
        return self.emits[0].pillar

    @property
    def summary(self) -> str:
        """The first line of its docstring."""
        return self.doc.partition("\n")[0]

    @property
    def definition(self) -> Mapping[str, str]:
        """The parts of its docstring, each a title above an indented text: Definition, Formula, and so on."""
        return {title: " ".join(text.split()) for title, text in _PART.findall(self.doc)}


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
        model_registry.ModelRegistry`` of models; runs in a worker.
    holds : str
        Whether it is for ``datasets:`` (rows) or for ``models:``.
    confined : bool
        Whether `open` takes ``root=`` as well: the folder that no file it finds may lie outside of, or None.
    drivers : tuple of str
        The modules of the libraries that it reads with: imported as the calculators of a check are.
    reaches : tuple of Reach
        The kinds of places that it reads.
    """

    name: str
    config: type[Any]
    open: Callable[..., Any]
    holds: Holding = "rows"
    confined: bool = False
    drivers: tuple[str, ...] = ()
    reaches: tuple[Reach, ...] = ()


def check(
    name: str,
    *,
    params: type[P],
    needs: Callable[[P, Any], Mapping[str, Any]],
    emits: Iterable[MetricSpec],
    example: Example,
    windows: tuple[str, ...] = ("current",),
    reads: Callable[[P], Mapping[tuple[str | int, ...], str]] = _nothing_else,
    on: Holding = "rows",
    calculators: tuple[str, ...] = (),
    inputs: tuple[Input[Any], ...] = (),
    cases: Callable[[Any, P, Any], str] | None = None,
    of_rows_alone: bool = False,
    segmented: bool = False,
) -> Callable[[Callable[[Any, P, Any, float], Findings]], Check[P]]:
    """Declare the decorated pure function as a check. See `Check` for the parameters."""

    def declare(compute: Callable[[Any, P, Any, float], Findings]) -> Check[P]:
        return Check(
            name,
            params,
            needs,
            tuple(emits),
            compute,
            example,
            (sys.modules[compute.__module__].__doc__ or "").strip(),
            windows if on == "rows" else (),
            reads,
            on,
            calculators,
            inputs,
            cases,
            of_rows_alone,
            segmented,
        )

    return declare


def source(
    name: str,
    *,
    config: type[Any],
    holds: Holding = "rows",
    confined: bool = False,
    drivers: tuple[str, ...] = (),
    reaches: tuple[Reach, ...] = (),
) -> Callable[[Callable[..., Any]], Source]:
    """Declare the decorated function as the opener of a source. See `Source` for the parameters."""
    return lambda opener: Source(name, config, opener, holds, confined, drivers, reaches)


class Registry:
    """Every check and source by name; sources of rows and of models apart.

    Raises
    ------
    RegistrationError
        If a name of a check, source or metric is taken twice, or a check's metric does not say which check it is of.
    """

    def __init__(self, declared: Iterable[Check[Any] | Source]) -> None:
        self.checks: dict[str, Check[Any]] = {}
        self.sources: dict[str, Source] = {}
        self.model_sources: dict[str, Source] = {}
        self.specs: dict[str, MetricSpec] = {}
        for item in declared:
            if isinstance(item, Source):
                _take(self.sources if item.holds == "rows" else self.model_sources, item.name, item, "source")
                continue
            _take(self.checks, item.name, item, "check")
            for spec in item.emits:
                _take(self.specs, spec.name, spec, "metric")
                if "check" not in spec.labels:
                    raise RegistrationError(f"metric {spec.name!r} has no label check: two checks would share a series")

    @classmethod
    def discover(cls) -> "Registry":
        """Return what this package and the installed plug-ins declare."""
        modules = [module for package in _HOMES for module in _modules_below(importlib.import_module(package))]
        modules += [point.load() for point in entry_points(group="dte_exporter.checks")]
        return cls(declared for module in modules for declared in _declared_in(module))


def _take(names: dict[str, Any], name: str, item: Any, what: str) -> None:
    if names.setdefault(name, item) is not item:
        raise RegistrationError(f"{what} {name!r} is declared twice: rename one of them")


def _modules_below(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(found.name)


def _declared_in(module: ModuleType) -> Iterator[Check[Any] | Source]:
    """Yield what `module` itself declares, not what it imports."""
    for item in vars(module).values():
        home = item.compute if isinstance(item, Check) else item.open if isinstance(item, Source) else None
        if home is not None and home.__module__ == module.__name__:
            yield item

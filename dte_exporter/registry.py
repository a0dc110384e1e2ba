"""What exists: checks and sources declare themselves here, and everything else asks here."""

import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from types import ModuleType
from typing import Any, Generic, TypeVar

from dte_exporter.declared_source import Holding, Source
from dte_exporter.errors import RegistrationError
from dte_exporter.input import Input
from dte_exporter.metric import MetricSpec
from dte_exporter.outcome import Findings

_HOMES = ("dte_exporter.checks", "dte_exporter.tables", "dte_exporter.records", "dte_exporter.storage.history")
_PART = re.compile(r"^(\S.*)\n((?:[ ]{4}.*(?:\n+|\Z))+)", re.MULTILINE)

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
    files : mapping of str to str
        What lies beside the config, for a check whose parameters name files: the text of each by its name.
    """

    columns: Mapping[str, list[Any]]
    expected: Mapping[str, float]
    working: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    record: Mapping[str, Any] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, list[Any]]] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


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
        What it reads in the first place. Without rows: the records of an entry in ``models:``, the record of
        processing, of which it needs no line in the config to exist, or results of others, which may be about a data
        set that is not opened.
    calculators : tuple of str
        The modules of the libraries that it computes with: a worker imports them before the time of its first such run
        begins, and no other run waits for them.
    inputs : tuple of Input
        What it is given beside rows.
    cases : callable or None
        Of a check that counts violations among rows: ``(asked, params, roles) -> SQL`` that lists them, a row each,
        made from what `statistics.written.Asked` says of the tables.
    of_rows_alone : bool
        Whether what it finds follows from rows, parameters and identified inputs alone: unchanged, none is read again.
    segmented : bool
        Whether it may be asked of segments of its rows too: what it finds in some rows is about these alone.
    optional : tuple of str
        The windows that it reads as well where the data set has them: of a check of one window, what it learns from.
    of_columns : bool
        Whether it asks which columns there are, of which types: a column that the config names may then be gone, those
        of two data sets are not read as each other's types, and equal rows say something too.
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
    optional: tuple[str, ...] = ()
    of_columns: bool = False

    @property
    def compares(self) -> bool:
        """Whether it holds windows against each other, so that a window held against itself tells nothing."""
        return len(self.windows) > 1

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
    optional: tuple[str, ...] = (),
    of_columns: bool = False,
) -> Callable[[Callable[[Any, P, Any, float], Findings]], Check[P]]:
    """Declare the decorated pure function as a check. See `Check` for the parameters."""

    def declare(compute: Callable[[Any, P, Any, float], Findings]) -> Check[P]:
        doc = (sys.modules[compute.__module__].__doc__ or "").strip()
        read = windows if on == "rows" else ()
        rest = (reads, on, calculators, inputs, cases, of_rows_alone, segmented, optional, of_columns)
        return Check(name, params, needs, tuple(emits), compute, example, doc, read, *rest)

    return declare


class Registry:
    """Every check and source by name; sources of rows, of models and of lineage apart.

    Raises
    ------
    RegistrationError
        If a name of a check, source or metric is taken twice, or a check's metric does not say which check it is of.
    """

    def __init__(self, declared: Iterable[Check[Any] | Source]) -> None:
        self.checks: dict[str, Check[Any]] = {}
        self.sources: dict[str, Source] = {}
        self.model_sources: dict[str, Source] = {}
        self.lineage_sources: dict[str, Source] = {}
        self.specs: dict[str, MetricSpec] = {}
        for item in declared:
            if isinstance(item, Source):
                _take(self._sources_of(item.holds), item.name, item, "source")
                continue
            _take(self.checks, item.name, item, "check")
            for spec in item.emits:
                _take(self.specs, spec.name, spec, "metric")
                if "check" not in spec.labels:
                    raise RegistrationError(f"metric {spec.name!r} has no label check: two checks would share a series")

    def _sources_of(self, holding: Holding) -> dict[str, Source]:
        if holding == "lineage":
            return self.lineage_sources
        return self.sources if holding == "rows" else self.model_sources

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

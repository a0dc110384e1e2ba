"""How a contract is judged: its file read at each run, and its rules asked of the rows in as few looks as there can be.

The file may change without the config, so what is asked of the rows is known only then.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from dte_exporter.checks.quality.contract.agreed import AgreedRows, NotJudged, NotJudgedError, Rule
from dte_exporter.checks.quality.contract.rules_of_object import rules_of
from dte_exporter.config.confined.named_files import NAMED_FILES, NamedFiles
from dte_exporter.config.contracts.contract_file import load_contract
from dte_exporter.config.contracts.contract_schema import SchemaObject
from dte_exporter.config.contracts.data_contract import DataContract
from dte_exporter.config.problems import choice
from dte_exporter.errors import CheckError, ConfigError, SourceError
from dte_exporter.statistics.expressions.type_name import type_name
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.quality_facts.asking import answered
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.together.attempts import each
from dte_exporter.statistics.view import View

KEY = "contract"
"""The parameter that names the file."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule, and what the rows say to it.

    Parameters
    ----------
    rule : Rule
        The rule.
    figure : float or None
        Its figure; None where the rows give none.
    """

    rule: Rule
    figure: float | None

    @property
    def is_met(self) -> bool:
        """Whether the figure is what it has to be; of no figure it is not."""
        return self.figure is not None and self.rule.limits.holds(self.figure)


@dataclass(frozen=True, slots=True)
class ContractVerdicts:
    """How a contract stands.

    Parameters
    ----------
    called, version, owner, status : str
        What it says of itself.
    verdicts : tuple of Verdict
        The rules that could be judged.
    not_judged : tuple of NotJudged
        What could not, and why.
    types : mapping of str to str
        What the type of the column of each property is called, of those that are there.
    rows : mapping of str to int
        Rows, by window.
    """

    called: str
    version: str
    owner: str
    status: str
    verdicts: tuple[Verdict, ...]
    not_judged: tuple[NotJudged, ...]
    types: Mapping[str, str]
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ContractPlan:
    """One object of the contract in the file that the check names, judged on the rows of one window.

    Parameters
    ----------
    named : str
        The object; empty for the only one, or the one that is called like the data set.
    dataset : str
        The name of the data set.
    """

    named: str
    dataset: str

    def measure(self, sources: Sources, cache: StatisticsCache) -> ContractVerdicts:
        """Return how each rule stands.

        Raises
        ------
        SourceError
            If the file cannot be read.
        CheckError
            If it is no contract, or it does not say which of its objects is meant.
        """
        contract = _contract(sources.input(NAMED_FILES))
        agreed = object_of(contract, self.named, self.dataset)
        window, view = sources.own
        rows = AgreedRows(view, sources.now)
        all_ = [*rules_of(contract, agreed)]
        asked = {one: _question(one, rows) for one in all_ if isinstance(one, Rule)}
        count, figures = _figures(view, asked)
        told = [_told(rule, figures[rule], count) for rule in asked]
        names = {one.name: rows.name_of(one) for one in agreed.properties}
        return ContractVerdicts(
            contract.called,
            contract.version,
            contract.owner,
            contract.status,
            tuple(one for one in told if isinstance(one, Verdict)),
            tuple(one for one in (*all_, *told) if isinstance(one, NotJudged)),
            {name: type_name(view.table[column].type()) for name, column in names.items() if column},
            {window: count},
        )


def _contract(files: NamedFiles) -> DataContract:
    files.read(KEY)  # which says what is wrong where it cannot be
    file = files.path(KEY)
    try:
        return load_contract(file)
    except ConfigError as error:
        more = len(error.problems) - 1
        rest = f" (and {more} more: dte-exporter contract check {file.name} tells all)" if more else ""
        raise CheckError(f"{error.problems[0].removeprefix(f'{file.parent}/')}{rest}") from error


def object_of(contract: DataContract, named: str, dataset: str) -> SchemaObject:
    """Return the object of `contract` that is `named`, or else the only one, or the one called like the `dataset`.

    Raises
    ------
    CheckError
        If there is none, or several could be meant.
    """
    wanted = named or dataset
    found = [one for one in contract.objects if wanted in one.names]
    if not found and not named and len(contract.objects) == 1:
        found = list(contract.objects)
    if found:
        return found[0]
    if not contract.objects:
        raise CheckError(f"the contract {contract.called!r} has no schema: agree on a table in it")
    names = [one.name for one in contract.objects]
    if named:
        raise CheckError(f"schema: {choice(named, 'object of the contract', names)}")
    raise CheckError(f"the contract has {len(names)} objects, none called {dataset!r}: name one of them under schema")


def _question(rule: Rule, rows: AgreedRows) -> Any:
    """Return what is asked of the rows, the figure where it is known without, or why it cannot be asked."""
    try:
        return rule.question(rows)
    except NotJudgedError as error:
        return str(error)


def _figures(view: View, asked: Mapping[Rule, Any]) -> tuple[int, Mapping[Rule, Any]]:
    """Return all rows, and what each question gave, or why it gave nothing."""
    open_ = {rule: one for rule, one in asked.items() if not isinstance(one, str | int | float)}
    together = {rule: one for rule, one in open_.items() if not rule.alone}
    alone = {rule: one for rule, one in open_.items() if rule.alone}
    questions: dict[str, dict[Any, Any]] = {"": {}, **{str(n): {"f": one} for n, one in enumerate(together.values())}}
    found: list[Any] = each([partial(_together, view, questions), *_alone(view, alone.values())])
    (rows, counts), *others = found
    told = dict(zip(together, (counts[str(n)]["f"] for n in range(len(together))), strict=True))
    return rows, {**asked, **told, **dict(zip(alone, others, strict=True))}


def _together(view: View, questions: Mapping[str, Mapping[Any, Any]]) -> tuple[int, Mapping[str, Mapping[Any, Any]]]:
    """Return all rows, and what each question gave.

    One that the engine refuses, such as by a pattern of another language than its own, costs the others their answer:
    then each is asked by itself.
    """
    with suppress(SourceError):
        return answered(view, questions)
    rows, _ = answered(view, {"": {}})  # of a source that is away this is refused as well
    apart = {name: view.table.aggregate(figure=one["f"]) for name, one in questions.items() if one}
    told = each(_alone(view, apart.values()))
    return rows, {name: {"f": figure} for name, figure in zip(apart, told, strict=True)}


def _alone(view: View, questions: Iterable[Any]) -> Iterable[Any]:
    return (partial(_one_figure, view, question) for question in questions)


def _one_figure(view: View, question: Any) -> Any:
    try:
        ((figure,),) = view.rows(question)
    except SourceError:  # such as a pattern that it does not read, which is this rule's alone
        return "the engine cannot answer it"
    return figure


def _told(rule: Rule, figure: Any, rows: int) -> Verdict | NotJudged:
    if isinstance(figure, str):
        return NotJudged(rule.field, rule.label, figure)
    if rule.of_values and not rows:
        return NotJudged(rule.field, rule.label, "there are no rows")
    if figure is None:
        return NotJudged(rule.field, rule.label, "there are no values")
    return Verdict(rule, 100 * float(figure) / rows if rule.is_percent else float(figure))

"""The config that a validation runs: one data set told from its place, and the checks that were asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dte_exporter.proposal.proposal import dataset_name
from dte_exporter.proposal.yaml_scalar import listed, text
from dte_exporter.validation.looked_at import LookedAt

FACTS, REFERENCE, SUITE, CONTRACT = "facts", "reference", "suite", "contract"
"""The checks of a validation, by name: what the rows are like, what those of the reference are, and what is asked."""

_SERIES = 1_000_000
"""A table of many columns has many facts: none is cut from a report."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a validation is asked to look at.

    Parameters
    ----------
    current : LookedAt
        The file.
    reference : LookedAt or None
        What it is held against.
    suite, contract : Path or None
        What it has to keep to.
    cache : Path
        A folder for statistics that nobody keeps.
    """

    current: LookedAt
    reference: LookedAt | None
    suite: Path | None
    contract: Path | None
    cache: Path

    @property
    def shown(self) -> str:
        """The file, as it was named."""
        return self.current.shown

    @property
    def name(self) -> str:
        """What the data set is called: as `dte-exporter init` calls it."""
        return dataset_name(Path(self.current.place).name)


def composed(asked: Asked) -> str:
    """Return the text of the config that validates what is `asked`."""
    return "\n".join((*_settings(asked), *_datasets(asked), "checks:", *_checks(asked))) + "\n"


def _settings(asked: Asked) -> Iterator[str]:
    yield f"cache: {text(str(asked.cache))}"
    yield f"max_series: {_SERIES}"


def _datasets(asked: Asked) -> Iterator[str]:
    yield "datasets:"
    yield from _dataset(asked.name, asked.current, asked.current)
    if asked.reference is not None:
        against = _against(asked)
        yield f"    windows: {{reference: {{dataset: {text(against)}}}, current: {{dataset: {text(asked.name)}}}}}"
        yield from _dataset(against, asked.reference, asked.current)


def _dataset(name: str, one: LookedAt, current: LookedAt) -> Iterator[str]:
    """Yield a data set, with the roles of the `current` one, which says itself which of its columns have gone."""
    yield f"  {text(name)}:"
    yield from (f"    {line}" for line in one.source.lines(one.place))
    known = {"key": current.key, "time": current.time}
    told = [f"{role}: {text(column)}" for role, column in known.items() if column in one.types]
    gone = tuple(column for column in one.types if column not in current.types)
    yield f"    columns: {{{', '.join((*told, f'features: {{exclude: {listed(gone)}}}'))}}}"


def _checks(asked: Asked) -> Iterator[str]:
    yield _check(FACTS, "quality", asked.name)
    if asked.reference is not None:
        yield _check(REFERENCE, "quality", _against(asked))
    if asked.suite is not None:
        yield _check(SUITE, "expectations", asked.name, f"suite: {text(str(Path.cwd() / asked.suite))}")
    if asked.contract is not None:
        yield _check(CONTRACT, "contract", asked.name, f"contract: {text(str(Path.cwd() / asked.contract))}")


def _check(name: str, kind: str, dataset: str, *more: str) -> str:
    told = ", ".join((f"check: {kind}", f"dataset: {text(dataset)}", "every: 1h", "timeout: 1h", *more))
    return f"  {name}: {{{told}, max_series: {_SERIES}}}"


def _against(asked: Asked) -> str:
    return f"{asked.name}-reference"

"""From a file, and perhaps a reference, to the text of a config."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dte_exporter.errors import SourceError
from dte_exporter.places.object_address import is_address
from dte_exporter.proposal import database_text, source_text
from dte_exporter.proposal.column_facts import Profile, profile
from dte_exporter.proposal.comparable_windows import against_file, within_file
from dte_exporter.proposal.config_text import Findings, Placed, config_text
from dte_exporter.proposal.guessed_roles import propose
from dte_exporter.proposal.personal import personal
from dte_exporter.statistics.expressions.written_name import written
from dte_exporter.tables.databases.database_run import PATIENCE, lasting
from dte_exporter.tables.typed import read_as

_NO_NAME = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class ProposedConfig:
    """A proposed config.

    Parameters
    ----------
    text : str
        The file.
    is_headless : bool
        Whether the data's first line looks like data, so that its columns have numbers for names.
    """

    text: str
    is_headless: bool


def propose_config(
    place: str, reference: str | None, output: Path, root: Path | None = None, table: str | None = None
) -> ProposedConfig:
    """Return a config for the data at `place`, to stand at `output`; it holds them against `reference`, if given.

    Of a database both are tables: `table` of it, and the one called `reference`.

    No file may lie outside of the folder `root`, where there is one.

    Raises
    ------
    SourceError
        If a source cannot be read, or the two have no column in common.
    NoDataError
        If one holds no rows.
    """
    with lasting(PATIENCE):
        if table is None:
            names, placed = (place, reference), _of_files(output, root)
        else:
            names, placed = (table, reference), _of_tables(place, root)
        dataset, *others = [placed(name) for name in names if name is not None]
        return _proposed(dataset, others[0] if others else None, output)


def _of_files(output: Path, root: Path | None) -> Callable[[str], Placed]:
    return lambda file: Placed(dataset_name(Path(file).name), _path(file, output), source_text.opened(file, root))


def _of_tables(place: str, root: Path | None) -> Callable[[str], Placed]:
    """Return what opens tables of the database at `place`, and calls data sets as they are called without a schema."""
    return lambda table: Placed(dataset_name(table.rpartition(".")[2]), table, database_text.opened(place, table, root))


def _proposed(dataset: Placed, other: Placed | None, output: Path) -> ProposedConfig:
    table = dataset.source.table
    seen = profile(table)
    people = personal(seen, table)
    if other is None:
        found = propose(seen, people)
        table = read_as(table, {found.time.column.name: found.epoch}) if found.time and found.epoch else table
        return _written(Findings(dataset, None, seen, found, within_file(table, found)), output)
    other = replace(other, name=f"{dataset.name}-reference")
    common = _in_common(seen, profile(other.source.table))
    lacking = tuple(name for name in seen.columns if name not in common.columns)
    windows = against_file(dataset.name, other.name)
    return _written(Findings(dataset, other, seen, propose(common, people), windows, lacking), output)


def _written(found: Findings, output: Path) -> ProposedConfig:
    return ProposedConfig(written(config_text(found, str(output))), found.dataset.source.is_headless)


def _in_common(seen: Profile, reference: Profile) -> Profile:
    """Return the profile of those columns that the reference has too, with values of the same kind."""
    kinds: Mapping[str, object] = {name: column.kind for name, column in reference.columns.items()}
    columns = {name: column for name, column in seen.columns.items() if kinds.get(name) == column.kind}
    if not columns:
        raise SourceError("the two files have no column in common: are they of the same kind of thing?")
    return Profile(seen.rows, columns)


def dataset_name(written: str) -> str:
    """Return a data set's name made from that of a file or a table."""
    words = _NO_NAME.sub("-", written.lower().partition(".")[0]).strip("-")
    return words[:_LONGEST_NAME].strip("-") or "data"


def _path(file: str, output: Path) -> str:
    """Return `file` relative to the folder of `output` if it lies below that, else from the root; an address as is."""
    if is_address(file):
        return file
    path, folder = Path.cwd() / file, Path.cwd() / output.parent
    return os.path.relpath(path, folder) if path.is_relative_to(folder) else str(path)

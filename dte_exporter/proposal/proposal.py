"""From a file, and perhaps a reference, to the text of a config."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dte_exporter.errors import NoDataError, SourceError
from dte_exporter.proposal.column_facts import Profile, profile
from dte_exporter.proposal.comparable_windows import against_file, within_file
from dte_exporter.proposal.config_text import Findings, Placed, config_text
from dte_exporter.proposal.guessed_roles import propose
from dte_exporter.proposal.personal import personal
from dte_exporter.proposal.source_text import opened
from dte_exporter.tables.object_store.object_address import is_address
from dte_exporter.tables.same_letters import written
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


def propose_config(file: str, reference: str | None, output: Path, root: Path | None = None) -> ProposedConfig:
    """Return a config for the data in `file`, to stand at `output`; it holds the data against `reference`, if given.

    Neither may lie outside of the folder `root`, where there is one.

    Raises
    ------
    SourceError
        If a file cannot be read, or the two have no column in common.
    NoDataError
        If one holds no rows, or nothing in them can be measured as it is.
    """
    dataset = Placed(_name(file), _path(file, output), opened(file, root))
    table = dataset.source.table
    seen = profile(table)
    people = personal(seen, table)
    if reference is None:
        found = propose(seen, people)
        table = read_as(table, {found.time.column.name: found.epoch}) if found.time and found.epoch else table
        return _written(file, Findings(dataset, None, seen, found, within_file(table, found)), output)
    other = Placed(f"{dataset.name}-reference", _path(reference, output), opened(reference, root))
    common = _in_common(seen, profile(other.source.table))
    lacking = tuple(name for name in seen.columns if name not in common.columns)
    windows = against_file(dataset.name, other.name)
    return _written(file, Findings(dataset, other, seen, propose(common, people), windows, lacking), output)


def _written(file: str, found: Findings, output: Path) -> ProposedConfig:
    reasons = dict.fromkeys(one.why_not for one in found.decisions)
    if "" not in reasons:
        raise NoDataError(f"{file}: no check can be proposed: {'; '.join(reasons)}")
    return ProposedConfig(written(config_text(found, str(output))), found.dataset.source.is_headless)


def _in_common(seen: Profile, reference: Profile) -> Profile:
    """Return the profile of those columns that the reference has too, with values of the same kind."""
    kinds: Mapping[str, object] = {name: column.kind for name, column in reference.columns.items()}
    columns = {name: column for name, column in seen.columns.items() if kinds.get(name) == column.kind}
    if not columns:
        raise SourceError("the two files have no column in common: are they of the same kind of thing?")
    return Profile(seen.rows, columns)


def _name(file: str) -> str:
    """Return a data set's name made from the file's."""
    words = _NO_NAME.sub("-", Path(file).name.lower().partition(".")[0]).strip("-")
    return words[:_LONGEST_NAME].strip("-") or "data"


def _path(file: str, output: Path) -> str:
    """Return `file` relative to the folder of `output` if it lies below that, else from the root; an address as is."""
    if is_address(file):
        return file
    path, folder = Path.cwd() / file, Path.cwd() / output.parent
    return os.path.relpath(path, folder) if path.is_relative_to(folder) else str(path)

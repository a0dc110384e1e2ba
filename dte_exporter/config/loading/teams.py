"""Many teams, one exporter: each team has a file of its own, and a mistake in it is that team's alone."""

import glob
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dte_exporter.config.configured import Config, ConfiguredCheck
from dte_exporter.config.governance.governance import Governance
from dte_exporter.config.models import DataSet
from dte_exporter.config.types import parse_name
from dte_exporter.errors import ConfigError

Read = Callable[[Path], Config]
"""Reads a team's file by itself."""


@dataclass(frozen=True, slots=True)
class Team:
    """What a team's file says; where it cannot be used now, what it said when it last could.

    Parameters
    ----------
    file : Path
        Where it stands.
    datasets, checks : mapping
        By name, without the team's.
    source_tree : mapping
        The file as it may be shown.
    problems : tuple of str
        What is wrong with it now, one sentence each.
    governance : Governance or None
        What checks of compliance are told of the file.
    """

    file: Path
    datasets: Mapping[str, DataSet] = field(default_factory=dict)
    checks: Mapping[str, ConfiguredCheck] = field(default_factory=dict)
    source_tree: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    governance: Governance | None = None


def with_teams(own: Config, patterns: Iterable[str], read: Read, former: Mapping[str, Team]) -> Config:
    """Return the config `own` with what the files that match `patterns` say.

    Parameters
    ----------
    own : Config
        What the main file says; patterns are relative to it.
    patterns : iterable of str
        Paths; ``*`` stands for any characters of a name that does not begin with a dot.
    read : callable
        Reads one file.
    former : mapping of str to Team
        The teams before: one whose file has a mistake is as it was.
    """
    files = _by_name(found(own.path.parent, patterns))
    teams = {name: _team(name, of, read, former.get(name)) for name, of in files.items()}
    datasets = {f"{name}.{key}": one for name, team in teams.items() for key, one in team.datasets.items()}
    checks = {one.name: one for name, team in teams.items() for one in _scoped(name, team)}
    told = _governed({**own.checks, **checks}, own.governance, teams)
    return replace(own, datasets={**own.datasets, **datasets}, checks=told, teams=teams)


def _governed(
    checks: Mapping[str, ConfiguredCheck], governance: Governance | None, teams: Mapping[str, Team]
) -> Mapping[str, ConfiguredCheck]:
    """Return `checks`, those of the main file told what all files say, those of a team by which record and calendar."""
    if governance is None:
        return checks
    whole = governance.with_teams({name: team.governance for name, team in teams.items() if team.governance})

    def tell(check: ConfiguredCheck) -> ConfiguredCheck:
        own = check.governance
        if own is None:
            return check
        scoped = replace(own, section=whole.section, base=whole.base, lineage=whole.lineage, history=whole.history)
        return replace(check, governance=scoped if check.scoped_by else whole)

    return {name: tell(check) for name, check in checks.items()}


def found(folder: Path, patterns: Iterable[str]) -> Iterator[Path]:
    """Yield the files that match `patterns`, which are relative to `folder`; hidden ones do not."""
    for pattern in patterns:
        # pathlib's own would match hidden files, as those are that Kubernetes and editors keep beside the real ones.
        yield from map(Path, sorted(glob.glob(str(folder / pattern), recursive=True)))  # noqa: PTH207  see above


def _by_name(files: Iterable[Path]) -> Mapping[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for file in dict.fromkeys(files):
        found.setdefault(file.stem, []).append(file)
    return found


def _team(name: str, files: list[Path], read: Read, former: Team | None) -> Team:
    try:
        return _read(name, files, read)
    except ConfigError as error:
        return replace(former or Team(files[0]), file=files[0], problems=error.problems)


def _read(name: str, files: list[Path], read: Read) -> Team:
    if len(files) > 1:
        raise ConfigError((f"{files[1]}: {files[0]} is of team {name!r} as well: rename one of the two",))
    try:
        parse_name(name)
    except ValueError as error:
        raise ConfigError((f"{files[0]}: the file's name is its team's: {error}",)) from error
    config = read(files[0])
    return Team(files[0], config.datasets, config.checks, config.source_tree, governance=config.governance)


def _scoped(name: str, team: Team) -> Iterator[ConfiguredCheck]:
    """Yield the checks of a team under names that no other file can give."""
    for key, check in team.checks.items():
        yield replace(check, name=f"{name}.{key}", scoped_by=name)

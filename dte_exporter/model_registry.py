"""What a model registry says of its models: facts, of which checks ask as they ask for statistics."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from dte_exporter.input import Input


@dataclass(frozen=True, slots=True)
class ModelVersion:
    """One version of a model.

    Parameters
    ----------
    model : str
        The model's name, its label.
    version : str
        The version's name in the registry.
    alias : str
        By which it was found; empty where it was not by one.
    trained : float
        When its training ended, in seconds since the Unix epoch.
    metrics : mapping of str to float
        The last logged value of each metric; NaN and infinities as they were logged.
    """

    model: str
    version: str
    alias: str
    trained: float
    metrics: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Registered:
    """The models that were looked for.

    Parameters
    ----------
    versions : tuple of ModelVersion
        In the order of the registry.
    left_out : int
        Models that a limit on their number left out.
    """

    versions: tuple[ModelVersion, ...]
    left_out: int = 0
    rows: Mapping[str, int] = field(default_factory=dict)
    """None: facts stand for no rows."""


@dataclass(frozen=True, slots=True)
class LoggedFile:
    """A small file that was logged with a version of a model.

    Parameters
    ----------
    version : str
        The version's name in the registry, or that of the run where that is what was read.
    alias : str
        By which it was found; empty where it was not by one.
    path : str
        Where it lies among all that was logged with the version.
    body : bytes
        What is in it.
    """

    version: str
    alias: str
    path: str
    body: bytes


@dataclass(frozen=True, slots=True)
class LoggedRun:
    """One run of a check, as an experiment logs it.

    Parameters
    ----------
    experiment : str
        The experiment's name; it is made where there is none.
    name : str
        The run's name: the check's.
    at : float
        When the check ran, in seconds since the Unix epoch.
    duration : float
        Seconds that it took.
    metrics : mapping of str to float
        What it found.
    tags : mapping of str to str
        Where that comes from.
    """

    experiment: str
    name: str
    at: float
    duration: float
    metrics: Mapping[str, float]
    tags: Mapping[str, str]


class ModelRegistry(Protocol):
    """A registry that was opened."""

    def read(self) -> Registered:
        """Return what it says now.

        Raises
        ------
        SourceError
            If it does not answer, or has no such model.
        NoDataError
            If it answers and no model fits.
        """
        ...

    def file(self, paths: Sequence[str]) -> LoggedFile:
        """Return the first of `paths` that was logged with the one version that is meant, as it is now.

        Raises
        ------
        SourceError
            If it does not answer, has no such model, or the file is none that is read.
        NoDataError
            If none was logged.
        """
        ...

    def tag(self, model: str, version: str, tags: Mapping[str, str | None]) -> None:
        """Set the tags of a version, as `read` names it; None removes one.

        Raises
        ------
        SourceError
            If it does not answer, or lets nobody write.
        """
        ...

    def log(self, run: LoggedRun) -> None:
        """Log `run` in its experiment.

        Raises
        ------
        SourceError
            If it does not answer, or lets nobody write.
        """
        ...


def _opened(check: Any, registry: Any) -> ModelRegistry:
    source = check.params.source
    found: ModelRegistry = check.confinement.opened(registry.model_sources[source.type], source, check.name)
    return found


MODELS: Input[ModelRegistry] = Input("models", _opened)
"""The registry of an entry in ``models:``, for a check that reads it."""

"""What a statistic is measured on: all that one run may look at, by what it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dte_exporter.input import Input
from dte_exporter.statistics.view import View

T = TypeVar("T")

SIDES = ("reference", "current")
"""The windows that there are, the earlier first."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The windows of a check, the further data sets that it reads, and its inputs beside rows, opened for one run.

    Parameters
    ----------
    windows : mapping of str to View
        The rows of the windows that the check declares, by name; none for a check that reads no rows.
    datasets : mapping of str to View
        All rows of each further data set, by its name.
    inputs : mapping of Input to object
        What the check is given beside rows, by its declaration.
    now : float
        The moment of the run, in seconds since the epoch.
    """

    windows: Mapping[str, View] = field(default_factory=dict)
    datasets: Mapping[str, View] = field(default_factory=dict)
    inputs: Mapping[Input[Any], Any] = field(default_factory=dict)
    now: float = 0.0

    @property
    def own(self) -> tuple[str, View]:
        """The window of a check that reads one, with its name; the reference where there are both."""
        name = next(side for side in SIDES if side in self.windows)
        return name, self.windows[name]

    def input(self, wanted: Input[T]) -> T:
        """Return what the check is given under a declaration of its own.

        Raises
        ------
        LookupError
            If the check does not declare it.
        """
        if wanted not in self.inputs:
            raise LookupError(f"the check is not given {wanted.name!r}: name it in inputs where the check is declared")
        found: T = self.inputs[wanted]
        return found

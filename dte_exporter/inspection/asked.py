"""What the checks of a data set ask of it, told from their declarations and from no name of theirs."""

from collections.abc import Iterable
from dataclasses import dataclass

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.registry import Registry


@dataclass(frozen=True, slots=True)
class Asked:
    """What some checks ask of a data set.

    Parameters
    ----------
    by_group : bool
        Whether one compares the groups of sensitive columns.
    by_column : bool
        Whether one tells something of each feature.
    between_windows : bool
        Whether one holds the features of one window against those of the other.
    of_two_windows : bool
        Whether one holds a window against the other, by features or anything else.
    """

    by_group: bool
    by_column: bool
    between_windows: bool
    of_two_windows: bool


def asked(checks: Iterable[ConfiguredCheck], registry: Registry) -> Asked:
    """Return what `checks` ask of their data set."""
    kinds = [kind for check in checks if (kind := registry.checks[check.settings.check]).windows]
    labels = [frozenset(label for spec in kind.emits for label in spec.labels) for kind in kinds]
    return Asked(
        by_group=any("sensitive_feature" in one for one in labels),
        by_column=any("column" in one for one in labels),
        between_windows=any("column" in one and len(kind.windows) > 1 for one, kind in zip(labels, kinds, strict=True)),
        of_two_windows=any(len(kind.windows) > 1 for kind in kinds),
    )

"""The groups of every sensitive feature of a contingency table: of single columns, and of several together.

Which are told is asked as checks of labelled rows ask it: first by all people with a prediction, whom every check knows
alike, and only then by those among them that rates rest on here, which have a weight.
"""

from collections.abc import Mapping

from dte_exporter.checks.fairness.groups import Counts, Groups, counts_of
from dte_exporter.checks.grouping import WithoutGroup
from dte_exporter.checks.labelled_groups import Counting, LabelledGroups, Size, labelled_groups
from dte_exporter.config.groups.sensitive import Sensitive, columns_of, label_of
from dte_exporter.config.models import Scalar
from dte_exporter.statistics.contingency import Contingency


def groups_of_features(
    table: Contingency,
    features: tuple[Sensitive, ...],
    positive: Scalar | None,
    min_rows: int,
    missing: WithoutGroup = "leave_out",
) -> Mapping[str, Groups]:
    """Return the groups of each of `features`, by its label and in the order of the config.

    Parameters
    ----------
    table : Contingency
        Over all columns of the features.
    positive : bool, int, float, str or None
        The positive class, None for 1 or true.
    min_rows : int
        The fewest rows of a group that is told of.
    missing : str
        Whether rows without a group are left out, or a group of their own.

    Raises
    ------
    CheckError
        As `labelled_groups` does.
    """
    parts = {columns: counts_of(table.over(*columns), positive) for columns in map(columns_of, features)}
    found = labelled_groups(parts, Counting(_size, Counts.merge), min_rows, missing)
    return {label_of(feature): _told(found[columns_of(feature)]) for feature in features}


def _size(counts: Counts) -> Size:
    predicted = counts.rows + counts.unweighted
    return Size(predicted + counts.unpredicted, predicted, counts.rows)


def _told(groups: LabelledGroups[Counts]) -> Groups:
    withheld = sum(groups.all[name].rows > 0 for name in groups.how.withheld)
    return Groups(groups.shown, withheld, groups.how.carriers)

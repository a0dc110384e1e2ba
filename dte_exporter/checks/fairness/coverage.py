"""Which rows the figures on fairness rest on, and which are left out, by what they lack."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dte_exporter.config.groups.sensitive import Sensitive, columns_of
from dte_exporter.outcome import LeftOut, Reason
from dte_exporter.statistics.contingency import Contingency


@dataclass(frozen=True, slots=True)
class Coverage:
    """The rows of a contingency table, by whether figures rest on them.

    Parameters
    ----------
    used, labelled : int
        Rows with a prediction and a group of any sensitive feature; those of them with a label.
    unpredicted : int
        Rows without a prediction.
    ungrouped : mapping of str to int
        By sensitive column, rows with a prediction that figures by it leave out, since they have no value in it.
    """

    used: int
    labelled: int
    unpredicted: int
    ungrouped: Mapping[str, int]

    @classmethod
    def of(cls, table: Contingency, features: Iterable[Sensitive], *, grouped_too: bool) -> "Coverage":
        """Return the coverage of `table`; where rows without a group are `grouped_too`, none is left out for it."""
        together = [frozenset(columns_of(feature)) for feature in features]
        rows: Counter[str] = Counter()
        ungrouped = dict.fromkeys(table.dimensions, 0)
        for (*groups, truth, prediction), count in table.cells.items():
            if prediction is None:
                rows["unpredicted"] += count
                continue
            without = (
                [] if grouped_too else [name for name, group in zip(ungrouped, groups, strict=True) if group is None]
            )
            for name in without:
                ungrouped[name] += count
            if any(columns.isdisjoint(without) for columns in together):
                rows["used"] += count
                rows["labelled"] += count * (truth is not None)
        return cls(rows["used"], rows["labelled"], rows["unpredicted"], ungrouped)

    def left_out(self, window: str, prediction: str, label: str | None) -> tuple[LeftOut, ...]:
        """Return what is left out of all figures, of those by group, or of rates that need a label.

        Parameters
        ----------
        prediction, label : str or None
            The columns.
        """
        unlabelled = [LeftOut(label, Reason.MISSING_LABEL, self.used - self.labelled, window)] if label else []
        return (
            LeftOut(prediction, Reason.MISSING_PREDICTION, self.unpredicted, window),
            *(LeftOut(name, Reason.MISSING_GROUP, rows, window) for name, rows in self.ungrouped.items()),
            *unlabelled,
        )

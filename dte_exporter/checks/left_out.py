"""Gauges of the rows that a check leaves out: the same in every pillar, so that an objective can bound their share."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dte_exporter.metric import Better, MetricSpec, Sample, Unit
from dte_exporter.outcome import LeftOut, Reason


@dataclass(frozen=True, slots=True)
class LeftOutMetrics:
    """The metrics of one pillar.

    Parameters
    ----------
    rows, ratio : MetricSpec
        How many rows are left out, and their share of the window.
    """

    rows: MetricSpec
    ratio: MetricSpec

    @classmethod
    def of(cls, pillar: str, *scope: str) -> "LeftOutMetrics":
        """Return the metrics of `pillar`, whose values come from `scope`."""
        labels = (*scope, "column", "reason")
        rows = MetricSpec(
            f"dte_{pillar}_left_out_rows",
            "Rows that the check leaves out, by column and what they lack; 0 is none.",
            pillar,
            labels,
            Unit.ROWS,
            better=Better.LOWER,
            low=0,
            reference="A count.",
        )
        ratio = MetricSpec(
            f"dte_{pillar}_left_out_ratio",
            "Share of the window's rows that the check leaves out, by column and what they lack; 0 is none, 1 all.",
            pillar,
            labels,
            Unit.RATIO,
            better=Better.LOWER,
            low=0,
            high=1,
            reference="A share.",
        )
        return cls(rows, ratio)

    @property
    def specs(self) -> tuple[MetricSpec, MetricSpec]:
        """Both."""
        return self.rows, self.ratio

    def samples(self, left_out: Iterable[LeftOut], read: Mapping[str, int]) -> Iterator[Sample]:
        """Yield both of each column and reason; of several windows, those of the one that leaves out the largest share.

        Parameters
        ----------
        left_out : iterable of LeftOut
            Those that left out none among them: a gauge that is 0 is there.
        read : mapping of str to int
            All rows of each window.
        """
        worst: dict[tuple[str, str], tuple[float, int]] = {}
        for one in left_out:
            if read[one.window]:
                found, key = (one.rows / read[one.window], one.rows), (one.column, str(one.reason))
                worst[key] = max(found, worst.get(key, found))
        for (column, reason), (share, rows) in worst.items():
            yield self.rows.sample(rows, column=column, reason=reason)
            yield self.ratio.sample(share, column=column, reason=reason)


def labels_aside(left_out: Iterable[LeftOut]) -> Iterator[LeftOut]:
    """Yield those that do not wait for a label: such rows are no fault, and the label coverage tells of them."""
    return (one for one in left_out if one.reason is not Reason.MISSING_LABEL)


FAIRNESS = LeftOutMetrics.of("fairness", "check", "dataset", "model")
MODEL = LeftOutMetrics.of("model", "check", "dataset", "model")
COMPLIANCE = LeftOutMetrics.of("compliance", "check", "dataset")

"""How often the synthetic data tell a sensitive category of a real row, from its other categories."""

from dataclasses import dataclass

from dte_exporter.checks.synthetic.privacy.met_rows import cells
from dte_exporter.statistics.view import View


@dataclass(frozen=True, slots=True)
class Attribution:
    """What an attacker with the synthetic data finds of one sensitive column.

    Parameters
    ----------
    categories : int
        Different values of the real column, a missing one among them.
    found : int
        Real rows whose known columns are those of some synthetic row.
    right : float
        Sum over these of the share of those synthetic rows that have the real row's value.
    """

    categories: int
    found: int
    right: float

    @property
    def protection(self) -> float | None:
        """The score of SDMetrics, in [0, 1]; None where no real row is found, or there is nothing to guess.

        Formula: (1 - right / found) / (1 - 1 / categories), at most 1.
        """
        if not self.found or self.categories < 2:
            return None
        return min(max((1 - self.right / self.found) / (1 - 1 / self.categories), 0.0), 1.0)


def attribution(synthetic: View, real: View, known: tuple[str, ...], sensitive: str) -> Attribution:
    """Return what the rows of `synthetic` tell of `sensitive` in those of `real`, which are of one engine."""
    ours, theirs = (cells(view.table, (*known, sensitive)) for view in (synthetic, real))
    every = list(ours.columns)
    keys, last = every[:-1], every[-1]
    of_key = ours.group_by(keys).aggregate(of_key=ours.count())
    of_both = ours.group_by(every).aggregate(of_both=ours.count())
    wanted = theirs.group_by(every).aggregate(rows=theirs.count())
    joined = wanted.inner_join(of_key, keys).left_join(of_both, every)
    share = joined["of_both"].fill_null(0).cast("float64") / joined["of_key"]
    ((categories,),) = real.rows(theirs.aggregate(categories=theirs[last].nunique()))
    asked = joined.aggregate(found=joined["rows"].sum(), right=(joined["rows"] * share).sum())
    ((found, right),) = real.rows(asked)
    return Attribution(int(categories), int(found or 0), float(right or 0.0))

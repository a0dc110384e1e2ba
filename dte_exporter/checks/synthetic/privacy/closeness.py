"""What distances tell of privacy, draw by draw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dte_exporter.checks.synthetic.privacy.closest_records import Encoded, advantage, nearest, neighbour_ratio
from dte_exporter.checks.synthetic.privacy.redrawn import draws, random_rows
from dte_exporter.statistics.rows import SEED


@dataclass(frozen=True, slots=True)
class Closeness:
    """What one draw tells.

    Parameters
    ----------
    synthetic, baseline : float
        Median distance to the closest real row.
    neighbours : float or None
        Median of the closest over the second closest; None with one real row.
    membership : float or None
        The attacker's advantage; None without a holdout.
    """

    synthetic: float
    baseline: float
    neighbours: float | None
    membership: float | None

    @property
    def privacy(self) -> float | None:
        """How far the synthetic rows are, over how far the baseline is, at most 1; None where that is nowhere."""
        return min(self.synthetic / self.baseline, 1.0) if self.baseline else None


def closeness(pools: Mapping[str, Encoded], whole: Sequence[bool], size: int, times: int) -> Sequence[Closeness]:
    """Return what each draw tells; one where nothing is drawn, neither rows nor a baseline."""
    is_whole = "holdout" in pools and all(len(pool) <= size for pool in pools.values())
    drawn = draws(pools, size, 1 if is_whole else times)
    return [_of_draw(one, pools["real"], whole, SEED + place) for place, one in enumerate(drawn)]


def _of_draw(draw: Mapping[str, Encoded], real: Encoded, whole: Sequence[bool], seed: int) -> Closeness:
    import numpy as np

    synthetic, reference, holdout = draw["synthetic"], draw["real"], draw.get("holdout")
    first, second = nearest(synthetic, reference)
    baseline = random_rows(real, whole, len(synthetic), seed) if holdout is None else holdout
    return Closeness(
        float(np.median(first)),
        float(np.median(nearest(baseline, reference)[0])),
        neighbour_ratio(first, second) if len(reference) > 1 else None,
        None if holdout is None else advantage(nearest(reference, synthetic)[0], nearest(holdout, synthetic)[0]),
    )

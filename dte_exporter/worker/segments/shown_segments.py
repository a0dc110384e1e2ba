"""Which segments are measured: those that are large enough, no more than may be, and none that tells of a small one.

What is hidden is all rows less those of the segments that are shown. Where these are few people, their figures could be
told by subtraction; so the smallest segment that is shown is hidden as well.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dte_exporter.config.groups.segmentation import Segmentation
from dte_exporter.statistics.segments.segment import Segment
from dte_exporter.statistics.segments.segment_counts import SegmentCounts


@dataclass(frozen=True, slots=True)
class ShownSegments:
    """Which segments are measured.

    Parameters
    ----------
    rows : mapping of Segment to mapping of str to int
        Those that are, the largest first, with their rows by window.
    withheld : int
        How many are too small, or hidden beside them.
    cut : tuple of Segment
        Those that are large enough, and beyond what may be.
    """

    rows: Mapping[Segment, Mapping[str, int]]
    withheld: int
    cut: tuple[Segment, ...]


def shown_segments(counts: SegmentCounts, by: Segmentation) -> ShownSegments:
    """Return which of the segments in `counts` are measured; the size of one is that of its smaller window."""
    sizes = {segment: min(rows.values()) for segment, rows in counts.by_segment.items()}
    large = sorted(
        (one for one, size in sizes.items() if size >= by.min_group_rows), key=lambda one: (-sizes[one], one.name)
    )
    shown, cut = large[: by.max_segments], large[by.max_segments :]
    if _is_told_by_subtraction(counts, shown, by.min_group_rows):
        shown = shown[:-1]
    withheld = len(sizes) - len(shown) - len(cut)
    return ShownSegments({segment: counts.by_segment[segment] for segment in shown}, withheld, tuple(cut))


def _is_told_by_subtraction(counts: SegmentCounts, shown: Iterable[Segment], least: int) -> bool:
    """Return whether fewer rows than `least` are hidden in a window, and some are: one segment more, and none are."""
    told = [counts.by_segment[segment] for segment in shown]
    hidden = (all_ - sum(rows[window] for rows in told) for window, all_ in counts.rows.items())
    return bool(told) and any(0 < rows < least for rows in hidden)

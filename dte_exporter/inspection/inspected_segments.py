"""The segments that checks are to be measured by: whether their columns make any, and how many there are."""

from collections.abc import Iterator, Mapping

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.errors import DteError
from dte_exporter.inspection.finding import Finding
from dte_exporter.registry import Registry
from dte_exporter.statistics.segments.segment_counts import SegmentCountsPlan
from dte_exporter.tables.same_letters import inner
from dte_exporter.tables.table_view import TableView
from dte_exporter.worker.opened_windows import window_names
from dte_exporter.worker.segments.shown_segments import ShownSegments, shown_segments


def look_at_segments(
    check: ConfiguredCheck, registry: Registry, views: Mapping[str, TableView], everything: TableView
) -> Iterator[Finding]:
    """Yield how many segments `check` is measured by now, or why its columns make none; nothing if it has no `by`.

    Parameters
    ----------
    views : mapping of str to TableView
        The windows that hold rows.
    everything : TableView
        All rows, for a window that the config does not cut.
    """
    by = check.settings.by
    if by is None:
        return
    path = ("checks", check.name, "by")
    windows = {name: views.get(name, everything) for name in window_names(check, registry)}
    columns = next(iter(windows.values())).table.columns
    try:
        counts = SegmentCountsPlan(tuple(inner(column, columns) for column in by.columns)).of(windows)
    except DteError as error:
        yield Finding(path, str(error))
    else:
        yield Finding(path, _sentence(shown_segments(counts, by)), is_note=True)


def _sentence(shown: ShownSegments) -> str:
    """Return how many segments there are; none is named, since that is for whoever may see the values."""
    hidden = {"withheld, with too few rows": shown.withheld, "cut, beyond max_segments": len(shown.cut)}
    told = (f", {count:,} {words}" for words, count in hidden.items() if count)
    return f"segments by now: {len(shown.rows):,} measured{''.join(told)}"

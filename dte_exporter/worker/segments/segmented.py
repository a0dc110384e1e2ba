"""The segments of a run: each is measured as all rows are, and what goes wrong with one costs that one alone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from dte_exporter.config.groups.segmentation import Segmentation
from dte_exporter.errors import DteError
from dte_exporter.metric import SEGMENT, Sample
from dte_exporter.outcome import Findings, Segments
from dte_exporter.statistics.segments.segment import Segment
from dte_exporter.statistics.segments.segment_counts import SegmentCountsPlan
from dte_exporter.statistics.segments.segment_view import SegmentView
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.together.attempts import each
from dte_exporter.tables.same_letters import inner
from dte_exporter.worker.measured import Measured, Measurement
from dte_exporter.worker.segments.shown_segments import ShownSegments, shown_segments
from dte_exporter.worker.segments.withheld_groups import is_of, withheld_features
from dte_exporter.worker.unexpected import sentence_of

_WITHHELD = "{}: withheld, since the figures of a small group in another segment would follow from it"


@dataclass(frozen=True, slots=True)
class MeasuredSegments:
    """What was measured of the segments of a run.

    Parameters
    ----------
    measurement : Measurement
        How.
    by : Segmentation
        Which segments there were to be.
    shown : ShownSegments
        Which there are.
    measured : mapping of str to (Measured or DteError)
        What each gave, by its name, or why it gave nothing.
    """

    measurement: Measurement
    by: Segmentation
    shown: ShownSegments
    measured: Mapping[str, Measured | DteError]

    def told(self, whole: Findings) -> tuple[tuple[Sample, ...], Segments]:
        """Return the values of all segments, each with its label, and what came of them, beside what `whole` tells."""
        findings = {name: self._findings(measured) for name, measured in self.measured.items()}
        samples = {name: one.samples for name, one in findings.items()}
        undefined = {name: one.undefined for name, one in findings.items() if one.undefined}
        hidden = withheld_features(whole.samples, samples, self.measurement.kind.emits, self.by.min_group_rows)
        for name, features in hidden.items():
            samples[name] = tuple(sample for sample in samples[name] if not is_of(sample, features))
            undefined[name] = (*undefined.get(name, ()), *map(_WITHHELD.format, sorted(features)))
        return (
            tuple(sample.within({SEGMENT: name}) for name, of_it in samples.items() for sample in of_it),
            Segments(
                {segment.name: rows for segment, rows in self.shown.rows.items()},
                {name: "; ".join(sentences) for name, sentences in undefined.items()},
                self.shown.withheld,
                tuple(segment.name for segment in self.shown.cut),
            ),
        )

    def _findings(self, measured: Measured | DteError) -> Findings:
        if isinstance(measured, DteError):
            return Findings((), (str(measured),))
        try:
            return self.measurement.findings(measured)
        except DteError as error:
            return Findings((), (str(error),))
        except MemoryError:
            raise
        except Exception as error:
            return Findings((), (sentence_of(error),))


def measured_segments(measurement: Measurement, sources: Sources) -> MeasuredSegments | None:
    """Return what each segment of `sources` gives that is shown; None where the config does not ask for any.

    Raises
    ------
    Unanswered
        If something is to be asked first.
    DteError
        If the columns make no segments.
    """
    by = measurement.job.check.settings.by
    if by is None:
        return None
    columns = next(iter(sources.windows.values())).table.columns
    plan = SegmentCountsPlan(tuple(inner(column, columns) for column in by.columns))
    shown = shown_segments(plan.of(sources.windows), by)
    found = each(partial(_measured, measurement, sources, segment) for segment in shown.rows)
    names = (segment.name for segment in shown.rows)
    return MeasuredSegments(measurement, by, shown, dict(zip(names, found, strict=True)))


def _measured(measurement: Measurement, sources: Sources, segment: Segment) -> Measured | DteError:
    windows = {name: SegmentView(view, segment) for name, view in sources.windows.items()}
    try:
        return measurement.of(replace(sources, windows=windows))
    except DteError as error:
        return error

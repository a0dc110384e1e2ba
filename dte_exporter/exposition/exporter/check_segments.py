"""What the exporter says of the segments that a check is measured by: how many are shown, and how many are not."""

from collections.abc import Iterator

from dte_exporter.metric import Better, MetricSpec, Sample
from dte_exporter.outcome import Outcome
from dte_exporter.storage.snapshot import CheckRecord

_BY_CHECK = ("check", "pillar")


def _count(name: str, help_: str, better: Better = Better.NEITHER) -> MetricSpec:
    return MetricSpec(name, help_, "exporter", _BY_CHECK, better=better, low=0)


SEGMENTS = _count(
    "dte_check_segments",
    "Segments that the check's last run has values of, each under its label segment; absent if it failed, or is not "
    "measured by segment.",
)
WITHHELD = _count(
    "dte_check_segments_withheld",
    "Segments that the check's last run withheld: they have few rows, or would tell of such; absent as the segments.",
)
CUT = _count(
    "dte_check_segments_cut",
    "Segments that the check's last run cut, beyond its number of segments or series; absent as the segments.",
    Better.LOWER,
)
SPECS = (SEGMENTS, WITHHELD, CUT)


def of_check(record: CheckRecord) -> Iterator[Sample]:
    """Yield the values of `SPECS` that one check has: none unless its last run measured it by segment."""
    values = record.values
    if record.last is None or record.last.outcome is not Outcome.OK or values is None:
        return
    if (segments := values.evidence.segments) is None:
        return
    labels = {"check": record.check.name, "pillar": record.check.pillar}
    yield SEGMENTS.sample(len({sample.segment for sample in values.samples} - {""}), **labels)
    yield WITHHELD.sample(segments.withheld, **labels)
    yield CUT.sample(len(segments.cut), **labels)

"""The result of a run that found the very rows of the run before: the same values, at a time of their own."""

from collections.abc import Mapping
from dataclasses import replace

from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.scheduling.series.budget import Cut
from dte_exporter.storage.snapshot import CheckRecord


def known(record: CheckRecord) -> Mapping[str, str]:
    """Return the fingerprints of the rows that the values of the last run rest on; none where it brought no values."""
    ended_well = record.last is not None and record.last.outcome is Outcome.OK
    return record.values.evidence.fingerprints if ended_well and record.values else {}


def emitted_again(record: CheckRecord, result: CheckResult) -> CheckResult:
    """Return `result` with the values and the evidence of the check's last run, which are of before this one."""
    if not result.unchanged or record.values is None:
        return result
    former = record.values
    evidence = replace(
        former.evidence,
        timings=result.evidence.timings,
        unchanged_since=former.evidence.unchanged_since or former.at,
    )
    return replace(result, samples=former.samples, evidence=evidence)


def cut_before(record: CheckRecord) -> Cut:
    """Return what the budget left of the last run, which goes for values that are emitted again."""
    return Cut(record.values.samples if record.values else (), record.last.dropped if record.last else 0)

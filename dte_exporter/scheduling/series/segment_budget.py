"""Which segments a budget keeps, once all rows have what they need: each is kept or cut whole.

Half of the room is for the largest, which the most rows are in. Of the rest, most is for the worst by what objectives
are on, and some for those that were exported before, so that none comes and goes at the edge of the budget.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from dte_exporter.metric import SEGMENT, Better, MetricSpec, Sample
from dte_exporter.scheduling.series.budget import Cut, Room, Subject, chosen, fitting, series_of, within


def within_by_segment(
    samples: Sequence[Sample],
    specs: Mapping[str, MetricSpec],
    budget: int,
    former: Collection[Sample],
    standing: Mapping[str, Collection[str]],
    in_each: Collection[str],
) -> Cut:
    """Return the samples that fit into `budget`: those of all rows as if there were no others, and then segments.

    Parameters
    ----------
    samples, specs, budget, former, standing
        As of `budget.within`; samples of a larger segment come before those of a smaller one.
    in_each : collection of str
        The metrics that objectives judge in each segment too.
    """
    of_all, segments = _apart(samples)
    whole = within(of_all, specs, budget, [sample for sample in former if not sample.segment], standing)
    judged = {name: subjects for name, subjects in standing.items() if name in in_each}
    sizes = {subject: series_of(of_it, specs, judged) for subject, of_it in segments.items()}
    room = budget - series_of(of_all, specs, standing) + whole.dropped
    kept = {*sizes} if sum(sizes.values()) <= room else _kept(segments, specs, Room(room, sizes), former, standing)
    series = {sample.series for sample in (*whole.kept, *(one for subject in kept for one in segments[subject]))}
    cut = [subject for subject in segments if subject not in kept]
    return replace(
        whole,
        kept=tuple(sample for sample in samples if sample.series in series),
        dropped=whole.dropped + sum(sizes[subject] for subject in cut),
        segments=tuple(text for ((_, text),) in cut),
    )


def _apart(samples: Sequence[Sample]) -> tuple[list[Sample], Mapping[Subject, list[Sample]]]:
    of_all: list[Sample] = []
    segments: dict[Subject, list[Sample]] = defaultdict(list)
    for sample in samples:
        (segments[_subject(sample)] if sample.segment else of_all).append(sample)
    return of_all, dict(segments)


def _subject(sample: Sample) -> Subject:
    return ((SEGMENT, sample.segment),)


def _kept(
    segments: Mapping[Subject, Sequence[Sample]],
    specs: Mapping[str, MetricSpec],
    room: Room,
    former: Collection[Sample],
    standing: Collection[str],
) -> set[Subject]:
    largest = fitting(segments, room.sizes, room.series // 2)
    left = room.series - sum(room.sizes[subject] for subject in largest)
    rest = {subject: _judged(of_it, specs, standing) for subject, of_it in segments.items() if subject not in largest}
    exported = {_subject(sample) for sample in former if sample.segment}
    return largest | chosen(rest, specs, Room(left, room.sizes), exported)


def _judged(of_it: Sequence[Sample], specs: Mapping[str, MetricSpec], standing: Collection[str]) -> Sequence[Sample]:
    """Return the values of a segment that objectives are on and that tell good from bad; all, where there are none."""
    judged = [one for one in of_it if one.name in standing and specs[one.name].better is not Better.NEITHER]
    return judged or of_it

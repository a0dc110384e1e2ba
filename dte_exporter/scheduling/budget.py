"""Series budgets: which values of a check are exported when there are more than it may have.

A *subject* is what a value is about: a column, a group, a sensitive feature. Subjects are kept or cut whole, the worst
first, and one that is already exported has the advantage, so that series do not flap at the edge of the budget.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from dte_exporter.metric import Better, MetricSpec, Sample

_Subject = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """What a budget leaves.

    Parameters
    ----------
    kept : tuple of Sample
        In their order.
    dropped : int
        Series that were cut.
    """

    kept: tuple[Sample, ...]
    dropped: int


def within(samples: Sequence[Sample], specs: Mapping[str, MetricSpec], budget: int, former: Iterable[Sample]) -> Cut:
    """Return the samples that fit into `budget`.

    Values of the check as a whole come first. Of the room that they leave, four fifths go to the worst subjects, and
    the rest to those that were exported before, then to the next worst.

    Parameters
    ----------
    samples : sequence of Sample
        What a run found, of families in `specs`.
    specs : mapping of str to MetricSpec
        Every metric by name.
    budget : int
        The most series to keep.
    former : iterable of Sample
        What is exported so far.
    """
    if len(samples) <= budget:
        return Cut(tuple(samples), 0)
    subjects = _by_subject(samples, specs)
    whole = subjects.pop((), [])
    room = max(budget - len(whole), 0)
    kept = {sample.series for sample in sorted(whole, key=lambda sample: sample.series)[: max(budget, 0)]}
    kept |= {sample.series for subject in _chosen(subjects, specs, room, former) for sample in subjects[subject]}
    left = tuple(sample for sample in samples if sample.series in kept)
    return Cut(left, len(samples) - len(left))


def _by_subject(samples: Iterable[Sample], specs: Mapping[str, MetricSpec]) -> dict[_Subject, list[Sample]]:
    subjects = defaultdict(list)
    for sample in samples:
        subjects[_subject(sample, specs)].append(sample)
    return dict(subjects)


def _subject(sample: Sample, specs: Mapping[str, MetricSpec]) -> _Subject:
    """Return what a value is about; the method that computed it is no part of that."""
    own = specs[sample.name].own_labels
    return tuple((label, sample.labels[label]) for label in own if label != "method")


def _chosen(
    subjects: Mapping[_Subject, Sequence[Sample]],
    specs: Mapping[str, MetricSpec],
    room: int,
    former: Iterable[Sample],
) -> set[_Subject]:
    ranked = _worst_first(subjects, specs)
    worst = _fitting(ranked, subjects, room * 4 // 5)
    exported = {_subject(sample, specs) for sample in former if sample.name in specs}
    candidates = sorted((subject for subject in ranked if subject not in worst), key=lambda one: one not in exported)
    taken = sum(len(subjects[subject]) for subject in worst)
    return worst | _fitting(candidates, subjects, room - taken)


def _fitting(order: Iterable[_Subject], subjects: Mapping[_Subject, Collection[Sample]], room: int) -> set[_Subject]:
    """Return the first subjects that fit into `room` together; the first that does not fit ends it."""
    chosen: set[_Subject] = set()
    for subject in order:
        room -= len(subjects[subject])
        if room < 0:
            break
        chosen.add(subject)
    return chosen


def _worst_first(subjects: Mapping[_Subject, Sequence[Sample]], specs: Mapping[str, MetricSpec]) -> Sequence[_Subject]:
    """Return the subjects by how bad they are among those judged by the same family.

    Values of two families cannot be compared, so the worst of each come first, then the second worst of each. What
    no family judges comes last.
    """
    order = {name: place for place, name in enumerate(specs)}
    families: dict[int, list[tuple[float, _Subject]]] = defaultdict(list)
    for subject, samples in subjects.items():
        family, goodness = min(_judged(samples, specs, order), default=(len(order), 0.0))
        families[family].append((goodness, subject))
    unjudged = sorted(families.pop(len(order), []))
    by_rank = zip_longest(*(sorted(families[family]) for family in sorted(families)))
    return [member[1] for members in (*by_rank, unjudged) for member in members if member is not None]


def _judged(
    samples: Iterable[Sample], specs: Mapping[str, MetricSpec], order: Mapping[str, int]
) -> Iterator[tuple[int, float]]:
    """Yield for each value that has a good direction its family's place in the catalogue, and how good it is."""
    for sample in samples:
        better = specs[sample.name].better
        if better is not Better.NEITHER:
            yield order[sample.name], sample.value if better is Better.HIGHER else -sample.value

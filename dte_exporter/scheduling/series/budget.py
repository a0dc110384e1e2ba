"""Series budgets: which values of a check are exported when there are more than it may have.

A *subject* is what a value is about: a column, a group, a sensitive feature. Subjects are kept or cut whole, the worst
first, and one that is already exported has the advantage, so that series do not flap at the edge of the budget. What
objectives export of a subject counts with it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from dte_exporter.metric import Better, MetricSpec, Sample
from dte_exporter.objectives.judge import subject_text
from dte_exporter.objectives.objective import SERIES_A_SUBJECT

Subject = tuple[tuple[str, str], ...]
"""The labels that tell what a value is about, with their texts."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What a budget leaves.

    Parameters
    ----------
    kept : tuple of Sample
        In their order.
    dropped : int
        Series that were cut, with those that objectives would have had of them.
    segments : tuple of str
        The segments that were cut whole.
    """

    kept: tuple[Sample, ...]
    dropped: int
    segments: tuple[str, ...] = ()


def within(
    samples: Sequence[Sample],
    specs: Mapping[str, MetricSpec],
    budget: int,
    former: Iterable[Sample],
    standing: Mapping[str, Collection[str]],
) -> Cut:
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
    standing : mapping of str to collection of str
        The metrics that objectives are on, each with the subjects that it has been judged on: those are exported
        anyhow, while a new one adds its own series.
    """
    subjects = _by_subject(samples, specs)
    sizes = {subject: _size(subject, of_it, standing) for subject, of_it in subjects.items()}
    if sum(sizes.values()) <= budget:
        return Cut(tuple(samples), 0)
    whole = _fitting_one_by_one(subjects.pop((), []), budget, standing)
    room = budget - _size((), whole, standing)
    exported = {_subject(sample, specs) for sample in former if sample.name in specs}
    fit = chosen(subjects, specs, Room(room, sizes), exported)
    kept = {sample.series for sample in (*whole, *(one for subject in fit for one in subjects[subject]))}
    left = tuple(sample for sample in samples if sample.series in kept)
    used = _size((), whole, standing) + sum(sizes[subject] for subject in fit)
    return Cut(left, sum(sizes.values()) - used)


def series_of(
    samples: Iterable[Sample], specs: Mapping[str, MetricSpec], standing: Mapping[str, Collection[str]]
) -> int:
    """Return how many series `samples` take, with those that objectives have of them anew; see `within`."""
    return sum(_size(subject, of_it, standing) for subject, of_it in _by_subject(samples, specs).items())


@dataclass(frozen=True, slots=True)
class Room:
    """How many series there may be, and how many each subject takes."""

    series: int
    sizes: Mapping[Subject, int]


def _size(subject: Subject, samples: Iterable[Sample], standing: Mapping[str, Collection[str]]) -> int:
    """Return how many series a subject takes: its values, and what objectives say of it anew."""
    names = [sample.name for sample in samples]
    text = subject_text(text for _, text in subject)
    new = sum(text not in standing[name] for name in set(names) if name in standing)
    return len(names) + SERIES_A_SUBJECT * new


def _fitting_one_by_one(
    whole: Iterable[Sample], budget: int, standing: Mapping[str, Collection[str]]
) -> Sequence[Sample]:
    """Return the values of the check as a whole that fit, in the order of their names."""
    kept: list[Sample] = []
    for sample in sorted(whole, key=lambda sample: sample.series):
        if _size((), [*kept, sample], standing) <= budget:
            kept.append(sample)
    return kept


def _by_subject(samples: Iterable[Sample], specs: Mapping[str, MetricSpec]) -> dict[Subject, list[Sample]]:
    subjects = defaultdict(list)
    for sample in samples:
        subjects[_subject(sample, specs)].append(sample)
    return dict(subjects)


def _subject(sample: Sample, specs: Mapping[str, MetricSpec]) -> Subject:
    """Return what a value is about; the method that computed it is no part of that."""
    return tuple((label, text) for label, text in specs[sample.name].told_apart(sample).items() if label != "method")


def chosen(
    subjects: Mapping[Subject, Sequence[Sample]],
    specs: Mapping[str, MetricSpec],
    room: Room,
    exported: Collection[Subject],
) -> set[Subject]:
    """Return the subjects that are kept: the worst in four fifths of the room, then what was `exported` before."""
    ranked = _worst_first(subjects, specs)
    worst = fitting(ranked, room.sizes, room.series * 4 // 5)
    candidates = sorted((subject for subject in ranked if subject not in worst), key=lambda one: one not in exported)
    taken = sum(room.sizes[subject] for subject in worst)
    return worst | fitting(candidates, room.sizes, room.series - taken)


def fitting(order: Iterable[Subject], sizes: Mapping[Subject, int], room: int) -> set[Subject]:
    """Return the first subjects that fit into `room` together; the first that does not fit ends it."""
    chosen: set[Subject] = set()
    for subject in order:
        room -= sizes[subject]
        if room < 0:
            break
        chosen.add(subject)
    return chosen


def _worst_first(subjects: Mapping[Subject, Sequence[Sample]], specs: Mapping[str, MetricSpec]) -> Sequence[Subject]:
    """Return the subjects by how bad they are among those judged by the same family.

    Values of two families cannot be compared, so the worst of each come first, then the second worst of each. What
    no family judges comes last.
    """
    order = {name: place for place, name in enumerate(specs)}
    families: dict[int, list[tuple[float, Subject]]] = defaultdict(list)
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

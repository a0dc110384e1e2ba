"""Judging a run: each objective on each subject is met, unmet or unknown, and runs are counted, never scrapes.

A daily value that is scraped all day is one piece of evidence, so a standing moves only when a run has ended.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dte_exporter.config.models import Objective
from dte_exporter.metric import MetricSpec, Sample, by_key
from dte_exporter.objectives.limits import above, below
from dte_exporter.outcome import Outcome
from dte_exporter.storage.snapshot import CheckRecord, Judgement, Standing, Subject


def judge(
    standings: Mapping[Subject, Standing],
    record: CheckRecord,
    outcome: Outcome,
    specs: Mapping[str, MetricSpec],
) -> Mapping[Subject, Standing]:
    """Return how the objectives of one check stand after a run of it.

    A subject that the run gave no value for is unknown, which neither counts nor resets. An objective that has met
    no subject yet stands on the empty one, which goes once there is another.

    Parameters
    ----------
    standings : mapping of Subject to Standing
        All standings before the run; those of other checks are passed over.
    record : CheckRecord
        The check's record after the run.
    outcome : Outcome
        How the run ended. Only ``ok`` brings values.
    specs : mapping of str to MetricSpec
        Every metric by name.

    Returns
    -------
    mapping of Subject to Standing
        All standings of this check, and of no other: they replace those that it had.
    """
    name, pillar = record.check.name, record.check.pillar
    samples = record.values.samples if outcome is Outcome.OK and record.values else ()
    families, judged = by_key(specs.values(), pillar), {}
    for key, objective in record.check.settings.objectives.items():
        before = {subject: old for (check, of, subject), old in standings.items() if (check, of) == (name, key)}
        values = _by_subject(families[key], samples)
        for subject in _subjects(before, values):
            standing = before.get(subject, Standing())
            after = _after_run(standing, objective, values.get(subject, ()))
            judged[name, key, subject] = _dated(after, standing, record)
    return judged


def _by_subject(spec: MetricSpec, samples: Sequence[Sample]) -> Mapping[str, Sequence[float]]:
    """Return the values of one family by what they are about, which the method that computed them is no part of."""
    labels = [label for label in spec.own_labels if label != "method"]
    values = defaultdict(list)
    for sample in samples:
        if sample.name == spec.name:
            values[subject_text(sample.labels[label] for label in labels)].append(sample.value)
    return values


def subject_text(texts: Iterable[str]) -> str:
    """Return the subject that is told by the texts of some labels, of which those that say nothing are left out."""
    return "/".join(filter(None, texts))


def _subjects(before: Mapping[str, Standing], values: Mapping[str, Sequence[float]]) -> Iterator[str]:
    subjects = before.keys() | values.keys() or {""}
    if values and "" not in values:
        subjects = subjects - {""}
    yield from sorted(subjects)


def _after_run(standing: Standing, objective: Objective, values: Sequence[float]) -> Standing:
    if not values:
        return replace(standing, judgement="unknown", totals=_counted(standing, "unknown"))
    value = max(values, key=lambda each: (_excess(each, objective), each))
    if _excess(value, objective) > 0:
        return Standing(value, "unmet", standing.unmet_runs + 1, 0, _counted(standing, "unmet"))
    met_runs = standing.met_runs + 1
    in_breach = standing.unmet_runs >= objective.after_runs and met_runs < objective.clear_runs
    return Standing(value, "met", standing.unmet_runs if in_breach else 0, met_runs, _counted(standing, "met"))


def _dated(after: Standing, before: Standing, record: CheckRecord) -> Standing:
    """Return the standing with the time of the run that made it what it is: this one, if it changed the judgement."""
    if before.since is not None and after.judgement == before.judgement:
        return replace(after, since=before.since)
    return replace(after, since=None if record.last is None else record.last.started)


def _excess(value: float, objective: Objective) -> float:
    """Return how far a value lies outside the limits; none or negative where it meets the objective."""
    too_high = float("-inf") if objective.max is None else above(value, objective.max)
    too_low = float("-inf") if objective.min is None else below(value, objective.min)
    return max(too_high, too_low)


def _counted(standing: Standing, judgement: Judgement) -> Mapping[Judgement, int]:
    return {**standing.totals, judgement: standing.totals.get(judgement, 0) + 1}

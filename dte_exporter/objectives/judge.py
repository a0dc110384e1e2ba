"""Judging a run: each objective on each subject is met, unmet or unknown, and runs are counted, never scrapes.

Where an objective decides by evidence, a run may also leave open which of both it is. A daily value that is scraped all
day is one piece of evidence, so a standing moves only when a run has ended.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dte_exporter.config.models import Objective
from dte_exporter.metric import MetricSpec, Sample, by_key
from dte_exporter.objectives.evidence_span import Span, spans
from dte_exporter.outcome import Outcome
from dte_exporter.storage.snapshot import CheckRecord, Judgement, Standing, Subject


def judge(
    standings: Mapping[Subject, Standing],
    record: CheckRecord,
    outcome: Outcome,
    specs: Mapping[str, MetricSpec],
) -> Mapping[Subject, Standing]:
    """Return how the objectives of one check stand after a run of it.

    A subject that the run gave no value for is unknown, and one whose evidence leaves open how it stands is
    insufficient: neither counts, and neither resets. An objective that has met no subject yet stands on the empty one,
    which goes once there is another.

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
        found = _by_subject(families[key], objective, samples, specs)
        for subject in _subjects(before, found):
            standing = before.get(subject, Standing())
            after = _after_run(standing, objective, found.get(subject, ()))
            judged[name, key, subject] = _dated(after, standing, record)
    return judged


def _by_subject(
    spec: MetricSpec, objective: Objective, samples: Sequence[Sample], specs: Mapping[str, MetricSpec]
) -> Mapping[str, Sequence[Span]]:
    """Return the values of one family by what they are about, which the method that computed them is no part of.

    Those of segments are passed over unless the objective is on each of them.
    """
    found = defaultdict(list)
    for sample, span in spans(spec, objective, samples, specs):
        if objective.segments == "each" or not sample.segment:
            about = spec.told_apart(sample)
            found[subject_text(text for label, text in about.items() if label != "method")].append(span)
    return found


def subject_text(texts: Iterable[str]) -> str:
    """Return the subject that is told by the texts of some labels, of which those that say nothing are left out."""
    return "/".join(filter(None, texts))


def _subjects(before: Mapping[str, Standing], found: Mapping[str, Sequence[Span]]) -> Iterator[str]:
    subjects = before.keys() | found.keys() or {""}
    if found and "" not in found:
        subjects = subjects - {""}
    yield from sorted(subjects)


def _after_run(standing: Standing, objective: Objective, found: Sequence[Span]) -> Standing:
    if not found:
        return replace(standing, judgement="unknown", totals=_counted(standing, "unknown"))
    worst = max(found, key=lambda each: each.badness(objective))
    value, judgement = worst.value, worst.judged(objective)
    totals = _counted(standing, judgement)
    if judgement == "insufficient":
        return replace(standing, value=value, judgement=judgement, totals=totals)
    if judgement == "unmet":
        return Standing(value, judgement, standing.unmet_runs + 1, 0, totals)
    met_runs = standing.met_runs + 1
    in_breach = standing.unmet_runs >= objective.after_runs and met_runs < objective.clear_runs
    return Standing(value, judgement, standing.unmet_runs if in_breach else 0, met_runs, totals)


def _dated(after: Standing, before: Standing, record: CheckRecord) -> Standing:
    """Return the standing with the time of the run that made it what it is: this one, if it changed the judgement."""
    if before.since is not None and after.judgement == before.judgement:
        return replace(after, since=before.since)
    return replace(after, since=None if record.last is None else record.last.started)


def _counted(standing: Standing, judgement: Judgement) -> Mapping[Judgement, int]:
    return {**standing.totals, judgement: standing.totals.get(judgement, 0) + 1}

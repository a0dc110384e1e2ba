"""Groups of people that are too few in a segment to be told of, and would be told by subtraction.

A group that all rows show, and every segment but one, is known in that one as well. Where it is fewer people there than
may be told of, a further segment keeps what it says of the column that the group is of.

Small combinations of several columns are hidden among others, in each segment among those that are smallest there: what
one segment hides others tell, and what all rows hide adds up from segments. So no segment says anything of combinations
of which one is withheld anywhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dte_exporter.config.groups.sensitive import TOGETHER
from dte_exporter.metric import MetricSpec, Role, Sample

_FEATURE, _GROUP = "sensitive_feature", "group"
_HOW_MANY = "groups_withheld"
"""The key of the family by which a check counts the groups of a feature that it withholds."""

_Group = tuple[str, str]


def withheld_features(
    whole: Iterable[Sample], segments: Mapping[str, Sequence[Sample]], specs: Iterable[MetricSpec], least: int
) -> Mapping[str, frozenset[str]]:
    """Return the sensitive features of which a segment is to say nothing, by the segment's name.

    Parameters
    ----------
    whole : iterable of Sample
        What was found in all rows.
    segments : mapping of str to sequence of Sample
        What was found in each segment, by its name.
    specs : iterable of MetricSpec
        The families that the check emits: one of the role of rows by group tells how large a group is.
    least : int
        The fewest rows that may be told of.
    """
    specs, whole = tuple(specs), tuple(whole)
    counting = {spec.name for spec in specs if spec.role is Role.GROUP_ROWS}
    hidden, shown = dict(_rows(whole, counting)), {name: dict(_rows(of, counting)) for name, of in segments.items()}
    for of_all in hidden:
        hidden[of_all] -= sum(rows.get(of_all, 0) for rows in shown.values())
    withheld: dict[str, set[str]] = defaultdict(set)
    for feature in _combined_and_withheld([whole, *segments.values()], specs):
        for name in [name for name, rows in shown.items() if any(one[0] == feature for one in rows)]:
            withheld[name].add(feature)
            shown[name] = {one: rows for one, rows in shown[name].items() if one[0] != feature}
    while group := next((one for one, rows in hidden.items() if 0 < rows < least and _shows(shown, one)), None):
        smallest = min((name for name in shown if group in shown[name]), key=lambda name: shown[name][group])
        withheld[smallest].add(group[0])
        for other in [one for one in shown[smallest] if one[0] == group[0]]:
            rows = shown[smallest].pop(other)
            hidden[other] = hidden.get(other, 0) + rows
    return {name: frozenset(features) for name, features in withheld.items()}


def is_of(sample: Sample, features: frozenset[str]) -> bool:
    """Return whether `sample` is about one of the sensitive `features`."""
    return sample.labels.get(_FEATURE) in features


def _combined_and_withheld(found: Iterable[Iterable[Sample]], specs: Iterable[MetricSpec]) -> frozenset[str]:
    """Return the features of several columns of which a group is withheld in any of what was `found`."""
    counting = {spec.name for spec in specs if spec.key == _HOW_MANY}
    told = (sample for samples in found for sample in samples if sample.name in counting and sample.value)
    return frozenset(sample.labels[_FEATURE] for sample in told if TOGETHER in sample.labels[_FEATURE])


def _shows(shown: Mapping[str, Mapping[_Group, float]], group: _Group) -> bool:
    return any(group in rows for rows in shown.values())


def _rows(samples: Iterable[Sample], counting: frozenset[str] | set[str]) -> Iterator[tuple[_Group, float]]:
    for sample in samples:
        if sample.name in counting and sample.labels.get(_GROUP):
            yield (sample.labels[_FEATURE], sample.labels[_GROUP]), sample.value

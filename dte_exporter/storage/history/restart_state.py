"""What a restart needs of a snapshot, in a serial form: results, standings and alarms."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from dte_exporter.metric import Sample
from dte_exporter.outcome import Evidence, Outcome, left_out_of
from dte_exporter.storage.alarm import Alarm, AlarmKey
from dte_exporter.storage.snapshot import CheckRecord, Run, Standing, Subject, Values

VERSION = 2
READABLE = frozenset({1, VERSION})
"""The versions that this build reads: the first did not say which rows a check had left out."""

ALARMS = " alarms"
"""The name of the state that all checks share: no check can have it."""


@dataclass(frozen=True, slots=True)
class KeptCheck:
    """What was known of a check when its last run had ended.

    Parameters
    ----------
    last : Run
        That run.
    values : Values or None
        The last good values.
    runs : mapping of Outcome to int
        Finished runs by outcome.
    failed_runs : int
        Runs in a row that did not end ok.
    standings : mapping of Subject to Standing
        Its objectives.
    violated_since : float or None
        As in `CheckRecord`.
    """

    last: Run
    values: Values | None
    runs: Mapping[Outcome, int]
    failed_runs: int
    standings: Mapping[Subject, Standing]
    violated_since: float | None = None


def of_check(record: CheckRecord, standings: Mapping[Subject, Standing]) -> str:
    """Return the serial form of what is known of one check; `standings` of others are passed over."""
    own = [
        [key, subject, asdict(standing)]
        for (name, key, subject), standing in standings.items()
        if name == record.check.name
    ]
    values = record.values
    return json.dumps(
        {
            "version": VERSION,
            "last": asdict(record.last) if record.last else None,
            "values": values and {"at": values.at, "evidence": values.evidence.to_tree(), "samples": _written(values)},
            "runs": dict(record.runs),
            "failed_runs": record.failed_runs,
            "violated_since": record.violated_since,
            "standings": own,
        }
    )


def of_alarms(alarms: Mapping[AlarmKey, Alarm]) -> str:
    """Return the serial form of all alarms."""
    return json.dumps({"version": VERSION, "alarms": [[*key, asdict(alarm)] for key, alarm in alarms.items()]})


def check(name: str, text: str) -> KeptCheck:
    """Return what was known of the check called `name`.

    Raises
    ------
    ValueError
        If `text` is of another version, or no such form.
    """
    try:
        tree = _of_this_version(text)
        return KeptCheck(
            _run(tree["last"]),
            _values(tree["values"]),
            {Outcome(outcome): count for outcome, count in tree["runs"].items()},
            tree["failed_runs"],
            {(name, key, subject): Standing(**standing) for key, subject, standing in tree["standings"]},
            tree.get("violated_since"),  # earlier versions did not keep it
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"the state of {name} is not one: {error!r}") from error


def alarms(text: str) -> Mapping[AlarmKey, Alarm]:
    """Return all alarms.

    Raises
    ------
    ValueError
        If `text` is of another version, or no such form.
    """
    try:
        written = _of_this_version(text)["alarms"]
        return {(entry, model, reason, by): Alarm(**alarm) for entry, model, reason, by, alarm in written}
    except (KeyError, TypeError) as error:
        raise ValueError(f"the alarms are none: {error!r}") from error


def _of_this_version(text: str) -> Any:
    tree = json.loads(text)
    if tree["version"] not in READABLE:
        raise ValueError(f"a state of version {tree['version']}: this build reads {VERSION}")
    return tree


def _written(values: Values) -> list[list[Any]]:
    return [[sample.name, dict(sample.labels), sample.value] for sample in values.samples]


def _run(tree: Any) -> Run:
    told = {"notices": (), "left_out": (), **tree}  # earlier versions did not say them
    sequences = {"notices": tuple(told["notices"]), "left_out": left_out_of(told["left_out"])}
    return Run(**{**told, **sequences, "outcome": Outcome(told["outcome"])})


def _values(tree: Any) -> Values | None:
    if tree is None:
        return None
    samples = tuple(Sample(*sample) for sample in tree["samples"])
    return Values(samples, Evidence.from_tree(tree["evidence"]), tree["at"])

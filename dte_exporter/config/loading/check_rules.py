"""What must hold between a check, its data set and its kind: each rule yields what breaks it.

They look at what is written, so that a fault in one key does not hide one in another.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dte_exporter.config.document.explanations import missing
from dte_exporter.config.models import CheckSettings, DataSet, Scheduled
from dte_exporter.config.problems import Path, Problem, choice, did_you_mean
from dte_exporter.config.registered_model import DISCOVER, kind_of
from dte_exporter.config.windows import Window, Windows
from dte_exporter.metric import deciders
from dte_exporter.registry import Check


@dataclass(frozen=True, slots=True)
class Written:
    """A check, or an entry of ``models:``, as the file has it.

    Parameters
    ----------
    path : Path
        Where.
    tree : mapping
        Its keys and values.
    kind : Check or None
        What it computes, or by its misspelt name seems to; None where no kind has a name like that.
    settings : Scheduled or None
        What every check and entry has, None where it is not valid.
    lost : frozenset of str
        Keys whose values could not be read, so that they are there and yet not in `tree`.
    """

    path: Path
    tree: Mapping[str, Any]
    kind: Check[Any] | None
    settings: Scheduled | None
    lost: frozenset[str] = frozenset()


def entry_problems(entry: Written, checks: frozenset[str], metrics: frozenset[str]) -> Iterator[Problem]:
    """Yield what is wrong between an `entry` of ``models:`` and the rest.

    `checks` are all checks of the file, `metrics` all that is measured of models and has a good direction.
    """
    if entry.path[-1] in checks:
        yield Problem(entry.path, "there is a check of this name as well: rename one of the two")
    yield from _schedule(entry)
    yield from _vanishing_values(entry)
    yield from _unknown_metric(entry, metrics)


def check_problems(
    check: Written, datasets: Mapping[str, DataSet], names: frozenset[str], metrics: frozenset[str]
) -> Iterator[Problem]:
    """Yield what is wrong between `check` and the rest.

    `names` are all data sets of the file, `datasets` the valid ones, `metrics` the keys of all that any check measures.
    """
    yield from _missing_dataset(check)
    yield from _unknown_dataset(check, names)
    yield from _missing_schedule(check)
    yield from _schedule(check)
    yield from _unknown_objectives(check, metrics)
    yield from _undecidable(check)
    yield from _without_segments(check)
    yield from _too_often(check)
    yield from _vanishing_values(check)
    yield from _missing_windows(check, datasets.get(str(check.tree.get("dataset"))))
    yield from _same_windows(check, datasets)


def further_problems(path: Path, read: Mapping[Path, str], names: frozenset[str]) -> Iterator[Problem]:
    """Yield what is wrong with the further data sets that the check at `path` reads; `names` are all of the file."""
    for keys, name in read.items():
        if name not in names:
            yield Problem((*path, *keys), choice(name, "data set", names))


def model_problems(path: Path, read: Mapping[Path, str], entries: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what is wrong with the models that the inputs of the check at `path` read, of all `entries` of the file."""
    for keys, name in read.items():
        tree = entries.get(name)
        if name not in entries:
            yield Problem((*path, *keys), choice(name, "model", entries) if entries else _no_models(name))
        elif isinstance(tree, dict) and kind_of(name, tree) == DISCOVER:
            what = f"{name!r} stands for every model that fits: name an entry of models that is one model"
            yield Problem((*path, *keys), what)


def _no_models(name: str) -> str:
    return f"{name!r} is no model, since the file has none: write models: {{{name}: …}}"


def _missing_dataset(check: Written) -> Iterator[Problem]:
    given = "dataset" in check.tree or "dataset" in check.lost
    if not given and not _needs_none(check):
        yield Problem((*check.path, "dataset"), missing(CheckSettings, "dataset"))
    if given and _is_of_record(check):
        yield Problem((*check.path, "dataset"), "it reads the record of processing and no data set: leave it out")
    if given and check.kind is not None and check.kind.on == "lineage":
        yield Problem((*check.path, "dataset"), "it looks at all data sets: leave it out")


def _needs_none(check: Written) -> bool:
    """Return whether it may stand without a data set: what it reads is no rows."""
    return check.kind is not None and check.kind.on in ("record", "results", "lineage")


def _is_of_record(check: Written) -> bool:
    return check.kind is not None and check.kind.on == "record"


def _unknown_dataset(check: Written, names: frozenset[str]) -> Iterator[Problem]:
    name = check.tree.get("dataset")
    if isinstance(name, str) and names and name not in names:
        yield Problem((*check.path, "dataset"), choice(name, "data set", names))


def _missing_schedule(check: Written) -> Iterator[Problem]:
    if not _schedules(check) and not _is_of_record(check):
        yield Problem(check.path, 'has no schedule: set every (such as 5m) or cron (such as "0 3 * * *")')


def _schedule(check: Written) -> Iterator[Problem]:
    given = _schedules(check)
    if len(given) == 2:
        yield Problem((*check.path, "cron"), "every is set as well: keep one of the two")
    if given == ["every"] and "timezone" in check.tree:
        yield Problem((*check.path, "timezone"), "it is for cron: an interval has no time zone, so leave it out")


def _schedules(check: Written) -> list[str]:
    return [key for key in ("every", "cron") if check.tree.get(key) is not None or key in check.lost]


def _unknown_objectives(check: Written, metrics: frozenset[str]) -> Iterator[Problem]:
    objectives = check.tree.get("objectives")
    if not isinstance(objectives, dict):
        return
    keys = metrics if check.kind is None else [spec.key for spec in check.kind.emits]
    for key in objectives:
        if key not in keys:
            yield Problem((*check.path, "objectives", key), _no_metric(key, check.kind, keys))


def _no_metric(key: str, kind: Check[Any] | None, keys: Collection[str]) -> str:
    if kind is not None:
        return choice(key, f"metric of {kind.name}", keys)
    return f"{key!r} is no metric of any check{did_you_mean(key, keys)}: see dte-exporter catalogue"


def _undecidable(check: Written) -> Iterator[Problem]:
    """Yield each objective that decides by more than a value, on a metric of which nothing tells how sure it is."""
    objectives = check.settings.objectives if isinstance(check.settings, CheckSettings) else {}
    judged = {spec.key: spec for spec in check.kind.emits} if check.kind else {}
    decide = deciders(judged.values())
    for key, objective in objectives.items():
        decidable = [one for one, spec in judged.items() if objective.decide in ("point", *decide[spec.name])]
        if key in judged and key not in decidable:
            told = f"; of {check.kind.name}, {', '.join(decidable)} can" if check.kind and decidable else ""
            yield Problem(
                (*check.path, "objectives", key, "decide"),
                f"{key} cannot be decided by {objective.decide}, since the check does not tell how sure it is of "
                f"{judged[key].name}: write decide: point{told}",
            )


def _without_segments(check: Written) -> Iterator[Problem]:
    """Yield that a check cannot be measured by segment, or that an objective is on segments and there are none."""
    if check.kind is not None and not check.kind.segmented and "by" in {*check.tree, *check.lost}:
        what = f"{check.kind.name} is not measured by segment: leave it out"
        yield Problem((*check.path, "by"), what)
    if not isinstance(check.settings, CheckSettings) or "by" in {*check.tree, *check.lost}:
        return
    for key, objective in check.settings.objectives.items():
        if objective.segments == "each":
            what = "the check has no segments: set by of the check to columns such as [region], or leave it out"
            yield Problem((*check.path, "objectives", key, "segments"), what)


def _too_often(check: Written) -> Iterator[Problem]:
    if check.settings and check.settings.every and check.settings.every < 1:
        yield Problem((*check.path, "every"), f"{check.tree['every']} is less than a second: no check ends so soon")


def _unknown_metric(entry: Written, metrics: frozenset[str]) -> Iterator[Problem]:
    retraining = entry.tree.get("retraining")
    metric = retraining.get("metric") if isinstance(retraining, dict) else None
    if isinstance(metric, str) and metric not in metrics:
        yield Problem((*entry.path, "retraining", "metric"), choice(metric, "metric of a model", metrics))


def _vanishing_values(check: Written) -> Iterator[Problem]:
    settings = check.settings
    if settings and settings.every and settings.stale_after and settings.stale_after < settings.every:
        yield Problem(
            (*check.path, "stale_after"),
            f"{check.tree['stale_after']} is shorter than the interval of {check.tree['every']}: "
            "values would vanish between runs",
        )


def _missing_windows(check: Written, dataset: DataSet | None) -> Iterator[Problem]:
    if check.kind is None or dataset is None:
        return
    several = len(check.kind.windows) > 1
    if several and "window" in check.tree:
        yield Problem(
            (*check.path, "window"), f"{check.kind.name} reads {' and '.join(check.kind.windows)}: leave it out"
        )
    needed = check.kind.windows if several else ("reference",) if check.tree.get("window") == "reference" else ()
    for name in needed:
        if getattr(dataset.windows, name) is None:
            where = f"datasets.{check.tree['dataset']}.windows.{name}"
            yield Problem(check.path, f"{check.kind.name} reads a {name} window, and there is none: set {where}")


def _same_windows(check: Written, datasets: Mapping[str, DataSet]) -> Iterator[Problem]:
    """Yield that a check would hold rows against themselves: that says nothing, whatever happens."""
    name = str(check.tree.get("dataset"))
    windows = datasets[name].windows if name in datasets else Windows()
    reference, current = windows.reference, windows.current
    if check.kind is None or len(check.kind.windows) < 2 or reference is None or current is None:
        return
    if _rows_of(reference, name, datasets) == _rows_of(current, name, datasets):
        yield Problem(
            check.path,
            f"the reference and the current window of data set {name!r} are the same rows, {str(current)!r}, so "
            f"there is never anything to compare: set datasets.{name}.windows.reference to other rows",
        )


def _rows_of(window: Window, owner: str, datasets: Mapping[str, DataSet]) -> tuple[object, ...]:
    """Return what decides which rows are in a `window` of the data set called `owner`."""
    name = window.dataset or owner
    rows = window.model_copy(update={"dataset": None})
    if name not in datasets:
        return name, rows
    dataset = datasets[name]
    return dataset.source, dataset.labels, dataset.timezone, dataset.columns.time if rows.needs_time else None, rows

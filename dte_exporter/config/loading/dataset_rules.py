"""What must hold between the parts of data sets: each rule yields what breaks it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dte_exporter.config.groups.sensitive import TOGETHER, Sensitive, columns_of
from dte_exporter.config.loading.screening import refusals
from dte_exporter.config.models import DataSet
from dte_exporter.config.problems import Problem, choice
from dte_exporter.config.windows import SIDES, Window
from dte_exporter.wall_clock import instant

_LISTS = ("sensitive", "categorical", "features.include", "features.exclude")


@dataclass(frozen=True, slots=True)
class Placed:
    """A window with its place in the file and the data set whose windows it is among."""

    window: Window
    path: tuple[str, str, str, str]
    owner: str


def dataset_problems(
    datasets: Mapping[str, DataSet], remains: Mapping[str, DataSet], written: Mapping[str, Any]
) -> Iterator[Problem]:
    """Yield what is wrong between `datasets`, the valid ones of those that are `written` in the file.

    `remains` is what is sound of the others: their windows are looked at all the same.
    """
    everything = {**datasets, **remains}
    placed = [one for name, dataset in everything.items() for one in _windows(name, dataset)]
    for one in placed:
        yield from _unknown_dataset(one, frozenset(written))
        yield from _missing_time(one, datasets)
        yield from _wrong_moments(one, everything)
    yield from _refused_predicates(placed, written)
    for name, dataset in datasets.items():
        yield from _repetitions(name, dataset)
        yield from _labels_elsewhere(name, datasets, frozenset(written))


def _windows(name: str, dataset: DataSet) -> Iterator[Placed]:
    for side in SIDES:
        window = getattr(dataset.windows, side)
        if window is not None:
            yield Placed(window, ("datasets", name, "windows", side), name)


def _unknown_dataset(placed: Placed, names: frozenset[str]) -> Iterator[Problem]:
    other = placed.window.dataset
    if other is not None and other not in names:
        yield Problem((*placed.path, "dataset"), choice(other, "data set", names))


def _missing_time(placed: Placed, datasets: Mapping[str, DataSet]) -> Iterator[Problem]:
    name = placed.window.dataset or placed.owner
    if placed.window.needs_time and name in datasets and datasets[name].columns.time is None:
        yield Problem(
            placed.path,
            f"{str(placed.window)!r} goes by time, and data set {name!r} has no column of time: "
            f"set datasets.{name}.columns.time",
        )


def _wrong_moments(placed: Placed, datasets: Mapping[str, DataSet]) -> Iterator[Problem]:
    dataset = datasets.get(placed.window.dataset or placed.owner)
    timezone = dataset.timezone if dataset else "UTC"
    found: dict[str, datetime] = {}
    for key, text in (("from", placed.window.start), ("to", placed.window.end)):
        if text is None:
            continue
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            yield Problem((*placed.path, key), f"{text!r} is no moment: write 2018-01-31 or 2018-01-31T12:00:00Z")
            continue
        found[key] = moment if moment.tzinfo else instant(moment, timezone)
    if len(found) == 2 and found["from"] >= found["to"]:
        yield Problem(placed.path, "no time lies in it: to must be later than from")


def _refused_predicates(placed: list[Placed], written: Mapping[str, Any]) -> Iterator[Problem]:
    predicates = {one.path: one.window.where for one in placed if one.window.where is not None}
    refused = refusals(frozenset(predicates.values()))
    for path, text in predicates.items():
        if text in refused:
            _, name, windows, side = path
            is_short = isinstance(written[name][windows][side], str)
            yield Problem(path if is_short else (*path, "where"), f"{text!r}: {refused[text]}")


def _repetitions(name: str, dataset: DataSet) -> Iterator[Problem]:
    for dotted in _LISTS:
        columns: Any = dataset.columns
        for key in dotted.split("."):
            columns = getattr(columns, key)
        named = map(_same, columns) if dotted == "sensitive" else columns
        for column, times in Counter(named).items():
            if times > 1:
                path = ("datasets", name, "columns", *dotted.split("."))
                yield Problem(path, f"{column!r} is there {times} times: name it once")


def _same(feature: Sensitive) -> str:
    """Return what features have in common that make the same groups, or have the same name."""
    return TOGETHER.join(sorted(columns_of(feature)))


def _labels_elsewhere(name: str, datasets: Mapping[str, DataSet], names: frozenset[str]) -> Iterator[Problem]:
    """Yield what keeps the labels of the data set called `name` from being met with its rows."""
    labels, path = datasets[name].labels, ("datasets", name, "labels")
    if labels is None:
        return
    if labels.dataset not in names or labels.dataset == name:
        yield Problem((*path, "dataset"), choice(labels.dataset, "other data set", names - {name}))
        return
    needed = ("key", "time") if labels.max_age is not None else ("key",)
    wanted = {name: needed, labels.dataset: (*needed, "label")}
    for other, columns in wanted.items():
        for column in columns:
            if other in datasets and getattr(datasets[other].columns, column) is None:
                what = f"columns.{column} of data set {other!r}"
                yield Problem(
                    path, f"rows and labels cannot be met without {what}: set datasets.{other}.columns.{column}"
                )
    if datasets[name].columns.label is not None:
        sentence = f"they come from data set {labels.dataset!r}, and columns.label is set as well: keep one of the two"
        yield Problem(path, sentence)

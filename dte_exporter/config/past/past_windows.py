"""A window of the past is a window on another data set: the same table, as it was."""

from collections.abc import Mapping

from dte_exporter.config.models import DataSet
from dte_exporter.config.windows import SIDES, Window, Windows


def apart(datasets: Mapping[str, DataSet], name: str) -> Mapping[str, DataSet]:
    """Return `datasets` with one more for each point in the past that a window of the one called `name` means.

    The windows are then on these. Their names have spaces, as no name in a config has.
    """
    if name not in datasets:
        return datasets
    windows = datasets[name].windows
    past = {side: window for side in SIDES if (window := getattr(windows, side)) and _is_past(window, name, datasets)}
    if not past:
        return datasets
    added = {past_name(window, name): _as_it_was(datasets[window.dataset or name], window) for window in past.values()}
    moved = {
        side: window.model_copy(update={"dataset": past_name(window, name), "version": None, "as_of": None})
        for side, window in past.items()
    }
    own = datasets[name].model_copy(update={"windows": windows.model_copy(update=moved)})
    return {**datasets, name: own, **added}


def past_name(window: Window, name: str) -> str:
    """Return what the rows that `window`, of the data set called `name`, means of the past are called."""
    point = window.as_of if window.version is None else f"version {window.version}"
    return f"{window.dataset or name} as of {point}"


def _is_past(window: Window, name: str, datasets: Mapping[str, DataSet]) -> bool:
    return window.travels and (window.dataset or name) in datasets


def _as_it_was(dataset: DataSet, window: Window) -> DataSet:
    source = dataset.source.moved(window.version, window.as_of)
    return dataset.model_copy(update={"source": source, "windows": Windows()})

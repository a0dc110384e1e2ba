"""What the exporter says of data sets: who minds each, for alerts that stand for all of its checks, and its models."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import DataSet
from dte_exporter.metric import MetricSpec, Sample
from dte_exporter.storage.of_config import of_config
from dte_exporter.storage.snapshot import Snapshot

DATASET_INFO = MetricSpec(
    "dte_dataset_info",
    "Which team a data set is of, or its checks where it names none and they agree; severity is the loudest of both. "
    "Always 1, to be joined on dataset.",
    "exporter",
    ("dataset", "team", "severity"),
    low=1,
    high=1,
    scheduled=False,
)
DATASET_ABOUT = MetricSpec(
    "dte_dataset_about_info",
    "What people call a data set and who minds it, or its checks where it names nobody and they agree; always 1, to be "
    "joined on dataset.",
    "exporter",
    ("dataset", "title", "owner", "runbook"),
    low=1,
    high=1,
    scheduled=False,
)
DATASET_MODEL_INFO = MetricSpec(
    "dte_dataset_model_info",
    "Which models the rows of a data set touch; always 1, to be joined on dataset.",
    "exporter",
    ("dataset", "model"),
    low=1,
    high=1,
    scheduled=False,
)
SPECS = (DATASET_INFO, DATASET_ABOUT, DATASET_MODEL_INFO)


@of_config
def samples(snapshot: Snapshot) -> tuple[Sample, ...]:
    """Return what is told of each data set that a check reads, in whichever part."""
    return tuple(_of_datasets(snapshot.checks))


def _of_datasets(checks: Sequence[ConfiguredCheck]) -> Iterator[Sample]:
    datasets: dict[str, DataSet] = {}
    readers: dict[str, list[ConfiguredCheck]] = defaultdict(list)
    for check in checks:
        datasets |= {check.label_of(name): dataset for name, dataset in check.datasets.items()}
        readers[check.scope["dataset"]].append(check)
    for name, dataset in datasets.items():
        yield from _told(name, dataset, readers[name])
    for name, model in sorted(_models(checks)):
        yield DATASET_MODEL_INFO.sample(1, dataset=name, model=model)


def _told(name: str, dataset: DataSet, readers: Sequence[ConfiguredCheck]) -> Iterator[Sample]:
    """Yield the samples of one data set; `readers` are the checks that are named after it in their alerts."""
    loudness = {dataset.severity, *(check.settings.severity for check in readers)}
    yield DATASET_INFO.sample(
        1,
        dataset=name,
        team=dataset.team or _one({check.team for check in readers}),
        severity="page" if "page" in loudness else "ticket",
    )
    yield DATASET_ABOUT.sample(
        1,
        dataset=name,
        title=dataset.title,
        owner=dataset.owner or _one({check.owner for check in readers}),
        runbook=dataset.runbook,
    )


def _one(names: set[str]) -> str:
    """Return the name on which all agree, empty where they do not."""
    return next(iter(names)) if len(names) == 1 else ""


def _models(checks: Sequence[ConfiguredCheck]) -> set[tuple[str, str]]:
    """Return the pairs of data set and model that the config names, on either side."""
    declared = {
        (check.label_of(name), model)
        for check in checks
        for name, dataset in check.datasets.items()
        for model in dataset.models
    }
    scopes = [check.scope for check in checks if check.settings.dataset]
    return declared | {(scope["dataset"], scope["model"]) for scope in scopes if scope["model"]}

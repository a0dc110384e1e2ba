"""Windows of the past need a source that keeps what its table was."""

from collections.abc import Iterator, Mapping

from dte_exporter.config.models import DataSet
from dte_exporter.config.past.time_travel import Travelling
from dte_exporter.config.problems import Problem
from dte_exporter.config.windows import SIDES
from dte_exporter.registry import Registry


def travel_problems(datasets: Mapping[str, DataSet], registry: Registry) -> Iterator[Problem]:
    """Yield each window of `datasets` that means the past of a source which keeps none."""
    for name, dataset in datasets.items():
        for side in SIDES:
            window = getattr(dataset.windows, side)
            owner = datasets.get(window.dataset or name) if window and window.travels else None
            if owner is None or owner.source is None or isinstance(owner.source, Travelling):
                continue
            key = "version" if window.version is not None else "as_of"
            yield Problem(("datasets", name, "windows", side, key), _sentence(window.dataset or name, owner, registry))


def _sentence(name: str, owner: DataSet, registry: Registry) -> str:
    travelling = sorted(one.name for one in registry.sources.values() if issubclass(one.config, Travelling))
    what = f"data set {name!r} is read as it is: its source, {owner.source.type}, keeps no versions"
    return f"{what}: leave it out, or keep the rows in a table of {' or '.join(travelling) or 'a source that does'}"

"""Checks with all that a run of each needs of the rest of the file: its data sets, and what its kind may be told."""

from collections.abc import Iterator, Mapping

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.confined.confinement import Confinement
from dte_exporter.config.governance.governance import Governance
from dte_exporter.config.models import Checks, CheckSettings, DataSet
from dte_exporter.input import models_of
from dte_exporter.registry import Registry


def configured(
    checks: Checks,
    datasets: Mapping[str, DataSet],
    governance: Governance,
    registry: Registry,
    confinement: Confinement,
) -> Mapping[str, ConfiguredCheck]:
    """Return each of `checks` with the `datasets` that it reads, and `governance` where its kind looks at it."""
    found = {}
    for name, (settings, params) in checks.items():
        kind = registry.checks[settings.check]
        read = {*_read_by(settings.dataset, datasets), *kind.reads(params).values()}
        read |= {labels.dataset for one in read if (labels := datasets[one].labels)}
        found[name] = ConfiguredCheck(
            name,
            settings,
            params,
            {other: dataset for other, dataset in datasets.items() if other in read},
            confinement.base,
            kind.pillar,
            governance if kind.sees_config else None,
            source_root=confinement.root,
            models={model: checks[model][1].source for model in models_of(kind.inputs, params).values()},
        )
    return found


def by_group(checks: Mapping[str, CheckSettings], registry: Registry) -> frozenset[str]:
    """Return those of `checks` whose kinds look at groups of people."""
    emitted = {name: registry.checks[settings.check].emits for name, settings in checks.items()}
    return frozenset(name for name, specs in emitted.items() if any("group" in spec.labels for spec in specs))


def _read_by(dataset: str, datasets: Mapping[str, DataSet]) -> Iterator[str]:
    """Yield a data set and those that its windows name; none where there is none."""
    if dataset:
        windows = datasets[dataset].windows
        yield dataset
        yield from (window.dataset for window in (windows.reference, windows.current) if window and window.dataset)

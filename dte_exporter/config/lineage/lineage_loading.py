"""From the section ``lineage:`` to the settings of its sources, and what is wrong with them."""

from collections.abc import Iterator, Mapping
from typing import Any

from dte_exporter.config.history import History
from dte_exporter.config.lineage.lineage_section import Lineage
from dte_exporter.config.loading.fitting import Fitting
from dte_exporter.config.models import Checks
from dte_exporter.config.problems import Problem, choice
from dte_exporter.registry import Registry

_AT = ("lineage", "sources")


def fitted_lineage(section: Lineage, registry: Registry, fitting: Fitting) -> Lineage:
    """Return the section with its sources as their types ask for; what is wrong with one is noted, and it left out."""
    known = {key: one for key, one in registry.lineage_sources.items() if one.named}
    found = {
        name: fitting.source(tree, known, "lineage source", (*_AT, name)) for name, tree in section.sources.items()
    }
    return section.model_copy(update={"sources": {name: one for name, one in found.items() if one is not None}})


def lineage_problems(
    section: Lineage, datasets: Mapping[str, Any], checks: Checks, registry: Registry, history: History | None
) -> Iterator[Problem]:
    """Yield what does not fit together: data sets that there are not, events kept nowhere, a check told nothing.

    `section` and `datasets` are as the file has them, sound or not.
    """
    for place, origin in enumerate(section.origins):
        if origin not in datasets:
            yield Problem(("lineage", "origins", place), choice(origin, "data set", datasets))
    for name in section.atlas.entities if section.atlas else ():
        if name not in datasets:
            yield Problem(("lineage", "atlas", "entities", name), choice(name, "data set", datasets))
    if section.receive is not None and history is None:
        what = "events are kept in the history, and there is none: set history: {}, or leave receive out"
        yield Problem(("lineage", "receive"), what)
    for name, (settings, _) in checks.items():
        if registry.checks[settings.check].on == "lineage" and not section.is_told:
            what = f"{settings.check} reads what lineage is told, and nobody tells any: set lineage.sources or .receive"
            yield Problem(("checks", name), what)

"""How often an objective on fairness is unmet: of groups that are treated alike, and of groups that are not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from dte_exporter.checks.fairness.check import Params, fairness
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Objective
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.metric import Sample
from dte_exporter.objectives import judge
from dte_exporter.outcome import Evidence, Outcome
from dte_exporter.statistics.contingency import Cell, Contingency
from dte_exporter.storage.snapshot import CheckRecord, Run, Values

ROLES = Roles("hired", None, None, None, 1, True, ("group",), (), {"group": ColumnKind.CATEGORY})
PARAMS = Params(min_group_rows=1)
LIMITS: Mapping[str, Mapping[str, float]] = {
    "demographic_parity_difference": {"max": 0.1},
    "group_impact_ratio": {"min": 0.8},
}
"""The objectives that `init` writes."""

SPECS = {spec.name: spec for spec in fairness.emits}

Decide = Literal["point", "interval"]
DECIDED_BY: tuple[Decide, ...] = get_args(Decide)


@dataclass(frozen=True, slots=True)
class Setting:
    """Groups of people, and the share of each that is hired."""

    people: int
    rates: tuple[float, ...]

    @property
    def words(self) -> str:
        """The groups, for people."""
        return f"{len(self.rates)} groups of {self.people:,}"

    @property
    def truth(self) -> str:
        """How far they are apart, for people."""
        apart = max(self.rates) - min(self.rates)
        return f"{apart:.2f} apart" if apart else "alike"


SETTINGS = (
    *(Setting(people, (0.5, 0.5)) for people in (30, 40, 100, 400, 4_000)),
    Setting(100, (0.5,) * 5),
    *(Setting(people, (0.35, 0.65)) for people in (40, 100, 400, 4_000)),
    Setting(400, (0.4, 0.5, 0.5, 0.5, 0.65)),
)


def fairness_alarms(
    repetitions: int, seed: int = 17, settings: Sequence[Setting] = SETTINGS
) -> Iterator[Mapping[str, str | float]]:
    """Yield, by setting and objective, the share of runs that it is unmet in when decided by value and by interval."""
    generator = np.random.default_rng(seed)
    for setting in settings:
        unmet = dict.fromkeys(((key, decide) for key in LIMITS for decide in DECIDED_BY), 0)
        for _ in range(repetitions):
            samples = _measured(generator.binomial(setting.people, setting.rates), setting.people)
            for key, decide in unmet:
                unmet[key, decide] += _is_unmet(samples, key, decide)
        for key, limit in LIMITS.items():
            ((bound, value),) = limit.items()
            yield {
                "groups": setting.words,
                "in truth": setting.truth,
                "objective": f"{key}: {bound} {value:g}",
                "unmet by the value": unmet[key, "point"] / repetitions,
                "unmet by the interval": unmet[key, "interval"] / repetitions,
            }


def _measured(hired: NDArray[np.int64], people: int) -> Sequence[Sample]:
    cells: dict[Cell, int] = {}
    for group, count in enumerate(hired):
        cells[str(group), None, 1], cells[str(group), None, 0] = int(count), people - int(count)
    return fairness.compute({"table": Contingency(("group",), cells)}, PARAMS, ROLES, 0.0).samples


def _is_unmet(samples: Sequence[Sample], key: str, decide: Decide) -> bool:
    """Return whether one run with an objective finds it unmet on any of its subjects."""
    objectives = {key: Objective(**LIMITS[key], decide=decide)}
    settings = CheckSettings(check="fairness", every=60.0, objectives=objectives)
    record = CheckRecord(ConfiguredCheck("hiring", settings, PARAMS, {}, Path(), "fairness"), 60.0, 150.0)
    record = record.after(Run(Outcome.OK, "", 0.0, 1.0), Values(tuple(samples), Evidence(), 0.0))
    return any(one.judgement == "unmet" for one in judge({}, record, Outcome.OK, SPECS).values())

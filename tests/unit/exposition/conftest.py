"""A small snapshot whose exposition a person can read: one check that has run, one that has not."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import BaseModel

from dte_exporter import controls, objectives
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, DataSet, Objective
from dte_exporter.exposition import exporter
from dte_exporter.metric import Better, MetricSpec, Unit
from dte_exporter.outcome import Evidence, Outcome, Segments
from dte_exporter.storage.snapshot import CheckRecord, HistoryHealth, Run, Snapshot, Standing, Values

RATIO = MetricSpec(
    "dte_fairness_demographic_parity_ratio",
    "Lowest selection rate over the highest; 1 is parity.",
    "fairness",
    ("check", "dataset", "model", "sensitive_feature"),
    Unit.RATIO,
    better=Better.HIGHER,
    low=0,
    high=1,
)


@dataclass
class ManualClock:
    """A clock that stands until it is set."""

    time: float

    def now(self) -> float:
        """Return the time that was set."""
        return self.time

    def monotonic(self) -> float:
        """Return the time that was set."""
        return self.time


class NoParams(BaseModel):
    """The parameters of a check that has none."""


@pytest.fixture
def clock() -> ManualClock:
    """Return a clock at the time 1,000."""
    return ManualClock(1000.0)


@pytest.fixture
def catalogue() -> Mapping[str, MetricSpec]:
    """Return one family of a check, those of objectives, and the exporter's own."""
    return {spec.name: spec for spec in (RATIO, *objectives.SPECS, *controls.SPECS, *exporter.SPECS)}


@pytest.fixture
def hiring() -> CheckRecord:
    """Return a check that last ran well at 900, whose values are good until 1,500."""
    dataset = DataSet(source=None, owner="people-team", models=("ranker",))
    settings = CheckSettings(
        check="fairness",
        dataset="jobs",
        model="ranker",
        title='Who is "hired"',
        every="5m",
        by=("region",),
        objectives={"demographic_parity_ratio": Objective(min=0.8, after_runs=2)},
    )
    check = ConfiguredCheck("hiring", settings, NoParams(), {"jobs": dataset}, Path(), "fairness")
    sample = RATIO.sample(0.75, check="hiring", dataset="jobs", model="ranker", sensitive_feature="sex")
    return CheckRecord(
        check=check,
        interval=300.0,
        stale_after=600.0,
        next_run=1200.0,
        last=Run(Outcome.OK, "", 900.0, 0.25, rows=48_842, undefined=1, dropped=2, notices=("a", "b"), lateness=1.5),
        values=Values((sample,), Evidence(segments=Segments(withheld=2, cut=("region=west",))), at=900.0),
        runs={Outcome.OK: 3, Outcome.TIMEOUT: 1},
        skipped_runs=5,
    )


@pytest.fixture
def waiting() -> CheckRecord:
    """Return a check whose first run has not ended."""
    settings = CheckSettings(check="drift", dataset="clicks", team="web", severity="page", every="1m")
    datasets = {"clicks": DataSet(source=None), "training": DataSet(source=None, models=("ranker",))}
    check = ConfiguredCheck("waiting", settings, NoParams(), datasets, Path(), "drift")
    return CheckRecord(check=check, interval=60.0, stale_after=420.0)


@pytest.fixture
def snapshot(hiring: CheckRecord, waiting: CheckRecord) -> Snapshot:
    """Return both checks, an objective that is unmet, a reload that failed, a team's too, a full disk, and events."""
    standing = Standing(0.75, "unmet", unmet_runs=2, totals={"met": 1, "unmet": 2})
    return Snapshot(
        records={"hiring": hiring, "waiting": waiting},
        standings={("hiring", "demographic_parity_ratio", "sex"): standing},
        reload_successful=False,
        reloaded_at=500.0,
        history=HistoryHealth(available=False, lost=3),
        teams={"bakers": True, "grocers": False},
        web_config_sound=False,
        workers=2,
        busy_seconds=42.5,
        received={"accepted": 5, "duplicate": 2, "refused": 1},
    )

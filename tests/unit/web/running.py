"""A running exporter as the web sees it: six checks in every state that there is, nothing of it pretended."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from httpx import ASGITransport, AsyncClient, Response
from pydantic import BaseModel

from dte_exporter.config.configured import Config, ConfiguredCheck
from dte_exporter.config.models import CheckSettings, DataSet, Objective, Settings
from dte_exporter.exposition.catalogue import catalogue
from dte_exporter.exposition.exposition import Exposition
from dte_exporter.metric import Sample
from dte_exporter.outcome import Evidence, LeftOut, Outcome, Reason
from dte_exporter.registry import Registry
from dte_exporter.sinks.lineage_intake import LineageIntake
from dte_exporter.storage.history.past import Past
from dte_exporter.storage.snapshot import CheckRecord, Run, Snapshot, SnapshotStore, Standing, Values
from dte_exporter.web import create_app
from dte_exporter.web.security.security import OPEN, Guard

NOW = 1_530_453_600.0
"""2018-07-01 14:00:00 UTC."""

PARITY = "dte_fairness_demographic_parity_difference"


@dataclass
class ManualClock:
    """A clock that stands until it is set."""

    time: float = NOW

    def now(self) -> float:
        """Return the time that was set."""
        return self.time

    def monotonic(self) -> float:
        """Return the time that was set."""
        return self.time


@dataclass
class Running:
    """The exporter, as far as the web asks of it."""

    store: SnapshotStore
    exposition: Exposition
    config: Config
    registry: Registry
    clock: ManualClock
    past: Past | None = None
    intake: LineageIntake | None = None
    lifecycle_enabled: bool = False
    unready: str = ""
    problems: tuple[str, ...] = ()
    reloads: int = field(default=0)

    def ready(self) -> str:
        """Return why it is not ready."""
        return self.unready

    async def reload(self) -> tuple[str, ...]:
        """Count the reload, and return the problems that the test set."""
        self.reloads += 1
        return self.problems


class Methods(BaseModel):
    """The parameters of the checks here."""

    method: str = "auto"


EMPLOYMENT = DataSet(
    source=None,
    title="Who has work, Massachusetts",
    owner="Labour market statistics",
    runbook="https://example.org/runbooks/employment",
    models=("acs_employment",),
)


def check(name: str, pillar: str, **settings: Any) -> ConfiguredCheck:
    """Return a check of the employment data."""
    given = CheckSettings(check=pillar, dataset="employment", **{"every": "5m", **settings})
    return ConfiguredCheck(name, given, Methods(), {"employment": EMPLOYMENT}, Path("/etc/dte"), pillar)


def record(configured: ConfiguredCheck, outcome: Outcome, ago: float, **more: Any) -> CheckRecord:
    """Return the record of a check whose last run, `ago` seconds before now, ended in `outcome`."""
    message = more.pop("message", "")
    run = Run(
        outcome, message, NOW - ago, more.pop("duration", 0.412), more.pop("rows", 137_562), **more.pop("facts", {})
    )
    return CheckRecord(configured, 300.0, 900.0, NOW - ago + 300, run, runs={outcome: 12}, **more)


FAIRNESS = record(
    check(
        "employment-fairness",
        "fairness",
        title="Equal treatment by sex and race",
        owner="Responsible AI",
        team="responsible-ai",
        severity="page",
        model="acs_employment",
        objectives={"demographic_parity_difference": Objective(max=0.1, after_runs=2, title="Close rates")},
    ),
    Outcome.OK,
    ago=190,
    values=Values(
        (
            Sample(PARITY, {"check": "employment-fairness", "sensitive_feature": "race"}, 0.152),
            Sample(PARITY, {"check": "employment-fairness", "sensitive_feature": "sex"}, 0.0017),
        ),
        Evidence(
            rows={"current": 68_777},
            rows_read={"current": 68_785},
            left_out=(LeftOut("sex", Reason.MISSING_GROUP, 8),),
            windows={"current": "year = 2018"},
            fingerprints={"current": "9f2c"},
            timings={"read": 0.031},
            undefined=("true positive rate of race = 4: nobody there is positive",),
            notices=("feature 'AGEP' is rounded to years",),
            details={"groups": {"Female": 35_321, "Male": 33_456}},
        ),
        at=NOW - 190,
    ),
    facts={"undefined": 1, "notices": ("feature 'AGEP' is rounded to years",)},
)
DRIFT = record(
    check(
        "employment-drift",
        "drift",
        title="The people of today against those of 2015",
        owner="Machine learning platform",
        objectives={"columns_ratio": Objective(max=0.3)},
    ),
    Outcome.SOURCE_ERROR,
    ago=45,
    message=(
        "the source has no column 'occupation' (it has 16 others): "
        "check its name in the config, and the header of a CSV file"
    ),
    rows=0,
    duration=0.021,
    values=Values((), Evidence(), at=NOW - 4 * 3600),
)
HUNG = record(
    check("clicks-drift", "drift", title='<b>Clicks</b> & "taps"', runbook="javascript:alert(1)"),
    Outcome.TIMEOUT,
    ago=610,
    message="The run took longer than its timeout of 5 min and was ended.",
    duration=300.0,
    values=Values((), Evidence(), at=NOW - 700),
)
OVERDUE = record(
    check("lending-fairness", "fairness"), Outcome.OK, ago=3_000, values=Values((), Evidence(), NOW - 3_000)
)
WELL = record(
    check("hiring-fairness", "fairness", title="Hiring, every night", cron="0 3 * * *", every=None),
    Outcome.OK,
    ago=100,
    values=Values((), Evidence(), NOW - 100),
    facts={"dropped": 1_204},
)
WAITING = CheckRecord(check("pricing-drift", "drift", title="Prices"), 300.0, 900.0, NOW + 8)

STANDINGS: Mapping[tuple[str, str, str], Standing] = {
    ("employment-fairness", "demographic_parity_difference", "race"): Standing(0.152, "unmet", 7, 0, {"unmet": 7}),
    ("employment-fairness", "demographic_parity_difference", "sex"): Standing(0.0017, "met", 0, 7, {"met": 7}),
    ("employment-drift", "columns_ratio", ""): Standing(0.12, "unknown", 0, 3, {"met": 3, "unknown": 1}),
}
SNAPSHOT = Snapshot(
    records={each.check.name: each for each in (FAIRNESS, DRIFT, HUNG, OVERDUE, WELL, WAITING)},
    standings=STANDINGS,
    reloaded_at=NOW - 86_400 * 3,
)


def running() -> Running:
    """Return the exporter with all six checks."""
    store, clock, registry = SnapshotStore(SNAPSHOT), ManualClock(), Registry.discover()
    tree = {"datasets": {"employment": {"source": {"type": "files", "path": "${DATA}/employment.parquet"}}}}
    config = Config(Path("/etc/dte/config.yaml"), Settings(), {"employment": EMPLOYMENT}, {}, tree)
    return Running(store, Exposition(store, catalogue(registry), clock), config, registry, clock)


class Client:
    """A client that sees what a browser would, and no exception of the application."""

    def __init__(self, service: Running, guard: Guard = lambda: OPEN) -> None:
        self._transport = ASGITransport(create_app(service, guard), raise_app_exceptions=False)

    def request(self, method: str, path: str, headers: Mapping[str, str] | None = None) -> Response:
        """Return the answer to one request."""

        async def send() -> Response:
            async with AsyncClient(transport=self._transport, base_url="http://exporter") as client:
                return await client.request(method, path, headers=headers)

        return asyncio.run(send())

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Response:
        """Return the answer to one GET request."""
        return self.request("GET", path, headers)

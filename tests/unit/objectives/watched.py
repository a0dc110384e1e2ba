"""A model under a policy, with the checks that measure it, told run by run under a clock that only the test moves."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from dte_exporter.checks.model.registered import LOGGED_METRIC, TRAINED, VERSION_INFO
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, DataSet, Objective
from dte_exporter.config.registered_model import MODEL_CHECK, RegisteredParams, Retraining
from dte_exporter.metric import Better, MetricSpec, Role, Sample, end_of
from dte_exporter.objectives import judge, retraining, watch
from dte_exporter.outcome import Evidence, Outcome
from dte_exporter.storage.snapshot import CheckRecord, Run, Snapshot, Values

LABELS = ("check", "dataset", "model", "sensitive_feature", "group")
ACCURACY = MetricSpec("dte_model_accuracy", "Accuracy.", "model", LABELS, better=Better.HIGHER)
ESTIMATED = MetricSpec(
    "dte_model_accuracy_estimated",
    "Accuracy.",
    "model",
    LABELS,
    better=Better.HIGHER,
    role=Role.ESTIMATE,
    of=ACCURACY.name,
)
ERROR = MetricSpec("dte_model_mean_absolute_error", "Error.", "model", LABELS, better=Better.LOWER)
LABELLED = MetricSpec("dte_model_labelled_rows", "Rows.", "model", LABELS, role=Role.GROUP_ROWS)
SHARE = MetricSpec("dte_drift_columns", "Share.", "drift", ("check", "dataset", "model"))
PARITY = MetricSpec("dte_fairness_parity", "Parity.", "fairness", ("check", "dataset", "model"))
MISSING = MetricSpec("dte_quality_missing", "Missing.", "quality", ("check", "dataset", "model"))
ENDS = {
    of.name: tuple(end_of(of, role, "An end.") for role in (Role.LOWER, Role.UPPER)) for of in (SHARE, ACCURACY, ERROR)
}
SPECS = {
    spec.name: spec
    for spec in (
        ACCURACY,
        ESTIMATED,
        ERROR,
        LABELLED,
        SHARE,
        PARITY,
        MISSING,
        *(one for two in ENDS.values() for one in two),
    )
}

SCOPE = {"check": "measured", "dataset": "people", "model": "scorer"}
OVERALL = {**SCOPE, "sensitive_feature": "", "group": ""}
PEOPLE = DataSet(source=None, models=("scorer",))


@dataclass
class Watched:
    """One model from the first reading of its registry on."""

    policy: Retraining = field(default_factory=Retraining)
    write_back: bool = False
    snapshot: Snapshot = field(default_factory=Snapshot)

    def read(self, version: str = "1", *, trained: float = 0.0, at: float = 0.0, **logged: float) -> "Watched":
        """Let the registry say that `version` is the champion, with `logged` as its metrics."""
        labels = {"check": "scorer", "model": "scorer", "version": version, "alias": "champion"}
        samples = (
            VERSION_INFO.sample(1, **labels),
            TRAINED.sample(trained, **labels),
            *(LOGGED_METRIC.sample(value, metric=metric, **labels) for metric, value in logged.items()),
        )
        return self._ended(self._entry(), samples, at)

    def lost(self, at: float = 0.0) -> "Watched":
        """Let the registry be away."""
        return self._ended(self._entry(), (), at, Outcome.SOURCE_ERROR)

    def measured(
        self,
        spec: MetricSpec,
        value: float,
        *,
        rows: int = 1000,
        labelled: int | None = None,
        at: float = 0.0,
        interval: tuple[float, ...] = (),
    ) -> "Watched":
        """Let the check of the model's performance measure `value`, and tell how many rows had labels if it does."""
        found = [(spec, value), *zip(ENDS.get(spec.name, ()), interval, strict=False)]
        samples = tuple(of.sample(number, **OVERALL) for of, number in found)
        if labelled is not None:
            samples = (*samples, LABELLED.sample(labelled, **OVERALL))
        return self._ended(self._check("measured", "model", {}), samples, at, rows=rows)

    def failed(self, outcome: Outcome = Outcome.SOURCE_ERROR) -> "Watched":
        """Let the check of the model's performance fail."""
        return self._ended(self._check("measured", "model", {}), (), 0.0, outcome)

    def judged(
        self, spec: MetricSpec, value: float, limit: float = 0.5, interval: tuple[float, float] | None = None
    ) -> "Watched":
        """Let a check of the data find `value`, with an objective of up to `limit`, by its interval if it has one."""
        objective = Objective(max=limit, decide="interval" if interval else "point")
        check = self._check(spec.pillar, spec.pillar, {spec.key: objective})
        found = [(spec, value), *zip(ENDS[SHARE.name], interval or (), strict=False)]
        scope = {"check": check.name, "dataset": "people", "model": ""}
        return self._ended(check, tuple(of.sample(number, **scope) for of, number in found), 0.0)

    def ran(self, check: ConfiguredCheck, samples: tuple[Sample, ...], *specs: MetricSpec) -> "Watched":
        """Let a check of a config find `samples`, of metrics that are declared by `specs`."""
        return self._ended(check, samples, 0.0, specs=specs)

    @property
    def retrain(self) -> set[str]:
        """The reasons for which retraining is recommended."""
        return self._reasons(retraining.RETRAINING)

    @property
    def investigate(self) -> set[str]:
        """The reasons for which a look is recommended."""
        return self._reasons(retraining.INVESTIGATION)

    def reasons(self, spec: MetricSpec) -> dict[str, float]:
        """Every reason of a family with its value."""
        samples = [sample for sample in retraining.samples(self.snapshot) if sample.name == spec.name]
        return {sample.labels["reason"]: sample.value for sample in samples}

    def _reasons(self, spec: MetricSpec) -> set[str]:
        return {reason for reason, value in self.reasons(spec).items() if value}

    def _entry(self) -> ConfiguredCheck:
        params = RegisteredParams(source=None, retraining=self.policy, write_back=self.write_back)
        settings = CheckSettings(check=MODEL_CHECK, model="scorer", every=60.0)
        return ConfiguredCheck("scorer", settings, params, {}, Path("/"), "model")

    def _check(self, name: str, pillar: str, objectives: Mapping[str, Objective]) -> ConfiguredCheck:
        model = "scorer" if pillar == "model" else ""
        settings = CheckSettings(check=name, dataset="people", model=model, every=60.0, objectives=objectives)
        return ConfiguredCheck(name, settings, None, {"people": PEOPLE}, Path("/"), pillar)

    def _ended(
        self,
        check: ConfiguredCheck,
        samples: tuple[Sample, ...],
        at: float,
        outcome: Outcome = Outcome.OK,
        rows: int = 1000,
        specs: tuple[MetricSpec, ...] = (),
    ) -> "Watched":
        before = self.snapshot.records.get(check.name) or CheckRecord(check, 60.0, 150.0)
        values = Values(samples, Evidence(rows={"current": rows}), at) if outcome is Outcome.OK else None
        record = before.after(Run(outcome, "", at, 1.0), values)
        declared = {**SPECS, **{spec.name: spec for spec in specs}}
        others = {key: one for key, one in self.snapshot.standings.items() if key[0] != check.name}
        standings = {**others, **judge(self.snapshot.standings, record, outcome, declared)}
        following = replace(self.snapshot, records={**self.snapshot.records, check.name: record}, standings=standings)
        self.snapshot = replace(following, alarms=watch(following, record, declared))
        return self

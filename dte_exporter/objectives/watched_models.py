"""The models that a snapshot knows with a policy for their retraining, and what their registry says of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dte_exporter.checks.model.registered import TRAINED, VERSION_INFO
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.registered_model import RegisteredParams, Retraining
from dte_exporter.metric import MetricSpec, Sample
from dte_exporter.storage.of_config import of_config
from dte_exporter.storage.snapshot import CheckRecord, Snapshot


@dataclass(frozen=True, slots=True)
class WatchedModel:
    """A model under a policy.

    Parameters
    ----------
    entry : str
        The name of the entry in ``models:``.
    name : str
        The model's label.
    policy : Retraining
        When it is to be retrained.
    version : str
        The version in force; empty before the registry was read.
    baseline : float or None
        What was logged of the metric that the policy watches; None where nothing was.
    trained : float or None
        When its training ended; None before the registry was read.
    scoped_by : str
        The team whose entry it is, empty for the main file's: then checks of any team give evidence.
    """

    entry: str
    name: str
    policy: Retraining
    version: str = ""
    baseline: float | None = None
    trained: float | None = None
    scoped_by: str = ""

    def hears(self, check: ConfiguredCheck) -> bool:
        """Return whether what `check` finds may be evidence: another team's may not."""
        return self.scoped_by in ("", check.scoped_by)


def watched_models(snapshot: Snapshot) -> Iterator[WatchedModel]:
    """Yield every model that an entry with a policy means; one that two entries mean, for the first of them."""
    seen: set[str] = set()
    for name, policy in _policies(snapshot).items():
        for model in _models(snapshot.records[name], policy):
            if model.name not in seen:
                seen.add(model.name)
                yield model


@of_config
def _policies(snapshot: Snapshot) -> Mapping[str, Retraining]:
    """Return the policies that entries have, by the name of the entry, in the order of the config."""
    entries = {check.name: check.params for check in snapshot.checks if isinstance(check.params, RegisteredParams)}
    return {name: params.retraining for name, params in entries.items() if params.retraining}


def _models(record: CheckRecord, policy: Retraining) -> Iterator[WatchedModel]:
    samples = record.values.samples if record.values else ()
    versions = {sample.labels["model"]: sample.labels["version"] for sample in samples if _is(sample, VERSION_INFO)}
    if not versions and record.check.settings.model:
        yield WatchedModel(record.check.name, record.check.settings.model, policy, scoped_by=record.check.scoped_by)
    for model, version in versions.items():
        of_model = [sample for sample in samples if sample.labels["model"] == model]
        logged = (sample.value for sample in of_model if sample.labels.get("metric") == policy.logged)
        trained = (sample.value for sample in of_model if _is(sample, TRAINED))
        facts = version, next(logged, None), next(trained, None)
        yield WatchedModel(record.check.name, model, policy, *facts, record.check.scoped_by)


def _is(sample: Sample, spec: MetricSpec) -> bool:
    return sample.name == spec.name

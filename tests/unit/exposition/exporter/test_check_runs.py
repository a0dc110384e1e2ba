from dataclasses import replace

import pytest

from dte_exporter import controls, objectives
from dte_exporter.config.models import Objective
from dte_exporter.exposition import exporter
from dte_exporter.exposition.shown import Derived
from dte_exporter.metric import Kind, Sample
from dte_exporter.outcome import Outcome
from dte_exporter.storage.snapshot import CheckRecord, HistoryHealth, Run, Snapshot

OWN = {spec.name for spec in exporter.SPECS}
OF_A_RUN = {
    "dte_check_success",
    "dte_check_outcome",
    "dte_check_failed_runs",
    "dte_check_duration_seconds",
    "dte_check_rows",
    "dte_check_series_dropped",
    "dte_check_values_undefined",
    "dte_check_notices",
    "dte_check_last_run_timestamp_seconds",
}


def told(snapshot: Snapshot) -> list[Sample]:
    """Return what the exporter says of itself."""
    return [sample for sample in Derived()(snapshot, 1000.0) if sample.name in OWN]


def value(snapshot: Snapshot, name: str, **labels: str) -> float | None:
    """Return the value of the only series of `name` that has `labels`, None if there is none."""
    found = [each.value for each in told(snapshot) if each.name == name and labels.items() <= each.labels.items()]
    assert len(found) <= 1
    return found[0] if found else None


def names(snapshot: Snapshot) -> set[str]:
    """Return the names of all samples."""
    return {sample.name for sample in told(snapshot)}


def after(record: CheckRecord, outcome: Outcome) -> Snapshot:
    """Return a snapshot in which the last run of `record` ended in `outcome` and brought no values."""
    run = Run(outcome, "why", started=1200.0, duration=2.0)
    return Snapshot({record.check.name: record.after(run, None)})


def test_every_declared_family_has_a_sample(snapshot: Snapshot) -> None:
    """Nothing is declared in vain, nothing undeclared comes."""
    assert names(snapshot) == {spec.name for spec in exporter.SPECS}


@pytest.mark.parametrize("outcome", list(Outcome))
def test_what_a_run_counted_is_told_only_if_it_got_as_far_as_its_check(hiring: CheckRecord, outcome: Outcome) -> None:
    """Of a source that could not be read no rows were used: there is no series, not a 0."""
    counted = {"dte_check_rows", "dte_check_series_dropped", "dte_check_values_undefined", "dte_check_notices"}
    assert (counted <= names(after(hiring, outcome))) == (outcome in {"ok", "undefined"})
    assert "dte_check_duration_seconds" in names(after(hiring, outcome))


@pytest.mark.parametrize("outcome", list(Outcome))
def test_success_is_one_for_ok_alone(hiring: CheckRecord, outcome: Outcome) -> None:
    """No outcome but ok counts as success, and of the outcome's series exactly its own is 1."""
    snapshot = after(hiring, outcome)
    assert value(snapshot, "dte_check_success") == (1.0 if outcome == "ok" else 0.0)
    shown = {each.labels["outcome"]: each.value for each in told(snapshot) if each.name == "dte_check_outcome"}
    assert shown == {each.value: float(each is outcome) for each in Outcome}


def test_failures_in_a_row_are_told_from_the_first_run_on(hiring: CheckRecord) -> None:
    """One failure after a good run is 1, and a good run is 0: there is no series only before any run."""
    assert value(Snapshot({"hiring": hiring}), "dte_check_failed_runs") == 0.0
    assert value(after(hiring, Outcome.TIMEOUT), "dte_check_failed_runs") == 1.0


@pytest.mark.parametrize("outcome", list(Outcome))
def test_duration_is_there_whatever_the_outcome(hiring: CheckRecord, outcome: Outcome) -> None:
    """A run that failed took its time as well."""
    assert value(after(hiring, outcome), "dte_check_duration_seconds") == 2.0


def test_a_failure_leaves_the_time_of_the_last_good_values(hiring: CheckRecord) -> None:
    """The last run moves on while the last success, and the moment at which its values go, stay."""
    snapshot = after(hiring, Outcome.SOURCE_ERROR)
    assert value(snapshot, "dte_check_last_run_timestamp_seconds") == 1200.0
    assert value(snapshot, "dte_check_last_success_timestamp_seconds") == 900.0
    assert value(snapshot, "dte_check_stale_timestamp_seconds") == 1500.0


def test_before_its_first_run_a_check_is_pending_and_has_no_outcome(waiting: CheckRecord) -> None:
    """What did not happen has no value: no 0 for a run that is still to come."""
    snapshot = Snapshot({"waiting": waiting})
    assert not names(snapshot) & OF_A_RUN
    assert value(snapshot, "dte_checks_pending") == 1.0
    assert value(snapshot, "dte_check_stale_timestamp_seconds") is None
    assert value(snapshot, "dte_check_next_run_timestamp_seconds") is None
    assert value(snapshot, "dte_check_interval_seconds") == 60.0


def test_runs_are_counted_from_zero_for_every_outcome(waiting: CheckRecord) -> None:
    """A counter that appears at 1 would hide its first increase from rate()."""
    runs = [each for each in told(Snapshot({"waiting": waiting})) if each.name == "dte_check_runs_total"]
    assert {each.labels["outcome"]: each.value for each in runs} == dict.fromkeys(map(str, Outcome), 0.0)


def test_counters_begin_at_zero(waiting: CheckRecord) -> None:
    """Before anything has been counted each is there, so that no line has to say since when it counts."""
    settings = waiting.check.settings.model_copy(update={"objectives": {"columns_ratio": Objective(max=0.3)}})
    judged = replace(waiting, check=replace(waiting.check, settings=settings))
    start = Snapshot({"waiting": judged}, history=HistoryHealth(available=True), received={})
    counted: dict[str, set[float]] = {}
    for each in Derived()(start, 1000.0):
        counted.setdefault(each.name, set()).add(each.value)
    counters = {
        spec.name for spec in (*exporter.SPECS, *objectives.SPECS, *controls.SPECS) if spec.kind is Kind.COUNTER
    }
    assert {name: counted.get(name) for name in counters} == {name: {0.0} for name in counters}


def test_who_minds_a_check_falls_back_to_who_minds_its_data_set(hiring: CheckRecord) -> None:
    """The check names no owner, so the data set's is shown; its own team wins over the data set's."""
    dataset = hiring.check.dataset.model_copy(update={"team": "data", "runbook": "https://example.org/jobs"})
    settings = hiring.check.settings.model_copy(update={"team": "fair"})
    check = replace(hiring.check, settings=settings, datasets={"jobs": dataset})
    snapshot = Snapshot({"hiring": replace(hiring, check=check)})
    assert _only(snapshot, "dte_check_info").labels == {
        "check": "hiring",
        "pillar": "fairness",
        "dataset": "jobs",
        "model": "ranker",
        "team": "fair",
        "severity": "ticket",
    }
    assert _only(snapshot, "dte_check_about_info").labels == {
        "check": "hiring",
        "pillar": "fairness",
        "title": 'Who is "hired"',
        "owner": "people-team",
        "runbook": "https://example.org/jobs",
    }


def test_a_new_wording_leaves_what_alerts_are_joined_on(hiring: CheckRecord) -> None:
    """Title, owner and runbook are of a family of their own: a join on facts goes on without a new series."""
    settings = hiring.check.settings.model_copy(update={"title": "Hired?", "owner": "hr", "runbook": "https://b"})
    reworded = replace(hiring, check=replace(hiring.check, settings=settings))
    before, after = Snapshot({"hiring": hiring}), Snapshot({"hiring": reworded})
    assert _only(before, "dte_check_info").series == _only(after, "dte_check_info").series
    assert _only(before, "dte_check_about_info").series != _only(after, "dte_check_about_info").series


def _only(snapshot: Snapshot, name: str) -> Sample:
    (sample,) = [each for each in told(snapshot) if each.name == name]
    return sample


def test_data_sets_and_models_are_paired_once(hiring: CheckRecord, waiting: CheckRecord) -> None:
    """A pair that two checks, or a check and its data set, name is one series; a reference's data set counts too."""
    snapshot = Snapshot({"hiring": hiring, "waiting": waiting, "again": hiring})
    pairs = [dict(each.labels) for each in told(snapshot) if each.name == "dte_dataset_model_info"]
    assert pairs == [{"dataset": "jobs", "model": "ranker"}, {"dataset": "training", "model": "ranker"}]


def test_a_model_without_a_data_set_is_paired_with_none(hiring: CheckRecord) -> None:
    """An entry of models: reads a registry, no rows."""
    settings = hiring.check.settings.model_copy(update={"dataset": ""})
    entry = replace(hiring, check=replace(hiring.check, settings=settings, datasets={}))
    assert "dte_dataset_model_info" not in names(Snapshot({"ranker": entry}))


def test_a_failed_reload_shows_beside_the_age_of_the_config_in_force() -> None:
    """The time is that of the config that works, not of the attempt."""
    snapshot = Snapshot(reload_successful=False, reloaded_at=500.0)
    assert value(snapshot, "dte_config_last_reload_successful") == 0.0
    assert value(snapshot, "dte_config_last_reload_success_timestamp_seconds") == 500.0
    assert value(replace(snapshot, reload_successful=True), "dte_config_last_reload_successful") == 1.0


def test_each_teams_last_reading_istold(snapshot: Snapshot) -> None:
    """A team's mistake is its own: the main file's gauge is another."""
    assert value(snapshot, "dte_config_team_last_reload_successful", team="bakers") == 1.0
    assert value(snapshot, "dte_config_team_last_reload_successful", team="grocers") == 0.0


def test_labels_of_a_teams_data_set_carry_its_name(hiring: CheckRecord) -> None:
    """Two teams may have data sets of one name, and what is joined on them must not meet."""
    check = replace(hiring.check, name="bakers.hiring", scoped_by="bakers")
    snapshot = Snapshot({check.name: replace(hiring, check=check)})
    info = next(sample for sample in told(snapshot) if sample.name == "dte_check_info")
    assert info.labels["dataset"].startswith("bakers.")
    models = [sample for sample in told(snapshot) if sample.name == "dte_dataset_model_info"]
    assert models
    assert all(sample.labels["dataset"].startswith("bakers.") for sample in models)

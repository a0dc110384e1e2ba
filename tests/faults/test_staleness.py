"""What becomes of a value whose source goes away."""

from tests.faults.exporter import Start


def test_the_last_good_value_stays_until_it_is_stale_and_its_objective_longer(start: Start) -> None:
    """A run that fails says so at once, beside the old value; then the value goes, and the objective is unknown."""
    objectives = {"demographic_parity_difference": {"max": 0.5}}
    fair = {"check": "fairness", "dataset": "people", "every": "1s", "stale_after": "6s", "objectives": objectives}
    exporter = start({"fair": fair})
    gauge, labels = "dte_fairness_demographic_parity_difference", {"check": "fair"}
    (value,) = exporter.eventually(lambda: exporter.values(gauge, **labels))
    assert exporter.values("dte_objective_met", **labels) == [1]

    (exporter.folder / "people.parquet").unlink()
    exporter.eventually(lambda: exporter.outcome("fair") == "source_error")
    assert exporter.values(gauge, **labels) == [value]
    assert exporter.values("dte_objective_known", **labels) == [0]
    assert exporter.values("dte_objective_met", **labels) == [0]

    exporter.eventually(lambda: exporter.values(gauge, **labels) == [])
    assert set(exporter.findings("fair")) == set()
    assert exporter.values("dte_objective_known", **labels) == [0]
    assert exporter.values("dte_objective_met", **labels) == [0]
    assert exporter.values("dte_objective_limit", **labels) == [0.5]
    assert exporter.values("dte_check_duration_seconds", **labels) != []
    assert exporter.stop() == 0

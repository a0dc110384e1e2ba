import pytest

from grafana.build.query import by, firing, objective_alerts, of, of_scrape, recorded, unit


def test_a_selector_is_narrowed_by_the_variables_that_fit() -> None:
    """Drift is of a data set and of no model, and where it has segments all rows are asked for."""
    assert of("dte_drift_columns_ratio") == (
        'dte_drift_columns_ratio{job=~"$job", instance=~"$instance", dataset=~"$dataset", segment=""}'
    )


def test_a_selector_takes_further_matchers() -> None:
    """They come last."""
    assert of("dte_check_outcome", 'outcome!="ok"').endswith(', outcome!="ok"}')


@pytest.mark.parametrize(
    ("name", "matchers", "message"),
    [
        ("dte_drift_gone", (), "a board asks for 'dte_drift_gone', which the catalogue does not have"),
        ("dte_drift_distance", ('colum="a"',), "dte_drift_distance has the labels check, dataset, column, method"),
        ("dte_drift_distance", ("",), "a board matches ''"),
    ],
)
def test_what_the_catalogue_does_not_have_ends_the_build(name: str, matchers: tuple[str, ...], message: str) -> None:
    """A renamed metric or label is found before any Grafana shows an empty panel."""
    with pytest.raises(LookupError, match=message):
        of(name, *matchers)


def test_what_is_not_ours_is_listed() -> None:
    """Prometheus's own series and those of its client, and no others."""
    assert of_scrape("up") == 'up{job=~"$job", instance=~"$instance"}'
    with pytest.raises(LookupError, match="neither Prometheus nor its client"):
        of_scrape("node_load1")


def test_what_rules_record_is_asked_for_by_its_name() -> None:
    """Narrowed like a metric; what no rule that ships records ends the build."""
    assert recorded("check_objective:dte_objective_met:sum", 'pillar="drift"').endswith(
        'dataset=~"$dataset", model=~"$model", pillar="drift"}'
    )
    with pytest.raises(LookupError, match="'gone:dte_objective_met:sum', which no rule records"):
        recorded("gone:dte_objective_met:sum")


def test_what_rules_have_made_one_series_of_is_not_chosen_by_exporter() -> None:
    """It has no instance by which it could be."""
    assert recorded("check_objective_subject:dte_objective_value:excess") == (
        'check_objective_subject:dte_objective_value:excess{job=~"$job", dataset=~"$dataset", model=~"$model"}'
    )


def test_alerts_on_objectives_are_those_of_the_rules_that_ship() -> None:
    """Of every pillar, on what is breached and on what is unknown; those on other things are left out."""
    assert objective_alerts() == {
        "DteComplianceObjectiveUnmet",
        "DteDriftObjectiveUnmet",
        "DteFairnessObjectiveUnmet",
        "DteFourFifthsRuleUnmet",
        "DteModelObjectiveUnmet",
        "DteObjectiveUnknown",
        "DteObjectiveUnmet",
        "DteQualityObjectiveUnmet",
        "DteLineageObjectiveUnmet",
        "DteSyntheticObjectiveUnmet",
    }
    assert firing('pillar="drift"').startswith(
        'ALERTS{job=~"$job", dataset=~"$dataset", model=~"$model", alertname=~"Dte'
    )
    assert firing('pillar="drift"').endswith('alertstate="firing", pillar="drift"}')


def test_two_exporters_of_one_check_make_one_series() -> None:
    """What is scraped twice is shown once."""
    assert by("check", "x") == "max by (check) (x)"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("dte_trust_ratio", "percentunit"),
        ("dte_check_duration_seconds", "s"),
        ("dte_check_next_run_timestamp_seconds", "dateTimeFromNow"),
        ("dte_check_rows", "short"),
        ("dte_model_accuracy", "none"),
    ],
)
def test_units_are_the_catalogues(name: str, expected: str) -> None:
    """A share, a time, a moment, a count, and a score without a unit."""
    assert unit(name) == expected

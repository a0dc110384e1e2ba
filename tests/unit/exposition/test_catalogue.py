import pytest

from dte_exporter import controls, objectives
from dte_exporter.errors import RegistrationError
from dte_exporter.exposition import exporter
from dte_exporter.exposition.catalogue import catalogue
from dte_exporter.metric import MetricSpec, Role
from dte_exporter.registry import Registry


def registry_with(*specs: MetricSpec) -> Registry:
    """Return a registry whose checks declare `specs`."""
    registry = Registry([])
    registry.specs = {spec.name: spec for spec in specs}
    return registry


def test_the_catalogue_holds_the_checks_metrics_then_objectives_then_the_exporters_own() -> None:
    """The order is that of the exposition."""
    spec = MetricSpec("dte_drift_distance", "How far.", "drift")
    names = [each.name for each in (spec, *objectives.SPECS, *controls.SPECS, *exporter.SPECS)]
    assert list(catalogue(registry_with(spec))) == names


@pytest.mark.parametrize("name", ["dte_check_success", "dte_objective_met"])
def test_a_check_cannot_take_a_name_of_the_exporter(name: str) -> None:
    """Two families of one name would make Prometheus refuse the scrape."""
    with pytest.raises(RegistrationError, match=f"'{name}' is the exporter's own"):
        catalogue(registry_with(MetricSpec(name, "Mine.", "check")))


def test_no_two_kinds_of_metrics_have_a_role_of_the_same_name() -> None:
    """The page and boards know roles as words: each enumeration has its own."""
    roles = {spec.role for spec in catalogue(Registry.discover()).values()}

    assert len({type(role) for role in roles}) > 3
    assert len({str(role) for role in roles}) == len({(type(role), str(role)) for role in roles})


def test_a_role_about_another_metric_names_one_that_there_is() -> None:
    """Bounds, estimates, ratios to the best group and what tells how sure another is are of it; a baseline may be."""
    declared = catalogue(Registry.discover())
    about = {Role.LOWER, Role.UPPER, Role.ESTIMATE, Role.GROUP_RATIO, Role.SIGNIFICANT, Role.INSUFFICIENT}

    assert {spec.name for spec in declared.values() if spec.of not in {"", *declared}} == set()
    assert {spec.role for spec in declared.values() if spec.of} == about | {Role.BASELINE}
    assert all(spec.of for spec in declared.values() if spec.role in about)

"""The trust that a data set inherits from what it is made from."""

from collections.abc import Iterable

import pytest

from dte_exporter.checks.lineage.lineage_metrics import HOPS
from dte_exporter.metric import Sample
from dte_exporter.objectives.inheritance import Breaches, samples


def hops(*told: tuple[str, str, int]) -> Iterable[Sample]:
    """Return which data set is made from which other, over how many jobs."""
    return [HOPS.sample(count, dataset=one, upstream=other) for one, other, count in told]


def told(found: Iterable[Sample], broken: Iterable[Breaches]) -> tuple[dict[str, float], dict[str, tuple[str, str]]]:
    """Return how many breaches each data set inherits, and the culprit of each with its severity."""
    counts, culprits = {}, {}
    for one in samples(found, broken):
        if one.name == "dte_lineage_culprit_info":
            culprits[one.labels["dataset"]] = one.labels["culprit"], one.labels["severity"]
        else:
            counts[one.labels["dataset"]] = one.value
    return counts, culprits


PIPELINE = hops(("revenue", "orders", 1), ("report", "revenue", 1), ("report", "orders", 2), ("report", "prices", 2))


def test_where_all_is_well_there_is_nothing_to_inherit() -> None:
    """It is told all the same, of every data set that is made from another."""
    assert told(PIPELINE, []) == ({"revenue": 0, "report": 0}, {})


def test_a_breach_is_inherited_by_all_that_is_made_from_it() -> None:
    """Over however many jobs; the broken data set itself inherits nothing."""
    counts, culprits = told(PIPELINE, [Breaches("orders", "ticket", 2)])

    assert counts == {"revenue": 2, "report": 2}
    assert culprits == {"revenue": ("orders", "ticket"), "report": ("orders", "ticket")}


def test_the_culprit_is_the_nearest() -> None:
    """All breaches count, whoever is named; of two as near the first in the order of names is."""
    counts, culprits = told(PIPELINE, [Breaches("orders", "ticket", 1), Breaches("revenue", "page", 1)])
    _, tied = told(PIPELINE, [Breaches("prices", "ticket", 1), Breaches("orders", "ticket", 1)])

    assert (counts["report"], culprits["report"]) == (2, ("revenue", "page"))
    assert culprits["revenue"] == ("orders", "ticket")
    assert tied["report"] == ("orders", "ticket")


@pytest.mark.parametrize(("second", "severity"), [("page", "page"), ("ticket", "ticket")])
def test_it_is_as_loud_as_the_loudest_check_there(second: str, severity: str) -> None:
    """One that pages makes it a page."""
    _, culprits = told(PIPELINE, [Breaches("orders", "ticket", 1), Breaches("orders", second, 1)])

    assert culprits["revenue"] == ("orders", severity)


def test_several_checks_of_lineage_tell_one_way() -> None:
    """The shortest that any has found."""
    _, culprits = told(
        [*hops(("report", "prices", 3), ("report", "orders", 2)), *hops(("report", "prices", 1))],
        [Breaches("orders", "ticket", 1), Breaches("prices", "ticket", 1)],
    )

    assert culprits["report"] == ("prices", "ticket")


def test_a_breach_on_what_nothing_is_made_from_is_nobody_s() -> None:
    """Nor is one inherited upwards."""
    assert told(PIPELINE, [Breaches("report", "page", 1), Breaches("letters", "page", 1)])[1] == {}

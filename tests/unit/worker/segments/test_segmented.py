"""Checks by segment: each is what it would be alone, and all rows are what they are without."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dte_exporter.config.groups.segmentation import Segmentation
from dte_exporter.errors import CheckError
from dte_exporter.outcome import CheckResult, Findings
from dte_exporter.registry import Check, Registry
from dte_exporter.statistics.sources import Sources
from dte_exporter.worker import execute as module
from tests.unit.worker.segments.by_segment import PEOPLE as PEOPLE_ROLES
from tests.unit.worker.segments.by_segment import REGISTRY, of, rows, run, told

REGION = Segmentation(columns=("region",))
NORTH = [
    *(("north", "f", *cell) for cell in ((1, 1, 15), (1, 0, 5), (0, 0, 20))),
    *(("north", "m", *cell) for cell in ((1, 1, 25), (1, 0, 5), (0, 0, 10))),
]
SOUTH = [
    *(("south", "f", *cell) for cell in ((1, 1, 15), (1, 0, 10), (0, 0, 10))),
    *(("south", "m", *cell) for cell in ((1, 1, 10), (1, 0, 5), (0, 1, 20))),
]
PEOPLE = rows([*NORTH, *SOUTH])


def test_all_rows_are_told_as_they_are_without_segments(tmp_path: Path) -> None:
    """The same series with the same values: none of them has a label segment."""
    assert of(run(tmp_path / "a", PEOPLE, REGION)) == list(run(tmp_path / "b", PEOPLE, None).samples)


def test_a_segment_is_told_as_if_there_were_no_other(tmp_path: Path) -> None:
    """Every series that the check gives of the rows of one region alone, under the name of the region."""
    by_region = run(tmp_path / "a", PEOPLE, REGION)

    assert of(by_region, "region=north") == list(run(tmp_path / "b", rows(NORTH), None).samples)
    assert of(by_region, "region=south") == list(run(tmp_path / "c", rows(SOUTH), None).samples)
    assert told(by_region) == {
        "rows": {"region=north": {"current": 80}, "region=south": {"current": 70}},
        "undefined": {},
        "withheld": 0,
        "cut": [],
    }


@pytest.mark.parametrize("check", ["performance", "drift", "performance-estimate", "accuracy-drop", "time-drift"])
def test_so_it_is_of_every_kind_with_windows(tmp_path: Path, check: str) -> None:
    """Windows are cut by the segment as well, both of them where there are two."""
    days = [date(2018, 1, 1) + timedelta(days=place * place) for place in range(150)]
    scored = {
        **PEOPLE,
        "score": [0.7 if hired else 0.2 for hired in PEOPLE["hired"]],
        "year": [2015, 2018] * 75,
        "day": days,
    }
    south = {name: values[80:] for name, values in scored.items()}
    roles = {"prediction": "hired", "probability": "score", "label": "apt", "key": "id", "time": "day"}
    windows = {"reference": "year = 2015", "current": "year = 2018"}

    def found(folder: str, columns: Mapping[str, list[Any]], by: Segmentation | None) -> CheckResult:
        return run(tmp_path / folder, columns, by, check, windows, PEOPLE_ROLES.model_copy(update=roles))

    by_region = found("a", scored, REGION)
    assert of(by_region) == list(found("b", scored, None).samples)
    assert of(by_region, "region=south") == list(found("c", south, None).samples)


def test_several_columns_make_segments_together(tmp_path: Path) -> None:
    """Each combination that occurs is one."""
    result = run(tmp_path, PEOPLE, Segmentation(columns=("region", "sex")), "performance")

    assert list(told(result)["rows"]) == [
        "region=north & sex=f",
        "region=north & sex=m",
        "region=south & sex=f",
        "region=south & sex=m",
    ]


def test_a_small_segment_is_nowhere(tmp_path: Path) -> None:
    """Its name is in no label and no evidence, nor are the figures that it follows from."""
    few = [("atoll", "f", 1, 1, 2), ("atoll", "m", 0, 1, 1)]
    result = run(tmp_path, rows([*NORTH, *SOUTH, *few]), REGION)

    assert {sample.segment for sample in result.samples} == {"", "region=north"}
    assert told(result)["withheld"] == 2
    assert b"atoll" not in result.to_json()
    assert b"south" not in result.to_json()


def test_a_small_group_of_a_segment_does_not_follow_from_another(tmp_path: Path) -> None:
    """Of 44 women 40 are in the north: what is said of sex there would tell of the 4 in the south."""
    south = [("south", "f", 1, 1, 4), ("south", "m", 1, 1, 15), ("south", "m", 0, 1, 20)]
    result = run(tmp_path, rows([*NORTH, *south]), REGION)

    assert not [sample for sample in of(result, "region=north") if sample.labels.get("sensitive_feature")]
    assert told(result)["undefined"]["region=north"] == (
        "sex: withheld, since the figures of a small group in another segment would follow from it"
    )


def test_a_segment_that_is_undefined_says_why(tmp_path: Path) -> None:
    """One sex alone is nothing to compare; the other region has its values."""
    result = run(tmp_path, rows([*NORTH, ("south", "m", 1, 1, 40)]), REGION)

    assert "sex" in told(result)["undefined"]["region=south"]
    assert of(result, "region=north")


class SouthFails:
    """A plan as another, which has nothing to say of the south."""

    def __init__(self, plan: Any, error: Exception) -> None:
        self.plan, self.error = plan, error

    def measure(self, sources: Sources, cache: Any) -> Any:
        """Return what the other does."""
        if "south" in str(sources.own[1].origin):
            raise self.error
        return self.plan.measure(sources, cache)


def failing(monkeypatch: pytest.MonkeyPatch, **changed: Any) -> None:
    """Let workers have a fairness check of which this is changed."""
    fairness = REGISTRY.checks["fairness"]
    fields = {name: getattr(fairness, name) for name in Check.__dataclass_fields__}
    sources = list(REGISTRY.sources.values())
    monkeypatch.setattr(module, "registry", lambda: Registry([Check(**{**fields, **changed}), *sources]))


def test_a_segment_that_cannot_be_measured_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its sentence is told; the others and all rows are as they were."""
    needs = REGISTRY.checks["fairness"].needs
    error = CheckError("the south is gone")
    failing(
        monkeypatch,
        needs=lambda params, roles: {name: SouthFails(plan, error) for name, plan in needs(params, roles).items()},
    )
    result = run(tmp_path / "a", PEOPLE, REGION)

    assert told(result)["undefined"] == {"region=south": "the south is gone"}
    assert of(result, "region=north") == list(run(tmp_path / "b", rows(NORTH), None).samples)


def test_a_segment_that_breaks_the_check_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kind of the error is told and its place; its text, which may quote a row, is not."""
    compute = REGISTRY.checks["fairness"].compute

    def breaks(statistics: Any, params: Any, roles: Any, now: float) -> Findings:
        (table,) = statistics.values()
        if sum(table.cells.values()) == 70:
            raise ZeroDivisionError("the row of alice@example.org")
        return compute(statistics, params, roles, now)

    failing(monkeypatch, compute=breaks)
    result = run(tmp_path, PEOPLE, REGION)

    assert told(result)["undefined"]["region=south"].startswith("the check fails with ZeroDivisionError in ")
    assert b"alice" not in result.to_json()
    assert of(result, "region=north")


CELLS = st.lists(
    st.tuples(
        st.sampled_from(["north", "south"]), st.sampled_from("fm"), st.integers(0, 1), st.integers(0, 1),
        st.integers(8, 30),
    ),
    min_size=6,
    max_size=12,
)  # fmt: skip
FEW = settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(cells=CELLS)
def test_segments_add_up_to_all_rows(tmp_path: Path, cells: list[tuple[str, str, int, int, int]]) -> None:
    """Where none is withheld: the rows, and those that the model was right about, of each group and in all."""
    result = run(tmp_path, rows([*NORTH, *SOUTH, *cells]), REGION, "performance")

    def counted(segment: str) -> dict[str, tuple[float, float]]:
        told_ = {(sample.name, sample.labels.get("group", "")): sample.value for sample in of(result, segment)}
        labelled = {group: told_["dte_model_labelled_rows", group] for group in ("", "f", "m")}
        return {group: (count, count * told_["dte_model_accuracy", group]) for group, count in labelled.items()}

    whole, north, south = counted(""), counted("region=north"), counted("region=south")
    for group, counts in whole.items():
        assert counts == pytest.approx(np.add(north[group], south[group]))
    assert result.evidence.rows["current"] == sum(one["current"] for one in told(result)["rows"].values())


@FEW
@given(cells=CELLS, order=st.randoms(use_true_random=False))
def test_neither_order_nor_names_change_a_value(
    tmp_path: Path, cells: list[tuple[str, str, int, int, int]], order: Any
) -> None:
    """Rows are a set, and a region that is called otherwise is another label and nothing else."""
    people = [*NORTH, *SOUTH, *cells]
    shuffled = [("east" if cell[0] == "north" else cell[0], *cell[1:]) for cell in people]
    order.shuffle(shuffled)

    one = run(tmp_path / "a", rows(people), REGION, "performance")
    other = run(tmp_path / "b", rows(shuffled), REGION, "performance")

    def series(result: CheckResult, segment: str) -> set[Any]:
        return {(sample.series, round(sample.value, 12)) for sample in of(result, segment)}

    assert series(one, "region=north") == series(other, "region=east")
    assert series(one, "region=south") == series(other, "region=south")
    assert series(one, "") == series(other, "")

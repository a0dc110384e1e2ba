import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest

from dte_exporter.checks.synthetic.privacy.closest_records import Encoded, advantage, nearest
from dte_exporter.checks.synthetic.privacy.redrawn import agreed, draws, random_rows
from dte_exporter.checks.synthetic.privacy.synthetic_privacy import Params
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Columns, DataSet, PersonalData
from dte_exporter.tables.files import FilesSource
from dte_exporter.tables.table_view import TableView
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

Run = Mapping[str, Any]

REAL = "SELECT unnest([1, 2, 3, NULL]) AS age, unnest(['a', 'a', 'b', NULL]) AS job"
EMPTY = f"SELECT * FROM ({REAL}) WHERE age > 9"


def run(
    folder: Path, quasi: tuple[str, ...] = (), holdout: str = "", roles: Columns | None = None, **given: Any
) -> Run:
    """Return what came of the check on the rows of queries, the real and the synthetic ones."""
    queries = {
        "real": given.pop("real", REAL),
        "made": given.pop("made", REAL),
        **({"unseen": holdout} if holdout else {}),
    }
    sets = {}
    for name, query in queries.items():
        path = folder / f"{name}.parquet"
        duckdb.sql(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
        personal = PersonalData(quasi_identifiers=quasi) if name == "real" else PersonalData()
        source = FilesSource(type="files", path=str(path))
        sets[name] = DataSet(source=source, columns=roles or Columns(), personal_data=personal)
    params = Params(real="real", holdout="unseen" if holdout else None, **given)
    settings = CheckSettings(check="synthetic-privacy", dataset="made", every=60.0)
    found: Run = json.loads(
        execute(Job(ConfiguredCheck("c", settings, params, sets, folder, "synthetic"), 0.0, folder))
    )
    return found


def values(found: Run) -> dict[str, float]:
    """Return the values by metric, and by the column that they are of."""
    assert found["outcome"] == "ok", found["message"]
    return {
        " ".join(filter(None, (one["name"].removeprefix("dte_synthetic_"), one["labels"].get("column")))): one["value"]
        for one in found["samples"]
    }


def test_missing_equals_missing_and_whole_numbers_are_alike(tmp_path: Path) -> None:
    """Four copies of four, of which one lacks both values, where a program made 1.0 of 1."""
    found = values(run(tmp_path, made=f"SELECT age::DOUBLE AS age, job FROM ({REAL})"))

    assert (found["copies_ratio"], found["near_copies_ratio"]) == (1, 0)


def test_no_text_is_taken_for_a_missing_value(tmp_path: Path) -> None:
    """A dash is what stands for none in the engine, and a real dash is not none."""
    real, made = (f"SELECT unnest([1, 2]) AS age, unnest([{one}, 'b']) AS job" for one in ("NULL", "'-'"))

    assert values(run(tmp_path, real=real, made=made))["copies_ratio"] == 0.5


@pytest.mark.parametrize("job", ["'a:b', 'c'", "'a', 'b:c'"])
def test_between_engines_rows_are_met_by_digests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, job: str) -> None:
    """Copies and what is rare are as in one engine, wherever one text ends; the rest is undefined."""
    real = "SELECT unnest(['a:b', 'd']) AS job, unnest(['c', 'e']) AS home"
    made = f"SELECT * FROM (VALUES ({job}), ('x', 'y')) AS made(job, home)"
    alone = values(run(tmp_path, ("job", "home"), real=real, made=made))
    monkeypatch.setattr(TableView, "engine", property(id))

    found = run(tmp_path, ("job", "home"), real=real, made=made, sensitive=("home",))

    counted = {"copies_ratio", "rare_combinations_ratio", "rare_categories_ratio job", "rare_categories_ratio home"}
    assert {one: values(found)[one] for one in counted} == {one: alone[one] for one in counted}
    assert "near_copies_ratio" not in values(found)
    assert [one.split(":")[0] for one in found["evidence"]["undefined"]] == [
        "near_copies_ratio",
        "disclosure_protection_ratio",
    ]


def test_of_one_column_there_are_no_near_copies(tmp_path: Path) -> None:
    """Every row equals every other in all columns but that one."""
    found = run(tmp_path, columns=("age",))

    assert "near_copies_ratio" not in values(found)
    assert "near_copies_ratio: one column alone is compared" in found["evidence"]["undefined"]


def test_a_baseline_on_real_rows_tells_no_privacy(tmp_path: Path) -> None:
    """A holdout that repeats the real rows is at no distance, and neither 0 nor 1 would be true."""
    found = run(tmp_path, holdout=REAL)

    assert "privacy_ratio" not in values(found)
    assert values(found)["membership_advantage_ratio"] == 0
    assert found["evidence"]["undefined"][0].startswith("privacy_ratio: half the baseline equals real rows")


def test_a_sensitive_column_that_nobody_can_guess_is_undefined(tmp_path: Path) -> None:
    """No synthetic row has a real row's job, so that no attack finds anything to go by."""
    real = "SELECT unnest(['a', 'b']) AS job, unnest(['x', 'y']) AS ill"

    found = run(tmp_path, real=real, made=f"SELECT job || 'z' AS job, ill FROM ({real})", sensitive=("ill",))

    assert "disclosure_protection_ratio ill" not in values(found)
    assert any("'ill' has one value, or no real row's" in one for one in found["evidence"]["undefined"])


def test_a_sensitive_column_is_protected_as_far_as_guesses_are_wrong(tmp_path: Path) -> None:
    """A job of b tells who is ill, one of a by half: right by (1/2 + 1/2 + 1 + 1) / 4, so (1 - 3/4) / (1 - 1/2)."""
    real = "SELECT unnest(['a', 'a', 'b', 'b']) AS job, unnest(['x', 'y', 'x', 'x']) AS ill"

    found = run(tmp_path, real=real, sensitive=("ill",), made=real)

    assert values(found)["disclosure_protection_ratio ill"] == 0.5
    assert found["evidence"]["undefined"] == []


def test_where_nothing_is_rare_there_is_nothing_to_keep(tmp_path: Path) -> None:
    """Each job has two rows, and what fewer than two have is rare."""
    real = "SELECT unnest(['a', 'a', 'b', 'b']) AS job, unnest([1, 2, 3, 4]) AS age"

    found = values(run(tmp_path, ("job",), real=real, made=real, rare_rows=2))

    assert not {"rare_categories_ratio job", "rare_combinations_ratio"} & found.keys()


def test_quasi_identifiers_that_the_synthetic_data_lack_are_left(tmp_path: Path) -> None:
    """There is no combination to look for."""
    real = f"SELECT *, 1 AS postcode FROM ({REAL})"

    assert "rare_combinations_ratio" not in values(run(tmp_path, ("age", "postcode"), real=real))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"columns": ("pay",)}, "data set 'real' has no column 'pay'"),
        ({"made": "SELECT 1 AS other"}, "no column of numbers or categories is both in the synthetic data"),
        ({"sensitive": ("age",)}, "params.sensitive: column 'age' is not a compared category beside another"),
        ({"holdout": "SELECT 1 AS age"}, "data set 'unseen' has no column 'job'"),
        ({"real": EMPTY}, "data set 'real', which the synthetic data are compared with, holds no rows"),
        ({"made": EMPTY}, "the current window holds no rows"),
    ],
)
def test_what_cannot_be_compared_is_said(tmp_path: Path, given: dict[str, Any], sentence: str) -> None:
    """One sentence names the data set, the column or the parameter."""
    assert sentence in run(tmp_path, **given)["message"]


def test_nothing_of_a_row_is_told(tmp_path: Path) -> None:
    """Neither a category nor a number of the rows is in the result."""
    real = "SELECT unnest([918273, 918274, 918275]) AS age, unnest(['zebra', 'zebu', 'zorilla']) AS job"

    found = json.dumps(run(tmp_path, ("age", "job"), real=real, made=real))

    assert not any(word in found for word in ("918273", "zebra", "zebu", "zorilla"))


def encoded(numbers: list[float], codes: list[int]) -> Encoded:
    """Return rows of a number and a category."""
    return Encoded(np.array(numbers)[:, None], np.array(codes)[:, None])


def test_distances_are_means_over_columns() -> None:
    """A quarter of the range and another category: (1/4 + 1) / 2; a missing number equals a missing one alone."""
    reference = encoded([0.0, 40.0, np.nan], [0, 0, 0])

    first, second = nearest(encoded([10.0, np.nan], [1, 0]), reference)

    assert (first.tolist(), second.tolist()) == ([0.625, 0.0], [0.875, 0.5])


def test_a_column_of_one_number_or_none_has_no_range() -> None:
    """Numbers are then alike or not."""
    assert nearest(encoded([5.0, 6.0], [0, 0]), encoded([5.0], [0]))[1].tolist() == [0, 0.5]
    assert nearest(encoded([5.0], [0]), encoded([np.nan], [0]))[0].tolist() == [0.5]


def test_an_attacker_gains_by_nearer_members_alone() -> None:
    """Two of three members are nearer than any other row; members that are farther give nothing."""
    near, far = np.array([0.0, 0.1, 0.5]), np.array([0.2, 0.3, 0.4])

    assert advantage(near, far) == pytest.approx(2 / 3)
    assert advantage(far + 1, near) == 0


def test_draws_of_many_rows_share_none() -> None:
    """Two draws of three of six rows are all six; of three rows each is all three, in their order."""
    pools = {"many": encoded([0.0, 1, 2, 3, 4, 5], [0] * 6), "few": encoded([7.0, 8, 9], [0] * 3)}

    one, other = draws(pools, 3, 2)

    assert sorted([*one["many"].numbers[:, 0], *other["many"].numbers[:, 0]]) == [0, 1, 2, 3, 4, 5]
    assert one["few"].numbers[:, 0].tolist() == other["few"].numbers[:, 0].tolist() == [7, 8, 9]


def test_random_rows_are_of_the_range_and_the_categories() -> None:
    """Whole numbers stay whole, what is always missing stays so, and a seed gives the same rows."""
    real = Encoded(np.array([[1, 0.5, np.nan], [3, 1.5, np.nan]]), np.array([[0, -1], [2, -1]]))

    found, again = (random_rows(real, (True, False, False), 200, 7) for _ in range(2))

    assert set(found.numbers[:, 0]) == {1, 2, 3}
    assert 0.5 <= found.numbers[:, 1].min() < 0.6
    assert 1.4 < found.numbers[:, 1].max() <= 1.5
    assert np.isnan(found.numbers[:, 2]).all()
    assert (set(found.codes[:, 0]), set(found.codes[:, 1])) == ({0, 2}, {-1})
    assert (found.codes == again.codes).all()


def test_the_interval_is_that_of_student() -> None:
    """Of 0.4, 0.5 and 0.6 the deviation is 0.1 and t of two degrees 4.302653: 0.5 -+ 0.248414; ends stay in range."""
    assert agreed([0.4, 0.5, 0.6], 0, 1) == pytest.approx((0.5, 0.251586, 0.748414), abs=1e-6)
    assert agreed([0.0, 1.0], 0, 1) == (0.5, 0, 1)
    assert agreed([0.3], 0, 1) == (0.3, 0.3, 0.3)

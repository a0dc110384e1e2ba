"""What models of synthetic rows are worth on real data sets: as scikit-learn says, and as one would expect."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from fairlearn.metrics import demographic_parity_difference
from sklearn.datasets import load_wine
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.metrics import r2_score, roc_auc_score

from dte_exporter.checks.synthetic.utility.encoded_tables import EncodedTable
from dte_exporter.checks.synthetic.utility.tried_models import Tables, redraws, tried
from tests.contract.gaussian_copula import synthesised
from tests.unit.checks.synthetic.utility.tables_of_people import run, values

ROOT = Path(__file__).parents[2]
COLUMNS = ["AGEP", "SCHL", "MAR", "RELP", "DIS", "MIL", "sex", "race", "employed"]
INCOME = {"label": "income", "sensitive": ["sex"], "positive": ">50K"}
WORK = {"label": "employed", "sensitive": ["sex", "race"]}


def census(first: int = 0) -> pd.DataFrame:
    """Return 4,000 people of the census of 2018, categories as text."""
    people = pd.read_parquet(ROOT / "deploy/demo/acs_employment.parquet")
    return as_text(people[people["year"] == 2018].iloc[first : first + 4000][COLUMNS])


def adult() -> pd.DataFrame:
    """Return the first 4,000 people of Adult, but for their weight and native country."""
    rows = pd.read_parquet(ROOT / "tests/data/adult.parquet").iloc[:4000]
    return as_text(rows.drop(columns=["fnlwgt", "native_country", "split"]))


def as_text(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows whose categories are text."""
    rows = rows.reset_index(drop=True)
    for one in rows:
        if rows[one].dtype.kind not in "if":
            rows[one] = rows[one].astype(object).where(rows[one].isna(), rows[one].astype(str))
    return rows


def shuffled(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows whose columns have each been shuffled: each is spread as before, and none goes with another."""
    generator = np.random.default_rng(20)
    return pd.DataFrame({one: generator.permutation(rows[one].to_numpy()) for one in rows}).astype(rows.dtypes)


DATA = {"adult": (adult, INCOME), "census": (census, WORK)}
EACH = pytest.mark.parametrize("name", DATA)


@EACH
def test_a_copy_is_as_useful_as_the_real_rows(name: str, tmp_path: Path) -> None:
    """Half of those tested on are among those learnt from: the ratio is 1, and the groups lie as far apart."""
    data, roles = DATA[name]

    found = values(run(tmp_path, roles, {}, made=data(), real=data()))

    assert found["utility_ratio"] > 0.99
    assert found["disparity_shift sex base_rate"] == 0
    assert found["disparity_shift sex prediction"] == pytest.approx(0, abs=0.02)


def test_other_people_of_the_same_census_are_as_useful(tmp_path: Path) -> None:
    """Whom no model is tested on: the interval of the ratio holds 1, or nearly."""
    found = values(run(tmp_path, WORK, {"holdout": "new"}, made=census(4000), real=census(), new=census(8000)))

    assert found["utility_ratio"] == pytest.approx(1, abs=0.04)
    assert found["utility_ratio_ci_upper"] > 0.99


@EACH
def test_shuffled_columns_are_of_no_use(name: str, tmp_path: Path) -> None:
    """Each column is as it was, and a model learns nothing; nor do groups lie apart any longer."""
    data, roles = DATA[name]

    found = values(run(tmp_path, roles, {}, made=shuffled(data()), real=data()))

    assert found["utility_ratio"] < 0.15
    assert found["utility_ratio_ci_lower"] == 0
    assert found["utility_score real"] > 0.6


@EACH
def test_a_gaussian_copula_lies_between(name: str, tmp_path: Path) -> None:
    """It keeps how pairs of columns go together, of the ranks of their names, and no more."""
    data, roles = DATA[name]

    found = values(run(tmp_path, roles, {}, made=synthesised(data(), 4_000, seed=20), real=data()))

    assert 0.3 < found["utility_ratio"] < 0.98
    assert found["utility_ratio_ci_lower"] < found["utility_ratio"] < found["utility_ratio_ci_upper"]


def test_three_classes_are_each_told_from_the_others(tmp_path: Path) -> None:
    """The cultivars of scikit-learn's wines, of which a copy tells as much."""
    wine = load_wine(as_frame=True).frame.assign(target=lambda rows: rows["target"].map({0: "a", 1: "b", 2: "c"}))

    found = values(run(tmp_path, {"label": "target"}, {}, made=wine, real=wine))

    assert found["utility_ratio"] > 0.99
    assert found["utility_score real"] > 0.9


def drawn(labels: "np.ndarray[tuple[int], np.dtype[np.object_]]", features: np.ndarray) -> EncodedTable:
    """Return rows of two groups."""
    return EncodedTable(features, labels, [("f",) if place % 2 else ("m",) for place in range(len(labels))])


def tables(of_classes: bool) -> Tables:
    """Return 300 real and 200 synthetic rows of a number and a category, which the label follows, the latter less."""
    generator = np.random.default_rng(7)
    found = []
    for rows, noise in ((300, 0.5), (200, 2.0)):
        features = np.column_stack([generator.normal(size=rows), generator.integers(0, 4, rows).astype(float)])
        told = features[:, 0] + features[:, 1] + noise * generator.normal(size=rows)
        names = np.array(["a", "b", "c"], dtype=object)[np.digitize(told, [1.0, 2.0])]
        found.append(drawn(names if of_classes else told, features))
    return Tables(found[0], found[1], None, np.array([False, True]), of_classes)


def learnt(of_classes: bool) -> Iterator[tuple[float, float]]:
    """Yield what scikit-learn makes of each redraw: the scores of real and of synthetic rows."""
    kind = HistGradientBoostingClassifier if of_classes else HistGradientBoostingRegressor
    for one in redraws(tables(of_classes), 3, seed=11):
        scores = []
        for rows in (one.real, one.synthetic):
            model = kind(early_stopping=False, categorical_features=[1], random_state=0)
            model.fit(rows.features, rows.labels)
            if of_classes:
                probabilities = model.predict_proba(one.tested.features)
                area = roc_auc_score(one.tested.labels, probabilities, multi_class="ovr", average="macro")
                scores.append(2 * area - 1)
            else:
                scores.append(r2_score(one.tested.labels, model.predict(one.tested.features)))
        yield scores[0], scores[1]


@pytest.mark.parametrize("of_classes", [True, False], ids=["classes", "numbers"])
def test_scores_are_those_of_scikit_learn(of_classes: bool) -> None:
    """The area of three classes is scikit-learn's one-vs-rest, its macro average; of numbers it is R^2."""
    by_real, by_synthetic = tried(tables(of_classes), 3, seed=11)

    expected = list(learnt(of_classes))

    assert list(zip(by_real.scores, by_synthetic.scores, strict=True)) == pytest.approx(expected)


def test_redraws_keep_what_is_learnt_from_what_is_tested_on() -> None:
    """Half of the real rows each, and as many synthetic ones; other ones at the next redraw."""
    first, second = redraws(tables(of_classes=True), 2, seed=11)

    learnt_from, tested = ({tuple(row) for row in one.features} for one in (first.real, first.tested))
    assert (len(first.real), len(first.synthetic), len(first.tested)) == (150, 150, 150)
    assert learnt_from.isdisjoint(tested)
    assert learnt_from != {tuple(row) for row in second.real.features}


def test_the_shift_of_labels_is_the_difference_of_fairlearns(tmp_path: Path) -> None:
    """Demographic parity differences of the labels of Adult, and of its partner."""
    real = adult()
    made = synthesised(real, 4_000, seed=20)

    found = values(run(tmp_path, INCOME, {}, made=made, real=real))

    before, now = (
        demographic_parity_difference(one["income"] == ">50K", one["income"] == ">50K", sensitive_features=one["sex"])
        for one in (real, made)
    )
    assert found["disparity_shift sex base_rate"] == pytest.approx(now - before)

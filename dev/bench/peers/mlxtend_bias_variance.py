"""Print what mlxtend makes of its own documented examples, and write the replicates behind them for a contract test.

The examples are those of https://rasbt.github.io/mlxtend/user_guide/evaluate/bias_variance_decomp/: a decision tree on
iris by 0-1 loss and one on house prices by squared loss, 200 bootstrap rounds, every seed 123. mlxtend runs in an
environment of its own:

    uv venv /tmp/mlxtend --python 3.11
    uv pip install --python /tmp/mlxtend mlxtend==0.25.0 scikit-learn==1.9.1 pyarrow
    /tmp/mlxtend/bin/python dev/bench/peers/mlxtend_bias_variance.py
"""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from mlxtend.data import boston_housing_data, iris_data  # type: ignore[import-not-found]  # in an environment of its own
from mlxtend.evaluate import bias_variance_decomp  # type: ignore[import-not-found]  # the same
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

DATA = Path(__file__).parents[3] / "tests/data"
SEED = 123


class Remembering:
    """An estimator that remembers what it predicted in each round."""

    def __init__(self, estimator: Any) -> None:
        self.estimator = estimator
        self.predictions: list[Any] = []

    def fit(self, features: Any, labels: Any) -> "Remembering":
        """Fit the estimator behind."""
        self.estimator.fit(features, labels)
        return self

    def predict(self, features: Any) -> Any:
        """Predict with the estimator behind."""
        self.predictions.append(self.estimator.predict(features))
        return self.predictions[-1]


def main() -> None:
    """Decompose both losses, print a row each, and write what was predicted."""
    features, labels = iris_data()
    split = train_test_split(features, labels, test_size=0.3, random_state=SEED, shuffle=True, stratify=labels)
    report("0-1_loss", "iris", DecisionTreeClassifier(random_state=SEED), split)
    features, labels = boston_housing_data()
    split = train_test_split(features, labels, test_size=0.3, random_state=SEED, shuffle=True)
    report("mse", "houses", DecisionTreeRegressor(random_state=SEED), split)


def report(loss: str, name: str, estimator: Any, split: Any) -> None:
    """Print expected loss, bias and variance, and write a long table of key, replicate, prediction and label."""
    train, test, train_labels, test_labels = split
    remembering = Remembering(estimator)
    found = bias_variance_decomp(
        remembering, train, train_labels, test, test_labels, loss=loss, random_seed=SEED, num_rounds=200
    )
    print(loss, *(repr(float(value)) for value in found))
    rounds, keys = len(remembering.predictions), len(test_labels)
    table = pd.DataFrame(
        {
            "key": np.tile(np.arange(keys, dtype="int16"), rounds),
            "replicate": np.repeat(np.arange(rounds, dtype="int16"), keys),
            "prediction": np.concatenate(remembering.predictions),
            "label": np.tile(test_labels, rounds),
        }
    )
    table.to_parquet(DATA / f"bias_variance_{name}.parquet", index=False, compression="zstd")


if __name__ == "__main__":
    main()

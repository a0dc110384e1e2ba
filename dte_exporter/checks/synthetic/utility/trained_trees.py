"""What is learnt from rows, by boosted trees, and how well that does on other rows."""

from typing import TYPE_CHECKING, Any

from dte_exporter.checks.drift.multivariate.domain_classifier import TREES
from dte_exporter.checks.synthetic.utility.encoded_tables import EncodedTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def trained(rows: EncodedTable, categorical: "NDArray[np.bool_]", of_classes: bool) -> Any:
    """Return scikit-learn's estimator of the label, fitted to `rows`.

    Where there is one class, or no value, nothing is to be learnt but how often each label is.
    """
    import numpy as np
    from sklearn.dummy import DummyClassifier, DummyRegressor
    from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

    has_value = ~np.all(np.isnan(rows.features), axis=0, keepdims=True)
    if not has_value.any() or len(set(rows.labels)) < 2:
        model = DummyClassifier() if of_classes else DummyRegressor()
        return model.fit(rows.features, rows.labels)
    kind = HistGradientBoostingClassifier if of_classes else HistGradientBoostingRegressor
    trees = kind(max_iter=TREES, early_stopping=False, categorical_features=categorical, random_state=0)
    return trees.fit(np.where(has_value, rows.features, 0.0), rows.labels)  # trees have no cut of what has no value


def score(model: Any, rows: EncodedTable, of_classes: bool) -> float:
    """Return how well `model` does on `rows`, whose labels vary: 0 no better than chance, 1 without a fault.

    Of numbers it is the coefficient of determination; of classes the mean, over those of the rows, of twice the area
    under the curve of each against the others, less one. A class that the model has not met has an area of a half.
    """
    import numpy as np
    from sklearn.metrics import r2_score, roc_auc_score

    if not of_classes:
        return float(r2_score(rows.labels, model.predict(rows.features)))
    probabilities = dict(zip(model.classes_, model.predict_proba(rows.features).T, strict=True))
    unmet = np.zeros(len(rows))
    areas = [roc_auc_score(rows.labels == one, probabilities.get(one, unmet)) for one in sorted(set(rows.labels))]
    return float(2 * np.mean(areas) - 1)

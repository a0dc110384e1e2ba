"""A model of the loss: what the distance of a prediction from its label is likely to be, told from features.

It is learnt on rows whose labels are known, by gradient-boosted trees on histograms (Ke et al.: LightGBM, NeurIPS 2017)
as scikit-learn grows them, with the settings that LightGBM has by default: a hundred trees of at most 31 leaves, each
of at least 20 rows, at a rate of 0.1.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dte_exporter.checks.model.loss.feature_matrix import FeatureMatrix

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LossModel:
    """What is to be expected of one loss.

    Parameters
    ----------
    learner : HistGradientBoostingRegressor
        From features to the loss.
    """

    learner: Any

    @classmethod
    def on(cls, matrix: FeatureMatrix, features: "Floats", losses: "Floats") -> "LossModel":
        """Return the model learnt on `features`, a row each, and their `losses`; in whatever order these come."""
        import numpy as np
        from sklearn.ensemble import HistGradientBoostingRegressor
        from threadpoolctl import threadpool_limits

        order = np.lexsort([losses, *features.T])
        learner = HistGradientBoostingRegressor(
            max_iter=100,
            learning_rate=0.1,
            max_leaf_nodes=31,
            min_samples_leaf=20,
            early_stopping=False,
            categorical_features=matrix.categorical,
            random_state=0,
        )
        with threadpool_limits(1):  # where others run beside it, its threads wait longer than they work
            return cls(learner.fit(features[order], losses[order]))

    def mean(self, features: "Floats") -> float:
        """Return the mean loss to be expected of rows, in whatever order; of none of them it is below 0."""
        import numpy as np
        from threadpoolctl import threadpool_limits

        with threadpool_limits(1):
            return float(np.sort(np.maximum(self.learner.predict(features), 0.0)).mean())

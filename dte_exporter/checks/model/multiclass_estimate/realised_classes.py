"""What rows whose labels have come turned out to be: the figures that estimates are held to."""

from collections.abc import Callable, Mapping

from dte_exporter.checks.model.multiclass_estimate.class_scores import ClassScores


def accuracy(rows: ClassScores) -> float:
    """Return the share of rows that are predicted right."""
    return float((rows.labelled * rows.predicted).sum() / len(rows.labelled))


def f1_macro(rows: ClassScores) -> float:
    """Return the mean of the F1 of the classes that are predicted or labelled at all, as scikit-learn does."""
    both = rows.labelled.sum(axis=0) + rows.predicted.sum(axis=0)
    there = both > 0
    return float((2 * (rows.labelled * rows.predicted).sum(axis=0)[there] / both[there]).mean())


def roc_auc_macro(rows: ClassScores) -> float:
    """Return the mean of the areas under the ROC curves of each class against all others; NaN where one lacks rows."""
    import numpy as np
    from sklearn.metrics import roc_auc_score

    share = rows.labelled.mean(axis=0)
    if not ((share > 0) & (share < 1)).all():
        return float("nan")
    areas = [roc_auc_score(*one) for one in zip(rows.labelled.T, rows.scores.T, strict=True)]
    return float(np.mean(areas))


REALISED: Mapping[str, Callable[[ClassScores], float]] = {
    "accuracy": accuracy,
    "f1_macro": f1_macro,
    "roc_auc_macro": roc_auc_macro,
}
"""Each by the key of its metric."""

"""A classifier that learns to tell current texts from those of the reference, of which it sees hashes alone.

Its features are how often the hash of each sequence of two to four characters within a word occurs: of any language,
without a vocabulary, of which nothing would be left to show.
"""

from typing import TYPE_CHECKING

from dte_exporter.checks.drift.held_out.halves import halves
from dte_exporter.checks.drift.held_out.told_apart import told_apart
from dte_exporter.uncertainty.separation import Separation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Texts = NDArray[np.object_]
    Floats = NDArray[np.float64]

BEGINNING = 2_000
"""So many characters of a text are read: a long one costs no more than a page."""

HASHES = 2**18
PASSES = 20


def classified(reference: "Sequence[str]", current: "Sequence[str]", confidence: float) -> Separation:
    """Return how well texts of the windows are told apart that were not learnt from.

    Parameters
    ----------
    reference, current : sequence of str
        The texts of each window, in any order.
    confidence : float
        In (0, 1), of the interval of the area.
    """
    import numpy as np

    before, now = sorted(reference), sorted(current)
    split = halves(_bytes(before), _bytes(now), (len(before), len(now)))
    return told_apart(np.array(before, object), np.array(now, object), split, _learnt, confidence)


def _bytes(texts: "Sequence[str]") -> bytes:
    return "\0".join(texts).encode(errors="surrogatepass")


def _learnt(reference: "Texts", current: "Texts") -> "Callable[[Texts], Floats]":
    """Return a function from texts to the log-odds that they are current ones."""
    import numpy as np
    from sklearn.feature_extraction.text import HashingVectorizer
    from sklearn.linear_model import SGDClassifier

    hashed = HashingVectorizer(analyzer="char_wb", ngram_range=(2, 4), n_features=HASHES, alternate_sign=False)
    model = SGDClassifier(loss="log_loss", class_weight="balanced", max_iter=PASSES, tol=None, random_state=0)
    is_current = np.repeat([False, True], [len(reference), len(current)])
    model.fit(hashed.transform(_beginnings(np.concatenate([reference, current]))), is_current)

    def score(texts: "Texts") -> "Floats":
        found: Floats = model.decision_function(hashed.transform(_beginnings(texts)))
        return found

    return score


def _beginnings(texts: "Texts") -> list[str]:
    """Return what is read of texts, without what no encoding has."""
    return [text[:BEGINNING].encode(errors="replace").decode() for text in texts]

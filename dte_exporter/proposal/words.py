"""The words in the name of a column, in whatever style it is written."""

import re

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_a-zA-Z]+")


def words(name: str) -> frozenset[str]:
    """Return the words in a column's name: ``y_pred``, ``predictedClass`` and ``Customer ID`` have two each."""
    return frozenset(word.lower() for word in _WORD.findall(name))

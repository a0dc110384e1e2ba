"""Whether rows are still those that the last good values rest on: then nothing of them has to be read again."""

from collections.abc import Mapping
from typing import Any

from dte_exporter.registry import Check
from dte_exporter.statistics.view import View


def identities(views: Mapping[str, View]) -> Mapping[str, str]:
    """Return the fingerprints of the rows in `views`, without those that have none."""
    return {name: view.fingerprint for name, view in views.items() if view.fingerprint}


def unchanged(kind: Check[Any], known: Mapping[str, str], views: Mapping[str, View]) -> bool:
    """Return whether a check of this `kind` would find what it found on rows with the fingerprints `known`.

    So it is where all that it follows from are rows, and each window of them has a fingerprint that is still the same.
    """
    found = identities(views)
    return kind.of_rows_alone and bool(views) and found.keys() == views.keys() and found == known

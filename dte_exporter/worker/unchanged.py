"""Whether rows are still those that the last good values rest on: then nothing of them has to be read again.

What a check is given beside rows counts as they do, where it has an identity.
"""

from collections.abc import Mapping
from typing import Any

from dte_exporter.input import Identified, Input
from dte_exporter.registry import Check


def identified(inputs: Mapping[Input[Any], Any]) -> Mapping[str, Identified]:
    """Return those of `inputs` whose content has an identity, by their names."""
    return {one.name: given for one, given in inputs.items() if isinstance(given, Identified)}


def identities(read: Mapping[str, Identified]) -> Mapping[str, str]:
    """Return the fingerprints of what was `read`, without those that have none."""
    return {name: one.fingerprint for name, one in read.items() if one.fingerprint}


def unchanged(kind: Check[Any], known: Mapping[str, str], read: Mapping[str, Identified]) -> bool:
    """Return whether a check of this `kind` would find what it found on what had the fingerprints `known`.

    So it is where all that it follows from are rows and identified inputs, and each window and input of what it has
    `read` has a fingerprint that is still the same.
    """
    found = identities(read)
    return kind.of_rows_alone and bool(read) and found.keys() == read.keys() and found == known

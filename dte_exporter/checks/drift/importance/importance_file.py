"""Importances as a file of JSON has them: one mapping of names to numbers, and nothing that could be run."""

import json
import math
from collections.abc import Mapping
from typing import Any

from dte_exporter.errors import CheckError

WAY_OUT = "log a JSON mapping of feature to number from 0 on, or name another artifact in importances_artifact"


def importances_in(body: bytes, called: str) -> Mapping[str, float]:
    """Return the importance of each feature that the file with this `body` names.

    Parameters
    ----------
    body : bytes
        What is in it.
    called : str
        How messages call it: by its model, version and name.

    Raises
    ------
    CheckError
        If it is no mapping of names to numbers, or has one that no importance is.
    """
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise CheckError(f"{called} is no JSON: {WAY_OUT}") from error
    if not isinstance(told, dict) or not told:
        raise CheckError(f"{called} is no mapping of features to numbers: {WAY_OUT}")
    importances = {name: _number(value, name, called) for name, value in told.items()}
    if not math.isfinite(sum(importances.values())):
        raise CheckError(f"{called} has numbers too large to be added up: {WAY_OUT}")
    return importances


def _number(value: Any, name: str, called: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CheckError(f"{called} has what is no number for {shortened(name)}: {WAY_OUT}")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not 0 <= number < math.inf:
        raise CheckError(f"{called} has {number:.3g} for {shortened(name)}: {WAY_OUT}")
    return number


def shortened(name: str) -> str:
    """Return how messages show a `name` that whoever logged it chose."""
    return repr(name if len(name) <= 60 else f"{name[:59]}…")

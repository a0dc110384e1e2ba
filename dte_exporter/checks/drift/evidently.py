"""Evidently's single tests on rows. Its presets cost a second on any data, so they are left alone."""

import os
import warnings
from typing import TYPE_CHECKING

from dte_exporter.checks.drift.methods import ColumnType, Method
from dte_exporter.checks.drift.undefined import UndefinedScoreError

if TYPE_CHECKING:
    import pandas as pd

TELEMETRY_OFF = {"DO_NOT_TRACK": "1"}
"""Environment that keeps Evidently from phoning home."""


def score_rows(method: Method, type_: ColumnType, reference: "pd.Series", current: "pd.Series") -> float:
    """Return what Evidently's test gives for a column of `type_`.

    Raises
    ------
    UndefinedScoreError
        If Evidently refuses the values.
    """
    os.environ.update(TELEMETRY_OFF)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it may divide by zero on its way to a score that is not finite
        from evidently.legacy import core
        from evidently.legacy.calculations.stattests.registry import get_registered_stattest

        # Asked for by a type it is registered for: Evidently chooses tests of categories for numbers, but names them
        # for categories alone.
        test = get_registered_stattest(method.name, core.ColumnType(min(method.types)))
        try:
            found = test(_cleaned(reference), _cleaned(current), core.ColumnType(type_), None)
        except (ValueError, ArithmeticError, LookupError) as error:  # its own text may quote values
            raise UndefinedScoreError(f"it asks for {method.asks_for}") from error
    return float(found.drift_score)


def _cleaned(values: "pd.Series") -> "pd.Series":
    """Return the values that Evidently looks at: neither missing nor infinite."""
    import numpy as np
    import pandas as pd

    if pd.api.types.is_float_dtype(values):
        values = values.replace([-np.inf, np.inf], np.nan)
    return values.dropna()

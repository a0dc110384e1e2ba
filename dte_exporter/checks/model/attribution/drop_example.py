"""The example of ``check: accuracy-drop``, worked by hand."""

import math

from dte_exporter.registry import Example

_SQUARED = 1.959963984540054**2


def _wilson(right: int, sign: int) -> float:
    """Return an end of Wilson's interval of so many of 100 rows, 95 %."""
    margin = math.sqrt(_SQUARED * (right * (100 - right) / 100 + _SQUARED / 4))
    return (right + _SQUARED / 2 + sign * margin) / (100 + _SQUARED)


EXAMPLE = Example(
    columns={
        "part": ["then"] * 100 + ["now"] * 100,
        "city": ["a"] * 80 + ["b"] * 20 + ["a"] * 20 + ["b"] * 80,
        "channel": ["web"] * 40 + ["shop"] * 40 + ["web", "shop"] * 10 + ["web"] * 5 + ["shop"] * 15 + ["web"] * 80,
        "age": [30, 50] * 100,
        "y": [1] * 200,
        "guess": [1] * 80 + [1, 1, 0, 0] * 5 + [1] * 20 + [1, 1, 0, 0] * 20,
    },
    settings={
        "columns": {"label": "y", "prediction": "guess", "features": {"exclude": ["part"]}},
        "windows": {"reference": "part = 'then'", "current": "part = 'now'"},
        "params": {"min_rows": 10},
    },
    expected={
        "dte_model_accuracy_drop": 0.3,
        "dte_model_accuracy_drop_ci_lower": 0.3 - math.hypot(0.9 - _wilson(90, -1), _wilson(60, 1) - 0.6),
        "dte_model_accuracy_drop_ci_upper": 0.3 + math.hypot(_wilson(90, 1) - 0.9, 0.6 - _wilson(60, -1)),
        'dte_model_accuracy_drop_explained_ratio{column="city"}': 1.0,
        'dte_model_accuracy_drop_explained_ratio{column="channel"}': (0.5 * 45 / 85 + 0.5 - 0.6) / 0.3,
        'dte_model_accuracy_drop_explained_ratio{column="age"}': 0.0,
        "dte_model_accuracy_drop_columns_cut": 0.0,
        'dte_model_left_out_rows{column="guess",reason="missing_prediction"}': 0.0,
        'dte_model_left_out_ratio{column="guess",reason="missing_prediction"}': 0.0,
    },
    working=(
        "All of a are right and half of b, then as now. Then 80 and 20 of 100 are of a and b: 90 right; now 20 and 80: "
        "60 right. The drop is 0.3; its ends, 95 %, lie the root of the squared distances of both shares from their "
        "Wilson ends away. With 80 of a and 20 of b the current rows would be right in 0.8 * 1 + 0.2 * 0.5 = 0.9: "
        "all of the drop. Then half came by the web and half by the shop; now 85 by the web, 45 of them right, and 15 "
        "by the shop, all right: (0.5 * 45 / 85 + 0.5 * 1 - 0.6) / 0.3 = 0.549. Half are 30 then as now: nothing."
    ),
)

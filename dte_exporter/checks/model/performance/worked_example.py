"""The example of the check ``performance``, worked by hand: five rows, of which four have a label."""

import math
from collections.abc import Mapping
from datetime import date

from dte_exporter.registry import Example

NORMAL_90 = 1.6448536269514722
"""The standard deviations between which and their negative 90 % of a normal distribution lie."""

_LOSS = math.log(128 / 9) / 4
_LOGS = (math.log(4 / 3), math.log(4), math.log(4 / 3), math.log(2))
_MARGINS = {
    "half of four": NORMAL_90 / 2 / (4 + NORMAL_90**2) ** 0.5,
    "half of two": NORMAL_90 / 2 / (2 + NORMAL_90**2) ** 0.5,
    "halves of two": NORMAL_90 / 2 / (2 + NORMAL_90**2) ** 0.5 / 2**0.5,
    "a third of three": NORMAL_90 * (2 / 3 + NORMAL_90**2 / 4) ** 0.5 / (3 + NORMAL_90**2),
    "area": NORMAL_90 * (10 / 64) ** 0.5 / (0.625 * 0.375),
    "loss": NORMAL_90 * (sum((one - _LOSS) ** 2 for one in _LOGS) / 4 / 4) ** 0.5,
    "squares": NORMAL_90 * (171 / 4096 / 4) ** 0.5,
}


def _around(middle: float, margin: str) -> tuple[float, float]:
    return middle - _MARGINS[margin], middle + _MARGINS[margin]


def _of_all(name: str, value: float, lower: float, upper: float) -> Mapping[str, float]:
    """Return the series of a figure of all rows, and of the ends of its interval."""
    ends = {"": value, "_ci_lower": lower, "_ci_upper": upper}
    return {f'dte_model_{name}{end}{{sensitive_feature="",group=""}}': found for end, found in ends.items()}


_FOUND = _around((1 + NORMAL_90**2 / 2) / (3 + NORMAL_90**2), "a third of three")

EXAMPLE = Example(
    columns={
        "y": [1, 1, 0, 0, None],
        "guess": [1, 0, 0, 1, 1],
        "p": [0.75, 0.25, 0.25, 0.5, 0.875],
        "sex": ["f", "m", "f", None, "f"],
        "day": [date(2018, 11, 26), date(2018, 11, 27), date(2018, 11, 28), date(2018, 11, 29), date(2018, 11, 30)],
    },
    settings={
        "columns": {"label": "y", "prediction": "guess", "probability": "p", "time": "day", "sensitive": ["sex"]},
        "params": {"confidence": 0.9},
    },
    expected={
        **_of_all("accuracy", 0.5, *_around(0.5, "half of four")),
        **_of_all("balanced_accuracy", 0.5, *_around(0.5, "halves of two")),
        **_of_all("precision", 0.5, *_around(0.5, "half of two")),
        **_of_all("recall", 0.5, *_around(0.5, "half of two")),
        **_of_all("f1", 0.5, *(2 * share / (1 + share) for share in _FOUND)),
        **_of_all("roc_auc", 0.625, *(1 / (1 + math.exp(-odds)) for odds in _around(math.log(5 / 3), "area"))),
        **_of_all("average_precision", 0.75, 0.25, 1.0),
        **_of_all("log_loss", _LOSS, *_around(_LOSS, "loss")),
        **_of_all("brier_score", 15 / 64, *_around(15 / 64, "squares")),
        **_of_all("expected_calibration_error", 0.3125, 0.0, 0.75),
        'dte_model_labelled_rows{sensitive_feature="",group=""}': 4.0,
        'dte_model_label_coverage_ratio{sensitive_feature="",group=""}': 0.8,
        "dte_model_newest_label_timestamp_seconds": 1543449600.0,
        'dte_model_groups_withheld{sensitive_feature="sex"}': 2.0,
        'dte_model_left_out_rows{column="guess",reason="missing_prediction"}': 0.0,
        'dte_model_left_out_ratio{column="guess",reason="missing_prediction"}': 0.0,
        'dte_model_left_out_rows{column="p",reason="missing_probability"}': 0.0,
        'dte_model_left_out_ratio{column="p",reason="missing_probability"}': 0.0,
        'dte_model_left_out_rows{column="sex",reason="missing_group"}': 1.0,
        'dte_model_left_out_ratio{column="sex",reason="missing_group"}': 0.2,
    },
    working=(
        "Four of five rows have a label. One of two positives and one of two negatives is predicted right; one of two "
        "rows predicted positive is. Of four pairs of a positive and a negative two are in order (0.75 above 0.25 and "
        "0.5), one is a tie (0.25) and one is not (0.25 below 0.5): 2.5/4. Precision is 1/1 where the first positive "
        "is found and 2/4 where the second is, in a tie: mean 0.75. Log loss: -(ln 3/4 + ln 1/4 + ln 3/4 + ln 1/2) / 4 "
        "= ln(4/3 * 4 * 4/3 * 2) / 4. Squares: (1/16 + 9/16 + 1/16 + 4/16) / 4. Calibration: two rows at 0.25 of which "
        "one is positive, one at 0.5 that is not, one at 0.75 that is: (|1 - 0.5| + |0 - 0.5| + |1 - 0.75|) / 4. The "
        "newest label is of 29 November. Two women and a man are too few to be told of; the sex of one of five "
        "rows is not known. Intervals of 90 %, z = 1.645: Wilson's of 2 of 4, 1 of 2, 1 of 2, and for F1 of 1 of 3, "
        "the share s of those found in all that are positive or predicted so: 2s / (1 + s); of the mean of 1 of 2 and "
        "1 of 2 the margin is by a root of two less. Area: positives are above 1 and 1/4 of the negatives, negatives "
        "below 3/4 and 1/2 of the positives: variances 9/64 and 1/64, so the log-odds lie z * (10/64)^0.5 / "
        "(0.625 * 0.375) about ln 5/3. Losses: mean +- z * (variance / 4)^0.5. Of four rows drawn anew, with a "
        "positive, 13 of 100 data sets have an average precision of 1/4, 33 one of 1. The gaps drawn lie within 7/16 "
        "of those observed in 93 of 100 data sets: 0.3125 + 0.4375."
    ),
)

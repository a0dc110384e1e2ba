"""The metrics of quality facts: a family a fact, of columns or of the window as a whole."""

from collections.abc import Mapping
from typing import get_args

from dte_exporter.metric import Better, MetricSpec, Unit
from dte_exporter.statistics.quality_facts.quality_facts import ColumnFact, Fact

LABELS = ("check", "dataset")
_WANG = "Wang, Strong: Beyond Accuracy, What Data Quality Means to Data Consumers, JMIS 12, 1996"
_ISO = "ISO/IEC 25012:2008, Data quality model: {}"
_POLYZOTIS = "Breck, Polyzotis, Roy, Whang, Zinkevich: Data Validation for Machine Learning, MLSys 2019"


def _share(name: str, words: str, reference: str, *labels: str) -> MetricSpec:
    help_ = f"Share of all rows {words}: 0 none, 1 all."
    return MetricSpec(
        f"dte_quality_{name}_ratio",
        help_,
        "quality",
        (*LABELS, *labels),
        Unit.RATIO,
        better=Better.LOWER,
        low=0,
        high=1,
        reference=reference,
    )


def _count(name: str, help_: str, *labels: str, unit: Unit = Unit.NONE, better: Better = Better.NEITHER) -> MetricSpec:
    return MetricSpec(
        f"dte_quality_{name}", help_, "quality", (*LABELS, *labels), unit, better=better, low=0, reference="A count."
    )


FAMILIES: Mapping[Fact, MetricSpec] = {
    "rows": _count("rows", "Rows of the window.", unit=Unit.ROWS),
    "missing": _share(
        "missing", "without a value of the column: null, or NaN of a number", _ISO.format("completeness"), "column"
    ),
    "blank": _share("blank", "whose text is empty or white space alone", _ISO.format("completeness"), "column"),
    "padded": _share("padded", "whose text has white space before or after it", _ISO.format("consistency"), "column"),
    "mistyped": _share(
        "mistyped",
        "whose text does not read as the numbers, or the dates, that nearly all of the column is",
        _ISO.format("accuracy (syntactic)"),
        "column",
    ),
    "future": _share("future", "whose time is later than the run", _ISO.format("credibility"), "column"),
    "distinct": _count("distinct_values", "Different values of the column; blank text is one.", "column"),
    "duplicate_rows": _share("duplicate_rows", "that repeat another in every column but the key", _WANG),
    "duplicate_keys": _share("duplicate_keys", "whose key another row has already", _ISO.format("consistency")),
    "constant": _count(
        "constant_columns", "Columns that hold the same value in every row, of two at least.", better=Better.LOWER
    ),
    "empty": _count("empty_columns", "Columns that hold nothing, or blank text alone.", better=Better.LOWER),
    "out_of_range": _share(
        "out_of_range",
        "whose value is below the least or above the greatest that is declared, or that the reference has",
        _POLYZOTIS,
        "column",
    ),
    "out_of_set": _share(
        "out_of_set", "whose value is none of those that are declared, or that the reference has", _POLYZOTIS, "column"
    ),
}
"""In the order in which they are told."""

OF_COLUMNS: tuple[ColumnFact, ...] = get_args(ColumnFact)
"""Those that each column has by itself."""

"""Three suites on real rows, some of whose expectations are met and some not, and Great Expectations itself on them."""

import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet

ROOT = Path(__file__).parents[2]
ACS_FILE = ROOT / "deploy/demo/acs_employment.parquet"
ADULT_FILE = ROOT / "tests/data/adult.parquet"

Stated = Mapping[str, Any]


def one(type_: str, severity: str = "critical", **kwargs: Any) -> Stated:
    """Return an expectation as a suite has it."""
    return {"type": type_, "kwargs": kwargs, "severity": severity}


GROWN_UP: dict[str, Any] = {"row_condition": 'col("AGEP") >= 16', "condition_parser": "great_expectations"}

IN_2018: dict[str, Any] = {
    "row_condition": {"type": "comparison", "column": {"name": "year"}, "operator": "==", "parameter": 2018},
}
BOTH = [(1, 1), (0, 0)]
TENTHS = {"quantiles": [0.1, 0.9], "value_ranges": [[8, 12], [60, 65]]}
HALVES = {"values": ["Female", "Male"], "weights": [0.5, 0.5]}

ACS: Sequence[Stated] = (
    one("expect_column_values_to_not_be_null", column="AGEP"),
    one("expect_column_values_to_not_be_null", "warning", column="SCHL", mostly=0.95),
    one("expect_column_values_to_be_null", "info", column="ESP", mostly=0.7),
    one("expect_column_values_to_be_between", column="AGEP", min_value=0, max_value=120),
    one("expect_column_values_to_be_between", "warning", column="AGEP", min_value=18, strict_max=True, max_value=90),
    one("expect_column_values_to_be_between", column="AGEP", max_value=90, mostly=0.9, **GROWN_UP),
    one("expect_column_values_to_be_between", column="AGEP", max_value=64, **IN_2018),
    one("expect_column_values_to_be_in_set", column="sex", value_set=["Female", "Male"]),
    one("expect_column_values_to_be_in_set", column="race", value_set=["White", "Asian"], mostly=0.5),
    one("expect_column_values_to_not_be_in_set", column="MAR", value_set=["3", "4"]),
    one("expect_column_values_to_match_regex", column="RELP", regex="^1[0-7]$"),
    one("expect_column_values_to_not_match_regex", column="SCHL", regex="9"),
    one("expect_column_values_to_match_regex_list", column="MAR", regex_list=["^1", "2$"], match_on="any"),
    one("expect_column_value_lengths_to_equal", column="MAR", value=1),
    one("expect_column_value_lengths_to_be_between", column="SCHL", min_value=2),
    one("expect_column_values_to_be_unique", column="id"),
    one("expect_column_values_to_be_unique", column="AGEP"),
    one("expect_column_value_z_scores_to_be_less_than", column="AGEP", threshold=2, double_sided=True),
    one("expect_compound_columns_to_be_unique", column_list=["year", "id"]),
    one("expect_select_column_values_to_be_unique_within_record", column_list=["employed", "prediction"]),
    one("expect_multicolumn_sum_to_equal", column_list=["employed", "prediction"], sum_total=1),
    one("expect_column_pair_values_to_be_equal", column_A="employed", column_B="prediction", mostly=0.7),
    one("expect_column_pair_values_a_to_be_greater_than_b", column_A="AGEP", column_B="employed", or_equal=True),
    one("expect_column_pair_values_to_be_in_set", column_A="employed", column_B="prediction", value_pairs_set=BOTH),
    one("expect_column_mean_to_be_between", column="AGEP", min_value=40, max_value=41),
    one("expect_column_median_to_be_between", column="AGEP", min_value=40, max_value=42),
    one("expect_column_stdev_to_be_between", column="AGEP", min_value=23, max_value=24),
    one("expect_column_sum_to_be_between", column="employed", min_value=130_000, max_value=140_000),
    one("expect_column_min_to_be_between", column="AGEP", min_value=0, max_value=0),
    one("expect_column_max_to_be_between", column="AGEP", max_value=90),
    one("expect_column_quantile_values_to_be_between", column="AGEP", quantile_ranges=TENTHS),
    one("expect_column_unique_value_count_to_be_between", column="race", min_value=2, max_value=20),
    one("expect_column_proportion_of_unique_values_to_be_between", column="id", min_value=1),
    one("expect_column_proportion_of_non_null_values_to_be_between", column="ESP", max_value=0.3),
    one("expect_column_distinct_values_to_be_in_set", column="sex", value_set=["Female"]),
    one("expect_column_distinct_values_to_contain_set", column="sex", value_set=["Female"]),
    one("expect_column_distinct_values_to_equal_set", column="year", value_set=[2015, 2016, 2017, 2018]),
    one("expect_column_most_common_value_to_be_in_set", column="MAR", value_set=["5"]),
    one("expect_column_kl_divergence_to_be_less_than", column="sex", partition_object=HALVES, threshold=0.01),
    one("expect_table_row_count_to_equal", value=277_677),
    one("expect_table_row_count_to_be_between", max_value=1_000),
    one("expect_table_column_count_to_equal", value=22),
    one("expect_column_to_exist", column="AGEP"),
    one("expect_column_to_exist", column="PINCP"),
    one("expect_table_columns_to_match_set", column_set=["AGEP", "SCHL"], exact_match=False),
)  # fmt: skip
ADULT: Sequence[Stated] = (
    one("expect_column_values_to_not_be_null", column="workclass", mostly=0.94),
    one("expect_column_values_to_not_be_null", column="occupation", mostly=0.95),
    one("expect_column_values_to_be_between", column="age", min_value=17, max_value=90),
    one("expect_column_values_to_be_between", column="hours_per_week", max_value=60, mostly=0.96),
    one("expect_column_values_to_be_in_set", column="income", value_set=["<=50K", ">50K"]),
    one("expect_column_values_to_match_regex", column="native_country", regex="^[A-Z]"),
    one("expect_column_values_to_match_regex", column="workclass", regex="gov"),
    one("expect_column_values_to_not_match_regex", column="occupation", regex="-"),
    one("expect_column_pair_values_a_to_be_greater_than_b", column_A="capital_gain", column_B="capital_loss"),
    one("expect_compound_columns_to_be_unique", column_list=["age", "fnlwgt", "education"]),
    one("expect_column_mean_to_be_between", column="capital_gain", min_value=1_000, max_value=1_100),
    one("expect_column_median_to_be_between", column="hours_per_week", min_value=40, max_value=40),
    one("expect_column_values_to_be_unique", column="fnlwgt"),
    one("expect_column_distinct_values_to_be_in_set", column="race", value_set=["White", "Black", "Other"]),
    one("expect_column_unique_value_count_to_be_between", column="education", min_value=16, max_value=16),
    one("expect_table_row_count_to_equal", value=48_842),
)  # fmt: skip
CANCER: Sequence[Stated] = (
    one("expect_column_values_to_not_be_null", column="mean radius"),
    one("expect_column_values_to_be_between", column="mean radius", min_value=7, max_value=25),
    one("expect_column_values_to_be_between", column="mean concavity", min_value=0, strict_min=True, mostly=0.97),
    one("expect_column_values_to_be_in_set", column="target", value_set=[0, 1]),
    one("expect_column_pair_values_a_to_be_greater_than_b", column_A="worst radius", column_B="mean radius"),
    one("expect_column_mean_to_be_between", column="mean area", min_value=650, max_value=660),
    one("expect_column_stdev_to_be_between", column="mean area", min_value=300, max_value=350),
    one("expect_column_median_to_be_between", column="mean texture", min_value=18, max_value=19),
    one("expect_column_max_to_be_between", column="worst area", max_value=4_000),
    one("expect_column_value_z_scores_to_be_less_than", column="area error", threshold=3, double_sided=False),
    one("expect_column_values_to_be_unique", column="mean area"),
    one("expect_multicolumn_sum_to_equal", column_list=["target", "mean radius"], sum_total=1),
    one("expect_table_row_count_to_be_between", min_value=500, max_value=600),
)  # fmt: skip


def cancer() -> pa.Table:
    """Return the 569 tumours of Wisconsin that scikit-learn has."""
    from sklearn.datasets import load_breast_cancer

    return pa.Table.from_pandas(load_breast_cancer(as_frame=True).frame, preserve_index=False)


ROWS = {
    "acs": lambda: pyarrow.parquet.read_table(ACS_FILE),
    "adult": lambda: pyarrow.parquet.read_table(ADULT_FILE),
    "cancer": cancer,
}
SUITES = {"acs": ACS, "adult": ADULT, "cancer": CANCER}


def called(type_: str, kwargs: Mapping[str, Any], seen: set[tuple[str, str]]) -> tuple[str, str]:
    """Return expectation and column of one after those `seen`, as metrics call them."""
    pair = [kwargs[key] for key in ("column_A", "column_B") if key in kwargs]
    column = kwargs.get("column") or ", ".join(kwargs.get("column_list", pair))
    names = (type_, *(f"{type_} {number}" for number in range(2, 9)))
    found = next((name, column) for name in names if (name, column) not in seen)
    seen.add(found)
    return found


def of_great_expectations(
    rows: pd.DataFrame, suite: Sequence[Stated]
) -> dict[tuple[str, str], tuple[bool, float | None]]:
    """Return what Great Expectations says of data frames: what is met, and the share of unexpected values."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import great_expectations as gx

        context = gx.get_context(mode="ephemeral")
        context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]  # the library takes a mapping too
        asset = context.data_sources.add_pandas("rows").add_dataframe_asset("rows")
        batch = asset.add_batch_definition_whole_dataframe("all").get_batch(batch_parameters={"dataframe": rows})
        own = gx.ExpectationSuite(
            name="own", expectations=[{**stated, "id": str(place)} for place, stated in enumerate(suite)]
        )
        results = {
            int(str(one.expectation_config and one.expectation_config.id)): one for one in batch.validate(own).results
        }
    seen: set[tuple[str, str]] = set()
    found = {}
    for place, stated in enumerate(suite):
        percent = results[place].result.get("unexpected_percent")
        name = called(stated["type"], stated["kwargs"], seen)
        assert not results[place].exception_info.get("raised_exception", True), (stated, results[place].exception_info)
        found[name] = (bool(results[place].success), None if percent is None else percent / 100)
    return found

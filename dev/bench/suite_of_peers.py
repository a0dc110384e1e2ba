"""Print the seconds and the peak of memory in MB that a validator takes for one suite on a Parquet file, as JSON.

The suite: all 20 columns hold a value in 90 % of their rows, the key is unique, eight numbers are at least 0, three
columns hold known words, and eight match a pattern. Each validator runs in an environment of its own, that
`dev/bench/validators.py` makes. Great Expectations on DuckDB by duckdb-engine 0.17.0 is not here: it reads no answer.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

NUMBERS, WORDS = tuple(f"n{n}" for n in range(1, 9)), tuple(f"w{w}" for w in range(2, 10))
COLUMNS = ("id", "moment", *NUMBERS, *WORDS, "f1", "f2")
KNOWN = {f"w{w}": [f"word {value}" for value in range(5 * w * w)] for w in (2, 3, 4)}
PATTERN = "^word [0-9]+$"
MOSTLY = 0.9


def gx_on_pandas(file: Path) -> Callable[[], bool]:
    """Return what validates a data frame by Great Expectations, reading it included."""
    import great_expectations as gx  # type: ignore[import-not-found,unused-ignore]  # of an extra
    import pandas as pd

    context = gx.get_context(mode="ephemeral")
    asset = context.data_sources.add_pandas("pandas").add_dataframe_asset("rows")
    batches = asset.add_batch_definition_whole_dataframe("all")
    return lambda: _is_met(gx, batches.get_batch({"dataframe": pd.read_parquet(file)}))


def _is_met(gx: Any, batch: Any) -> bool:
    kinds = gx.expectations
    there = [kinds.ExpectColumnValuesToNotBeNull(column=name, mostly=MOSTLY) for name in COLUMNS]
    ranges = [kinds.ExpectColumnValuesToBeBetween(column=name, min_value=0) for name in NUMBERS]
    sets = [kinds.ExpectColumnValuesToBeInSet(column=name, value_set=values) for name, values in KNOWN.items()]
    patterns = [kinds.ExpectColumnValuesToMatchRegex(column=name, regex=PATTERN) for name in WORDS]
    unique = kinds.ExpectColumnValuesToBeUnique(column="id")
    suite = gx.ExpectationSuite("rows", expectations=[*there, *ranges, *sets, *patterns, unique])
    return bool(batch.validate(suite).success)


def pandera_on_pandas(file: Path) -> Callable[[], bool]:
    """Return what validates a data frame by pandera, reading it included; no share of its rows may lack a value."""
    import pandas as pd
    import pandera.pandas as pa  # type: ignore[import-not-found,unused-ignore]  # in an environment of its own

    numbers = {name: pa.Column(float, pa.Check.ge(0), nullable=True) for name in NUMBERS}
    texts = {name: [pa.Check.str_matches(PATTERN)] for name in WORDS}
    sets = {name: [pa.Check.isin(values)] for name, values in KNOWN.items()}
    words = {name: pa.Column(checks=texts[name] + sets.get(name, []), nullable=True) for name in WORDS}
    there = pa.Check(lambda rows: (rows[[*COLUMNS]].notna().mean() >= MOSTLY).all())
    schema = pa.DataFrameSchema({"id": pa.Column(int, unique=True), **numbers, **words}, checks=there)
    return lambda: len(schema.validate(pd.read_parquet(file), lazy=True)) > 0


def main(name: str, file: str) -> None:
    """Print what one run takes, all imports done."""
    validators = {one.__name__: one for one in (gx_on_pandas, pandera_on_pandas)}
    validate = validators[name](Path(file))
    started = time.perf_counter()
    assert validate()
    seconds = time.perf_counter() - started
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""What is counted of dirty rows equals what pandas counts on the rows themselves."""

import math
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from dte_exporter.statistics.quality_facts.column_bounds import Bounds
from dte_exporter.statistics.quality_facts.plan import QualityFactsPlan
from dte_exporter.statistics.quality_facts.quality_facts import FACTS, QualityFacts
from dte_exporter.statistics.sources import Sources
from dte_exporter.storage.statistics_cache import DiskCache
from dte_exporter.tables.files import FilesSource, open_files
from dte_exporter.tables.table_view import view

NOW = datetime(2018, 12, 1, tzinfo=UTC)
TYPES = {"text": pa.string(), "number": pa.float64(), "flag": pa.bool_(), "at": pa.timestamp("us", tz="UTC")}
DIRTY = st.fixed_dictionaries(
    {
        "text": st.sampled_from([None, "", " ", "\t", "a", "A", "a ", " b", "ä", "1", "2.5", "2018-11-01"]),
        "number": st.sampled_from([None, math.nan, math.inf, -math.inf, -0.0, 0.0, -1.0, 5.0, 10.0, 10.5]),
        "flag": st.sampled_from([None, True, False]),
        "at": st.sampled_from([None, *(NOW + timedelta(seconds=seconds) for seconds in (-9, 0, 1, 9_999))]),
        "key": st.sampled_from([None, "", "k1", "k2", "k3"]),
    }
)
COLUMNS = ("text", "number", "flag", "at")
DECLARED = (("number", Bounds(0.0, 10.0)), ("text", Bounds(values=("a", "b", "1"))))


def counted(rows: list[dict[str, Any]]) -> QualityFacts:
    """Return the facts of `rows`, through a Parquet file and DuckDB."""
    schema = pa.schema([*TYPES.items(), ("key", pa.string())])
    with tempfile.TemporaryDirectory() as folder:
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), f"{folder}/rows.parquet")
        table = open_files.open(FilesSource(type="files", path="rows.parquet"), Path(folder))
        plan = QualityFactsPlan(COLUMNS, FACTS, COLUMNS, "key", declared=DECLARED)
        windows = {"current": view(table, None, None, None, 0.0)}
        return plan.measure(Sources(windows=windows, now=NOW.timestamp()), DiskCache(Path(folder) / "cache"))


@settings(max_examples=40, deadline=None)
@given(st.lists(DIRTY, min_size=1, max_size=25))
def test_counts_of_dirty_rows_are_those_of_pandas(rows: list[dict[str, Any]]) -> None:
    """Missing, blank, padded, distinct, future, out of range and of set, and what is repeated."""
    frame = pd.DataFrame(rows, columns=[*COLUMNS, "key"]).astype({"text": object, "flag": object, "key": object})
    text, number, at = frame.text.dropna(), frame.number.dropna(), pd.to_datetime(frame["at"], utc=True)
    stripped = text.str.strip()

    found = counted(rows)

    counts = {name: dict(one.counts) for name, one in found.columns.items()}
    assert found.rows == {"current": len(frame)}
    assert {name: one["missing"] for name, one in counts.items()} == frame[[*COLUMNS]].isna().sum().to_dict()
    assert {name: one["distinct"] for name, one in counts.items()} == frame[[*COLUMNS]].nunique().to_dict()
    assert counts["text"]["blank"] == (stripped == "").sum()
    assert counts["text"]["padded"] == ((stripped != "") & (stripped != text)).sum()
    assert counts["text"]["out_of_set"] == (~text.isin(["a", "b", "1"]) & (stripped != "")).sum()
    assert counts["number"]["out_of_range"] == (~number.between(0, 10)).sum()
    assert counts["at"]["future"] == (at > NOW).sum()
    assert found.duplicate_rows == frame[[*COLUMNS]].duplicated().sum()
    keys = frame.key[frame.key.fillna("") != ""]
    assert found.duplicate_keys == keys.duplicated().sum()


@settings(max_examples=15, deadline=None)
@given(st.lists(DIRTY, min_size=2, max_size=15), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: list[dict[str, Any]], chance: Any) -> None:
    """The facts of rows that are shuffled are the same."""
    shuffled = chance.sample(rows, len(rows))

    assert counted(shuffled) == counted(rows)

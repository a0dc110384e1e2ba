"""Small files as tests look at them."""

from pathlib import Path

import duckdb

from dte_exporter.validation.looked_at import LookedAt, looked_at


def written(query: str, file: Path) -> Path:
    """Return `file`, with the rows of `query` in it as Parquet."""
    with duckdb.connect() as session:
        session.execute(f"COPY ({query}) TO '{file}' (FORMAT parquet)")
    return file


def looked(query: str, folder: Path, key: str | None = None) -> LookedAt:
    """Return the rows of `query`, as a file that is looked at."""
    return looked_at(str(written(query, folder / "loans.parquet")), None, key)

"""Sixteen kinds of error planted into clean rows, most into one row in fifty, each where its finding is its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

REPOSITORY = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Soil:
    """A data set to plant into.

    Parameters
    ----------
    rows : str
        The query of its clean rows, which have a key called ``id``.
    columns : mapping of str to str
        The column that each kind of error is planted into.
    """

    rows: str
    columns: Mapping[str, str]


ADULT = Soil(
    f"SELECT * EXCLUDE (split), row_number() OVER () AS id FROM '{REPOSITORY}/tests/data/adult.parquet'",
    {
        "missing": "age",
        "sentinel": "fnlwgt",
        "too_large": "capital_loss",
        "wrong_unit": "hours_per_week",
        "wrong_sign": "capital_gain",
        "blank": "sex",
        "padded": "race",
        "unknown_category": "workclass",
        "other_case": "education",
        "misspelt": "marital_status",
        "unknown_code": "education_num",
        "constant_column": "occupation",
        "empty_column": "relationship",
        "gone_column": "native_country",
        "duplicate_key": "id",
        "duplicate_row": "",
    },
)
CENSUS = Soil(
    f"""SELECT * REPLACE (0.01 + 0.98 * predicted_probability AS predicted_probability),
    (AGEP * 1000 + hash(id) % 1000) / 7 AS income, (hash(id, 1) % 4000)::INT AS rent, (hash(id, 2) % 60)::INT AS hours
    FROM '{REPOSITORY}/deploy/demo/acs_employment.parquet'""",
    {
        "missing": "MAR",
        "sentinel": "AGEP",
        "too_large": "rent",
        "wrong_unit": "predicted_probability",
        "wrong_sign": "income",
        "blank": "SCHL",
        "padded": "DIS",
        "unknown_category": "RELP",
        "other_case": "race",
        "misspelt": "sex",
        "unknown_code": "employed",
        "constant_column": "CIT",
        "empty_column": "MIG",
        "gone_column": "MIL",
        "duplicate_key": "id",
        "duplicate_row": "",
    },
)
KINDS = tuple(ADULT.columns)

_VALUES: Mapping[str, str] = {
    "missing": "NULL",
    "sentinel": "-999",
    "too_large": "{column} + 50000",
    "wrong_unit": "{column} * 60",
    "wrong_sign": "-{column} - 1",
    "blank": "'  '",
    "padded": "' ' || {column}",
    "unknown_category": "'N/A'",
    "other_case": "lower({column}) || '.'",
    "misspelt": "{column} || 'x'",
    "unknown_code": "99",
    "duplicate_key": "7",
}
"""What a hit row holds instead, by kind."""


def thirds(soil: Soil, folder: Path) -> tuple[Path, Path, Path]:
    """Return three files of disjoint thirds of the clean rows, at random."""
    files = tuple(folder / f"{name}.parquet" for name in ("known", "clean", "dirty"))
    with duckdb.connect() as session:
        session.execute(f"CREATE TABLE drawn AS SELECT *, hash(id * 7919 + 1) % 3 AS third FROM ({soil.rows})")
        for third, file in enumerate(files):
            taken = f"SELECT * EXCLUDE (third) FROM drawn WHERE third = {third}"
            session.execute(f"COPY ({taken}) TO '{file}' (FORMAT parquet)")
    return files[0], files[1], files[2]


def plant(soil: Soil, file: Path) -> None:
    """Put all kinds of error into `file`."""
    hit = "hash(id, {place}) % 50 = 0"
    replaced = [
        f"CASE WHEN {hit.format(place=place)} THEN {_VALUES[kind].format(column=column)} ELSE {column} END AS {column}"
        for place, (kind, column) in enumerate(soil.columns.items())
        if kind in _VALUES
    ]
    replaced.append(f"'1' AS {soil.columns['constant_column']}")
    replaced.append(f"CAST(NULL AS VARCHAR) AS {soil.columns['empty_column']}")
    with duckdb.connect() as session:
        session.execute(f"CREATE TABLE clean AS SELECT * FROM '{file}'")
        dirty = f"SELECT * EXCLUDE ({soil.columns['gone_column']}) REPLACE ({', '.join(replaced)}) FROM clean"
        session.execute(f"CREATE TABLE dirty AS {dirty}")
        session.execute("INSERT INTO dirty SELECT * FROM dirty WHERE hash(id, 99) % 50 = 0")
        session.execute(f"COPY dirty TO '{file}' (FORMAT parquet)")

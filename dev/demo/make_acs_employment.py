"""Make the demo's data from the census files that a PyPI package carries.

The rows are public-use microdata of the American Community Survey (Massachusetts, 2015 to 2018), with the
prediction of a fitted model beside what turned out to be true. NannyML ships them as an example::

    pip download --no-deps nannyml==0.13.1
    .venv/bin/python dev/demo/make_acs_employment.py nannyml-0.13.1-py3-none-any.whl acs_employment.parquet

Two columns get the names and words that a reader needs, ``sex`` and ``race``; all others keep the survey's own
names and codes (AGEP age, SCHL schooling, MAR marital status, ...).
"""

import argparse
import io
import zipfile
from pathlib import Path

import pandas as pd

SEX = {"1": "Male", "2": "Female"}
"""The survey's codes for SEX."""

RACE = {
    "1": "White",
    "2": "Black or African American",
    "3": "American Indian",
    "4": "Alaska Native",
    "5": "American Indian and Alaska Native",
    "6": "Asian",
    "7": "Native Hawaiian and Other Pacific Islander",
    "8": "Some Other Race",
    "9": "Two or More Races",
}
"""The survey's codes for RAC1P, shortened: 1 to 4 and 6 to 8 are "alone", 5 is "tribes specified, or not specified"."""


def read_wheel(wheel: Path) -> pd.DataFrame:
    """Return all rows of the package, those of 2015 first; later years come with their truth in a file apart."""
    with zipfile.ZipFile(wheel) as archive:
        reference, analysis, truth = (
            pd.read_parquet(io.BytesIO(archive.read(f"nannyml/datasets/data/employment_MA_{part}.pq")))
            for part in ("reference", "analysis", "analysis_target")
        )
    later = analysis.merge(truth, on="id", validate="one_to_one")
    parts = [reference.assign(partition="reference"), later.assign(partition="analysis")]
    return pd.concat(parts, ignore_index=True)


def decode(rows: pd.DataFrame) -> pd.DataFrame:
    """Return `rows` with sex and race in words; the codes of the other columns stay."""
    words = {"SEX": rows["SEX"].map(SEX), "RAC1P": rows["RAC1P"].map(RACE)}
    return rows.assign(**words).rename(columns={"SEX": "sex", "RAC1P": "race"})


def main() -> None:
    """Read the wheel that the command line names and write the Parquet file."""
    parser = argparse.ArgumentParser(description="Make the demo's data from NannyML's census files.")
    parser.add_argument("wheel", type=Path, help="nannyml-0.13.1-py3-none-any.whl")
    parser.add_argument("parquet", type=Path, help="the file to write")
    arguments = parser.parse_args()
    rows = decode(read_wheel(arguments.wheel))
    rows.to_parquet(arguments.parquet, index=False, compression="zstd")


if __name__ == "__main__":
    main()

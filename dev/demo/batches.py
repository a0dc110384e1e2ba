"""The demo's people as batches that arrive one after the other, some of them with a planted shift."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

DATA = Path(__file__).parents[2] / "deploy/demo/acs_employment.parquet"

PLANTED = "age + 15, and two of five women whom the model selected are not"
"""The shift, in words."""

_HOUSEHOLDS = f"(SELECT * FROM '{DATA}' WHERE RELP NOT IN ('16', '17'))"
"""People in households: the survey lists those in institutions and dormitories apart, at the end of each year."""

_SHIFT = """REPLACE (
    AGEP + 15 AS AGEP,
    CASE WHEN sex = 'Female' AND id % 5 < 2 THEN 0 ELSE prediction END AS prediction)"""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some of the people of 2016 to 2018 in households, in the survey's own order.

    Parameters
    ----------
    number, of : int
        Which of how many, from 1.
    planted : bool
        Whether it carries the shift.
    """

    number: int
    of: int
    planted: bool

    def __str__(self) -> str:
        """Return it as one line tells it."""
        return f"batch {self.number} of {self.of}{f' (PLANTED: {PLANTED})' if self.planted else ''}"

    def arrive(self, folder: Path, number: int) -> Path:
        """Let its people arrive now, as the file of that `number` in `folder`; it is there at once and whole."""
        file = folder / f"{number:06d}{'-planted' if self.planted else ''}.parquet"
        coming = file.with_suffix(".coming")
        duckdb.execute(
            f"""COPY (
                SELECT * {_SHIFT if self.planted else ""}, ?::TIMESTAMP AS arrived
                FROM {_HOUSEHOLDS} WHERE year > 2015
                QUALIFY ntile({self.of}) OVER (ORDER BY id) = {self.number}
            ) TO '{coming}' (FORMAT parquet)""",
            [datetime.now(UTC).replace(tzinfo=None)],
        )
        return coming.rename(file)


def write_training(file: Path) -> None:
    """Write the people of 2015, whom the model was trained on."""
    duckdb.execute(f"COPY (FROM {_HOUSEHOLDS} WHERE year = 2015) TO '{file}' (FORMAT parquet)")

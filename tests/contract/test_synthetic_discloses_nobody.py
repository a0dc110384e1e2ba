"""Nothing of a real row is in what a check of synthetic data tells, also where that row came out again."""

from pathlib import Path

import duckdb
import pytest

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Columns, DataSet, PersonalData
from dte_exporter.registry import Registry
from dte_exporter.tables.files import FilesSource
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

CANARIES = ("canary of a job", "canary of an illness", "987654321", "canary of a town")
"""What only one real person has; she came out again."""

PEOPLE = """
SELECT 20 + i % 50 AS age, ['clerk', 'nurse', 'smith'][i % 3 + 1] AS job, ['flu', 'none'][i % 2 + 1] AS illness,
       ['Ur', 'Uruk'][i % 2 + 1] AS town, 1000 + i % 70 AS income, i % 3 = 0 AS hired
FROM range(400) t(i)
UNION ALL SELECT 99, 'canary of a job', 'canary of an illness', 'canary of a town', 987654321, true
"""
PARAMS = {
    "synthetic": {},
    "synthetic-privacy": {"sensitive": ["illness"], "holdout": "real"},
    "synthetic-utility": {},
}


@pytest.mark.parametrize("kind", PARAMS)
def test_what_is_told_holds_nothing_of_anybody(kind: str, tmp_path: Path) -> None:
    """Neither values nor evidence, notices or the query, though the rare are counted and the copy is found."""
    check = Registry.discover().checks[kind]
    sets = {}
    for name in ("real", "made"):
        duckdb.sql(f"COPY ({PEOPLE}) TO '{tmp_path}/{name}.parquet' (FORMAT parquet)")
        sets[name] = DataSet(
            source=FilesSource(type="files", path=f"{tmp_path}/{name}.parquet"),
            columns=Columns(label="hired", sensitive=("town",)),
            personal_data=PersonalData(quasi_identifiers=("age", "job", "town")),
        )
    settings = CheckSettings(check=kind, dataset="made", every=60.0, memory_limit="16GiB")
    params = check.params.model_validate({"real": "real", **PARAMS[kind]})

    told = execute(Job(ConfiguredCheck("c", settings, params, sets, tmp_path, "synthetic"), 0.0, tmp_path)).decode()

    assert '"outcome": "ok"' in told
    assert [one for one in CANARIES if one in told] == []

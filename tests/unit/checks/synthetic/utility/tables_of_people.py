"""Synthetic and real rows in files, and the real check run on them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from dte_exporter.checks.synthetic.utility.synthetic_utility import Params
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Columns, DataSet
from dte_exporter.tables.files import FilesSource
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

Run = Mapping[str, Any]
Table = Mapping[str, list[Any]]

PEOPLE: Table = {
    "sex": ["f", "f", "f", "f", "m", "m", "m", "m"] * 25,
    "skill": [20, 10, 10, 10, 20, 20, 20, 10] * 25,
    "hired": [1, 0, 0, 0, 1, 1, 1, 0] * 25,
}
"""Of 100 women 25 are hired, of 100 men 75: those with a skill of 20."""


def run(folder: Path, roles: Mapping[str, Any], params: Mapping[str, Any], **tables: "Table | pd.DataFrame") -> Run:
    """Return what came of the check on `tables`, of which `made` is the synthetic one and has `roles`."""
    sets = {}
    for name, rows in tables.items():
        path = folder / f"{name}.parquet"
        pd.DataFrame(rows).to_parquet(path)
        columns = Columns.model_validate(roles) if name == "made" else Columns()
        sets[name] = DataSet(source=FilesSource(type="files", path=str(path)), columns=columns)
    settings = CheckSettings(check="synthetic-utility", dataset="made", every=60.0, memory_limit="16GiB")
    given = Params.model_validate({"real": "real", **params})
    check = ConfiguredCheck("c", settings, given, sets, folder, "synthetic")
    found: Run = json.loads(execute(Job(check, 0.0, folder)))
    return found


def values(found: Run) -> dict[str, float]:
    """Return the values by metric, without its prefix, and labels."""
    assert found["outcome"] == "ok", found["message"]
    own = ("trained_on", "sensitive_feature", "metric")
    return {
        " ".join(
            (one["name"].removeprefix("dte_synthetic_"), *(one["labels"][key] for key in own if key in one["labels"]))
        ): one["value"]
        for one in found["samples"]
    }

from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dev.demo.make_compliance import PLANTED, write
from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

DEMO = Path(__file__).parents[3] / "deploy/demo"
CHECKS = load(DEMO / "config.yaml", Registry.discover()).checks
EARLY, LATE = datetime(2019, 1, 1, tzinfo=UTC), datetime(2028, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize("now", [EARLY, LATE], ids=["2019", "2028"])
@pytest.mark.parametrize("name", PLANTED)
def test_what_is_planted_is_what_is_found(name: str, now: datetime, tmp_path: Path) -> None:
    """No violation more and none less, whenever the demo is run."""
    result = CheckResult.from_json(execute(Job(CHECKS[name], now.timestamp(), tmp_path)))
    assert result.message == ""
    values = {sample.name: sample.value for sample in result.samples}
    assert (values["dte_compliance_violations"], values["dte_compliance_examined"]) == PLANTED[name]


def test_the_tables_are_those_that_the_script_makes(tmp_path: Path) -> None:
    """Row by row; only the words that Faker chooses may change with its version."""
    write(tmp_path)
    for file in sorted((DEMO / "compliance").glob("*.parquet")):
        made, kept = (pq.read_table(folder / file.name) for folder in (tmp_path, DEMO / "compliance"))
        chosen = {"name", "email", "phone", "note"} & {*kept.column_names}
        assert made.drop(list(chosen)).equals(kept.drop(list(chosen))), file.name

"""The how-to on databases: its config, word for word, on each database that it is for."""

import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest

from tests.integration.homes import Home, InMariaDb, InPostgres, InSqlite

pytestmark = pytest.mark.integration

PAGE = (Path(__file__).parents[2] / "docs/how-to/read-from-a-database.md").read_text()
CONFIG = re.findall(r"```yaml\n(datasets:.*?)```", PAGE, re.DOTALL)[0]
ROWS = 400


@pytest.mark.parametrize("database", ["postgres", "mariadb", "sqlite"])
def test_the_config_of_the_page_is_read_and_run(
    database: str, request: pytest.FixtureRequest, exporter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It differs by the address alone: check-config counts all rows, and a run has the rate of each group."""
    now = datetime.now(UTC)
    rows = pa.table(
        {
            "approved": [place % 4 == 0 for place in range(ROWS)],
            "sex": ["f" if place % 2 else "m" for place in range(ROWS)],
            "decided_at": pa.array(
                [now - timedelta(hours=place + 1) for place in range(ROWS)], pa.timestamp("us", "UTC")
            ),
        }
    )
    home: Home = InSqlite(tmp_path)
    url = "sqlite:///rows.db"
    if database != "sqlite":
        server = request.getfixturevalue(database)
        url = server.url
        home = InPostgres(url) if database == "postgres" else InMariaDb(server)
    home.put("predictions", rows)
    monkeypatch.setenv("WAREHOUSE_URL", url)
    (tmp_path / "config.yaml").write_text(CONFIG)

    def said(*arguments: str) -> str:
        command = [str(exporter), *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    assert f"{ROWS} rows" in said("check-config", "config.yaml")
    values = said("run", "--config.file", "config.yaml", "--format", "openmetrics")
    found = re.findall(r'^dte_fairness_group_selection_rate\{.*?group="(\w)".*?\} (\S+)', values, re.MULTILINE)
    assert {group: float(rate) for group, rate in found} == {"f": 0.0, "m": 0.5}

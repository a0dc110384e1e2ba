"""A config for a table of a database that nobody has described yet, as for a file."""

import os
import subprocess
from pathlib import Path

import pyarrow as pa
import pytest
import yaml

from tests.integration.homes import Home, InMariaDb, InPostgres, InSqlite

pytestmark = pytest.mark.integration

ROWS = pa.table(
    {
        "approved": [place % 4 == 0 for place in range(400)],
        "sex": ["f" if place % 2 else "m" for place in range(400)],
        "age": [20 + place % 50 for place in range(400)],
    }
)


@pytest.mark.parametrize("database", ["postgres", "mariadb", "sqlite"])
@pytest.mark.parametrize("place", ["an address", "a variable"])
def test_a_table_is_proposed_for_and_its_config_runs(
    database: str, place: str, request: pytest.FixtureRequest, exporter: Path, tmp_path: Path
) -> None:
    """The password of the address is nowhere in what is written and said, and the data set is called as the table."""
    home: Home = InSqlite(tmp_path)
    url = f"sqlite:////{tmp_path}/rows.db"
    if database != "sqlite":
        server = request.getfixturevalue(database)
        url = server.url
        home = InPostgres(url) if database == "postgres" else InMariaDb(server)
    home.put("decisions", ROWS)
    home.put("earlier", ROWS.slice(0, 300))
    variable = "DATABASE_URL" if place == "an address" else "SCORING_URL"

    def said(*arguments: str) -> str:
        command = [str(exporter), *arguments]
        run = subprocess.run(
            command, cwd=tmp_path, env={**os.environ, variable: url}, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stderr
        return run.stdout + run.stderr

    written = url if place == "an address" else "${SCORING_URL}"
    told = said("init", written, "--table", "decisions", "--reference", "earlier")
    config = (tmp_path / "config.yaml").read_text()

    source = {"type": "sql", "url": f"${{{variable}}}", "table": "decisions"}
    assert yaml.safe_load(config)["datasets"]["decisions"]["source"] == source
    assert url not in told + config
    assert "decisions-fairness" in said("run", "--config.file", "config.yaml", "--fail-on", "error")


def test_a_database_needs_a_table(exporter: Path, tmp_path: Path) -> None:
    """It is said before anything is connected to, without the address."""
    for arguments in (["postgresql://nobody:secret@localhost/none"], ["decisions.csv", "--table", "decisions"]):
        command = [str(exporter), "init", *arguments]
        run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

        assert run.returncode == 1
        assert run.stderr.startswith("a database and a table of it belong together")
        assert "secret" not in run.stdout + run.stderr

"""A tiny DAG of Airflow on PostgreSQL, run by the real Airflow, which tells OpenLineage of its runs."""

import json
import os
import subprocess
from pathlib import Path

LANDING = (
    "CREATE SCHEMA landing; CREATE TABLE landing.events (id int, customer int, item int, n int); "
    "CREATE TABLE prices (item int, price int); "
    "INSERT INTO landing.events VALUES (1, 1, 1, 2), (2, 1, 2, 1); INSERT INTO prices VALUES (1, 10), (2, 20)"
)
"""What the DAG begins from."""

DAG = """\
from datetime import datetime

from airflow.providers.common.sql.operators.sql import SQLExecuteQueryOperator
from airflow.sdk import DAG

STEPS = {
    "orders": "CREATE TABLE orders AS SELECT id AS order_id, customer AS customer_id, item, n AS amount"
    " FROM landing.events",
    "spent": "CREATE TABLE spent AS SELECT o.customer_id, sum(o.amount * p.price) AS total"
    " FROM orders o JOIN prices p ON p.item = o.item GROUP BY 1",
    "broken": "CREATE TABLE shares AS SELECT total / 0 AS share FROM spent",
}

with DAG("shop", start_date=datetime(2026, 1, 1), schedule=None, catchup=False):
    before = None
    for name, statement in STEPS.items():
        task = SQLExecuteQueryOperator(task_id=name, conn_id="shop", sql=statement)
        if before is not None:
            before >> task
        before = task
"""


def run_dag(folder: Path, program: Path, database: str, receiver: str, token: str) -> None:
    """Run the DAG in `folder` on the `database`: its events go to the `receiver`, and into ``events.jsonl`` as well.

    Its last task fails, and so does the DAG.
    """
    (folder / "dags").mkdir()
    (folder / "dags/shop.py").write_text(DAG)
    transports = [
        {"type": "file", "log_file_path": str(folder / "events.jsonl"), "append": True},
        {"type": "http", "url": receiver, "auth": {"type": "api_key", "apiKey": token}},
    ]
    told = {"type": "composite", "transports": transports, "continue_on_failure": False}
    settings = {
        "AIRFLOW_HOME": str(folder),
        "AIRFLOW_CONN_SHOP": database,
        "AIRFLOW__CORE__LOAD_EXAMPLES": "false",
        "AIRFLOW__OPENLINEAGE__NAMESPACE": "airflow",
        "AIRFLOW__OPENLINEAGE__TRANSPORT": json.dumps(told),
    }
    _run(folder, program, settings, "db", "migrate", expected=0)
    _run(folder, program, settings, "dags", "test", "shop", expected=1)


def _run(folder: Path, program: Path, settings: dict[str, str], *arguments: str, expected: int) -> None:
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    environment = {"PATH": path, "HOME": str(folder), **settings}
    done = subprocess.run(
        [program, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == expected, done.stdout + done.stderr

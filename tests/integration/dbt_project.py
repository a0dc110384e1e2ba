"""A tiny dbt project on DuckDB, run by the real dbt, which tells OpenLineage of its runs."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

FILES: Mapping[str, str] = {
    "dbt_project.yml": "name: shop\nversion: '1.0'\nprofile: shop\n",
    "profiles.yml": "shop: {target: dev, outputs: {dev: {type: duckdb, path: shop.duckdb, threads: 1}}}\n",
    "seeds/prices.csv": "item,price\n1,10\n2,20\n",
    "models/shop.yml": (
        "sources:\n"
        "  - {name: web, schema: landing, tables: [{name: events}]}\n"
        "models:\n"
        "  - name: orders\n"
        "    config: {meta: {owner: sales}}\n"
        "    columns:\n"
        "      - {name: order_id, data_tests: [unique]}\n"
        "      - {name: amount, data_tests: [{not_null: {config: {severity: warn}}}]}\n"
        "exposures:\n"
        "  - {name: board, type: dashboard, owner: {name: Sales}, depends_on: [ref('spent')]}\n"
    ),
    "models/orders.sql": (
        "{{ config(materialized='view') }}\n"
        "select e.id as order_id, e.customer as customer_id, e.item, e.n as amount\n"
        "from {{ source('web', 'events') }} e\n"
    ),
    "models/paid.sql": (
        "{{ config(materialized='ephemeral') }}\nselect * from {{ ref('orders') }} where amount is not null\n"
    ),
    "models/spent.sql": (
        "{{ config(materialized='table') }}\n"
        "select p.customer_id, sum(p.amount * s.price) as total\n"
        "from {{ ref('paid') }} p join {{ ref('prices') }} s on s.item = p.item group by 1\n"
    ),
    "models/last.sql": (
        "{{ config(materialized='table') }}\n"
        "select customer_id, max(amount) as most from {{ ref('orders') }} group by 1\n"
    ),
    "snapshots/orders_past.sql": (
        "{% snapshot orders_past %}\n"
        "{{ config(target_schema='main', unique_key='order_id', strategy='check', check_cols=['amount']) }}\n"
        "select order_id, amount from {{ ref('orders') }}\n"
        "{% endsnapshot %}\n"
    ),
}

LANDING = (
    "CREATE SCHEMA landing; CREATE TABLE landing.events (id INTEGER, customer INTEGER, item INTEGER, n INTEGER); "
    "INSERT INTO landing.events VALUES (1, 1, 1, 2), (2, 1, 2, 1), (3, 2, 1, NULL)"
)


def run_project(folder: Path, program: Path) -> None:
    """Write the project into `folder`, build it by ``dbt-ol``, and put the catalogue beside what the build wrote.

    The events are in ``events.jsonl``. The table that the project begins from is made by DuckDB itself.
    """
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    _run(
        folder,
        program.with_name("python"),
        "-c",
        f"import duckdb; duckdb.connect('shop.duckdb').execute('''{LANDING}''')",
    )
    _run(folder, program, "build")
    _run(folder, program.with_name("dbt"), "docs", "generate", "--target-path", "documented")
    shutil.copy(folder / "documented/catalog.json", folder / "target/catalog.json")


def _run(folder: Path, program: Path, *arguments: str) -> None:
    environment = {
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "OPENLINEAGE_NAMESPACE": "dbt",
        "OPENLINEAGE__TRANSPORT__TYPE": "file",
        "OPENLINEAGE__TRANSPORT__LOG_FILE_PATH": "events.jsonl",
        "OPENLINEAGE__TRANSPORT__APPEND": "true",
    }
    done = subprocess.run(
        [program, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr

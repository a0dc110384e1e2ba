"""The how-to on object stores, followed by the real program: its configs are run as they stand."""

import os
import re
import subprocess
from pathlib import Path

import duckdb
import pytest
import yaml

from dte_exporter.tables.files import FilesSource
from tests.integration.object_stores.conftest import ACCOUNT_KEY, REPOSITORY, Store
from tests.integration.object_stores.tables_on_store import PEOPLE, delta_on, iceberg_on

pytestmark = pytest.mark.integration

PAGE = (REPOSITORY / "docs/how-to/read-from-an-object-store.md").read_text()
CONFIGS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
(BY_ENVIRONMENT, ON_MINIO, ON_AZURE, ON_GOOGLE) = CONFIGS
ROWS = "SELECT CASE WHEN range < 50 THEN 'f' ELSE 'm' END AS sex, range % 2 AS hired FROM range(100)"


def followed(exporter: Path, file: Path, config: str, **environment: str) -> list[str]:
    """Return what check-config, and a run, print of `config`."""
    file.write_text(config)
    told = []
    for verb in ("check-config", "run"):
        command = [exporter, verb, "--config.file", file]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})
        assert done.returncode == 0, done.stdout + done.stderr
        told.append(done.stdout)
    return told


@pytest.fixture
def scored(store: Store, tmp_path: Path) -> Store:
    """Return each store with what the page reads."""
    duckdb.connect().execute(f"COPY ({ROWS}) TO '{tmp_path}/day.parquet' (FORMAT parquet)")
    store.put("2018/day.parquet", (tmp_path / "day.parquet").read_bytes())
    return store


def test_the_configs_of_the_page_read_a_store(scored: Store, exporter: Path, tmp_path: Path) -> None:
    """With the address of the test's own store in place of the page's, and keys in the variables that it names."""
    page, endpoint = (ON_MINIO, "http://minio:9000") if scored.scheme == "s3" else (ON_AZURE, "http://azurite:10000")
    assert endpoint in page
    keys = {"SCORES_ACCESS_KEY": "AKIATEST", "SCORES_SECRET_KEY": "any", "SCORES_ACCOUNT_KEY": ACCOUNT_KEY}

    looked, ran = followed(exporter, tmp_path / "c.yaml", page.replace(endpoint, scored.proxy.url), **keys)

    assert "1 data set, 1 check: ok (1 data set read, 100 rows)" in looked
    assert "1 of 1 checks ended ok" in ran


def test_the_environment_alone_is_enough(s3: Store, exporter: Path, tmp_path: Path) -> None:
    """For the first config of the page, and for init, which proposes one."""
    duckdb.connect().execute(f"COPY ({ROWS}) TO '{tmp_path}/day.parquet' (FORMAT parquet)")
    s3.put("2018/day.parquet", (tmp_path / "day.parquet").read_bytes())
    own = {"AWS_ACCESS_KEY_ID": "AKIATEST", "AWS_SECRET_ACCESS_KEY": "any", "AWS_ENDPOINT_URL": s3.proxy.url}
    assert len(followed(exporter, tmp_path / "c.yaml", BY_ENVIRONMENT, **own)) == 2

    made = tmp_path / "made.yaml"
    command: list[str | Path] = [exporter, "init", "s3://scores/2018", "-o", made]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **own})

    (dataset,) = yaml.safe_load(made.read_text())["datasets"].values()
    assert dataset["source"] == {"type": "files", "path": "s3://scores/2018"}
    assert len(followed(exporter, made, made.read_text(), **own)) == 2


@pytest.mark.parametrize("kind", ["delta", "iceberg"])
def test_init_knows_a_table_with_a_log_on_a_store(kind: str, s3: Store, exporter: Path, tmp_path: Path) -> None:
    """By what lies in its folder; the proposed config is looked at and run as it stands."""
    table = {"delta": delta_on, "iceberg": iceberg_on}[kind](s3, tmp_path)
    own = {"AWS_ACCESS_KEY_ID": "AKIATEST", "AWS_SECRET_ACCESS_KEY": "any", "AWS_ENDPOINT_URL": s3.proxy.url}
    made = tmp_path / "made.yaml"
    command: list[str | Path] = [exporter, "init", table.source["path"], "-o", made]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **own, "AWS_REGION": "us-east-1"})

    (dataset,) = yaml.safe_load(made.read_text())["datasets"].values()
    assert dataset["source"] == {"type": kind, "path": table.source["path"]}
    looked, ran = followed(exporter, made, made.read_text(), **own, AWS_REGION="us-east-1")
    assert f"(1 data set read, {PEOPLE.num_rows} rows)" in looked
    assert "2 of 2 checks ended ok" in ran


def test_the_config_for_google_is_one(tmp_path: Path) -> None:
    """It is not run: no store of Google's is here."""
    source = yaml.safe_load(ON_GOOGLE)["datasets"]["scores"]["source"]
    source["store"]["service_account"] = "{}"
    assert FilesSource.model_validate(source).path.startswith("gs://")

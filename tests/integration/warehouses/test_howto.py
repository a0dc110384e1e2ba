"""The how-to on warehouses: its config on the stand-ins, and its addresses as far as nobody has to answer."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
import yaml
from typer.testing import CliRunner

from dev.generate import example
from dev.generate.warehouse_sql import WAREHOUSES
from dte_exporter.cli import app
from dte_exporter.outcome import Outcome
from dte_exporter.tables.databases.warehouses.warehouse_address import WarehouseAddress
from dte_exporter.tables.databases.warehouses.warehouse_session import WarehouseSession
from tests.integration.test_engines import ran
from tests.integration.warehouses.warehouse_homes import StandIn

pytestmark = pytest.mark.integration

PAGE = (Path(__file__).parents[3] / "docs/how-to/read-from-a-warehouse.md").read_text()
(CONFIG,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
ADDRESSES = dict(re.findall(r"\| `\[(\w+)\]` \| `(\w+://\S+)` \|", PAGE))
ROWS = 400


def test_the_config_of_the_page_is_read_and_run(home: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It differs by the address alone, and has the rate of each group."""
    now = datetime.fromtimestamp(example.NOW, UTC)
    rows = {
        "approved": [place % 4 == 0 for place in range(ROWS)],
        "sex": ["f" if place % 2 else "m" for place in range(ROWS)],
        "decided_at": pa.array([now - timedelta(hours=place + 1) for place in range(ROWS)], pa.timestamp("us", "UTC")),
    }
    home.put(home.spelt("predictions"), pa.table({home.spelt(name): values for name, values in rows.items()}))
    monkeypatch.setenv("WAREHOUSE_URL", home.url)

    result = ran(yaml.safe_load(CONFIG), tmp_path / "page", "fair")

    rates = {
        one.labels["group"]: one.value for one in result.samples if one.name == "dte_fairness_group_selection_rate"
    }
    assert (result.outcome, result.message) == (Outcome.OK, "")
    assert rates == {"f": 0.0, "m": 0.5}
    assert result.evidence.rows_read == {"current": ROWS}


@pytest.mark.parametrize("kind", WAREHOUSES, ids=lambda kind: kind.extra)
def test_an_address_of_the_page_is_one(
    kind: type[WarehouseSession], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All six, each by the scheme of its extra, with the parts and parameters that it may have."""
    url = ADDRESSES[kind.extra]
    (tmp_path / "config.yaml").write_text(CONFIG)
    monkeypatch.setenv("WAREHOUSE_URL", url)

    told = CliRunner().invoke(app, ["check-config", "--no-data", str(tmp_path / "config.yaml")])

    assert url.startswith(f"{kind.extra}://")
    assert WarehouseAddress.parsed(url, kind.parts, kind.parameters).host
    assert "1 data set, 1 check: ok" in told.output


def test_the_page_says_of_each_what_sources_says() -> None:
    """Which were run in our tests, and which are compiled only."""
    printed = CliRunner().invoke(app, ["sources"]).output
    listed = dict(re.findall(r"^ *(?:sql)? *(\w+)://.*?\((run in our tests|compiled only)", printed, re.MULTILINE))
    written = dict(re.findall(r"\| `\[(\w+)\]` \| `\S+` \| \W*(run in our tests|compiled only)", PAGE))

    assert listed == written
    assert written.keys() == {kind.extra for kind in WAREHOUSES}

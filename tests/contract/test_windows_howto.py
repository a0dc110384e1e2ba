"""The windows of the page that says how to write a config are windows, each as it stands there."""

import re
from pathlib import Path

import pytest
import yaml

from dte_exporter.config.loading.load import load
from dte_exporter.config.windows import SIDES
from dte_exporter.registry import Registry

PAGE = Path(__file__).parents[2] / "docs/how-to/write-a-config.md"
_ROW = re.compile(r"^\| `(.+?)` \|", re.MULTILINE)


def examples(side: str) -> list[str]:
    """Return what stands in the first column of the table of a side."""
    _, _, table = PAGE.read_text().partition(f"\n| {side} |")
    return _ROW.findall(table.partition("\n\n")[0])


@pytest.mark.parametrize(("side", "window"), [(side, window) for side in SIDES for window in examples(side)])
def test_a_window_of_the_page_is_one(side: str, window: str, tmp_path: Path) -> None:
    """Beside a current window of seven days, of a data set that has a time."""
    windows = {"current": {"last": "7d"}, side: yaml.safe_load(window)}
    dataset = {
        "source": {"type": "files", "path": "loans.parquet"},
        "columns": {"prediction": "approved", "sensitive": ["sex"], "time": "decided_at"},
        "windows": windows,
    }
    check = {"check": "fairness", "dataset": "loans", "every": "1h"}
    file = tmp_path / "config.yaml"
    file.write_text(yaml.safe_dump({"datasets": {"loans": dataset}, "checks": {"fair": check}}))

    assert str(load(file, Registry.discover()).datasets["loans"].windows.current) != "all rows"


def test_both_tables_are_found() -> None:
    """So that the test above looks at all of them."""
    assert (len(examples("current")), len(examples("reference"))) == (9, 4)

"""The config behind a validation is one that the exporter takes."""

from pathlib import Path

import yaml

from dte_exporter.config.loading.load import load_text
from dte_exporter.registry import Registry
from dte_exporter.validation.composed import Asked, composed
from dte_exporter.validation.looked_at import looked_at
from tests.unit.validation.files import written

ROWS = 'SELECT i AS id, i % 7 AS "a: #\'b" FROM range(9) t(i)'


def test_it_is_one_check_of_one_data_set(tmp_path: Path) -> None:
    """Called after the file, with its key, and no limit on series that a wide table could reach."""
    file = looked_at(str(written(ROWS, tmp_path / "Loans 2026.parquet")), None)
    config = load_text(composed(Asked(file, None, None, None, tmp_path)), tmp_path / "validate", Registry.discover())

    assert list(config.checks) == ["facts"]
    assert config.checks["facts"].scope["dataset"] == "loans-2026"
    assert config.datasets["loans-2026"].columns.key == "id"
    assert config.cache == tmp_path


def test_a_reference_is_learned_from_and_measured_itself(tmp_path: Path) -> None:
    """Its columns that the file has not are named, lest the facts look for them."""
    file = looked_at(str(written(ROWS, tmp_path / "loans.parquet")), None)
    before = looked_at(str(written(f"SELECT *, 1 AS gone FROM ({ROWS})", tmp_path / "before.parquet")), None)
    config = load_text(composed(Asked(file, before, None, None, tmp_path)), tmp_path / "validate", Registry.discover())

    assert list(config.checks) == ["facts", "reference"]
    assert str(config.checks["facts"].window("reference")) == "dataset: loans-reference"
    assert config.checks["reference"].scope["dataset"] == "loans-reference"
    assert config.datasets["loans-reference"].columns.features.exclude == ("gone",)


def test_a_suite_and_a_contract_are_checks_of_the_same_rows(tmp_path: Path) -> None:
    """Each names its file from the root, since the config lies nowhere."""
    file = looked_at(str(written(ROWS, tmp_path / "loans.parquet")), None)
    tree = yaml.safe_load(composed(Asked(file, None, Path("s.json"), Path("/rules/c.yaml"), tmp_path)))

    assert {name: (one["check"], one["dataset"]) for name, one in tree["checks"].items()} == {
        "facts": ("quality", "loans"),
        "suite": ("expectations", "loans"),
        "contract": ("contract", "loans"),
    }
    assert tree["checks"]["suite"]["suite"] == str(Path.cwd() / "s.json")
    assert tree["checks"]["contract"]["contract"] == "/rules/c.yaml"

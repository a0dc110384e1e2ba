"""The artifacts that are looked for where none is named are those that the installed MLflow writes by itself."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from dte_exporter.checks.drift.importance.logged_importances import AUTOLOGGED


def _autologging(of: str) -> str:
    """Return the text of MLflow's autologging, which cannot be imported without the library that it is of."""
    found = find_spec("mlflow")
    assert found is not None
    assert found.origin is not None
    return (Path(found.origin).parent / of / "__init__.py").read_text()


@pytest.mark.parametrize("library", ["xgboost", "lightgbm"])
def test_importances_are_logged_as_json_by_this_name(library: str) -> None:
    """A mapping in a file, straight among the run's artifacts."""
    text = _autologging(library)

    assert 'f"feature_importance_{imp_type}.json"' in text
    assert "json.dump(imp, f" in text
    assert "mlflow.log_artifact(filepath)\n" in text


def test_the_kinds_that_are_logged_by_default_are_looked_for() -> None:
    """LightGBM's are splits and gain; XGBoost's is weight, and gain or total gain where somebody asks for them."""
    assert 'for imp_type in ["split", "gain"]' in _autologging("lightgbm")
    assert 'importance_types = ["weight"]' in _autologging("xgboost")
    assert {*AUTOLOGGED} == {f"feature_importance_{kind}.json" for kind in ("total_gain", "gain", "weight", "split")}

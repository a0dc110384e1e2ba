"""Real MLflow stores in files, and nothing of how MLflow uses its libraries as our warnings."""

import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from dev.demo.make_mlflow_store import Trained, make

Storing = Callable[..., None]


@pytest.fixture(scope="session", autouse=True)
def _mlflow_imported() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import mlflow.store.tracking.sqlalchemy_store
        import mlflow.tracking  # noqa: F401  for the warnings of its import


@pytest.fixture
def stored(tmp_path: Path) -> Storing:
    """Return a function that registers models in a new store, mlflow.db in the test's folder."""

    def storing(*trained: Trained) -> None:
        make(tmp_path / "mlflow.db", trained)

    return storing

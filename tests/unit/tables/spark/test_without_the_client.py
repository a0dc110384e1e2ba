import importlib.util
from contextlib import ExitStack
from importlib.machinery import ModuleSpec

import pytest

from dte_exporter.errors import SourceError
from dte_exporter.tables.spark import spark_connection


def test_without_the_client_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is connected to."""
    there = importlib.util.find_spec

    def find(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "pyspark" else there(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", find)

    with ExitStack() as made, pytest.raises(SourceError, match=r"pip install 'dte-exporter\[spark\]'"):
        spark_connection.session("sc://lake:15002", made)

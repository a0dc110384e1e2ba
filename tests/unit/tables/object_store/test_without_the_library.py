"""Without the extra, a source on an object store says which it needs, and files on a disk need none."""

import subprocess
import sys
from pathlib import Path

import pytest

from dte_exporter.errors import SourceError
from dte_exporter.tables.files import FilesSource, open_files


def test_a_missing_library_is_a_sentence_with_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is where the exporter was installed without it."""
    monkeypatch.setitem(sys.modules, "obstore", None)
    source = FilesSource.model_validate({"type": "files", "path": "s3://scores/t.csv"})
    with pytest.raises(SourceError) as raised:
        open_files.open(source, Path())
    assert str(raised.value) == (
        "s3://scores/t.csv is on an object store, which needs more packages: pip install 'dte-exporter[objects]'"
    )


FIND_ALL = """
import sys
from dte_exporter.registry import Registry
Registry.discover()
print(sorted({"obstore", "fsspec", "duckdb"} & {*sys.modules}))
"""


def test_who_finds_the_sources_imports_no_library_of_theirs() -> None:
    """The serving process does, and stays without them."""
    found = subprocess.run([sys.executable, "-c", FIND_ALL], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"

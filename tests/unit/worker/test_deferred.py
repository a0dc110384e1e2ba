import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from dte_exporter.worker.deferred import defer

EVIDENTLY = """
import sys
from dte_exporter.worker.deferred import DEFERRED, defer
for package in DEFERRED:
    defer(package)
import evidently.legacy.calculations.stattests
print(sorted({"evidently.ui", "evidently.llm", "litestar", "nltk", "plotly"} & set(sys.modules)))
from evidently import Report
print(Report.__module__, "evidently.ui" in sys.modules)
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the name of a package that counts how often it is executed, with a submodule."""
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "whole").mkdir()
    (tmp_path / "whole" / "__init__.py").write_text(
        "import sys\nsys.whole += 1\nfrom whole import part\nname = 'whole'\n"
    )
    (tmp_path / "whole" / "part.py").write_text("name = 'part'\n")
    monkeypatch.setattr(sys, "whole", 0, raising=False)
    for module in ("whole", "whole.part"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    return "whole"


def executed() -> int:
    """Return how often the package was executed."""
    return int(vars(sys)["whole"])


def test_a_submodule_is_imported_without_its_package(package: str) -> None:
    """Only a name of the package itself executes it, and once."""
    defer(package)
    assert (importlib.import_module("whole.part").name, executed()) == ("part", 0)
    whole = importlib.import_module("whole")
    assert (whole.name, whole.name, executed()) == ("whole", "whole", 1)
    with pytest.raises(AttributeError):
        _ = whole.no_such_name


def test_who_walks_through_all_modules_executes_none(package: str) -> None:
    """As unittest does, which looks for the warnings that each has shown."""
    defer(package)
    assert (hasattr(sys.modules[package], "__warningregistry__"), executed()) == (False, 0)


def test_a_package_that_is_imported_already_stays_as_it_is(package: str) -> None:
    """Nor is one that is not installed an error."""
    before = importlib.import_module(package)
    defer(package)
    defer("no_package_at_all")
    assert sys.modules[package] is before
    assert "no_package_at_all" not in sys.modules


def test_the_tests_of_drift_load_without_all_of_evidently() -> None:
    """Its server, its language models and its reports stay out, until something asks Evidently itself for a name."""
    run = subprocess.run([sys.executable, "-W", "ignore", "-c", EVIDENTLY], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == ["[]", "evidently.core.report True"]

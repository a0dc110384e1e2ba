import subprocess
import sys

HEAVY = [
    *("numpy", "pandas", "scipy", "sklearn", "fairlearn", "evidently", "ibis"),
    *("duckdb", "mlflow", "pyarrow", "sqlglot", "litestar", "plotly"),
]


def test_serving_imports_no_calculator() -> None:
    """A process that only answers scrapes must stay small: importing the web and the exposition loads none of them."""
    program = (
        "import sys, dte_exporter.web, dte_exporter.exposition.exposition, dte_exporter.exposition.catalogue\n"
        f"print(*sorted(set({HEAVY}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []

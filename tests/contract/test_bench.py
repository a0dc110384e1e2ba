"""The bench finds what it measures by itself."""

import ast
from pathlib import Path

from dev.bench.__main__ import subjects

BENCH = Path(__file__).parents[2] / "dev/bench"


def test_each_module_with_a_function_of_rows_is_a_subject_and_nothing_else_is() -> None:
    """A module that only speaks of such a function measures nothing, and asking it stops the whole run."""
    trees = {file.stem: ast.parse(file.read_text()) for file in BENCH.glob("*.py")}
    measuring = {
        name
        for name, tree in trees.items()
        if any(isinstance(node, ast.FunctionDef) and node.name == "rows" for node in tree.body)
    }

    assert set(subjects()) == measuring
    assert "__main__" not in measuring

"""What the page on the architecture says, held to the tree and to the layers."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
PAGE = (REPOSITORY / "docs/explanation/architecture.md").read_text()
PACKAGE = REPOSITORY / "dte_exporter"
_PATH = re.compile(r"`((?:dte_exporter|tools|deploy|docs|grafana)/[\w./-]+)`")
_QUESTIONS = PAGE.partition("## Where do I …?")[2]


def test_every_path_that_the_page_names_is_there() -> None:
    """A file that was moved takes its mention with it."""
    named = _PATH.findall(PAGE)

    assert len(named) > 40
    assert [path for path in named if not (REPOSITORY / path).exists()] == []


def test_twenty_questions_are_answered() -> None:
    """Each with a path."""
    rows = [line for line in _QUESTIONS.splitlines() if line.startswith("| ") and not line.startswith("| |")]
    rows = [line for line in rows if "---" not in line]

    assert len(rows) == 20
    assert all(_PATH.search(line) for line in rows)


def test_every_room_is_told() -> None:
    """Each folder of the package has its sentence, and each layer its room."""
    rooms = {f"dte_exporter/{folder.name}/" for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists()}
    layers = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0][
        "layers"
    ]
    layered = set(re.findall(r"dte_exporter\.(\w+)", " ".join(layers)))

    assert rooms <= set(_PATH.findall(PAGE))
    assert layered >= {room.split("/")[1] for room in rooms} - {"frameworks"}


GENERIC = ("statistics", "tables", "records", "worker", "scheduling", "storage")
PILLARS = re.compile(r"fairness|drift|compliance|gdpr", re.IGNORECASE)


def words(file: Path) -> Iterator[str]:
    """Yield the names and texts of a module's code; what it says to readers is none of it."""
    tree = ast.parse(file.read_text())
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value
        elif isinstance(node, ast.Name | ast.Attribute):
            yield node.id if isinstance(node, ast.Name) else node.attr
        elif isinstance(node, ast.ImportFrom | ast.alias):
            yield (node.module or "") if isinstance(node, ast.ImportFrom) else node.name


def test_no_generic_room_knows_a_pillar() -> None:
    """What a pillar needs of them it declares: a new one is no change there."""
    modules = [*(file for room in GENERIC for file in (PACKAGE / room).rglob("*.py")), PACKAGE / "registry.py"]
    named = {f"{file.relative_to(PACKAGE)}: {word}" for file in modules for word in words(file) if PILLARS.search(word)}

    assert named == set()

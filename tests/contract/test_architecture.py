"""What the page on the architecture says, held to the tree and to the layers."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
PAGE = (REPOSITORY / "docs/explanation/architecture.md").read_text()
PACKAGE = REPOSITORY / "dte_exporter"
_PATH = re.compile(r"`((?:dte_exporter|tools|dev|deploy|docs|grafana)/[\w./-]+)`")
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


GENERIC = ("statistics", "tables", "records", "worker", "scheduling", "storage", "exposition", "sinks", "inspection")
PILLARS = re.compile(r"fairness|drift|compliance|gdpr", re.IGNORECASE)

SHARED = {"check", "coverage", "plan", "route"}
"""Words of a layer: a kind of check, what of its rows it used, how a statistic is made, and where a path leads."""
FACES = ("cli/verbs", "rules", "reports", "web/api", "web/status")
"""Rooms that show things to somebody: a file there is called what it shows is called."""
MODULES = sorted(file for file in PACKAGE.rglob("*.py") if file.name != "__init__.py")


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


def test_no_two_modules_share_a_name() -> None:
    """But for the words of a layer, and what a face shows."""
    places: dict[str, list[str]] = {}
    for file in MODULES:
        room = file.parent.relative_to(PACKAGE).as_posix()
        if room not in FACES and file.stem not in SHARED:
            places.setdefault(file.stem, []).append(room)

    assert {name: rooms for name, rooms in places.items() if len(rooms) > 1} == {}


def test_no_folder_is_a_shelf() -> None:
    """Fifteen modules can be taken in at a glance."""
    counted = Counter(file.parent.relative_to(PACKAGE).as_posix() for file in MODULES)

    assert {folder: count for folder, count in counted.items() if count > 15} == {}


def test_modules_and_functions_are_short() -> None:
    """A module has no more than 300 lines, a function no more than 40 beside its docstring."""
    long = {str(file.relative_to(PACKAGE)): len(file.read_text().splitlines()) for file in MODULES}
    functions = {
        f"{file.relative_to(PACKAGE)}: {node.name}": _lines(node)
        for file in MODULES
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert {name: count for name, count in long.items() if count > 300} == {}
    assert {name: count for name, count in functions.items() if count > 40} == {}


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines a function has, without its docstring."""
    docstring = function.body[0] if ast.get_docstring(function) else None
    told = docstring.end_lineno - docstring.lineno + 1 if docstring and docstring.end_lineno else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - told


def test_the_workshop_says_what_each_thing_in_it_is_for() -> None:
    """Its page names every program and folder there, and is short."""
    page = (REPOSITORY / "dev/README.md").read_text()
    things = {
        path.stem
        for path in (REPOSITORY / "dev").iterdir()
        if path.stem not in {"README", "__pycache__"} and not path.name.startswith(".")
    }

    assert {thing for thing in things if f"`{thing}" not in page} == set()
    assert len(page.splitlines()) <= 25


def test_the_package_knows_neither_tests_nor_workshop() -> None:
    """What users install stands on its own."""
    imported = {
        (file.name, word)
        for file in MODULES
        for word in words(file)
        if re.fullmatch(r"(tests|dev|grafana)(\.\w+)+", word)
    }

    assert imported == set()

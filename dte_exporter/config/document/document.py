"""A YAML file as plain values that remember their lines. It cannot run code, nor grow beyond its limits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from dte_exporter.config.document.regular_file import UnreadableError, read_regular
from dte_exporter.config.document.scalars import MAP, MERGE, SEQ, CoreLoader, foreign, value_of
from dte_exporter.config.document.slips import explained
from dte_exporter.config.problems import Path, Problem
from dte_exporter.errors import ConfigError

MAX_BYTES = 2**20
MAX_VALUES = 50_000
"""Values in a file once its aliases are followed: a few lines of aliases could mean billions."""
MAX_DEPTH = 24


@dataclass(frozen=True, slots=True)
class Document:
    """A config file as it is written.

    Parameters
    ----------
    tree : mapping
        Its values, with keys that are text.
    lines : mapping of Path to int
        The line of each key and item.
    texts : mapping of Path to str
        Each scalar without quotes, as written.
    problems : tuple of Problem
        What is wrong with its YAML; the tree leaves it out.
    """

    tree: Mapping[str, Any]
    lines: Mapping[Path, int]
    texts: Mapping[Path, str]
    problems: tuple[Problem, ...] = ()

    def line(self, path: Path) -> int | None:
        """Return the line of the value at `path`, or of what would hold it; None for the file itself."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None


def read(file: FilePath, expected: str = "a mapping with datasets and checks", may_be_empty: bool = False) -> Document:
    """Return the document in `file`; `expected` are words for what such a file holds.

    Raises
    ------
    ConfigError
        If it cannot be read (see `read_regular`), is not UTF-8, not YAML, or holds no mapping, be it that it may be
        empty.
    """
    return parsed(_text(file), file, expected, may_be_empty)


def parsed(
    text: str, file: FilePath, expected: str = "a mapping with datasets and checks", may_be_empty: bool = False
) -> Document:
    """Return the document that `text` is, which is, or could be, in `file`.

    Raises
    ------
    ConfigError
        If it is not YAML, or holds no mapping, be it that it may be empty.
    """
    try:
        node = yaml.compose(text, Loader=CoreLoader)
        builder = _Builder()
        tree = builder.build(node, ()) if node is not None else None
    except yaml.YAMLError as error:
        raise ConfigError((f"{file}{_place(error, text)}",)) from error
    except (RecursionError, _LimitError) as error:
        what = str(error) if isinstance(error, _LimitError) else f"its values lie more than {MAX_DEPTH} levels deep"
        raise ConfigError((f"{file}: {what}: a config needs no such nesting or repetition",)) from error
    if tree is None and builder.problems:
        raise ConfigError(tuple(f"{file}:{problem.line}: {problem.sentence}" for problem in builder.problems))
    if tree is None and may_be_empty:
        tree = {}
    if not isinstance(tree, dict):
        what = "is empty" if tree is None else f"holds a {'list' if isinstance(tree, list) else 'single value'}"
        raise ConfigError((f"{file}: the file {what}: write {expected}",))
    return Document(tree, builder.lines, builder.texts, tuple(builder.problems))


def _text(file: FilePath) -> str:
    try:
        body = read_regular(file, MAX_BYTES, "a config")
    except UnreadableError as error:
        raise ConfigError((f"{file}: the file {error}",)) from error
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        raise ConfigError((f"{file}:{line}: the file is not UTF-8: save it as UTF-8",)) from error


def _place(error: yaml.YAMLError, text: str) -> str:
    """Return ``:line: sentence`` for what the YAML parser refuses, without the text of the line."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        line, what = explained(error, error.problem_mark, text)
        return f":{line}: this is not YAML: {what}"
    character = getattr(error, "character", 0)
    return f": this is not YAML: it holds the control character U+{character:04X}: remove it"


class _LimitError(Exception):
    """The document is larger than a config may be."""


@dataclass(slots=True)
class _Builder:
    """Turns nodes into values, noting where each came from."""

    lines: dict[Path, int] = field(default_factory=dict)
    texts: dict[Path, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    values: int = 0

    def build(self, node: Node, path: Path) -> Any:
        self._count(path)
        if isinstance(node, ScalarNode):
            return self._scalar(node, path)
        if node.tag not in {MAP, SEQ}:
            self.problems.append(Problem(path, str(foreign(node.tag)), node.start_mark.line + 1))
            return None
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        return [self._item(item, (*path, place)) for place, item in enumerate(node.value)]

    def _count(self, path: Path) -> None:
        self.values += 1
        if self.values > MAX_VALUES:
            raise _LimitError(f"it holds more than {MAX_VALUES:,} values once its aliases are followed")
        if len(path) > MAX_DEPTH:
            raise _LimitError(f"its values lie more than {MAX_DEPTH} levels deep")

    def _item(self, node: Node, path: Path) -> Any:
        self.lines[path] = node.start_mark.line + 1
        return self.build(node, path)

    def _scalar(self, node: ScalarNode, path: Path) -> Any:
        if node.style is None:
            self.texts[path] = node.value
        try:
            return value_of(node)
        except ValueError as error:
            self.problems.append(Problem(path, str(error), node.start_mark.line + 1))
            return None

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        tree: dict[str, Any] = {}
        for key_node, value_node, inherited in self._entries(node, path):
            key = self._key(key_node, path)
            if key is None or (inherited and key in tree):
                continue
            line = key_node.start_mark.line + 1
            if key in tree:
                first = self.lines[(*path, key)]
                self.problems.append(Problem((*path, key), f"the key is there twice, first on line {first}", line))
                continue
            self.lines[(*path, key)] = line
            tree[key] = self.build(value_node, (*path, key))
        return tree

    def _entries(self, node: MappingNode, path: Path) -> Iterator[tuple[Node, Node, bool]]:
        """Yield keys and values of `node`, then what it inherits by ``<<``."""
        self._count(path)
        yield from ((key, value, False) for key, value in node.value if key.tag != MERGE)
        for key, value in node.value:
            if key.tag == MERGE:
                for parent in value.value if isinstance(value, SequenceNode) else [value]:
                    yield from self._inherited(parent, path)

    def _inherited(self, parent: Node, path: Path) -> Iterator[tuple[Node, Node, bool]]:
        if not isinstance(parent, MappingNode):
            line = parent.start_mark.line + 1
            self.problems.append(Problem((*path, "<<"), "only a mapping can be merged: write <<: *anchor", line))
            return
        yield from ((key, value, True) for key, value, _ in self._entries(parent, path))

    def _key(self, node: Node, path: Path) -> str | None:
        """Return the key if it is text; else note what is wrong with it."""
        line = node.start_mark.line + 1
        try:
            key = value_of(node) if isinstance(node, ScalarNode) else node.value
        except ValueError as error:
            self.problems.append(Problem(path, f"a key: {error}", line))
            return None
        if isinstance(key, str):
            return key
        what = "is no text"
        if isinstance(node, ScalarNode):
            what = f'{node.value} is no text: quote it ("{node.value}")'
        elif isinstance(node, MappingNode):
            what = "is no text: a value with {{ }} needs quotes"
        self.problems.append(Problem(path, f"a key {what}", line))
        return None

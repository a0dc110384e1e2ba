"""A file of YAML as a model, and what is wrong with it as sentences that name the file and the line."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from dte_exporter.config.document.document import Document, read
from dte_exporter.config.document.explanations import Explainer
from dte_exporter.config.document.secrets import Resolved, resolve
from dte_exporter.config.problems import Path, Problem, dotted
from dte_exporter.config.types import AS_WRITTEN
from dte_exporter.errors import ConfigError

M = TypeVar("M", bound=BaseModel)


def read_as(file: FilePath, model: type[M], expected: str) -> M:
    """Return what is in `file` as a `model`; `expected` are words for what such a file holds.

    Raises
    ------
    ConfigError
        If anything is wrong with it: every problem, in the order of lines.
    """
    document = read(file, expected)
    resolved = Resolved(document.tree, {}, ())
    problems = list(document.problems)
    try:
        value = model.model_validate(document.tree, context=AS_WRITTEN)
    except ValidationError as error:
        problems += Explainer(document, resolved).explain(error, model, document.tree, ())
    if problems:
        raise ConfigError(sentences(file, problems, document, resolved))
    return value


def sentences(file: FilePath, problems: list[Problem], document: Document, resolved: Resolved) -> tuple[str, ...]:
    """Return each problem as a line of text, in the order of lines."""
    lines = {problem: problem.line or document.line(problem.path) or 0 for problem in problems}
    return tuple(
        f"{file}{f':{lines[problem]}' if lines[problem] else ''}: {f'{dotted(problem.path)}: ' if problem.path else ''}"
        f"{resolved.redact(problem.sentence, problem.path)}"
        for problem in sorted(lines, key=lambda problem: (lines[problem], dotted(problem.path)))
    )


def told_of(file: FilePath, problems: Iterable[Problem]) -> tuple[str, ...]:
    """Return `problems` that are met once the config in `file` is used: each as a line of text, in the order of lines.

    A path that leads further than the file does, as to a value that has a short form, ends where the file's ends.

    Raises
    ------
    ConfigError
        If the file can no longer be read.
    """
    told = list(problems)
    if not told:
        return ()  # a file of thousands of checks takes seconds to read
    document = read(file)
    written = [replace(problem, path=_in_file(problem.path, document.tree)) for problem in told]
    return sentences(file, written, document, resolve(document.tree, file.parent, os.environ))


def _in_file(path: Path, tree: Mapping[str, Any]) -> Path:
    """Return as much of `path` as there is in `tree`."""
    here: Any = tree
    for depth, part in enumerate(path):
        if not _has(here, part):
            return path[:depth]
        here = here[part]
    return path


def _has(tree: Any, part: str | int) -> bool:
    if isinstance(tree, list):
        return isinstance(part, int) and part < len(tree)
    return isinstance(tree, dict) and part in tree

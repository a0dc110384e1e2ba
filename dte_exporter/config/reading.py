"""A file of YAML as a model, and what is wrong with it as sentences that name the file and the line."""

from pathlib import Path as FilePath
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from dte_exporter.config.document import Document, read
from dte_exporter.config.explanations import Explainer
from dte_exporter.config.problems import Problem, dotted
from dte_exporter.config.secrets import Resolved
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

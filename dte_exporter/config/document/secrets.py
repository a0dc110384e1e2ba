"""References to what is not in the file: ``${VAR}``, ``${VAR:-default}`` and ``{file: /run/secrets/x}``.

They are resolved in values that YAML has already read, so what they bring in is text and never more YAML. ``$${`` is a
literal ``${``. Whoever speaks of a value asks here for the reference to show instead.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from dte_exporter.config.document.regular_file import UnreadableError, read_regular
from dte_exporter.config.problems import Path, Problem

MAX_SECRET_BYTES = 2**16
MIN_SECRET_LENGTH = 4

_WORD = re.compile(r"\w{4,}")
_REFERENCE = re.compile(r"\$\$\{|\$\{(?:(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?P<default>:-[^}]*)?\})?")


@dataclass(frozen=True, slots=True)
class Reference:
    """A value that came from elsewhere: how the file words it, and what must not be shown."""

    written: str
    secrets: tuple[str, ...]

    def hidden(self) -> list[str]:
        """Return what must not be shown, the longest first; what is very short is no secret but garbles sentences."""
        return sorted((secret for secret in self.secrets if len(secret) >= MIN_SECRET_LENGTH), key=len, reverse=True)

    def is_quoted_in(self, sentence: str) -> bool:
        """Return whether `sentence` holds a word of what must not be shown."""
        words = {word for secret in self.secrets for word in _WORD.findall(secret)}
        return not words.isdisjoint(_WORD.findall(sentence.replace(self.written, "")))


@dataclass(frozen=True, slots=True)
class Resolved:
    """A tree whose references are replaced by what they stand for.

    Parameters
    ----------
    tree : mapping
        The values.
    references : mapping of Path to Reference
        Those values that came from elsewhere.
    problems : tuple of Problem
        The references that lead nowhere; the tree has None in their place.
    """

    tree: Mapping[str, Any]
    references: Mapping[Path, Reference]
    problems: tuple[Problem, ...]

    def redact(self, sentence: str, path: Path) -> str:
        """Return `sentence`, which speaks of the value at `path`, with references in place of what they stand for.

        Where it quotes but a part of that, nothing of the sentence is kept.
        """
        for place, reference in self.references.items():
            if place[: len(path)] == path or path[: len(place)] == place:
                for secret in reference.hidden():
                    sentence = sentence.replace(secret, reference.written)
            if path[: len(place)] == place and reference.is_quoted_in(sentence):
                return f"{reference.written!r}: what it stands for does not fit"
        return sentence


def resolve(tree: Mapping[str, Any], base: FilePath, environment: Mapping[str, str]) -> Resolved:
    """Return `tree` with every reference resolved; files of secrets are relative to `base`."""
    resolver = _Resolver(base, environment)
    resolved = {key: resolver.resolve(value, (key,)) for key, value in tree.items()}
    return Resolved(resolved, resolver.references, tuple(resolver.problems))


@dataclass(slots=True)
class _Resolver:
    base: FilePath
    environment: Mapping[str, str]
    references: dict[Path, Reference] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def resolve(self, value: Any, path: Path) -> Any:
        match value:
            case {"file": str(name)} if len(value) == 1:
                return self._noted(path, f"{{file: {name}}}", lambda: (self._file(name),))
            case dict():
                return {key: self.resolve(item, (*path, key)) for key, item in value.items()}
            case list():
                return [self.resolve(item, (*path, place)) for place, item in enumerate(value)]
            case str() if "${" in value:
                return self._noted(path, value, lambda: self._substituted(value))
        return value

    def _noted(self, path: Path, written: str, read: Callable[[], tuple[str, ...]]) -> str | None:
        """Return the first text that `read` gives, remembering all as secrets, or note why it cannot."""
        try:
            secrets = read()
        except ValueError as error:
            self.problems.append(Problem(path, str(error)))
            return None
        self.references[path] = Reference(written, tuple(filter(None, secrets)))
        return secrets[0]

    def _substituted(self, text: str) -> tuple[str, ...]:
        """Return `text` with its variables' values, and then each of them."""
        values: list[str] = []

        def value(match: re.Match[str]) -> str:
            if match[0] == "$${":
                return "${"
            values.append(self._variable(match))
            return values[-1]

        return _REFERENCE.sub(value, text), *values

    def _variable(self, match: re.Match[str]) -> str:
        name, default = match["name"], match["default"]
        if name is None:
            raise ValueError(
                "a reference is not well formed: write ${NAME} or ${NAME:-default}, and $${ for a plain ${"
            )
        value = self.environment.get(name)
        if default is not None:
            return value or default.removeprefix(":-")
        if value is None:
            raise ValueError(f"the environment variable {name} is not set: set it, or write ${{{name}:-default}}")
        return value

    def _file(self, name: str) -> str:
        try:
            text = read_regular(self.base / name, MAX_SECRET_BYTES, "a secret").decode().rstrip("\r\n")
        except UnreadableError as error:
            raise ValueError(f"the file {name!r} {error}") from error
        except UnicodeDecodeError as error:
            raise ValueError(f"the file {name!r} cannot be read: it is not UTF-8") from error
        if not text:
            raise ValueError(f"the file {name!r} is empty")
        return text

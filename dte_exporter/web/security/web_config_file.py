"""From the file of ``--web.config.file`` to what it comes to; everything wrong with it as one sentence a line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from dte_exporter.clock import Clock
from dte_exporter.config.document.document import Document, read
from dte_exporter.config.document.explanations import Explainer
from dte_exporter.config.document.secrets import Resolved
from dte_exporter.config.document.sentences import sentences
from dte_exporter.config.problems import Problem
from dte_exporter.config.types import AS_WRITTEN
from dte_exporter.errors import ConfigError
from dte_exporter.web.security.passwords import Passwords
from dte_exporter.web.security.rate_limit import Bucket
from dte_exporter.web.security.security import Security
from dte_exporter.web.security.tls import ServerContext, UnfitError, server_context
from dte_exporter.web.security.tokens import Tokens, token
from dte_exporter.web.security.web_config import Role, WebConfig

_EXPECTED = "a mapping with tls_server_config, http_server_config or basic_auth_users"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A web config before the files that it names are read.

    Parameters
    ----------
    file : Path
        Where it stands.
    config : WebConfig
        What it says.
    document : Document
        How it says that.
    """

    file: Path
    config: WebConfig
    document: Document

    @property
    def named(self) -> tuple[Path, ...]:
        """The files that it names."""
        return tuple(self.config.files(self.file.parent))

    def security(self, clock: Clock) -> Security:
        """Return what it comes to.

        Raises
        ------
        ConfigError
            If a file that it names does not serve.
        """
        build = _Build(self.config, self.file.parent)
        tls, tokens = build.tls(), dict(build.tokens())
        if build.problems:
            raise ConfigError(_sentences(self.file, build.problems, self.document))
        headers = self.config.http_server_config.headers.model_dump(by_alias=True)
        limit = self.config.rate_limit
        return Security(
            tls=tls,
            passwords=Passwords({name: one.get_secret_value() for name, one in self.config.basic_auth_users.items()}),
            roles=self.config.basic_auth_roles,
            tokens=Tokens(tokens),
            headers={name: value for name, value in headers.items() if value},
            bucket=Bucket(limit, clock) if limit.interval else None,
        )


def parse(file: Path) -> Parsed:
    """Return the web config in `file`.

    Raises
    ------
    ConfigError
        If the file cannot be read, or is no web config.
    """
    document = read(file, _EXPECTED, may_be_empty=True)
    problems = list(document.problems)
    try:
        config = WebConfig.model_validate(document.tree, context=AS_WRITTEN)
    except ValidationError as error:
        problems += Explainer(document, _resolved(document)).explain(error, WebConfig, document.tree, ())
    if problems:
        raise ConfigError(_sentences(file, problems, document))
    return Parsed(file, config, document)


def _resolved(document: Document) -> Resolved:
    """Return the tree as it is: exporter-toolkit knows no references."""
    return Resolved(document.tree, {}, ())


def _sentences(file: Path, problems: list[Problem], document: Document) -> tuple[str, ...]:
    return sentences(file, problems, document, _resolved(document))


@dataclass(slots=True)
class _Build:
    """Reads the files of one config, gathering what is wrong with each."""

    config: WebConfig
    base: Path
    problems: list[Problem] = field(default_factory=list)

    def tls(self) -> ServerContext | None:
        declared = self.config.tls_server_config
        try:
            return server_context(declared, self.base) if declared else None
        except UnfitError as error:
            self.problems.append(error.problem)
            return None

    def tokens(self) -> Iterator[tuple[str, Role]]:
        for name, declared in self.config.bearer_tokens.items():
            try:
                yield token(declared, self.base), declared.role
            except ValueError as error:
                self.problems.append(Problem(("bearer_tokens", name, "file"), str(error)))

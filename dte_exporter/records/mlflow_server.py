"""An MLflow tracking server or store: where it is, who asks, and what its errors mean in a sentence."""

import os
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import AfterValidator, Field, PlainSerializer, SecretStr, model_validator

from dte_exporter.config.models import Model
from dte_exporter.config.redaction import SECRET, without_password
from dte_exporter.errors import SourceError
from dte_exporter.main_module import declare_main

if TYPE_CHECKING:
    from mlflow.tracking import MlflowClient

_WEB = ("http", "https")
_DATABASES = ("sqlite", "postgresql", "mysql", "mssql")
_SQLITE = "sqlite:///"
_FILE = re.compile(r"(sqlite(?:\+\w+)?:///)(.*)", re.DOTALL)
"""The address of an SQLite store, whichever driver it names, and the path in it."""

_QUIET = {"MLFLOW_DISABLE_TELEMETRY": "true", "MLFLOW_ENABLE_ASYNC_LOGGING": "false"}
IMPATIENT = {"MLFLOW_HTTP_REQUEST_MAX_RETRIES": "1", "MLFLOW_HTTP_REQUEST_TIMEOUT": "30"}
"""MLflow would try for minutes, and then the run's timeout would hide that the server is away."""

HURRIED = {"MLFLOW_HTTP_REQUEST_MAX_RETRIES": "0", "MLFLOW_HTTP_REQUEST_TIMEOUT": "10"}
"""For what is read beside something else, whose time it takes."""

_STATUS = re.compile(r"failed with error code (\d{3})")


def _tracking_uri(text: str) -> str:
    scheme = text.partition("://")[0].partition("+")[0]
    if "://" not in text or scheme not in (*_WEB, *_DATABASES):
        raise ValueError(
            f"write the address of a server, such as http://mlflow:5000, or of a store, such as {_SQLITE}mlflow.db"
        )
    return text


class MlflowServer(Model):
    """How an MLflow server or store is reached. Where nothing is said of who asks, MLflow's own variables hold."""

    tracking_uri: Annotated[str, AfterValidator(_tracking_uri), PlainSerializer(without_password)] = Field(
        description="Its address; a file of SQLite is relative to the config file."
    )
    username: str | None = Field(default=None, description="Who asks.")
    password: SecretStr | None = Field(default=None, description="The password of `username`.")
    token: SecretStr | None = Field(default=None, description="A bearer token, instead of both.")

    @model_validator(mode="after")
    def _one_way_in(self) -> Self:
        if (self.username is None) != (self.password is None):
            raise ValueError("username and password go together: set both or neither")
        if self.token is not None and self.username is not None:
            raise ValueError("give a token, or username and password, not both")
        return self

    def local_paths(self) -> Mapping[str, str]:
        """Return the file of an SQLite store, nothing where it is a server's; see `confinement.ReadsFiles`."""
        match = _FILE.fullmatch(self.tracking_uri)
        return {"tracking_uri": match[2].partition("?")[0]} if match else {}


@contextmanager
def connected(server: MlflowServer, base: Path, patience: Mapping[str, str] = IMPATIENT) -> Iterator["MlflowClient"]:
    """Give a client of `server` for the time of the block; nothing that it reads is ever loaded as a model.

    It waits as `patience` says, where the environment says nothing.

    Raises
    ------
    SourceError
        If the server does not answer, refuses, has no store or not what is asked for; secrets are not told.
    """
    uri = located(server.tracking_uri, base)
    declare_main()
    with _environment(server, patience), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # how MLflow uses its libraries is not ours to warn of
        from google.protobuf.json_format import ParseError
        from mlflow.exceptions import MlflowException
        from mlflow.tracking import MlflowClient
        from sqlalchemy.exc import SQLAlchemyError

        try:
            if not uri.startswith(_WEB):
                _require_store(uri, server)
            yield MlflowClient(uri, uri)
        except MlflowException as error:
            raise SourceError(_sentence(str(error), server)) from None
        except ParseError:
            raise SourceError(f"MLflow at {_shown(server)} answers in a form that is none of MLflow's") from None
        except (SQLAlchemyError, ImportError) as error:
            raise SourceError(f"{_shown(server)} cannot be opened: {type(error).__name__}") from None


def located(uri: str, base: Path) -> str:
    """Return `uri` with the file of an SQLite store relative to `base`."""
    match = _FILE.fullmatch(uri)
    return f"{match[1]}{base / match[2]}" if match else uri


@contextmanager
def _environment(server: MlflowServer, patience: Mapping[str, str]) -> Iterator[None]:
    """Tell MLflow who asks, in the one way that it reads: a worker serves one check after the other."""
    own = {
        "MLFLOW_TRACKING_USERNAME": server.username,
        "MLFLOW_TRACKING_PASSWORD": _revealed(server.password),
        "MLFLOW_TRACKING_TOKEN": _revealed(server.token),
    }
    credentials = own if any(own.values()) else {}
    waiting = {name: os.environ.get(name, value) for name, value in patience.items()}
    wanted: Mapping[str, str | None] = {**_QUIET, **waiting, **credentials}
    before = {name: os.environ.get(name) for name in wanted}
    _set(wanted)
    try:
        yield
    finally:
        _set(before)


def _set(variables: Mapping[str, str | None]) -> None:
    for name, value in variables.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value


def _require_store(uri: str, server: MlflowServer) -> None:
    """Refuse what is no store yet: MLflow would make one of it, be it an empty file or somebody else's tables."""
    import sqlalchemy

    match = _FILE.fullmatch(uri)
    if match and not Path(match[2]).is_file():
        raise SourceError(f"no file of an MLflow store at {_shown(server)}: check tracking_uri")
    engine = sqlalchemy.create_engine(uri)
    try:
        if not sqlalchemy.inspect(engine).has_table("registered_models"):
            raise SourceError(f"{_shown(server)} is no MLflow store: it has no table registered_models")
    finally:
        engine.dispose()


def _sentence(text: str, server: MlflowServer) -> str:
    status = _STATUS.search(text)
    if status and status[1] in {"401", "403"}:
        return f"MLflow at {_shown(server)} refuses who asks: set username and password, or token"
    if "failed with exception" in text:
        return f"MLflow at {_shown(server)} does not answer"
    return f"MLflow at {_shown(server)}: {_without_secrets(text, server).partition(chr(10))[0][:200]}"


def _without_secrets(text: str, server: MlflowServer) -> str:
    for secret in filter(None, map(_revealed, (server.password, server.token))):
        text = text.replace(secret, SECRET)
    return without_password(text.replace(server.tracking_uri, _shown(server)))


def _revealed(secret: SecretStr | None) -> str | None:
    return None if secret is None else secret.get_secret_value()


def _shown(server: MlflowServer) -> str:
    return without_password(server.tracking_uri)

"""The proposal for a registry of models, as YAML: one line that takes them all."""

import json
from collections.abc import Iterable

from pydantic import ValidationError

from dte_exporter.config.redaction import without_password
from dte_exporter.errors import ConfigError
from dte_exporter.records.mlflow_server import MlflowServer


def registry_text(uri: str, checks: Iterable[str]) -> str:
    """Return the section ``models:`` for the MLflow server or store at `uri`.

    Parameters
    ----------
    uri : str
        Its address, or a reference to the variable that holds it, such as ``${MLFLOW_TRACKING_URI}``.
    checks : iterable of str
        The kinds of checks that need a table of predictions.

    Raises
    ------
    ConfigError
        If `uri` is no such address, or holds a password: a config is no place for one.
    """
    if "${" not in uri:
        _require_address(uri)
    return "\n".join(
        (
            "# Every registered model with the alias champion: its version, its logged metrics, when it was trained.",
            "models:",
            f"  discover: {{tracking_uri: {json.dumps(uri)}, alias: champion}}",
            "# To these checks a registry says nothing, since they need a table of a model's predictions:",
            f"# {', '.join(sorted(checks))}. Propose a config for one with: dte-exporter init FILE",
            "",
        )
    )


def _require_address(uri: str) -> None:
    if without_password(uri) != uri:
        raise ConfigError(
            ("--mlflow-uri: it holds a password: set MLFLOW_TRACKING_URI and give '${MLFLOW_TRACKING_URI}'",)
        )
    try:
        MlflowServer(tracking_uri=uri)
    except ValidationError as error:
        raise ConfigError((f"--mlflow-uri: {error.errors()[0]['ctx']['error']}",)) from None

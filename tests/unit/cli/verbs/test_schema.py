import json

from typer.testing import CliRunner

from dte_exporter.cli import app
from dte_exporter.config.loading.json_schema import json_schema
from dte_exporter.registry import Registry


def test_the_schema_is_printed_as_json() -> None:
    """On stdout, for a file that an editor reads."""
    result = CliRunner().invoke(app, ["schema"])

    assert result.exit_code == 0
    assert json.loads(result.stdout) == json.loads(json.dumps(json_schema(Registry.discover())))

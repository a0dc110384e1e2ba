"""From a file to a `DataContract`."""

from pathlib import Path

from dte_exporter.config.contracts.data_contract import DataContract
from dte_exporter.config.document.sentences import read_as


def load_contract(file: Path) -> DataContract:
    """Return the contract in `file`, YAML or JSON.

    Raises
    ------
    ConfigError
        If it is no contract after the standard: every problem, in the order of lines.
    """
    return read_as(file, DataContract, "a data contract with apiVersion, kind, id, version and status")

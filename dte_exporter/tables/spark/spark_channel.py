"""The way to a Spark Connect server: its address, and how long an answer may take."""

import json
import math
from typing import TYPE_CHECKING

from dte_exporter.errors import SourceError
from dte_exporter.tables.spark import spark_refusals as refusals

if TYPE_CHECKING:
    from pyspark.sql.connect.client import DefaultChannelBuilder


def channel(remote: str, seconds: float) -> "DefaultChannelBuilder":
    """Return the way to the server at the address `remote`, which has so many `seconds` for each answer.

    Raises
    ------
    SourceError
        If it is no such address.
    """
    from pyspark.sql.connect.client import DefaultChannelBuilder

    try:
        found = DefaultChannelBuilder(remote)
        if found.url.username:
            raise ValueError("a user belongs into the parameters")
    except Exception as error:  # its text may quote the token
        raise SourceError(refusals.NO_ADDRESS) from error
    limit = {"methodConfig": [{"name": [{}], "timeout": f"{math.ceil(seconds)}s"}]}
    found.setChannelOption("grpc.service_config", json.dumps(limit))
    return found

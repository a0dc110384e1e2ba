"""The section ``lineage:`` of the config: who tells where data comes from, and where it may come from."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from dte_exporter.config.lineage.atlas_settings import AtlasVerdicts
from dte_exporter.config.lineage.emit import Emit
from dte_exporter.config.lineage.receive import Receive
from dte_exporter.config.models import Model
from dte_exporter.config.types import Name


class Lineage(Model):
    """Who tells what data sets are made of."""

    sources: Mapping[Name, Any] = Field(default={}, description="Where lineage is told, by name.")
    receive: Receive | None = Field(
        default=None, description="That events may be sent to POST /api/v1/lineage; nothing is received by default."
    )
    emit: Emit | None = Field(
        default=None, description="Who is told of each run of a check as a run of OpenLineage; nobody by default."
    )
    atlas: AtlasVerdicts | None = Field(
        default=None, description="The Apache Atlas that our verdicts are written into; none by default."
    )
    origins: tuple[Name, ...] = Field(
        default=(), description="Data sets that are trusted as they come: they need nothing upstream."
    )

    @property
    def is_told(self) -> bool:
        """Whether anybody tells anything."""
        return bool(self.sources or self.receive)

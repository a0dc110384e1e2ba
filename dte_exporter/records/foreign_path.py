"""The settings of what other tools write for us: a path, and the object store that it may be on."""

from collections.abc import Mapping
from typing import Self

from pydantic import Field, model_validator

from dte_exporter.config.models import Model
from dte_exporter.places.store_of_path import refuse_other_store
from dte_exporter.places.store_settings import StoreSettings


class ForeignPath(Model):
    """Where files are that `foreign_files.files_at` finds; whoever takes it up says of `path` what lies there."""

    path: str = Field(min_length=1, description="A file, a glob, or a folder.")
    store: StoreSettings = Field(
        default=StoreSettings(), description="How the object store is reached, where the path is on one."
    )

    @model_validator(mode="after")
    def _store_of_objects(self) -> Self:
        refuse_other_store(self.path, self.store, "")
        return self

    def local_paths(self) -> Mapping[str, str]:
        """Return what it reads; see `confinement.ReadsFiles`."""
        return {"path": self.path}

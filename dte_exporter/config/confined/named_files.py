"""The files that a check's own parameters name, such as a suite of expectations: read in the worker, at each run.

They change without the config, so none is read when that is. Where sources are confined, so are they.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dte_exporter.config.confined.confinement import Confinement, ReadsFiles
from dte_exporter.config.document.regular_file import UnreadableError, read_regular
from dte_exporter.errors import SourceError
from dte_exporter.input import Input

MAX_BYTES = 16 * 2**20


@dataclass(frozen=True, slots=True)
class NamedFiles:
    """The files that the parameters of one check name.

    Parameters
    ----------
    confinement : Confinement
        Where relative paths start from, and what none may leave.
    params : pydantic.BaseModel
        The parameters; those that name files are `ReadsFiles`.
    """

    confinement: Confinement
    params: Any

    @property
    def fingerprint(self) -> str | None:
        """The identity of their content; None where one cannot be read."""
        try:
            bodies = [self.read(key) for key in self._paths]
        except SourceError:
            return None
        return hashlib.sha256(b"\0".join(bodies)).hexdigest()[:16]

    def path(self, key: str) -> Path:
        """Return where the file under the parameter `key` is.

        Raises
        ------
        SourceError
            If it lies outside of what sources are confined to.
        """
        for problem in self.confinement.problems(self.params, ()):
            if problem.path == (key,):
                raise SourceError(f"{key}: {problem.sentence}")
        return self.confinement.base / self._paths[key]

    def read(self, key: str) -> bytes:
        """Return the content of the file under the parameter `key`.

        Raises
        ------
        SourceError
            If it lies outside of what sources are confined to, or cannot be read; the message names key and file.
        """
        try:
            return read_regular(self.path(key), MAX_BYTES, "a file that a check names")
        except UnreadableError as error:
            raise SourceError(f"{key}: {self._paths[key]} {error}") from error

    @property
    def _paths(self) -> Mapping[str, str]:
        return self.params.local_paths() if isinstance(self.params, ReadsFiles) else {}


NAMED_FILES: Input[NamedFiles] = Input("files", lambda check, registry: NamedFiles(check.confinement, check.params))
"""The files that a check's parameters name, for a check whose `Params` tell them by ``local_paths``."""

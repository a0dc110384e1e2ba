"""The web config in force: read again as soon as it, or a file that it names, is another than before."""

from collections.abc import Callable, Mapping
from pathlib import Path

from dte_exporter.clock import Clock
from dte_exporter.config.document.stamps import Stamp, stamps
from dte_exporter.errors import ConfigError
from dte_exporter.logs import logger
from dte_exporter.web.security.security import Security
from dte_exporter.web.security.web_config_file import parse

_log = logger()


class WatchedWebConfig:
    """A web config that whoever asks gets as it is now, as `Guard` has it.

    Looking costs a call of the kernel a file. A file with a mistake, such as a new certificate whose key is not yet
    there, is logged once and changes nothing; nor can encryption begin or end while the exporter listens.

    Parameters
    ----------
    file : Path
        The web config.
    clock : Clock
        What time it is.
    tell : callable
        Told of each reading whether it worked.

    Raises
    ------
    ConfigError
        If it cannot be used.
    """

    def __init__(self, file: Path, clock: Clock, tell: Callable[[bool], None]) -> None:
        self._file = file
        self._clock = clock
        self._tell = tell
        self._stamps: Mapping[Path, Stamp] = {}
        self._security = self._read()
        tell(True)

    def __call__(self) -> Security:
        """Return what is in force."""
        if self._stamps != stamps(self._stamps):
            self._read_again()
        return self._security

    def _read(self) -> Security:
        self._stamps = stamps([self._file, *self._stamps])  # before it is read, lest a change be missed
        parsed = parse(self._file)
        self._stamps = {self._file: self._stamps[self._file], **stamps(parsed.named)}
        return parsed.security(self._clock)

    def _read_again(self) -> None:
        try:
            security = self._read()
            if (security.tls is None) != (self._security.tls is None):
                raise ConfigError((f"{self._file}: tls_server_config comes or goes only when the exporter starts",))
        except ConfigError as error:
            for problem in error.problems:
                _log.error("the web config cannot be used: the one before stays in force", problem=problem)
            self._tell(False)
            return
        self._security = security
        _log.info("the web config was read again", file=str(self._file))
        self._tell(True)

"""The one tree of errors. Checks and sources raise them; the worker maps each to an outcome."""


class DteError(Exception):
    """Anything that this project raises on purpose. Its text is one sentence for the user."""


class ConfigError(DteError):
    """The configuration cannot be used. Carries every problem that was found, not only the first.

    Parameters
    ----------
    problems : tuple of str
        One sentence a problem, each with file, line where known, dotted path, value and way out.
    """

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class SourceError(DteError):
    """The rows could not be read, or are not what the config says: outcome ``source_error``."""


class NoDataError(DteError):
    """The source was read and holds nothing to measure: outcome ``no_data``."""


class CheckError(DteError):
    """The check cannot be computed on this data: outcome ``check_error``."""


class RegistrationError(DteError):
    """Two checks, sources or metrics claim one name, or a declaration contradicts itself."""


class SinkError(DteError):
    """Results cannot go where the command line says. They were measured, and are printed, all the same."""


class HistoryError(DteError):
    """The history cannot be written or read now. What is served of the present does not depend on it."""


class DamagedHistoryError(HistoryError):
    """What is kept is no longer what was written: it is set aside, and the history begins anew."""

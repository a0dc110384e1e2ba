"""The one tree of errors. Checks and sources raise them; the worker maps each to an outcome."""

from collections.abc import Iterable


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


class MissingColumnError(SourceError):
    """A column that the config names is not there.

    Its text names that column and counts the others. Their names are the data's: of a file without a header they are a
    row, and the text goes where everybody looks, into log, page and history.

    Parameters
    ----------
    where : str
        What lacks it, such as "the source".
    column : str
        Its name in the config.
    known : iterable of str
        The columns that are there: for who asks at a terminal, and for no message that is kept or served. They stay in
        the process that has read them.
    """

    def __init__(self, where: str, column: str, known: Iterable[str]) -> None:
        self.column = column
        self.known = tuple(known)
        super().__init__(
            f"{where} has no column {column!r} (it has {_others(len(self.known))}): "
            "check its name in the config, and the header of a CSV file"
        )

    def __reduce__(self) -> tuple[type[SourceError], tuple[str]]:
        """Give a process that it is sent to the text alone."""
        return SourceError, (str(self),)


def _others(count: int) -> str:
    return "1 other" if count == 1 else f"{count or 'no'} others"


class EnginesApartError(SourceError):
    """Rows that are to meet row by row are held by two engines: outcome ``source_error``.

    Parameters
    ----------
    engine : object
        What holds the rows; its text is what messages call it.
    others : str
        What they are to meet, such as "data set 'consents'".
    elsewhere : object
        What holds those.
    """

    def __init__(self, engine: object, others: str, elsewhere: object) -> None:
        there = f"another {elsewhere}" if str(engine) == str(elsewhere) else elsewhere
        super().__init__(
            f"the rows are in {engine} and {others} in {there}, and they meet row by row: keep both in one database, "
            "under one address, or both in files"
        )

    def __reduce__(self) -> tuple[type[SourceError], tuple[str]]:
        """Give a process that it is sent to the text alone."""
        return SourceError, (str(self),)


class UnsettledError(SourceError):
    """The rows cannot be read before a setting says how: outcome ``source_error``.

    Parameters
    ----------
    sentence : str
        What is wrong, and which setting mends it.
    setting : str
        Its key, below that of the format.
    likely : str, bool or None
        The value that would, as far as can be told.
    """

    def __init__(self, sentence: str, setting: str, likely: str | bool | None) -> None:
        self.setting = setting
        self.likely = likely
        super().__init__(sentence)


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

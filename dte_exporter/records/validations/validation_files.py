"""Results of somebody else's validation, read in the worker at each run: of each suite those that are the newest."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import PurePosixPath
from typing import Any

from dte_exporter.config.confined.confinement import Confinement
from dte_exporter.errors import NoDataError, SourceError
from dte_exporter.input import Input
from dte_exporter.records.foreign_files import LyingFile, Wanted, files_at
from dte_exporter.records.validations.json_document import UnfitError
from dte_exporter.records.validations.known_formats import FORMATS, OtherFileError, reports_in
from dte_exporter.records.validations.reported import Report, Result, shown_name

MAX_FILES = 1000
"""Files that are looked into, the newest: stores of results keep every run."""

RESULTS = Wanted("a file of results", {".json": "JSON", ".xml": "XML"}, 64 * 2**20)
"""What is looked for; the most that a file may hold is a hundred thousand results of Great Expectations."""


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest report of a suite; of several that say the same moment, all.

    Parameters
    ----------
    at : float
        When it was validated, in seconds since the epoch.
    is_told : bool
        Whether the file says so; else it is when that was last written.
    reports : tuple of Report
        What was found.
    """

    at: float
    is_told: bool
    reports: tuple[Report, ...]

    @property
    def results(self) -> tuple[Result, ...]:
        """All that was looked at."""
        return tuple(result for report in self.reports for result in report.results)


@dataclass(frozen=True, slots=True)
class Validations:
    """What files report, by suite.

    Parameters
    ----------
    suites : mapping of str to Newest
        By the suite's name.
    fingerprint : str
        The identity of the content of all files.
    passed_over : int
        Files that hold something else.
    too_old : int
        Files that were not looked into, since there are so many that are newer.
    """

    suites: Mapping[str, Newest]
    fingerprint: str
    passed_over: int = 0
    too_old: int = 0
    rows: Mapping[str, int] = field(default_factory=dict)
    """None: results stand for no rows that were read here."""

    @property
    def fingerprints(self) -> Mapping[str, str]:
        """The identity of what was read, as evidence."""
        return {VALIDATIONS.name: self.fingerprint}


class ValidationFiles:
    """The files of results that the parameters of one check name.

    Parameters
    ----------
    confinement : Confinement
        Where relative paths start from, and what none may leave.
    params : pydantic.BaseModel
        With `path`, `store`, `format` and `suite`.
    """

    def __init__(self, confinement: Confinement, params: Any) -> None:
        self._confinement = confinement
        self._params = params

    @cached_property
    def found(self) -> Validations:
        """What they report.

        Raises
        ------
        SourceError
            If there is none, one cannot be read or is not whole, or all hold something else.
        NoDataError
            If they report nothing, or nothing of the suite that is meant.
        """
        self._refuse_outside()
        params = self._params
        files = files_at(params.path, params.store, self._confinement, RESULTS)
        looking = _Looking((params.format,) if params.format in FORMATS else FORMATS, is_one=len(files) == 1)
        for file in files[:MAX_FILES]:
            looking.into(file)
        return replace(looking.found(params.path, params.suite), too_old=len(files[MAX_FILES:]))

    def _refuse_outside(self) -> None:
        for problem in self._confinement.problems(self._params, ()):
            raise SourceError(f"{problem.path[-1]}: {problem.sentence}")


class _Looking:
    """Looks into files, one after the other, and keeps of each suite what is the newest.

    Parameters
    ----------
    formats : tuple of str
        What they may be written in.
    is_one : bool
        Whether there is no other file: then it has to be one of results.
    """

    def __init__(self, formats: Any, is_one: bool) -> None:
        self._formats = formats
        self._is_one = is_one
        self._suites: dict[str, Newest] = {}
        self._digest = hashlib.sha256()
        self._seen: set[bytes] = set()
        self._passed_over = 0
        self._refused = ""

    def into(self, file: LyingFile) -> None:
        """Look into `file`.

        Raises
        ------
        SourceError
            If it cannot be read, or is not whole; the message names it.
        """
        try:
            body = file.read()
            if self._is_new(body):
                for report in reports_in(body, self._formats, partial(self._beside, file)):
                    self._take(report, file)
        except OtherFileError as error:
            self._passed_over += 1
            self._refused = f"{shown_name(file.name)} {error}"
        except UnfitError as error:
            raise SourceError(f"{shown_name(file.name)} {error}") from None

    def _is_new(self, body: bytes) -> bool:
        """Return whether no file had this content so far: of a copy nothing counts twice."""
        digest = hashlib.sha256(body).digest()
        is_new = digest not in self._seen
        self._seen.add(digest)
        self._digest.update(digest)
        return is_new

    def _beside(self, file: LyingFile, name: str) -> bytes | None:
        body = file.beside(name)
        self._digest.update(body or b"")
        return body

    def found(self, path: str, suite: str) -> Validations:
        """Return what was found at `path`, of the `suite` that is meant, or of all.

        Raises
        ------
        SourceError
            If no file held results.
        NoDataError
            If there was none of the suite.
        """
        if not self._suites:
            raise self._nothing(path)
        suites = {name: one for name, one in sorted(self._suites.items()) if suite in ("", name)}
        if not suites:
            raise NoDataError(f"{path} has results of {len(self._suites)} other suites and none of {suite!r}")
        return Validations(suites, self._digest.hexdigest()[:16], self._passed_over)

    def _nothing(self, path: str) -> SourceError | NoDataError:
        if self._is_one and self._refused:
            return SourceError(self._refused)
        if self._refused:
            return SourceError(f"{path} holds no results: {self._refused}")
        return NoDataError(f"{path} reports no result: no expectation, check or test was looked at")

    def _take(self, report: Report, file: LyingFile) -> None:
        if not report.results and not report.skipped:
            return
        name = shown_name(report.suite) or shown_name(PurePosixPath(file.name).stem)
        new = Newest(file.written if report.at is None else report.at, report.at is not None, (report,))
        self._digest.update(repr((name, new.at)).encode())
        known = self._suites.get(name)
        if known is None or new.at > known.at:
            self._suites[name] = new
        elif new.at == known.at:
            self._suites[name] = replace(known, reports=(*known.reports, report))


VALIDATIONS: Input[ValidationFiles] = Input(
    "validations", lambda check, registry: ValidationFiles(check.confinement, check.params)
)
"""The results that a check's parameters name, for a check whose `Params` have what `ValidationFiles` asks of them."""

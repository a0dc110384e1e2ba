"""The record of processing, read anew at every run: it lives in files that change without the config."""

from dataclasses import dataclass

from dte_exporter.config.governance.governance import Governance
from dte_exporter.config.governance.record import ProcessingRecord
from dte_exporter.config.governance.record_file import fingerprint, load_record
from dte_exporter.errors import ConfigError, SourceError
from dte_exporter.input import Input


@dataclass(frozen=True, slots=True)
class ProcessingRecordFiles:
    """Where the record is, and what the config says beside it.

    Parameters
    ----------
    governance : Governance
        What the config says.
    """

    governance: Governance

    def read(self) -> tuple[ProcessingRecord, str]:
        """Return what the record says now, and the identity of its files' content.

        Raises
        ------
        SourceError
            If there is none, or it is not fit to be read. What it says is not quoted: it may name people.
        """
        path, base = self.governance.section.record, self.governance.base
        if path is None:
            raise SourceError("the config names no record of processing: set compliance.record")
        try:
            return load_record(base / path), fingerprint(base / path)
        except ConfigError as error:
            count = len(error.problems)
            what = "a problem" if count == 1 else f"{count} problems"
            raise SourceError(f"the record of processing {path} has {what}: see dte-exporter check-config") from None


PROCESSING_RECORD: Input[ProcessingRecordFiles] = Input(
    "processing_record", lambda check, registry: ProcessingRecordFiles(check.governance), whole_config=True
)
"""The record of processing, for a check that reads it."""

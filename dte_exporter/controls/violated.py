"""Since when something breaks the rule of a check: what a control has in the place of an objective's ``since``."""

from dte_exporter.controls.standing import VIOLATIONS
from dte_exporter.storage.snapshot import CheckRecord, Values


def violated_since(record: CheckRecord, values: Values | None) -> float | None:
    """Return the start of the first of the runs in a row that found violations, in seconds since the epoch.

    Parameters
    ----------
    record : CheckRecord
        What was known of the check before the run.
    values : Values or None
        What the run found; None where it failed, which ends no row and begins none.
    """
    if values is None:
        return record.violated_since
    if not any(sample.name == VIOLATIONS and sample.value for sample in values.samples):
        return None
    return values.at if record.violated_since is None else record.violated_since

"""Validations as tests make them up."""

from dte_exporter.reports.validation_report import ColumnPart, State, Validation, Verdict


def verdict(
    state: State,
    rule: str = "missing",
    subject: str = "age",
    told: str = "",
    *,
    asked_by: str = "facts",
    of: tuple[int, int] | None = None,
) -> Verdict:
    """Return one thing that was asked, and what came of it."""
    return Verdict(asked_by, rule, subject, state, told, *(of or (None, None)))


def validation(*verdicts: Verdict, columns: tuple[ColumnPart, ...] = (), reference: str = "") -> Validation:
    """Return the validation of a file of 90 rows, made on 15 January 2027."""
    made_at = "2027-01-15T08:00:00+00:00"
    return Validation("loans.csv", reference, made_at, "dte-exporter 0.1.0", 90, columns, verdicts, ())

from datetime import date

from dte_exporter.checks.compliance.calendar.working_days import WorkingDays

IRELAND = WorkingDays("IE")


def test_neither_week_ends_nor_holidays_are_working_days() -> None:
    """Friday, Saturday, Sunday, Easter Monday and Tuesday of Easter 2026 in Ireland."""
    days = [date(2026, 4, day) for day in (3, 4, 5, 6, 7)]
    assert [IRELAND.includes(day) for day in days] == [True, False, False, False, True]


def test_sundays_are_free_in_the_union_whatever_a_country_keeps() -> None:
    """Israel's week-end is Friday and Saturday: the Regulation names Saturdays and Sundays."""
    assert not WorkingDays("IL").includes(date(2026, 3, 8))


def test_without_a_country_only_week_ends_are_free() -> None:
    """Easter Monday 2026 is then a working day, and Easter Sunday is not."""
    assert WorkingDays(None).on_or_after(date(2026, 4, 5)) == date(2026, 4, 6)

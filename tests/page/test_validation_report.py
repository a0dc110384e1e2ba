"""The report of a validation in a real browser, as `dte-exporter validate --html` writes it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dte_exporter.reports.validation_page import page
from dte_exporter.reports.validation_report import Bar, ColumnPart, Shape
from tests.page.conftest import Reader, violations
from tests.unit.reports.validations import validation, verdict

Visit = Callable[..., Reader]

_LONG = "the_answer_of_the_applicant_to_the_question_that_nobody_reads_" * 2
_SIZES = {"phone": (390, 844), "desktop": (1440, 900)}


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of a report with all that one can have."""
    bins = (Bar("under 20", 40, 30), *(Bar(f"{low} to {low + 2}", low, 70 - low) for low in range(20, 60, 2)))
    categories = (*(Bar(f"{_LONG} {place}", 400 - place, 300) for place in range(12)), Bar("others", 7, 2, True))
    columns = (
        ColumnPart(
            "age",
            "int64",
            90,
            3,
            40,
            failures=("3 of 90 are odd",),
            shape=Shape((*bins, Bar("60 and over", 33, 31)), True),
        ),
        ColumnPart(
            _LONG, "string", 90, 0, 13, remarks=("4 values have blanks around them",), shape=Shape(categories, False)
        ),
        ColumnPart("name", "string", 90, withheld="its values hardly repeat: each would tell of a row"),
    )
    verdicts = (
        verdict("failed", told="3 of 90 rows have no value", of=(3, 90)),
        verdict("not_judged", "sql", _LONG, "it is written for another engine", asked_by="loans"),
        verdict("met", "mistyped", told="none of 90 values is mistyped"),
    )
    file = Path(tmp_path_factory.mktemp("report")) / "report.html"
    file.write_text(page(validation(*verdicts, columns=columns, reference="before.csv")))
    return file.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", _SIZES)
def test_axe_finds_no_violation(size: str, scheme: str, report: str, visit: Visit, axe: str) -> None:
    """With every table unfolded, on a phone and on a desk, by day and by night."""
    width, height = _SIZES[size]
    reader = visit(width=width, height=height, color_scheme=scheme).open(report)
    reader.open_all()

    assert violations(reader, axe) == []


@pytest.mark.parametrize("size", _SIZES)
def test_nothing_is_wider_than_the_screen(size: str, report: str, visit: Visit) -> None:
    """A name of 120 letters and a category of as many are wrapped or cut."""
    width, height = _SIZES[size]
    reader = visit(width=width, height=height).open(report)
    reader.open_all()

    assert reader.page.evaluate("document.documentElement.scrollWidth") == width


def test_it_asks_for_nothing_and_complains_of_nothing(report: str, visit: Visit) -> None:
    """One file, without a program, a font or a picture from elsewhere."""
    reader = visit().open(report)

    assert reader.requests == [report]
    assert reader.complaints == []


def test_on_paper_it_is_light(report: str, visit: Visit) -> None:
    """Whatever the screen was."""
    reader = visit(color_scheme="dark").open(report)
    reader.page.emulate_media(media="print")

    assert reader.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"

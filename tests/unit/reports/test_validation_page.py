"""The page of a validation: what stands on it, and what never may."""

from html.parser import HTMLParser

from dte_exporter.reports.validation_page import page, percent
from dte_exporter.reports.validation_report import Bar, ColumnPart, Shape
from tests.unit.reports.validations import validation, verdict

HOSTILE = "</style><script>alert(1)</script><img src=x onerror=alert(2)>\"'&"


class _Elements(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.said: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def _hostile() -> str:
    bars = (Bar(HOSTILE, 60, 30), Bar("others", 7, 2, lumped=True))
    numbers = Shape((Bar("under 1", 40), Bar("1 to 2", 10), Bar("2 and over", 40)), is_of_numbers=True)
    columns = (
        ColumnPart(HOSTILE, HOSTILE, 90, 3, 9, (HOSTILE,), (HOSTILE,), Shape(bars, is_of_numbers=False)),
        ColumnPart("age", "int64", 90, 0, 40, shape=numbers),
        ColumnPart("name", "string", 90, withheld="its values hardly repeat"),
    )
    verdicts = (
        verdict("failed", HOSTILE, HOSTILE, HOSTILE, asked_by=HOSTILE, of=(3, 90)),
        verdict("not_judged", HOSTILE, HOSTILE, HOSTILE),
    )
    return page(validation(*verdicts, columns=columns, reference=HOSTILE))


def test_hostile_names_of_columns_and_categories_stay_text() -> None:
    """No element, no attribute and no style comes from the data; the text is there as it was written."""
    parts = _Elements(_hostile())

    assert not parts.tags & {"script", "img", "iframe", "link"}
    assert not any(name.startswith("on") for name in parts.attributes)
    assert HOSTILE in parts.said


def test_the_page_needs_nothing_beside_itself() -> None:
    """Nothing is fetched: no address stands in it."""
    text = _hostile()

    assert "http" not in text
    assert "src=" not in text.replace("src=x onerror", "")
    assert "url(" not in text


def test_what_failed_comes_with_its_counts() -> None:
    """3 of 90 are 3.3 %, and fill as much of the track."""
    text = page(validation(verdict("failed", told="3 of 90 rows have no value", of=(3, 90)), verdict("met")))

    assert "1 of 2 rules failed" in text
    assert "<b>3</b> of 90 (3.3 %)" in text
    assert 'style="width: 3.33%"' in text


def test_what_is_withheld_is_said() -> None:
    """By column, with the reason."""
    text = page(validation(columns=(ColumnPart("name", "string", 90, withheld="its values hardly repeat"),)))

    assert "name: its values hardly repeat" in text
    assert "Nothing was asked of it" in text


def test_shares_have_two_digits_and_none_is_rounded_to_nothing_or_all() -> None:
    """A share that is not 0 is not told as 0, nor one that is not 1 as all."""
    assert [percent(share) for share in (0, 0.00001, 0.0312, 0.5, 0.9999, 1)] == [
        "0 %",
        "under 0.01 %",
        "3.1 %",
        "50 %",
        "99.99 %",
        "100 %",
    ]

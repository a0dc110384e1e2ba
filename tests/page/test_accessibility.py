"""Nobody is kept out: axe finds nothing against WCAG 2.2 AA, and a keyboard suffices."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.page.answers import Answers
from tests.page.conftest import FILE, Reader, violations
from tests.page.stand_in import StandIn
from tests.page.states import state

Start = Callable[[Answers], StandIn]
Visit = Callable[..., Reader]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["compliance", "first-start", "insufficient", "40-groups"])
def test_axe_finds_no_violation_on_the_page(name: str, scheme: str, visit: Visit, exporting: Start, axe: str) -> None:
    """With every table unfolded and the evidence of an objective open."""
    reader = visit(color_scheme=scheme).open(exporting(state(name)).url)
    reader.page.get_by_role("button", name="Why").first.click()
    reader.open_all()

    assert violations(reader, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_on_the_wall(scheme: str, visit: Visit, exporting: Start, axe: str) -> None:
    """The wall has fewer parts, larger ones, and the same rules."""
    reader = visit(width=1920, height=1080, color_scheme=scheme).open(f"{exporting(state('two-unmet')).url}/?view=wall")

    assert violations(reader, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_while_nobody_answers(scheme: str, visit: Visit, exporting: Start, axe: str) -> None:
    """A page without colours can still be read."""
    exporter = exporting(state("two-unmet"))
    reader = visit(width=390, height=844, color_scheme=scheme).open(exporter.url)
    expect(reader.page.locator(".link-state")).to_contain_text("Live")
    exporter.stop()
    expect(reader.page.locator("html")).to_have_attribute("data-link", "lost")

    assert violations(reader, axe) == []


def test_a_keyboard_opens_the_evidence_and_keeps_its_place(visit: Visit, exporting: Start) -> None:
    """Enter on “why” unfolds it and leaves the focus there, also when the page is drawn anew."""
    exporter = exporting(state("two-unmet"))
    reader = visit().open(exporter.url)
    button = reader.page.get_by_role("button", name="Why").first
    button.focus()
    reader.page.keyboard.press("Enter")

    expect(button).to_have_attribute("aria-expanded", "true")
    expect(reader.page.locator(".evidence")).to_contain_text("year = 2018")
    exporter.push([{**one, "value": 0.5} for one in exporter.answers.of("dte_trust_overall_ratio")])
    expect(reader.page.locator(".trust strong")).to_have_text("0.50")
    expect(button).to_be_focused()


def test_a_keyboard_chooses_a_column_in_the_table(visit: Visit, exporting: Start) -> None:
    """What a click on a lollipop does, a button in the table behind it does too."""
    reader = visit().open(exporting(state("two-unmet")).url)
    table = reader.page.locator('details[data-key="table scores employment-drift"] summary')
    table.focus()
    reader.page.keyboard.press("Enter")
    reader.page.get_by_role("button", name="Show the distributions of AGEP").press("Enter")

    expect(reader.page.locator("h3", has_text="AGEP, then and now")).to_be_visible()


def test_every_chart_has_words_and_a_table(visit: Visit, exporting: Start) -> None:
    """A chart is a picture to a screen reader: it is described, and its numbers follow."""
    reader = visit().open(exporting(state("two-unmet")).url)
    expect(reader.page.locator("canvas").first).to_be_visible()

    for chart in reader.page.locator("canvas").all():
        assert "The table below has the numbers." in (chart.get_attribute("aria-label") or "")
        assert chart.locator("xpath=ancestor::figure").locator("summary", has_text="Table").count() == 1


@pytest.mark.parametrize(("motion", "animated"), [("no-preference", True), ("reduce", False)])
def test_a_changed_number_fades_unless_motion_is_unwelcome(
    motion: str, animated: bool, visit: Visit, exporting: Start
) -> None:
    """The only animation there is: 150 ms."""
    exporter = exporting(state("two-unmet"))
    reader = visit(reduced_motion=motion).open(exporter.url)
    expect(reader.page.locator(".link-state")).to_contain_text("Live")
    reader.page.evaluate(
        """() => {
          const animate = Element.prototype.animate;
          window.faded = 0;
          Element.prototype.animate = function (...how) { window.faded += 1; return animate.apply(this, how); };
        }"""
    )
    exporter.push([{**one, "value": 0.5} for one in exporter.answers.of("dte_trust_overall_ratio")])
    expect(reader.page.locator(".trust strong")).to_have_text("0.50")

    assert (reader.page.evaluate("window.faded") > 0) is animated


def test_the_sample_is_readable_by_everybody_too(visit: Visit, axe: str) -> None:
    """The page from a folder, with its form."""
    assert violations(visit().open(FILE.as_uri()), axe) == []

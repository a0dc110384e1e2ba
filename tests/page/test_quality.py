"""How facts about rows read: which columns have faults, what is not as promised, and what is overdue."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.page.answers import NOW, Answers
from tests.page.conftest import Reader
from tests.page.stand_in import StandIn
from tests.page.states import state

HOUR = 3600.0


@pytest.fixture
def band(visit: Callable[..., Reader], exporting: Callable[[Answers], StandIn]) -> Callable[[Answers], Locator]:
    """Return a function that opens the page on some answers and returns the band of quality."""

    def look(answers: Answers) -> Locator:
        reader = visit()
        reader.page.clock.set_fixed_time(NOW)
        reader.open(exporting(answers).url)
        return reader.page.locator("[aria-labelledby=pillar-quality]")

    return look


def test_columns_with_faults_are_listed_worst_first(band: Callable[[Answers], Locator]) -> None:
    """The one beyond a limit, then by the largest share; a kind of fault that no column has takes no room."""
    panel = band(state("quality")).locator("figure", has_text="of 10 columns")

    expect(panel.locator("h3")).to_have_text("3 of 10 columns have a fault")
    heads = panel.locator("thead th").all_inner_texts()
    assert heads == ["Column", "Missing", "Blank", "Padded", "Future", "Out of range", "Out of set"]
    assert panel.locator("tbody th").all_inner_texts() == ["city", "age", "born"]
    expect(panel.locator("tbody td").nth(0)).to_contain_text("8.1 %")
    expect(panel.locator("tbody .sign.unmet")).to_have_count(1)


def test_columns_without_a_fault_are_a_click_away(band: Callable[[Answers], Locator]) -> None:
    """They would bury the others."""
    panel = band(state("quality")).locator("figure", has_text="of 10 columns")
    panel.get_by_role("button", name="Show all 10").click()

    expect(panel.locator("tbody tr")).to_have_count(10)


def test_no_fault_is_one_line(band: Callable[[Answers], Locator]) -> None:
    """And no table of zeros."""
    answers = state("quality")
    answers.samples = [
        {**one, "value": 0.0} if one["name"].startswith("dte_quality_") and one["name"].endswith("_ratio") else one
        for one in answers.samples
        if one["labels"].get("objective") != "missing_ratio"
    ]
    panel = band(answers).locator("figure", has_text="of 10 columns")

    expect(panel.locator("h3")).to_have_text("None of 10 columns has a fault")
    expect(panel.locator("table")).to_have_count(0)


def test_what_is_not_as_promised_comes_first(band: Callable[[Answers], Locator]) -> None:
    """A rule of a contract names its contract, field and rule."""
    panel = band(state("quality")).locator("figure", has_text="as promised")

    expect(panel.locator("h3")).to_have_text("2 of 5 are not as promised")
    expect(panel.locator("tbody tr .sign.unmet")).to_have_count(2)
    expect(panel.locator("tbody tr").nth(2).locator(".sign.met")).to_have_count(1)
    rule = panel.locator("tbody tr", has_text="orders · orders · city · type")
    expect(rule).to_contain_text("Contract rule met")
    expect(rule.locator(".sign.unmet")).to_have_count(1)


def test_deadlines_tell_what_is_overdue_and_by_how_much(band: Callable[[Answers], Locator]) -> None:
    """The load of 30 hours ago had a day, the event of two hours ago has 22 hours more."""
    panel = band(state("quality")).locator("figure", has_text="overdue")

    expect(panel.locator("h3")).to_have_text("1 of 2 overdue")
    expect(panel.locator("tbody tr").nth(0)).to_contain_text("orders · load")
    expect(panel.locator("tbody tr").nth(0)).to_contain_text("6 h ago")
    expect(panel.locator("tbody tr").nth(1)).to_contain_text("in 22 h")


def test_nothing_overdue_is_said(band: Callable[[Answers], Locator]) -> None:
    """A deadline is one until the second in which it passes."""
    answers = state("quality")
    answers.each(lambda one: one.update(value=NOW + HOUR), "dte_quality_freshness_deadline_timestamp_seconds")

    expect(band(answers).locator("h3", has_text="Nothing is overdue")).to_be_visible()


def test_figures_of_all_rows_are_drawn_as_such(band: Callable[[Answers], Locator]) -> None:
    """Their number, and the share that comes twice, in percent where digits would not do."""
    panel = band(state("quality")).locator("figure", has_text="Figures")

    expect(panel).to_contain_text("48,842")
    expect(panel).to_contain_text("0.04 %")

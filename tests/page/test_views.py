"""What the page shows and lets its reader choose, state by state and width by width."""

import csv
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.page.answers import NOW, Answers, demo
from tests.page.conftest import Reader
from tests.page.stand_in import StandIn
from tests.page.states import STATES, state

Start = Callable[[Answers], StandIn]
Visit = Callable[..., Reader]

HEADLINES = {
    "first-start": "7 objectives unknown",
    "all-met": "All 32 objectives are met",
    "two-unmet": "2 objectives unmet, 30 met",
    "insufficient": "2 objectives of insufficient evidence, 30 met",
    "pillar-unknown": "3 objectives unmet, 1 unknown, 6 of insufficient evidence, 22 met",
    "check-failing": "3 objectives unmet, 11 unknown, 18 met",
}


def _headline(reader: Reader) -> str:
    return " ".join(reader.text("h1").replace("▲", "").replace("◌", "").replace("◐", "").split()).replace(" ,", ",")


@pytest.fixture
def wide(visit: Visit, exporting: Start) -> Callable[..., Reader]:
    """Return a function that opens the page on a state, at the time of the sample."""

    def look(answers: Answers, path: str = "/", **screen: object) -> Reader:
        reader = visit(**screen)
        reader.page.clock.set_fixed_time(NOW)
        reader.open(exporting(answers).url + path)
        expect(reader.page.locator(".link-state")).to_contain_text("Live")
        return reader

    return look


@pytest.mark.parametrize(("name", "words"), HEADLINES.items())
def test_the_verdict_says_in_words_how_things_stand(name: str, words: str, wide: Callable[..., Reader]) -> None:
    """The worst first; what nobody counts is left out."""
    assert _headline(wide(state(name))) == words


def test_insufficient_evidence_has_a_chip_of_its_own(wide: Callable[..., Reader]) -> None:
    """With its value, in neither red nor the colour of what is met; and its evidence tells what it was decided by."""
    reader = wide(state("insufficient"))
    row = reader.page.locator(".objective", has=reader.page.locator(".chip")).first
    chip = row.locator(".chip")
    row.get_by_role("button", name="Why").click()

    expect(chip).to_have_text("insufficient evidence")
    expect(row).to_contain_text("Insufficient evidence since")
    expect(row).to_contain_text("the whole interval of the value")
    colours = {
        name: reader.page.locator(f".{name}").first.evaluate("one => getComputedStyle(one).color")
        for name in ("insufficient", "met")
    }
    assert colours["insufficient"] != colours["met"]
    assert reader.page.locator(".objective .unmet").count() == 0


def test_an_objective_shows_between_which_ends_its_value_lies(wide: Callable[..., Reader]) -> None:
    """In words and as a line on the bar."""
    board = wide(demo()).page.locator(".board .objective")

    expect(board.nth(0).locator(".figures")).to_contain_text("0.744 (0.59 to 0.85)")
    expect(board.nth(0).locator(".bullet .interval")).to_have_count(1)


def test_nothing_scrolls_sideways_on_a_phone(visit: Visit, exporting: Start) -> None:
    """In no state, with every table unfolded."""
    exporter = exporting(demo())
    reader = visit(width=390, height=844).open(exporter.url)
    for make in STATES.values():
        exporter.answers = make()
        reader.open(exporter.url)
        reader.open_all()
        assert reader.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (2560, 1440), (3840, 2160)])
def test_the_wall_has_nothing_to_touch_and_does_not_scroll(
    width: int, height: int, wide: Callable[..., Reader]
) -> None:
    """Title of 120 characters or not: verdict, pillars, three worst, what changed, the age of the data."""
    reader = wide(state("long-title"), "/?view=wall", width=width, height=height)
    facts = reader.page.evaluate(
        "[document.documentElement.scrollHeight - innerHeight, document.documentElement.scrollWidth - innerWidth]"
    )

    assert max(facts) <= 0
    assert reader.page.locator("button, select, input, a").count() == 0
    assert reader.page.locator(".wall-list").first.locator("> li").count() == 3
    assert reader.page.locator(".tile").count() >= 3
    expect(reader.page.locator(".link-state")).to_contain_text("data as of")


def test_what_is_unmet_comes_worst_first_with_since_when_and_who_minds_it(wide: Callable[..., Reader]) -> None:
    """Of 39 people 74 in 100 are told right where 80 are to be; what cannot be told comes after what is unmet."""
    first = wide(demo()).page.locator(".board .objective").first

    for words in ("Four of five people are told right", "race", "0.744", "at least 0.8", "since", "Machine learning"):
        expect(first).to_contain_text(words)


def test_why_opens_what_stands_behind(wide: Callable[..., Reader]) -> None:
    """What it means, on which rows it was measured, and the way to all of it."""
    reader = wide(demo())
    reader.page.get_by_role("button", name="Why: Four-fifths rule").first.click()
    evidence = reader.page.locator(".evidence")

    expect(evidence).to_contain_text("United States regulators see evidence of adverse impact")
    expect(evidence).to_contain_text("year = 2018: 70,131 rows")
    expect(evidence).not_to_contain_text("Left out")
    assert evidence.get_by_role("link", name="All that stands behind it").get_attribute("href") == (
        f"{reader.page.url.rstrip('/')}/api/v1/results?check=employment-fairness"
    )


def test_what_a_check_notices_stands_beside_its_values(wide: Callable[..., Reader]) -> None:
    """Its sentences, as the evidence has them; an exporter that is older than notices has none."""
    answers = demo()
    fairness = next(one for one in answers.results if one["check"] == "employment-fairness")
    fairness["values"]["evidence"]["notices"] = ["feature 'AGEP' is rounded", "feature 'SCHL' is text"]
    reader = wide(answers)
    reader.page.get_by_role("button", name="Why: Four-fifths rule").first.click()
    evidence = reader.page.locator(".evidence")

    expect(evidence).to_contain_text("Notices")
    expect(evidence).to_contain_text("feature 'AGEP' is rounded; feature 'SCHL' is text")


def test_why_says_which_rows_were_left_out(wide: Callable[..., Reader]) -> None:
    """How many of how many were used, and what the others lack."""
    answers = demo()
    evidence = next(one for one in answers.results if one["check"] == "employment-fairness")["values"]["evidence"]
    evidence["rows_read"] = {"current": 70_331}
    evidence["left_out"] = [{"column": "sex", "reason": "missing_group", "rows": 200, "window": "current"}]
    reader = wide(answers)
    reader.page.get_by_role("button", name="Why: Four-fifths rule").first.click()

    expect(reader.page.locator(".evidence")).to_contain_text("year = 2018: 70,131 of 70,331 rows")
    expect(reader.page.locator(".evidence")).to_contain_text("200 rows without sex")


@pytest.mark.parametrize(
    ("runbook", "links"), [("https://example.org/runbook", 1), ("javascript:alert(1)", 0), ("", 0)]
)
def test_only_an_address_of_the_web_becomes_a_link(runbook: str, links: int, wide: Callable[..., Reader]) -> None:
    """A runbook that is a script stays unlinked."""
    answers = demo()
    answers.each(lambda one: one["labels"].update(runbook=runbook), "dte_check_about_info")

    board = wide(answers).page.locator(".board .objective").first
    assert board.get_by_role("link", name="runbook").count() == links
    board.get_by_role("button", name="Why").click()
    named = board.locator("dt", has_text="Runbook").locator("+ dd")
    expect(named.get_by_role("link")).to_have_count(links)
    expect(named).to_contain_text(runbook if links else "none is named")


def test_a_label_is_text_whatever_it_holds(wide: Callable[..., Reader]) -> None:
    """A group that is named like markup is shown as it is named."""
    answers = demo()
    name = '<img src=x onerror=alert(1)>"\\\n'
    for one in answers.samples:
        if one["labels"].get("group") == "Asian":
            one["labels"]["group"] = name
    reader = wide(answers)
    reader.open_all()

    expect(reader.page.locator("tbody th", has_text="<img src=x onerror=alert(1)>").first).to_be_visible()
    assert reader.page.locator("img").count() == 0
    assert reader.complaints == []


def test_choices_are_kept_in_the_address(wide: Callable[..., Reader]) -> None:
    """Data set, model and range: the link shows the same page to somebody else."""
    reader = wide(state("compliance"))
    reader.page.locator("select[name=dataset]").select_option("applicants")
    reader.page.get_by_role("radio", name="24 h").focus()
    reader.page.keyboard.press("ArrowRight")

    expect(reader.page).to_have_url(re.compile("range=7d&dataset=applicants"))
    assert reader.page.locator("#pillar-drift").count() == 0
    expect(reader.page.locator("#pillar-compliance")).to_be_visible()
    reader.page.reload()
    expect(reader.page.locator("select[name=dataset]")).to_have_value("applicants")
    expect(reader.page.get_by_role("radio", name="7 d")).to_be_checked()


def test_a_pillar_that_the_page_has_never_heard_of_appears_by_itself(wide: Callable[..., Reader]) -> None:
    """Its figures are small multiples, its values a table."""
    reader = wide(state("compliance"))
    band = reader.page.locator("section", has=reader.page.locator("#pillar-weather"))

    expect(band).to_contain_text("Valid ratio")
    expect(band.locator(".value-line", has_text="0.987")).to_be_visible()


def test_controls_are_a_table_by_state(wide: Callable[..., Reader]) -> None:
    """Counted by state, the violated ones first, each with law, article and violations; no percentage."""
    reader = wide(state("compliance"))
    band = reader.page.locator("section", has=reader.page.locator("#pillar-compliance"))
    rows = [row.split("\t") for row in band.locator("tbody tr").all_inner_texts()]

    assert band.locator("h3").inner_text() == "2 violated, 1 no evidence, 1 accepted gap, 4 met, 1 not applicable"
    assert "Consent held\ngdpr-7-consent-held · law" in rows[0][0]
    assert "gdpr-15-requests-on-time" in rows[1][0]
    assert (rows[0][2].strip(), rows[0][4]) == ("GDPR Art. 7(1)", "17")
    assert band.locator("canvas").count() == 0
    assert "%" not in band.inner_text()


def test_why_tells_the_rows_of_the_very_group_beside_the_best_and_the_worst(wide: Callable[..., Reader]) -> None:
    """39 of 70,131, since when, who minds it, and the way to its chart."""
    reader = wide(demo())
    row = reader.page.locator(".board .objective", has_text="Four of five").first
    row.get_by_role("button", name="Why").click()
    expect(row.locator("dd", has_text="in all")).to_be_visible()  # which comes with the evidence
    facts = dict(zip(row.locator("dt").all_inner_texts(), row.locator("dd").all_inner_texts(), strict=True))

    assert facts["This group"] == "American Indian and Alaska Native, 0.744 on 39 rows, of 70,131 in all"
    assert facts["Best group"] == "Two or More Races, 0.85 on 1,978 rows"
    assert facts["Worst group"] == "this one"
    assert facts["Owner"] == "Machine learning platform, team ml-platform"
    assert "Unmet since" in facts
    chart = row.get_by_role("link", name="its chart").get_attribute("href")
    assert reader.page.locator(f"figure{chart} canvas").count() == 1


def test_why_of_a_feature_tells_both_ends_of_each_rate(wide: Callable[..., Reader]) -> None:
    """A difference has no group of its own: it lies between two."""
    reader = wide(demo())
    row = reader.page.locator(".board .objective", has_text="Selection rates differ").first
    row.get_by_role("button", name="Why").click()

    expect(row.locator("dt", has_text="Selection rate").locator("+ dd")).to_have_text(
        "highest Asian, 0.56 on 4,697 rows; lowest American Indian and Alaska Native, 0.333 on 39 rows"
    )


def _why(reader: Reader, control: str) -> Locator:
    """Open what stands behind a control, and return it."""
    band = reader.page.locator("section", has=reader.page.locator("#pillar-compliance"))
    band.get_by_role("button", name="Show all").click()
    band.locator("tr", has_text=control).get_by_role("button", name="Why").click()
    return band.locator(".more .evidence")


def test_a_violated_control_leads_to_its_cases(wide: Callable[..., Reader]) -> None:
    """What, how many of how many, since when, owner, deadline, law, and the query that lists them."""
    reader = wide(demo())
    why = _why(reader, "gdpr-17-erasure-propagated")
    expect(why.locator("pre")).to_contain_text('FROM "shop-erasures" AS e')
    facts = dict(zip(why.locator("dt").all_inner_texts(), why.locator("dd").all_inner_texts(), strict=True))

    assert facts["Violated by"] == "3 of 53 examined"
    assert facts["Since"] == "26 Dec 2018 (6 days ago)"
    assert facts["Law"] == "GDPR Art. 17, 19 · limit: the law's"
    assert facts["Owner"] == "Data protection, team data-protection"
    assert facts["Next deadline"] == "none that its checks tell of"


def test_a_control_without_rows_says_why_there_is_no_query(wide: Callable[..., Reader]) -> None:
    """It names the places instead."""
    why = _why(wide(demo()), "gdpr-30-undeclared-columns")
    expect(why).to_contain_text("Its cases are columns, named here: no query over rows lists them.")
    expect(why.locator("ul")).to_contain_text("phone")


def test_an_accepted_gap_is_counted_as_such(wide: Callable[..., Reader]) -> None:
    """It is known, and it is not met."""
    verdict = wide(state("compliance")).page.locator(".verdict")
    expect(verdict).to_contain_text("2 controls violated, 1 without evidence, 1 accepted gap")
    expect(verdict).not_to_contain_text("not known")


def test_what_the_trust_ratio_counts_is_said_where_it_stands(wide: Callable[..., Reader]) -> None:
    """19 violated controls below 0.84 are no contradiction."""
    expect(wide(demo()).page.locator(".verdict")).to_contain_text("share of objectives that are met")
    expect(wide(demo()).page.locator(".verdict")).to_contain_text("Controls are counted apart.")


DRAWN = "id => Chart.getChart(document.querySelector(`canvas[data-chart='${id}']`))"


def _chart(reader: Reader, id_: str, what: str) -> object:
    expect(reader.page.locator(f"canvas[data-chart='{id_}']")).to_be_attached()
    once_drawn = f"while (!({DRAWN})(id)) await new Promise(requestAnimationFrame);"
    return reader.page.evaluate(f"async id => {{ {once_drawn} const chart = ({DRAWN})(id); return {what}; }}", id_)


def test_codes_are_bars_in_their_order(wide: Callable[..., Reader]) -> None:
    """The most frequent are 1, 2, 4 and 3; a line would draw what lies between them, and nothing does."""
    reader = wide(demo())
    shown = _chart(reader, "distributions employment-drift", "[chart.config.type, chart.data.labels]")
    assert shown == ["bar", ["1", "2", "3", "4"]]


def test_an_axis_ends_at_a_round_number(wide: Callable[..., Reader]) -> None:
    """Ages lie in bins up to 92, and the shares of a threshold reach 0.42: the axes end at 100 and 1.5."""
    reader = wide(demo())
    reader.page.locator("section[data-key='band drift'] summary").first.click()
    reader.page.get_by_role("button", name="Show the distributions of AGEP").click()
    expect(reader.page.locator("figure", has_text="AGEP, then and now")).to_be_visible()
    assert _chart(reader, "distributions employment-drift", "[chart.config.type, chart.scales.x.max]") == ["line", 100]
    assert _chart(reader, "scores employment-drift", "chart.scales.x.max") == 1.5


def test_labels_of_an_axis_do_not_collide_on_a_phone(wide: Callable[..., Reader]) -> None:
    """Of 24 codes and many ages as many are named as there is room for."""
    reader = wide(demo(), width=390, height=844)
    reader.page.locator("section[data-key='band drift'] summary").first.click()
    for name in ("SCHL", "AGEP"):
        reader.page.get_by_role("button", name=f"Show the distributions of {name}").click()
        expect(reader.page.locator("figure", has_text=f"{name}, then and now")).to_be_visible()
        room = "(chart.scales.x.width / chart.scales.x.ticks.length)"
        assert _chart(reader, "distributions employment-drift", room) > 12  # type: ignore[operator]  # a number


def test_one_value_is_a_sentence_and_no_dot(wide: Callable[..., Reader]) -> None:
    """Two make a line over the minutes that they span, not a dot at the end of a day."""
    answers = demo()
    answers.history = {}
    figure = wide(answers).page.locator("figure", has_text="Accuracy:")
    expect(figure).to_contain_text("One value so far; a line comes with the next.")
    assert figure.locator("canvas").count() == 0

    labels = answers.of("dte_model_accuracy")[0]["labels"]
    answers.history = {"dte_model_accuracy": [{"labels": labels, "points": [[NOW - 120, 0.82], [NOW - 60, 0.83]]}]}
    reader = wide(answers)
    expect(reader.page.locator("figure", has_text="Accuracy:").locator("canvas")).to_be_visible()
    assert _chart(reader, "course model employment acs_employment", "chart.scales.x.min") == NOW - 120


def test_a_table_that_hides_something_shows_its_edge(wide: Callable[..., Reader]) -> None:
    """None is cut in mid-row on the page itself, and what scrolls has a shade at the edge that hides more."""
    page = wide(demo(), width=390, height=844).page
    tables = page.locator(".panel > .scroll")
    cut = tables.evaluate_all("all => all.filter(one => one.scrollHeight > one.clientHeight + 1).length")
    shaded = tables.evaluate_all(
        "all => all.every(one => getComputedStyle(one).backgroundAttachment.includes('local'))"
    )
    assert (tables.count() > 0, cut, shaded) == (True, 0, True)


def test_the_four_fifths_line_is_called_what_it_is(wide: Callable[..., Reader]) -> None:
    """By the objective's own title and reason, and the rule's reference in the catalogue."""
    figure = wide(demo()).page.locator("figure", has_text="Selection rate by race")

    expect(figure).to_contain_text("Four-fifths rule: 0.8 of the highest rate (Asian), here 0.448")
    expect(figure).to_contain_text("29 CFR 1607.4 D")


def test_without_an_objective_there_is_no_line(wide: Callable[..., Reader]) -> None:
    """Nobody's limit is invented."""
    answers = demo()
    answers.drop(*{one["name"] for one in answers.samples if one["name"].startswith("dte_objective_")})
    reader = wide(answers)

    assert _headline(reader) == "No objective is set"
    expect(reader.page.locator("figure", has_text="Selection rate by race")).not_to_contain_text("of the highest rate")


def test_a_failing_check_is_told_at_the_top_and_at_the_end(wide: Callable[..., Reader]) -> None:
    """How long its values stand, and what went wrong."""
    reader = wide(state("check-failing"))

    expect(reader.page.locator(".verdict")).to_contain_text("1 check failing: Equal treatment by sex and race")
    expect(reader.page.locator(".verdict")).to_contain_text("last good values 5 h ago")
    expect(reader.page.locator("#exporter >> xpath=ancestor::section")).to_contain_text("longer than its timeout")


def test_times_are_local_with_utc_to_be_looked_up(visit: Visit, exporting: Start) -> None:
    """At midnight UTC it is half past five in the morning in Kolkata."""
    reader = visit(timezone_id="Asia/Kolkata")
    reader.page.clock.set_fixed_time(NOW)
    reader.open(exporting(demo()).url)
    moment = reader.page.locator(".link-state time").first

    expect(moment).to_have_text("05:30")
    assert moment.get_attribute("title") == "2019-01-01 00:00:00 UTC"


def test_values_are_saved_as_csv(wide: Callable[..., Reader]) -> None:
    """Every value of the pillar, exact, with its labels as columns; no cell is a formula."""
    answers = demo()
    next(one for one in answers.of("dte_drift_distance") if one["labels"]["column"] == "AGEP")["labels"]["column"] = (
        "=1+1"
    )
    reader = wide(answers)
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name="Save the values of drift as CSV").click()
    rows = list(csv.DictReader(StringIO(Path(download.value.path()).read_text())))

    told = [one for one in answers.samples if one["name"].startswith("dte_drift_")]
    assert download.value.suggested_filename == "drift.csv"
    assert len(rows) == len(told)
    assert {(row["metric"], row["column"].removeprefix("'"), float(row["value"])) for row in rows} == {
        (one["name"], one["labels"].get("column", ""), one["value"]) for one in told
    }
    assert {row["column"] for row in rows if "1+1" in row["column"]} == {"'=1+1"}


def test_a_chart_is_saved_as_a_picture(wide: Callable[..., Reader]) -> None:
    """A PNG named by the chart's title."""
    reader = wide(demo())
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name="Save “Selection rate by race” as PNG").click()
    picture = Path(download.value.path()).read_bytes()

    assert download.value.suggested_filename == "selection-rate-by-race-employment-acs-employment.png"
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 4_000


def test_on_paper_there_is_nothing_to_touch(wide: Callable[..., Reader]) -> None:
    """White paper, no controls, the verdict and the bands as they are."""
    reader = wide(demo(), color_scheme="dark")
    reader.page.emulate_media(media="print")

    assert reader.page.locator("button:visible, select:visible, input:visible").count() == 0
    assert reader.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(reader.page.locator("h1")).to_be_visible()


def test_a_click_on_a_column_shows_its_distributions(wide: Callable[..., Reader]) -> None:
    """The second of the ranked columns is AGEP."""
    reader = wide(demo())
    figure = reader.page.locator("figure", has_text="have moved").or_(
        reader.page.locator("figure", has_text="has moved")
    )
    canvas = figure.locator("canvas")
    canvas.scroll_into_view_if_needed()
    canvas.click(position={"x": 200, "y": 36})

    expect(reader.page.locator("h3", has_text="AGEP, then and now")).to_be_visible()


def test_a_history_that_is_not_kept_is_not_asked_for(visit: Visit, exporting: Start) -> None:
    """The line begins with the present, the page says why, and no request is refused."""
    exporter = exporting(state("no-history"))
    reader = visit().open(exporter.url)

    expect(reader.page.locator("figure", has_text="Accuracy:")).to_contain_text("keeps no history")
    expect(reader.page.locator(".trust")).to_contain_text("no history yet")
    assert [path for path in exporter.asked if "history" in path] == []
    assert reader.complaints == []


def test_a_segment_is_shown_in_the_place_of_all_rows_where_the_reader_chooses_it(wide: Callable[..., Reader]) -> None:
    """All rows come first, as if there were no segments; the address keeps what was chosen."""
    answers = demo()
    of_all = answers.of("dte_fairness_group_selection_rate")[0]["labels"]
    answers.add("dte_fairness_group_selection_rate", 0.5, **{**of_all, "group": "Northerner"}, segment="region=north")

    reader = wide(answers)
    chart = reader.page.get_by_role("img", name="Northerner")
    expect(chart).to_have_count(0)
    reader.page.get_by_label("All rows").select_option("region=north")

    expect(chart.first).to_be_attached()
    assert "segment=region" in reader.page.url

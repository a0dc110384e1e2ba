"""The lineage tracker in a real browser: opened from a folder, and served by an exporter."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.page.answers import Answers
from tests.page.conftest import REPOSITORY, Reader, violations
from tests.page.lineage_answers import HOSTILE, doubt, exporter_of_the_pipeline, hostile, many, pipeline, told, verdict
from tests.page.stand_in import StandIn

FILE = REPOSITORY / "tools/lineage-tracker/DTE_Lineage_Tracker.html"
Start = Callable[[Answers], StandIn]
Visit = Callable[..., Reader]


@pytest.fixture
def graph_file(tmp_path: Path) -> Callable[[object], Path]:
    """Return a function that writes a graph as the command does."""

    def write(graph: object) -> Path:
        file = tmp_path / "graph.json"
        file.write_text(json.dumps(graph))
        return file

    return write


def opened(visit: Visit, file: Path, **settings: object) -> Reader:
    """Return the page from a folder with a graph that was opened in it."""
    reader = visit(**settings).open(FILE.as_uri())
    reader.page.set_input_files("[type=file]", file)
    reader.page.locator(".link-state", has_text="From a file").wait_for()
    return reader


def node(reader: Reader, name: str) -> Locator:
    """Return a node of the picture by its name."""
    return reader.page.locator(".node").filter(has=reader.page.locator("title", has_text=f"{name}\n"))


def row(reader: Reader, name: str) -> Locator:
    """Return a row of the table by the name in it."""
    return reader.page.locator(".listing tbody tr").filter(has=reader.page.get_by_role("button", name=name, exact=True))


def test_from_a_folder_it_shows_a_sample_and_says_so(visit: Visit) -> None:
    """Ten data sets and six jobs, one of them the culprit of three; nothing is asked for or complained of."""
    reader = visit().open(FILE.as_uri())

    expect(reader.page.locator(".notice")).to_contain_text("Sample data")
    expect(reader.page.locator("h1")).to_contain_text("1 data set unmet, 3 inherit doubt")
    expect(reader.page.locator(".listing tbody tr")).to_have_count(16)
    expect(reader.page.locator(".node")).to_have_count(16)
    expect(row(reader, "marts.finance.revenue")).to_contain_text("inherits doubt from customers")
    assert [each for each in reader.requests if not each.startswith(("file:", "data:"))] == []
    assert reader.complaints == []


def test_served_it_asks_nobody_but_its_exporter(visit: Visit, exporting: Start) -> None:
    """The graph with its states, under the policy of the page, and the way back to the dashboard."""
    exporter = exporting(exporter_of_the_pipeline())
    reader = visit().open(f"{exporter.url}/lineage")

    expect(reader.page.locator(".link-state")).to_contain_text("Live")
    expect(row(reader, "shop.public.orders")).to_contain_text("met")
    expect(row(reader, "shop.public.revenue")).to_contain_text("unknown")
    expect(row(reader, "sum_up")).to_contain_text("failed")
    expect(reader.page.get_by_role("link", name="Dashboard")).to_have_attribute("href", "./")
    host = exporter.url.removeprefix("http")
    assert [each for each in reader.requests if not each.startswith((f"http{host}", f"ws{host}", "data:"))] == []
    assert reader.complaints == []


def test_a_change_of_trust_is_drawn_as_it_is_told(visit: Visit, exporting: Start) -> None:
    """A fault at the root: it is unmet, what is made of it inherits doubt, in table, picture and words at once."""
    exporter = exporting(exporter_of_the_pipeline())
    reader = visit().open(f"{exporter.url}/lineage")
    expect(reader.page.locator(".link-state")).to_contain_text("Live")
    expect(node(reader, "shop.public.sales")).to_have_class("node dataset met state-met")
    exporter.push([*verdict("orders", 0.0), *doubt("sales", "orders")])

    expect(node(reader, "shop.public.orders")).to_have_class("node dataset unmet state-unmet")
    expect(node(reader, "shop.public.orders").locator(".shape")).to_have_text("▲")
    expect(node(reader, "shop.public.sales")).to_have_class("node dataset unmet state-doubt")
    expect(row(reader, "shop.public.sales")).to_contain_text("inherits doubt from orders")
    expect(reader.page.locator("h1")).to_contain_text("1 data set unmet, 1 inherits doubt")


def test_a_new_run_of_the_check_brings_its_graph(visit: Visit, exporting: Start) -> None:
    """The graph is asked for again once the check has new values, and not before."""
    answers = exporter_of_the_pipeline()
    answers.lineage = None
    exporter = exporting(answers)
    reader = visit().open(f"{exporter.url}/lineage")
    expect(reader.page.locator(".notice")).to_contain_text("No check of lineage has run")
    expect(reader.page.locator(".link-state")).to_contain_text("Live")
    answers.lineage = told(pipeline())
    values = {"name": "dte_check_last_success_timestamp_seconds", "labels": {"check": "lineage"}, "value": 1.0}
    exporter.push([values])

    expect(reader.page.locator(".listing tbody tr")).to_have_count(5)
    expect(reader.page.locator(".notice")).to_have_count(0)


def test_columns_are_told_on_demand_and_unknown_ones_said_to_be(visit: Visit, exporting: Start) -> None:
    """Sales' amount is made from two columns of orders; of its note nobody tells; a source leads to its data set."""
    reader = visit().open(f"{exporting(exporter_of_the_pipeline()).url}/lineage")
    row(reader, "shop.public.sales").get_by_role("button").click()
    rows = reader.page.get_by_role("region", name="Columns").locator("tbody tr")

    assert [" ".join(one.inner_text().split()) for one in rows.all()] == [
        "amount integer shop.public.orders · price by copy shop.public.orders · pieces by copy",
        "note text unknown",
    ]
    rows.get_by_role("button", name="shop.public.orders · price").click()
    expect(reader.page.locator(".detail h2")).to_have_text("shop.public.orders")
    expect(reader.page.locator(".detail tr[aria-selected=true]")).to_contain_text("price")
    expect(reader.page.locator(".detail")).to_contain_text("unknown: no job is known that makes it")
    expect(reader.page.locator(".detail h2")).to_be_focused()
    reader.page.get_by_role("button", name="Close").click()
    expect(row(reader, "shop.public.orders").get_by_role("button")).to_be_focused()


def test_a_search_finds_by_name_owner_and_column_from_the_keyboard(visit: Visit) -> None:
    """Enter chooses the first that is found, an arrow goes to the rows."""
    reader = visit().open(FILE.as_uri())
    search = reader.page.get_by_role("searchbox")
    for typed, names in (("birthday", ["shop.public.customers"]), ("finance", ["marts.finance.revenue"])):
        search.fill(typed)
        expect(reader.page.locator(".listing tbody button")).to_have_text(names)
    search.press("Enter")
    expect(reader.page.locator(".detail h2")).to_have_text("marts.finance.revenue")
    search.press("ArrowDown")

    expect(reader.page.locator(".listing tbody button")).to_be_focused()


def test_the_table_is_one_stop_of_the_keyboard(visit: Visit) -> None:
    """Arrows go from row to row, Home and End to the first and the last, Enter chooses."""
    reader = visit().open(FILE.as_uri())
    rows = reader.page.locator(".listing tbody button")
    expect(reader.page.locator(".listing tbody button[tabindex='0']")).to_have_count(1)
    rows.first.focus()
    for key, place in (("ArrowDown", 1), ("End", 15), ("ArrowUp", 14), ("Home", 0)):
        reader.page.keyboard.press(key)
        expect(rows.nth(place)).to_be_focused()
    reader.page.keyboard.press("Enter")

    expect(reader.page.locator(".detail h2")).to_have_text("shop.public.customers")
    expect(rows.first).to_be_focused()


def test_the_picture_is_one_stop_of_the_keyboard_too(visit: Visit, exporting: Start) -> None:
    """Arrows go along the edges, Enter chooses, and a change that is drawn leaves the focus where it is."""
    exporter = exporting(exporter_of_the_pipeline())
    reader = visit().open(f"{exporter.url}/lineage")
    expect(reader.page.locator(".link-state")).to_contain_text("Live")
    expect(reader.page.locator(".node[tabindex='0']")).to_have_count(1)
    node(reader, "shop.public.orders").focus()
    for name in ("copy", "shop.public.sales", "sum_up"):
        reader.page.keyboard.press("ArrowRight")
        expect(node(reader, name)).to_be_focused()
    reader.page.keyboard.press("ArrowLeft")
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator(".detail h2")).to_have_text("shop.public.sales")
    exporter.push(verdict("sales", 0.0))

    expect(node(reader, "shop.public.sales")).to_have_class("node dataset unmet state-unmet chosen")
    expect(node(reader, "shop.public.sales")).to_be_focused()


def test_upstream_and_downstream_of_a_choice_as_far_as_wanted(visit: Visit) -> None:
    """Revenue is made from all but letters, features, report and the forgotten budget; one step is one job."""
    reader = visit().open(FILE.as_uri())
    row(reader, "marts.finance.revenue").get_by_role("button").click()
    reader.page.get_by_label("Upstream").check()
    reader.page.get_by_label("How far").select_option("any distance")
    names = reader.page.locator(".listing tbody button")
    expect(names).to_have_count(9)
    reader.page.get_by_label("How far").select_option("1 step")
    expect(names).to_have_text(["marts.finance.revenue", "sum_up_revenue"])
    reader.page.get_by_label("Both ways").check()
    expect(names).to_have_text(["marts.finance.revenue", "sum_up_revenue", "report"])
    expect(reader.page.locator(".node")).to_have_count(3)


def test_hostile_names_are_nothing_but_text(
    visit: Visit, exporting: Start, graph_file: Callable[[object], Path]
) -> None:
    """In table, picture, columns and runs, from a file and from an exporter."""
    answers = exporter_of_the_pipeline()
    answers.lineage = told(hostile())
    for reader in (
        opened(visit, graph_file(hostile())),
        visit().open(f"{exporting(answers).url}/lineage"),
    ):
        for place in range(3):
            reader.page.locator(".listing tbody button").nth(place).click()
            expect(reader.page.locator(".detail h2")).to_contain_text(HOSTILE)
        assert reader.page.locator("img").count() == 0
        assert reader.page.evaluate("window.broken") is None
        assert reader.complaints == []


@pytest.mark.parametrize(
    ("graph", "sentence"),
    [
        ({"version": 2}, "The graph has the form 2, and this page reads 1"),
        ({}, "The graph has the form none"),
        ({"version": 1, "datasets": [], "jobs": 3}, "no list of data sets or none of jobs"),
        ({"version": 1, "datasets": [{}], "jobs": []}, "A data set or a job of the graph has no name"),
        (
            {
                "version": 1,
                "datasets": [],
                "jobs": [{"namespace": "", "name": "", "inputs": [4], "outputs": [], "columns": []}],
            },
            "names a data set that is not in it",
        ),
    ],
)
def test_a_file_of_another_kind_is_refused_in_a_sentence(
    graph: object, sentence: str, visit: Visit, graph_file: Callable[[object], Path]
) -> None:
    """What was shown before stays, and the sentence says how a good one is written."""
    reader = visit().open(FILE.as_uri())
    reader.page.set_input_files("[type=file]", graph_file(graph))

    expect(reader.page.get_by_role("alert")).to_contain_text(sentence)
    expect(reader.page.get_by_role("alert")).to_contain_text("dte-exporter lineage export --format json")
    expect(reader.page.locator(".listing tbody tr")).to_have_count(16)


def test_a_cycle_is_drawn_and_ends(visit: Visit, graph_file: Callable[[object], Path]) -> None:
    """Two data sets that are made from each other: all four nodes, and the edge that runs back dashed."""
    graph = pipeline()
    graph["jobs"][1]["outputs"] = graph["jobs"][0]["inputs"]
    reader = opened(visit, graph_file(graph))

    expect(reader.page.locator(".node")).to_have_count(5)
    assert reader.page.locator(".back").get_attribute("d") != ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 768, 390])
def test_axe_finds_no_violation(width: int, scheme: str, visit: Visit, axe: str) -> None:
    """With a data set chosen, its columns open, and a search; nothing is wider than the screen."""
    reader = visit(width=width, height=900, color_scheme=scheme).open(FILE.as_uri())
    row(reader, "marts.finance.revenue").get_by_role("button").click()
    reader.page.get_by_label("Upstream").check()
    reader.page.get_by_role("searchbox").fill("e")

    assert violations(reader, axe) == []
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_table_comes_first(visit: Visit) -> None:
    """What was chosen below it, then the picture."""
    reader = visit(width=390, height=844).open(FILE.as_uri())
    tops = reader.page.evaluate(
        "['.listing', '.detail', '.picture'].map(one => document.querySelector(one).getBoundingClientRect().top)"
    )
    assert tops == sorted(tops)


def test_on_paper_the_whole_picture_is_there(visit: Visit) -> None:
    """White, without what cannot be pressed, and no part scrolls."""
    reader = visit(color_scheme="dark").open(FILE.as_uri())
    reader.page.emulate_media(media="print")

    expect(reader.page.locator(".node")).to_have_count(16)
    expect(reader.page.get_by_role("searchbox")).to_be_hidden()
    assert (
        reader.page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(255, 255, 255)"
    )


def test_what_2000_nodes_take_is_told(visit: Visit, exporting: Start) -> None:
    """First paint, layout, search, choice, zoom and scroll; what is out of sight is not in the page."""
    answers = exporter_of_the_pipeline()
    answers.lineage = told(many())
    reader = visit(width=1440, height=900).open(f"{exporting(answers).url}/lineage")
    expect(reader.page.locator(".picture-head")).to_contain_text("1,000 data sets and 1,000 jobs")
    page, took = reader.page, {}
    took["first contentful paint"] = page.evaluate(
        "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    )
    actions = {
        "layout of all": "Shelves.laid(tracker.lineage.nodes)",
        "search": "tracker.search = 'table_77'; tracker.draw()",
        "choice": "tracker.choose(tracker.lineage.datasets[777])",
        "scroll": "tracker.picture.window.scrollBy(700, 500); tracker.picture.draw()",
        "zoom to all": "tracker.picture.fit(); tracker.picture.draw()",
        "upstream of one": "tracker.way = 'up'; tracker.depth = Infinity; tracker.draw()",
        "all anew": "tracker.way = 'all'; tracker.search = ''; tracker.draw()",
    }
    for name, action in actions.items():
        took[name] = page.evaluate(
            f"() => {{ const began = performance.now(); {action};"
            " document.body.offsetHeight; return performance.now() - began; }"
        )
    print("2,000 nodes:", ", ".join(f"{name} {milliseconds:.0f} ms" for name, milliseconds in took.items()))

    page.evaluate("tracker.choose(tracker.lineage.datasets[500]); tracker.picture.draw()")
    assert 5 < page.locator(".node").count() < 300
    expect(page.locator(".listing tbody tr")).to_have_count(101)  # a hundred, and the one that was chosen
    page.get_by_role("button", name="All of it").click()
    expect(page.locator(".node")).to_have_count(1)  # the one that the keyboard is on; the others are marks
    assert reader.complaints == []


def test_an_exporter_that_falls_silent_is_said_to(visit: Visit, exporting: Start) -> None:
    """The graph stays, in grey, with a sentence."""
    exporter = exporting(exporter_of_the_pipeline())
    reader = visit().open(f"{exporter.url}/lineage")
    expect(reader.page.locator(".link-state")).to_contain_text("Live")
    exporter.stop()

    expect(reader.page.locator("html")).to_have_attribute("data-link", "lost")
    expect(reader.page.locator(".notice")).to_contain_text("The exporter does not answer")
    expect(reader.page.locator(".node")).to_have_count(5)


def test_a_graph_is_dropped_on_the_page(visit: Visit) -> None:
    """Anywhere on it."""
    reader = visit().open(FILE.as_uri())
    reader.page.evaluate(
        """text => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text], "dropped.json"));
          document.body.dispatchEvent(new DragEvent("drop", {dataTransfer, bubbles: true, cancelable: true}));
        }""",
        json.dumps(pipeline()),
    )

    expect(reader.page.locator(".link-state")).to_contain_text("dropped.json")
    expect(reader.page.locator(".node")).to_have_count(5)

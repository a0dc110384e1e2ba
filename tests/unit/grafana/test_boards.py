"""The boards as their files have them. The rules of grafana/dashboard-linter are stated here again, in our words."""

import json
from collections import Counter
from typing import Any

import pytest
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.dashboard import Dashboard
from promql_parser import Call, MatrixSelector, VectorSelector

from dte_exporter.exposition.catalogue import catalogue, segmented
from dte_exporter.metric import SEGMENT, MetricSpec, Unit
from dte_exporter.registry import Registry
from grafana.build.query import ALERTS, NOT_OURS, OF_THE_PROCESS, recordings, scraped_of
from tests.unit.grafana.reading import NAMES, Asked, asked, board, panels, selectors

CATALOGUE = catalogue(Registry.discover())
SEGMENTED = segmented(Registry.discover())
SCRAPING = {"job", "instance"}
TOLD_ONCE = {ALERTS, *(name for name in recordings() if len(scraped_of(name)) == 1)}
"""What rules have made one series of, whichever exporter tells it."""
NARROWED_BY = {"dataset": "$dataset", "model": "$model"}
UNITS = {
    Unit.RATIO: {"percentunit"},
    Unit.SECONDS: {"s"},
    Unit.TIMESTAMP: {"dateTimeFromNow"},
    Unit.ROWS: {"short"},
    Unit.NONE: {"none", "short", "cpm"},
}

EVERY_BOARD = pytest.mark.parametrize("name", NAMES)
EVERY_QUESTION = pytest.mark.parametrize(
    "question",
    [question for name in NAMES for question in asked(name)],
    ids=lambda question: f"{question.board}: {question.place}",
)


def own(question: Asked) -> list[tuple[VectorSelector, MetricSpec]]:
    """Return the selectors of a question that ask for metrics of ours, and their declarations."""
    found = [selector for selector, _ in selectors(question.expression)]
    return [(selector, CATALOGUE[str(selector.name)]) for selector in found if selector.name in CATALOGUE]


def test_there_is_a_board_for_each_pillar_and_two_beside_them() -> None:
    """A pillar that has metrics has a board; the overview and the exporter's own are not of a pillar."""
    pillars = {spec.pillar for spec in CATALOGUE.values()} - {"exporter", "objective", "trust"}

    assert set(NAMES) == {*pillars, "overview", "exporter"}


@EVERY_QUESTION
def test_a_question_asks_for_what_the_catalogue_has(question: Asked) -> None:
    """It parses, and each metric and each label in it is declared, or recorded or alerted on by a rule that ships."""
    found = [selector for selector, _ in selectors(question.expression)]

    assert found
    for selector in found:
        assert selector.name in {*CATALOGUE, *NOT_OURS, *OF_THE_PROCESS, *recordings(), ALERTS}
    for selector, spec in own(question):
        assert {matcher.name for matcher in selector.matchers.matchers} <= {*spec.labels, *SCRAPING, SEGMENT}


@EVERY_QUESTION
def test_a_question_asks_for_all_rows_where_there_may_be_segments(question: Asked) -> None:
    """So no panel takes the greatest or the sum of all rows and their segments; what has none is not asked for them."""
    for selector, spec in own(question):
        matched = [one.value for one in selector.matchers.matchers if one.name == SEGMENT]
        assert matched == ([""] if spec.name in SEGMENTED else [])


@EVERY_QUESTION
def test_a_question_is_narrowed_by_every_variable_that_fits(question: Asked) -> None:
    """By job and instance (the linter's target-job-rule and target-instance-rule), and by data set and model."""
    for selector, _ in selectors(question.expression):
        scraping = {"job"} if selector.name in TOLD_ONCE else SCRAPING
        assert {matcher.name for matcher in selector.matchers.matchers} >= scraping
    for selector, spec in own(question):
        matched = {matcher.name for matcher in selector.matchers.matchers}
        assert matched >= NARROWED_BY.keys() & set(spec.labels)


@EVERY_QUESTION
def test_a_counter_is_looked_at_as_a_rate(question: Asked) -> None:
    """The linter's target-counter-agg-rule: a total by itself says when the process started."""
    for selector, above in selectors(question.expression):
        if str(selector.name).endswith("_total"):
            assert isinstance(above[0], MatrixSelector)
            assert isinstance(above[1], Call)
            assert above[1].func.name in {"rate", "irate", "increase"}


@EVERY_QUESTION
def test_a_rate_takes_the_interval_that_fits_the_scrape(question: Asked) -> None:
    """The linter's target-rate-interval-rule: no fixed range in a board."""
    if "rate(" in question.expression:
        assert "[$__rate_interval]" in question.expression


@EVERY_BOARD
def test_the_unit_of_a_panel_is_the_catalogues(name: str) -> None:
    """The linter's panel-units-rule, and more: a share is shown as one, a moment as one or by its age."""
    for panel in panels(name):
        unit = panel["fieldConfig"]["defaults"]["unit"]
        expressions = [target["expr"] for target in panel["targets"]]
        specs = [spec for text in expressions for _, spec in own(Asked(name, panel["title"], text))]
        if panel["type"] in {"timeseries", "stat", "bargauge"} and len({spec.unit for spec in specs}) == 1:
            counted = any(text.lstrip("(").startswith(("count(", "sum(", "sum (", "sum by")) for text in expressions)
            aged = all("time() - " in text for text in expressions)
            units = {"s"} if aged else UNITS[specs[0].unit]
            assert unit in units or (counted and unit == "short"), panel["title"]


@EVERY_BOARD
def test_every_panel_says_what_it_is_and_how_to_read_it(name: str) -> None:
    """The linter's panel-title-description-rule and panel-no-targets-rule; a description is a sentence."""
    for panel in panels(name):
        assert panel["title"]
        assert panel["description"].endswith("."), panel["title"]
        assert panel["targets"], panel["title"]


@EVERY_BOARD
def test_every_panel_asks_the_data_source_that_was_chosen(name: str) -> None:
    """The linter's panel-datasource-rule: boards work with any Prometheus."""
    for panel in panels(name):
        for asked_of in (panel, *panel["targets"]):
            assert asked_of["datasource"] == {"type": "prometheus", "uid": "$datasource"}


@EVERY_BOARD
def test_the_variables_are_those_that_people_expect(name: str) -> None:
    """The linter's template rules: a data source, jobs and instances; and data sets and models, all with All."""
    variables: dict[str, Any] = {one["name"]: one for one in board(name)["templating"]["list"]}

    assert (variables["datasource"]["type"], variables["datasource"]["query"]) == ("datasource", "prometheus")
    assert variables["datasource"]["label"] == "Data source"
    assert {"job", "instance", "dataset", "model"} <= variables.keys()
    for name_, variable in variables.items():
        if name_ in {"datasource", "top"}:
            continue
        assert variable["type"] == "query"
        assert variable["datasource"]["uid"] == "$datasource"
        assert (variable["multi"], variable["includeAll"], variable["refresh"]) == (True, True, 2)
        assert variable["allValue"] == (".*" if name_ in NARROWED_BY else ".+")
    assert (variables["job"]["label"], variables["instance"]["label"]) == ("Job", "Instance")


@EVERY_BOARD
def test_a_variable_asks_for_what_the_catalogue_has(name: str) -> None:
    """Its metric and its label are declared, or the label is the scrape's."""
    for variable in board(name)["templating"]["list"]:
        if variable["type"] == "query":
            series, _, label = variable["query"]["query"].removeprefix("label_values(").rstrip(")").rpartition(", ")
            ((selector, _),) = selectors(series)
            assert label in {*CATALOGUE[str(selector.name)].labels, *SCRAPING}


@EVERY_BOARD
def test_boards_are_found_and_stay_found(name: str) -> None:
    """A stable uid, the tag by which boards link to each other, no editing by hand (the linter's uneditable rule)."""
    tree = board(name)

    assert (tree["uid"], tree["tags"], tree["editable"]) == (f"dte-{name}", ["dte"], False)
    assert [(link["type"], link["tags"], link["keepTime"], link["includeVars"]) for link in tree["links"]] == [
        ("dashboards", ["dte"], True, True)
    ]
    assert {note["name"] for note in tree["annotations"]["list"]} == {"Retraining recommended", "Config read"}


@EVERY_BOARD
def test_panels_have_their_places(name: str) -> None:
    """Each has an identity, none lies over another, and the grid of 24 columns is kept."""
    every = board(name)["panels"]
    cells = Counter(
        (x, y)
        for panel in every
        for x in range(panel["gridPos"]["x"], panel["gridPos"]["x"] + panel["gridPos"]["w"])
        for y in range(panel["gridPos"]["y"], panel["gridPos"]["y"] + panel["gridPos"]["h"])
    )

    assert max(cells.values()) == 1
    assert max(x for x, _ in cells) == 23
    assert len({panel["id"] for panel in every}) == len(every)


@EVERY_BOARD
def test_grafanas_own_model_reads_a_board_without_loss(name: str) -> None:
    """Read into the types that are made from Grafana's schema and written again, nothing is missing or changed."""
    tree = board(name)

    assert json.loads(json.dumps(Dashboard.from_json(dict(tree)), cls=JSONEncoder)) == tree

"""The table of unmet objectives beside the alerts on them: as long as one fires, its objective has a row there."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.integration.test_rules import RULES, run
from tests.unit.grafana.reading import NAMES, filled, panels

pytestmark = pytest.mark.integration

SCRAPED = 'job="dte",instance="a"'
SCOPE = 'check="fair",dataset="loans",model="credit"'
OBJECTIVE = f'{SCOPE},objective="demographic_parity_difference",pillar="fairness"'
OWNER, TEAM = 'owner="Ann"', 'team="lending"'
PEOPLE = f"{OWNER},{TEAM}"
ROW = f"{{{OBJECTIVE},{PEOPLE}}}"


@dataclass(frozen=True)
class Case:
    """What an exporter tells minute by minute, as promtool writes it, and at a minute the alert on it and its row."""

    met: str
    known: str
    runs: str
    value: str
    alert: str
    minute: int
    state: float
    told: str = "x60"
    insufficient: int = 0

    def series(self) -> list[dict[str, str]]:
        """Return the series of one check with one objective, on the subject ``sex``."""
        found = {
            f'dte_check_info{{{SCRAPED},{SCOPE},pillar="fairness",severity="page",{TEAM}}}': f"1{self.told}",
            f'dte_check_about_info{{{SCRAPED},check="fair",pillar="fairness",{OWNER}}}': f"1{self.told}",
            f'dte_check_last_run_timestamp_seconds{{{SCRAPED},check="fair",pillar="fairness"}}': f"1{self.told}",
            f'dte_check_failed_runs{{{SCRAPED},check="fair",pillar="fairness"}}': f"2{self.told}",
            f"dte_objective_after_runs{{{SCRAPED},{OBJECTIVE}}}": f"2{self.told}",
            f'dte_objective_limit{{{SCRAPED},{OBJECTIVE},bound="max"}}': f"0.1{self.told}",
            f'dte_objective_met{{{SCRAPED},{OBJECTIVE},subject="sex"}}': self.met,
            f'dte_objective_known{{{SCRAPED},{OBJECTIVE},subject="sex"}}': self.known,
            f'dte_objective_insufficient_evidence{{{SCRAPED},{OBJECTIVE},subject="sex"}}': (
                f"{self.insufficient}{self.told}"
            ),
            f'dte_objective_since_timestamp_seconds{{{SCRAPED},{OBJECTIVE},subject="sex"}}': f"300{self.told}",
            f'dte_objective_unmet_runs{{{SCRAPED},{OBJECTIVE},subject="sex"}}': self.runs,
            f'dte_objective_value{{{SCRAPED},{OBJECTIVE},subject="sex"}}': self.value,
        }
        return [{"series": series, "values": values} for series, values in found.items()]


BREACHED = Case("0x60", "1x60", "2x60", "0.2x60", "DteFairnessObjectiveUnmet", 10, 4 + 2 / 3)
STALE = Case("0x60", "0x60", "0x60", "0.05x4 stale", "DteObjectiveUnknown", 20, 3)
MET_AGAIN = Case("0x5 1x60", "1x60", "2x60", "0.2x5 0.05x60", "DteFairnessObjectiveUnmet", 10, 1)
HEALED = Case("0x5 1x60", "1x60", "2x5 0x60", "0.2x5 0.05x60", "DteFairnessObjectiveUnmet", 12, 1)
GONE = Case("0x5 stale", "1x5 stale", "2x5 stale", "0.2x5 stale", "DteFairnessObjectiveUnmet", 12, 1, "x5 stale")


@pytest.mark.parametrize(
    "case",
    [BREACHED, STALE, MET_AGAIN, HEALED, GONE],
    ids=["unmet", "stale", "met again in too few runs", "over for less than a quarter of an hour", "exporter away"],
)
@pytest.mark.parametrize("name", ["fairness", "overview"])
def test_an_objective_has_a_row_as_long_as_an_alert_on_it_fires(
    promtool: Path, tmp_path: Path, name: str, case: Case
) -> None:
    """Its state is in words (4 is unmet, 3 unknown, 1 that an alert is still on), and its owner and team beside it."""
    fires = f'count by (alertname) (ALERTS{{alertstate="firing",alertname="{case.alert}"}})'
    asked = [
        (fires, f'{{alertname="{case.alert}"}}', 1.0),
        (table(name)["state"], ROW, case.state),
    ]

    tested = run(promtool, "test", "rules", written(tmp_path, case, asked))

    assert tested.returncode == 0, tested.stdout + tested.stderr


def test_a_row_has_the_worst_value_the_limit_the_runs_and_since_when(promtool: Path, tmp_path: Path) -> None:
    """Of the subject that is furthest out; what is unknown has a row without a value."""
    columns = table("fairness")
    bare = f"{{{OBJECTIVE}}}"
    of_sex = f'{{{OBJECTIVE},subject="sex"}}'

    unmet = [(columns["value"], of_sex, 0.2), (columns["max"], bare, 0.1), (columns["runs"], bare, 2.0)]
    unmet.append((columns["since"], bare, 300_000.0))
    assert run(promtool, "test", "rules", written(tmp_path, BREACHED, unmet)).returncode == 0
    unknown = [(columns["value"], "", 0.0), (columns["max"], bare, 0.1), (columns["not met"], bare, 1.0)]
    assert run(promtool, "test", "rules", written(tmp_path, STALE, unknown)).returncode == 0


@pytest.mark.parametrize("name", ["fairness", "overview"])
def test_insufficient_evidence_has_a_row_and_no_alert(promtool: Path, tmp_path: Path, name: str) -> None:
    """It is a state of its own, 2, though its value lies beyond the limit; it is counted, and not as unmet."""
    case = Case("0x60", "1x60", "0x60", "0.2x60", "", 30, 2, insufficient=1)
    columns = table(name)
    counts = {panel["title"]: filled(panel["targets"][0]["expr"]) for panel in panels(name) if "targets" in panel}
    asked = [
        (columns["state"], ROW, case.state),
        (columns["value"], "", 0.0),
        ('count(ALERTS{check="fair"})', "", 0.0),
        (counts["Insufficient evidence"], "{}", 1.0),
        (counts["Unmet"], "{}", 0.0),
    ]

    tested = run(promtool, "test", "rules", written(tmp_path, case, asked))

    assert tested.returncode == 0, tested.stdout + tested.stderr


def test_two_exporters_that_name_different_people_do_not_empty_the_table(promtool: Path, tmp_path: Path) -> None:
    """While a new config goes from one to the next, a check has two owners: the row has one of them."""
    other = {"series": BREACHED.series()[0]["series"].replace('"a"', '"b"').replace("Ann", "Bob"), "values": "1x60"}
    asked = [(f"count by (team) ({table('fairness')['state']})", '{team="lending"}', 1.0)]

    tested = run(promtool, "test", "rules", written(tmp_path, BREACHED, asked, other))

    assert tested.returncode == 0, tested.stdout + tested.stderr


@pytest.mark.parametrize("name", [name for name in NAMES if name != "exporter"])
def test_an_objective_that_is_met_has_no_row(promtool: Path, tmp_path: Path, name: str) -> None:
    """Nor has one that no alert is on any more."""
    met = Case("1x60", "1x60", "0x60", "0.05x60", "", 30, 0)

    tested = run(promtool, "test", "rules", written(tmp_path, met, [(table(name)["state"], "", 0.0)]))

    assert tested.returncode == 0, tested.stdout + tested.stderr


def table(name: str) -> dict[str, str]:
    """Return the columns of the table on a board: by their heads, their queries with all chosen."""
    (panel,) = [panel for panel in panels(name) if panel["title"] == "Unmet objectives"]
    (organise,) = [one for one in panel["transformations"] if one["id"] == "organize"]
    heads = organise["options"]["renameByName"]
    return {heads[f"Value #{target['refId']}"]: filled(target["expr"]) for target in panel["targets"]}


def written(folder: Path, case: Case, asked: list[tuple[str, str, float]], *more: dict[str, str]) -> Path:
    """Write a test for promtool: at the minute of `case`, each query has one answer, none if without labels."""
    questions = [
        {
            "expr": query,
            "eval_time": f"{case.minute}m",
            "exp_samples": [{"labels": labels, "value": value}] if labels else [],
        }
        for query, labels, value in asked
    ]
    tests = [{"interval": "1m", "input_series": [*case.series(), *more], "promql_expr_test": questions}]
    file = folder / "test.yaml"
    file.write_text(
        json.dumps({"rule_files": [str(rules) for rules in RULES], "evaluation_interval": "1m", "tests": tests})
    )
    return file

from collections.abc import Mapping
from pathlib import Path

import pytest

from dte_exporter.config.loading.load import load
from dte_exporter.exposition.exporter.datasets import samples
from dte_exporter.registry import Registry
from dte_exporter.scheduling.succession import succeed
from dte_exporter.storage.snapshot import Snapshot


def told(folder: Path, dataset: str, first: str = "", second: str = "") -> dict[str, Mapping[str, str]]:
    """Return the labels of the data set `loans` by family, of which two checks say what is given."""
    (folder / "config.yaml").write_text(f"""\
datasets:
  loans: {{source: {{type: files, path: loans.parquet}}, columns: {{prediction: p, sensitive: [sex]}}, {dataset}}}
  unread: {{source: {{type: files, path: loans.parquet}}}}
checks:
  first: {{check: fairness, dataset: loans, every: 1h, {first}}}
  second: {{check: fairness, dataset: loans, every: 1h, {second}}}
""")
    config = load(folder / "config.yaml", Registry.discover())
    every = list(samples(succeed(Snapshot(), config, 0.0).snapshot))
    assert [each.value for each in every] == [1, 1]
    return {each.name: each.labels for each in every}


def test_a_data_set_is_of_who_it_names(tmp_path: Path) -> None:
    """Whatever its checks say; one that no check reads is not told."""
    assert told(tmp_path, "title: Loans, owner: Grace, team: warehouse, runbook: 'http://x'", "owner: Ada") == {
        "dte_dataset_info": {"dataset": "loans", "team": "warehouse", "severity": "ticket"},
        "dte_dataset_about_info": {"dataset": "loans", "title": "Loans", "owner": "Grace", "runbook": "http://x"},
    }


@pytest.mark.parametrize(
    ("first", "second", "team"),
    [("team: risk", "team: risk", "risk"), ("team: risk", "team: ml", ""), ("team: risk", "", ""), ("", "", "")],
)
def test_one_of_nobody_is_of_those_who_mind_its_checks_where_they_agree(
    tmp_path: Path, first: str, second: str, team: str
) -> None:
    """Where they do not, it is nobody's."""
    assert told(tmp_path, "models: []", first, second)["dte_dataset_info"]["team"] == team


@pytest.mark.parametrize(
    ("dataset", "check", "severity"),
    [("ticket", "ticket", "ticket"), ("page", "ticket", "page"), ("ticket", "page", "page")],
)
def test_it_is_as_loud_as_the_loudest_that_stands_on_it(
    tmp_path: Path, dataset: str, check: str, severity: str
) -> None:
    """Its alert silences those of its checks, so that it may not be quieter than any of them."""
    assert told(tmp_path, f"severity: {dataset}", "", f"severity: {check}")["dte_dataset_info"]["severity"] == severity


def test_a_data_set_of_a_team_is_the_team_s(tmp_path: Path) -> None:
    """Under the name by which its alerts know it."""
    (tmp_path / "risk.yaml").write_text("""\
datasets: {loans: {source: {type: files, path: loans.parquet}, columns: {prediction: p, sensitive: [sex]}}}
checks: {fair: {check: fairness, dataset: loans, every: 1h}}
""")
    (tmp_path / "main.conf").write_text("include: '*.yaml'\n")
    config = load(tmp_path / "main.conf", Registry.discover())

    info, about = samples(succeed(Snapshot(), config, 0.0).snapshot)

    assert info.labels == {"dataset": "risk.loans", "team": "risk", "severity": "ticket"}
    assert about.labels["dataset"] == "risk.loans"

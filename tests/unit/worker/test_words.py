"""What a run says of a source that is somebody's data all through: the first row, for want of a header, as well."""

from pathlib import Path

import pytest

from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

REGISTRY = Registry.discover()

CANARY = "Jolanta"
"""In every name of a column and every value."""

ROWS = f"{CANARY} Maj,{CANARY} Street 1,f {CANARY},1990 {CANARY}\n" + "".join(
    f"{CANARY} {row},{CANARY} Street {row},{row % 2},{1950 + row % 50}\n" for row in range(90)
)

CONFIG = """
datasets:
  people:
    source: {type: files, path: people.csv}
    columns: {%s}
    timezone: Europe/Warsaw
    windows: {%s}
  register:
    source: {type: files, path: register.csv}
checks:
  one: {%s, dataset: people, every: 5m}
"""

FAIRNESS = "check: fairness, model: m"
COUNTED = "(it has 4 others): check its name in the config, and the header of a CSV file"


@pytest.mark.parametrize(
    ("columns", "windows", "check", "message"),
    [
        (
            "prediction: hired, sensitive: [sex]",
            "",
            FAIRNESS,
            f"the source has no column 'hired' {COUNTED}",
        ),
        (
            "prediction: hired, sensitive: [sex]",
            "current: \"split = 'now'\"",
            FAIRNESS,
            f"the source has no column 'split' {COUNTED}",
        ),
        (
            "time: at",
            "reference: {last: 7d}, current: yesterday",
            "check: drift",
            f"the source has no column 'at' {COUNTED}",
        ),
        (
            "subject: person",
            "",
            "check: consent-held, serves: news, consents: {dataset: register}",
            f"the source has no column 'person' {COUNTED}",
        ),
        (
            "",
            "reference: 1 = 1, current: 2 = 2",
            "check: drift, columns: {income: {method: psi}}",
            "drift does not look at column 'income': columns takes features of numbers, classes and booleans, "
            "prediction, probability and label",
        ),
        (
            "",
            "",
            "check: requests-on-time",
            f"the source has no column 'right' {COUNTED}",
        ),
    ],
)
def test_a_file_without_a_header_is_told_by_what_the_config_names(
    tmp_path: Path, columns: str, windows: str, check: str, message: str
) -> None:
    """Nothing of the row in the header's place is in the result, which goes to log, page, API and history."""
    for name in ("people", "register"):
        (tmp_path / f"{name}.csv").write_text(ROWS)
    (tmp_path / "config.yaml").write_text(CONFIG % (columns, windows, check))
    (configured,) = load(tmp_path / "config.yaml", REGISTRY).checks.values()

    body = execute(Job(configured, 1_520_000_000.0, tmp_path / "cache"))

    assert CheckResult.from_json(body).message == message
    assert CANARY.encode() not in body

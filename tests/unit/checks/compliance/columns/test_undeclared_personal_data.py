from pathlib import Path
from typing import Any

import pytest

from dev.generate import example
from dev.personal_data.sample import personal
from dte_exporter.checks.compliance.columns import scanned as reading
from dte_exporter.checks.compliance.columns.undeclared_personal_data import undeclared_personal_data
from dte_exporter.config.loading.load import load
from dte_exporter.errors import ConfigError
from dte_exporter.outcome import CheckResult, Outcome
from tests.unit.checks.compliance.as_configured import REGISTRY, run, run_on

ROOT = Path(__file__).parents[5]
ADULT, CENSUS = ROOT / "tests/data/adult.parquet", ROOT / "deploy/demo/acs_employment.parquet"

RATIO, UPPER = reading.PERSONAL_VALUES.name, reading.PERSONAL_VALUES_UPPER.name


def _counts(ran: example.Ran) -> tuple[float, float]:
    return ran.series["dte_compliance_violations"], ran.series["dte_compliance_examined"]


def test_columns_declared_to_be_about_people_are_not_read(tmp_path: Path) -> None:
    """Neither those with a category nor pseudonyms, quasi-identifiers, subjects and sensitive columns: one is left."""
    names = ("email", "alias", "town", "person", "sex", "note")
    ran = run(
        undeclared_personal_data,
        tmp_path,
        {name: ["jo@example.org"] for name in names},
        columns={"subject": "person", "sensitive": ["sex"]},
        personal_data={
            "columns": {"email": "user.contact.email"},
            "pseudonymised": ["alias"],
            "quasi_identifiers": ["town"],
        },
    )
    assert _counts(ran) == (1, 1)
    assert ran.series[f'{RATIO}{{column="note",kind="email"}}'] == 1


def test_a_table_said_to_be_free_of_personal_data_is_read_whole(tmp_path: Path) -> None:
    """The reason why there is none is no evidence that there is none."""
    columns = {"a": ["4500012345"], "b": ["jo@example.org"], "n": [1]}
    ran = run(undeclared_personal_data, tmp_path, columns, personal_data={"none": "Orders of companies."})
    assert _counts(ran) == (1, 2)


def test_a_draw_says_what_it_may_have_missed(tmp_path: Path) -> None:
    """No find in 100 of 1,000 values: (1 - p) ** 100 = 0.05, p = 0.0295."""
    columns = {"note": [f"note {number}" for number in range(1_000)]}
    ran = run(undeclared_personal_data, tmp_path, columns, {"draw": 100})
    assert _counts(ran) == (0, 1)
    assert ran.series[f'{RATIO}{{column="note",kind="any"}}'] == 0
    assert ran.series[f'{UPPER}{{column="note",kind="any"}}'] == pytest.approx(1 - 0.05**0.01)
    assert ran.result.evidence.details["columns"]["note"]["read"] == 100


def test_finds_that_chance_gives_are_shown_and_are_no_violation(tmp_path: Path) -> None:
    """Of order numbers that begin as cards do, one in ten has the right check digit: 4000000000000000 to …0099."""
    orders = [f"{4_000_000_000_000_000 + number}" for number in range(100)]
    ran = run(undeclared_personal_data, tmp_path, {"order": orders})
    assert _counts(ran) == (0, 1)
    assert ran.series[f'{RATIO}{{column="order",kind="payment_card"}}'] == 0.1


def test_a_column_of_cards_is_found(tmp_path: Path) -> None:
    """All of them pass, which chance would not do."""
    ran = run(undeclared_personal_data, tmp_path, {"card": personal("payment_card", "fr_FR", 20)})
    assert _counts(ran) == (1, 1)
    assert ran.result.evidence.details == {
        "violations": {"card": ["holds payment_card"]},
        "columns": {"card": {"values": 20, "read": 20, "holding": 20, "kinds": {"payment_card": 20}}},
    }


def test_nothing_that_was_read_leaves_the_worker(tmp_path: Path) -> None:
    """Result and evidence hold counts, kinds and names of columns, whatever the texts."""
    values = [text for kind in ("email", "phone", "iban", "national_id") for text in personal(kind, "es_ES", 25)]
    result: CheckResult = run(undeclared_personal_data, tmp_path, {"note": values}).result
    body = result.to_json().decode()
    assert result.outcome is Outcome.OK
    assert '"national_id_es": 25' in body
    assert not [text for text in values if text in body]


def test_a_table_without_text_has_nothing_to_examine(tmp_path: Path) -> None:
    """Numbers look like phone numbers, and are not read."""
    assert _counts(run(undeclared_personal_data, tmp_path, {"phone": [34915678123]})) == (0, 0)


def test_an_empty_table_is_no_evidence(tmp_path: Path) -> None:
    """Empty is not free of personal data."""
    ran = run(undeclared_personal_data, tmp_path, {"note": []})
    assert (ran.result.outcome, ran.result.message) == (Outcome.NO_DATA, "the current window holds no rows")


@pytest.mark.parametrize("path", [ADULT, CENSUS], ids=lambda path: path.stem)
def test_no_column_of_real_data_without_identifiers_is_a_violation(path: Path, tmp_path: Path) -> None:
    """Adult and census name schools, jobs and places; with nothing declared, all their text is read."""
    violations, examined = _counts(run_on(path, undeclared_personal_data, tmp_path, {"draw": 2_000}))
    assert violations == 0
    assert examined >= 3


def _config(folder: Path, **params: Any) -> Path:
    (folder / "rows.parquet").touch()
    keys = "".join(f", {key}: {value}" for key, value in params.items())
    text = f"""
datasets: {{notes: {{source: {{type: files, path: rows.parquet}}}}}}
checks: {{notes: {{check: undeclared-personal-data, dataset: notes, every: 1d{keys}}}}}
"""
    (folder / "config.yaml").write_text(text)
    return folder / "config.yaml"


def test_without_its_libraries_a_config_that_asks_for_it_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The way out is said before the first run."""
    monkeypatch.setattr(reading, "missing_extra", lambda: 'get it: pip install "dte-exporter[pii]"')
    with pytest.raises(ConfigError, match=r"checks\.notes.*pip install \"dte-exporter\[pii\]\""):
        load(_config(tmp_path), REGISTRY)

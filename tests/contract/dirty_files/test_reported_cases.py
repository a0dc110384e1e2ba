"""Inputs that people had and that gave a wrong number, or a sentence that helped nobody, each with what is right.

Expected figures were computed beside the exporter: by scipy and pandas on the same rows, or by hand.
"""

import gzip
import math
import shutil
from pathlib import Path

import pytest

from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.proposal.proposal import propose_config
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

DATA = Path(__file__).parents[2] / "data" / "cases"
REGISTRY = Registry.discover()


def ran(folder: Path, dataset: str, check: str = "fairness") -> CheckResult:
    """Return what comes of a `check` of a `dataset`, its part of the config less the braces, in `folder`."""
    text = f"datasets:\n  d: {{{dataset}}}\nchecks:\n  c: {{check: {check}, dataset: d, every: 1h}}\n"
    (folder / "config.yaml").write_text(text)
    (one,) = load(folder / "config.yaml", REGISTRY).checks.values()
    return CheckResult.from_json(execute(Job(one, 0.0, folder / "cache")))


def laid(folder: Path, case: str) -> Path:
    """Lay the input of `case` into `folder`."""
    file = folder / "loans.csv"
    with gzip.open(DATA / f"{case}.csv.gz") as packed, file.open("wb") as target:
        shutil.copyfileobj(packed, target)
    return file


def values(result: CheckResult, name: str, label: str) -> dict[str, float]:
    """Return the values of a metric by one of its labels, to four digits."""
    return {one.labels[label]: round(one.value, 4) for one in result.samples if one.name == name}


def test_decimal_commas_are_numbers(tmp_path: Path) -> None:
    """The p-values are those of the same numbers with points: nothing has drifted."""
    laid(tmp_path, "csv-decimal-comma")
    result = ran(
        tmp_path,
        "source: {type: files, path: loans.csv}, columns: {time: decided_at, prediction: approved, label: repaid,"
        " features: {include: [income, score, age]}}, "
        """windows: {reference: "split = 'train'", current: "split = 'live'"}""",
        "drift",
    )
    found = values(result, "dte_drift_p_value", "column")
    assert (found["income"], found["score"]) == (0.2488, 0.1761)
    assert set(values(result, "dte_drift_detected", "column").values()) == {0}


def test_init_finds_the_decimal_comma(tmp_path: Path) -> None:
    """And writes down what it found, so that the next file is read alike."""
    text = propose_config(str(laid(tmp_path, "csv-decimal-comma")), None, tmp_path / "config.yaml").text
    assert '      delimiter: ";"' in text
    assert '      decimal: ","' in text


def test_decimals_after_20480_lines_are_not_rounded(tmp_path: Path) -> None:
    """Of windows that share no value the distance is the square root of ln 2."""
    early = "".join(f"0,{n % 2},1,F\n" for n in range(20_700))
    late = "".join(f"1,{n % 2 + 0.9},1,F\n" for n in range(800))
    (tmp_path / "loans.csv.gz").write_bytes(gzip.compress(f"w,f,a,sex\n{early}{late}".encode()))
    result = ran(
        tmp_path,
        "source: {type: files, path: loans.csv.gz}, columns: {prediction: a, features: {include: [f, sex]}}, "
        "windows: {reference: 'w = 0', current: 'w = 1'}",
        "drift",
    )
    assert values(result, "dte_drift_distance", "column")["f"] == round(math.sqrt(math.log(2)), 4) == 0.8326


def test_another_encoding_is_said_with_the_likely_one(tmp_path: Path) -> None:
    """The file is not damaged, and the setting makes it readable."""
    laid(tmp_path, "csv-latin-encoding")
    result = ran(
        tmp_path, "source: {type: files, path: loans.csv}, columns: {prediction: approved, sensitive: [Miasto]}"
    )
    assert (result.outcome, result.message) == (
        Outcome.SOURCE_ERROR,
        "loans.csv cannot be read as csv: it is not UTF-8: set source.csv.encoding, which is likely cp1250",
    )
    result = ran(
        tmp_path,
        "source: {type: files, path: loans.csv, csv: {encoding: cp1250}}, "
        "columns: {prediction: approved, sensitive: [Miasto]}",
    )
    assert "Łódź" in values(result, "dte_fairness_group_selection_rate", "group")


def test_yes_is_the_word_in_the_file(tmp_path: Path) -> None:
    """What `positive` names is what the user sees."""
    laid(tmp_path, "csv-yes-no-positive")
    result = ran(
        tmp_path,
        'source: {type: files, path: loans.csv}, columns: {prediction: approved, positive: "Yes", sensitive: [sex]}',
    )
    assert values(result, "dte_fairness_group_selection_rate", "group") == {"F": 0.4983, "M": 0.6733}


def test_rows_without_a_group_are_counted(tmp_path: Path) -> None:
    """400 of 600 rows are used, and the run says what the others lack."""
    laid(tmp_path, "missing-group-vanishes")
    result = ran(tmp_path, "source: {type: files, path: loans.csv}, columns: {prediction: approved, sensitive: [sex]}")
    assert (result.evidence.rows, result.evidence.rows_read) == ({"current": 400}, {"current": 600})
    assert [(one.column, one.rows) for one in result.evidence.left_out] == [("sex", 200)]


def test_a_name_with_brackets_is_that_file(tmp_path: Path) -> None:
    """Its women are never selected; those of x1.csv, which the name means as a pattern, are."""
    (tmp_path / "x[1].csv").write_text("sex,pred,split\n" + "m,1,b\nf,0,b\n" * 200)
    (tmp_path / "x1.csv").write_text("sex,pred,split\n" + "m,1,b\nf,1,b\n" * 200)
    dataset = "source: {type: files, path: 'x[1].csv'}, columns: {prediction: pred, sensitive: [sex]}"
    result = ran(tmp_path, f"""{dataset}, windows: {{current: "split = 'b'"}}""")
    assert values(result, "dte_fairness_demographic_parity_difference", "sensitive_feature") == {"sex": 1}


def test_a_row_in_place_of_names_is_in_no_message(tmp_path: Path) -> None:
    """The sentence says which setting tells names from data, and quotes neither."""
    (tmp_path / "people.csv").write_text(
        "alice@example.org:x:1001:Alice Example:/home/alice:secret1\n"
        "bob@example.org:x:1002:Bob Example:/home/bob:secret2\n"
        "carol@example.org:x:1003:Carol Example:/home/carol:secret3\n"
    )
    dataset = "source: {type: files, path: people.csv}, columns: {prediction: pred, sensitive: [sex]}"
    result = ran(tmp_path, f"""{dataset}, windows: {{current: "split = 'b'"}}""")
    assert result.outcome is Outcome.SOURCE_ERROR
    assert "source.csv.header" in result.message
    assert not [word for word in ("alice", "Alice", "1001", "secret") if word in result.to_json().decode()]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_columns_that_differ_by_case_alone_keep_their_names(tmp_path: Path, ending: str) -> None:
    """Either can be named, in roles, windows and types, and each is measured by its own values."""
    import pandas as pd

    rows = {"sex": ["m", "f"] * 200, "Sex": ["x"] * 300 + ["y"] * 100, "SEX": [1, 0] * 200, "pred": [1, 0] * 200}
    frame = pd.DataFrame(rows)
    frame.to_csv(tmp_path / "t.csv", index=False) if ending == "csv" else frame.to_parquet(tmp_path / "t.parquet")
    result = ran(
        tmp_path,
        f"source: {{type: files, path: t.{ending}}}, columns: {{prediction: pred, sensitive: [sex, Sex]}}, "
        """windows: {current: "Sex = 'x' or SEX = 1"}""",
    )
    assert result.evidence.rows == {"current": 350}
    assert values(result, "dte_fairness_demographic_parity_difference", "sensitive_feature") == {
        "sex": 1,
        "Sex": 0.5,
    }
    assert "\\u2063" not in result.to_json().decode()
    proposed = propose_config(str(tmp_path / f"t.{ending}"), None, tmp_path / "proposed.yaml").text
    assert "\u2063" not in proposed
    assert load_text(proposed, tmp_path)


def load_text(text: str, folder: Path) -> bool:
    """Return whether a config of this `text` is one."""
    (folder / "proposed.yaml").write_text(text)
    return bool(load(folder / "proposed.yaml", REGISTRY).datasets)

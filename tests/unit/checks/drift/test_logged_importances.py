"""Drift weighted by the importances that were logged with a model: what is read of a file, and what is told of it."""

import json
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import ValidationError

from dte_exporter.checks.drift.check import drift, needs
from dte_exporter.checks.drift.importance.logged_importances import (
    AUTOLOGGED,
    IMPORTANCES,
    LoggedImportances,
    LoggedImportancesPlan,
    read,
)
from dte_exporter.checks.drift.params import Params
from dte_exporter.config.confined.confinement import Confinement
from dte_exporter.errors import CheckError, NoDataError, SourceError
from dte_exporter.input import Identified
from dte_exporter.model_registry import LoggedFile
from dte_exporter.outcome import Findings
from dte_exporter.statistics.distribution.distribution import Distribution
from dte_exporter.statistics.distribution.profile import Profile
from dte_exporter.statistics.sources import Sources
from dte_exporter.storage.statistics_cache import DiskCache
from tests.unit.checks.drift.test_check import CITY, INCOME, OTHER_CITY, roles, values

OF_CHURN = Params(row_limit=100, importances_of="churn")
ARTIFACT = "artifact importance.json of version 3"


def _file(told: Any, version: str = "3") -> LoggedFile:
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    return LoggedFile(version, "champion", "importance.json", body)


def _found(logged: LoggedImportances) -> Findings:
    """Return what is found where the city has moved and incomes have not."""
    sides = (("reference", CITY), ("current", OTHER_CITY))
    profiles = {side: Profile(6_000, {"income": INCOME}, {"city": city}) for side, city in sides}
    statistics = {"distribution": Distribution(profiles, {}, row_limit=100), "importances": logged}
    return drift.compute(statistics, OF_CHURN, roles(), 0.0)


class _Records:
    """A registry that has one file, or an error."""

    def __init__(self, found: LoggedFile | Exception) -> None:
        self.found = found
        self.asked: list[Sequence[str]] = []

    def file(self, paths: Sequence[str]) -> LoggedFile:
        self.asked.append(paths)
        if isinstance(self.found, Exception):
            raise self.found
        return self.found


def _opened(records: _Records, params: Params = OF_CHURN) -> LoggedImportances | None:
    """Return what the input is, where the records of the model called churn are `records`."""
    kind = SimpleNamespace(open=lambda source, base, name: records, confined=False, holds="models")
    registry = SimpleNamespace(model_sources={"fake": kind})
    models = {"churn": SimpleNamespace(type="fake")}
    check = SimpleNamespace(params=params, models=models, confinement=Confinement(Path()))
    return IMPORTANCES.opened(check, registry)


def test_a_feature_counts_by_what_was_logged() -> None:
    """The city has 1 of 4 and has moved."""
    findings = _found(read("churn", _file({"income": 3, "city": 1})))

    assert values(findings, "importance_ratio") == {"": 0.25}
    assert values(findings, "significant_importance_ratio") == {"": 0.25}
    assert (findings.undefined, findings.notices) == ((), ())


def test_the_evidence_tells_whose_importances_they_are() -> None:
    """With version, alias and artifact, and what each feature counted."""
    assert _found(read("churn", _file({"income": 3, "city": 1}))).details["importances"] == {
        "model": "churn",
        "version": "3",
        "alias": "champion",
        "artifact": "importance.json",
        "by_feature": {"income": 3.0, "city": 1.0},
    }


def test_what_is_no_feature_is_told_and_counts_nothing() -> None:
    """An encoded column holds 4 of 8; of what is left, the city has 1 of 4."""
    findings = _found(read("churn", _file({"income": 3, "city": 1, "city_b": 4})))

    assert values(findings, "importance_ratio") == {"": 0.25}
    assert findings.notices == (
        f"importances of model 'churn': {ARTIFACT} names what is no feature of the data set: 'city_b'; "
        "50.0% of the importance counts nothing",
    )


def test_of_many_strange_names_five_are_told() -> None:
    """And a long one is cut."""
    strange = {f"{number}{'x' * 80}": 0 for number in range(8)}

    (notice,) = _found(read("churn", _file({"city": 1, **strange}))).notices

    assert notice.endswith("…' and 3 more; 0.0% of the importance counts nothing")
    assert "x" * 60 not in notice


def test_where_nothing_named_is_a_feature_there_is_no_share() -> None:
    """As of a model that was trained on an array: f0, f1."""
    findings = _found(read("churn", _file({"f0": 3, "f1": 1})))

    assert values(findings, "importance_ratio") == {}
    assert findings.undefined == (f"importances of model 'churn': {ARTIFACT} names no feature of the data set",)


def test_where_all_that_was_logged_is_nothing_there_is_no_share() -> None:
    """0/0 is neither none nor all; nor is the share of what is no feature."""
    findings = _found(read("churn", _file({"income": 0, "city_b": 0})))

    assert values(findings, "importance_ratio") == {}
    assert findings.undefined == ("no feature with an importance has a score",)
    assert findings.notices[0].endswith("'city_b'; 0.0% of the importance counts nothing")


def test_where_they_cannot_be_read_all_else_is_told() -> None:
    """The share of the columns is there, with the reason why that of the importance is not."""
    findings = _found(LoggedImportances(undefined="importances of model 'churn': MLflow does not answer"))

    assert values(findings, "columns_ratio") == {"": 0.5}
    assert values(findings, "importance_ratio") == {}
    assert findings.undefined == ("importances of model 'churn': MLflow does not answer",)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{"income": -1}', "has -1 for 'income'"),
        (b'{"income": NaN}', "has nan for 'income'"),
        (b'{"income": Infinity}', "has inf for 'income'"),
        (b'{"income": 1e999}', "has inf for 'income'"),
        (b'{"income": 1' + b"0" * 400 + b"}", "has inf for 'income'"),
        (b'{"income": "sesame"}', "has what is no number for 'income'"),
        (b'{"income": true}', "has what is no number for 'income'"),
        (b'{"income": [1, 2]}', "has what is no number for 'income'"),
        (b'{"income": 1.5e308, "city": 1.5e308}', "has numbers too large to be added up"),
        (b"[3, 1]", "is no mapping of features to numbers"),
        (b"{}", "is no mapping of features to numbers"),
        (b"\x80\x04K\x01.", "is no JSON"),
        (b"[" * 100_000, "is no JSON"),
        (b"", "is no JSON"),
    ],
)
def test_what_is_no_importance_is_refused(body: bytes, reason: str) -> None:
    """The sentence names version and artifact, and quotes no text, which may be anything."""
    with pytest.raises(CheckError) as caught:
        read("churn", _file(body))

    assert str(caught.value).startswith(f"{ARTIFACT} {reason}: log a JSON mapping of feature to number")
    assert "sesame" not in str(caught.value)


def test_where_no_artifact_is_named_those_of_autologging_are_asked_for() -> None:
    """Gain before splits; else the one that is named."""
    records = _Records(_file({"city": 1}))

    _opened(records)
    _opened(records, OF_CHURN.model_copy(update={"importances_artifact": "importance.json"}))

    assert records.asked == [AUTOLOGGED, ("importance.json",)]
    assert AUTOLOGGED[0] == "feature_importance_total_gain.json"


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (SourceError("MLflow at http://mlflow does not answer"), "MLflow at http://mlflow does not answer"),
        (
            NoDataError("version 3 has no artifact importance.json"),
            "version 3 has no artifact importance.json: log one in training, as in mlflow.log_dict({…}, "
            "'importance.json'), and name it in importances_artifact",
        ),
    ],
)
def test_what_the_registry_refuses_is_no_error_of_the_check(error: Exception, sentence: str) -> None:
    """It is a reason why there is no share; and nobody knows if it will be the same next time."""
    logged = _opened(_Records(error))

    assert logged == LoggedImportances(undefined=f"importances of model 'churn': {sentence}")
    assert logged.fingerprint is None


def test_a_bad_file_is_no_error_of_the_check() -> None:
    """It is told with the model that it is of."""
    logged = _opened(_Records(_file({"city": -1})))

    assert logged is not None
    assert logged.undefined.startswith(f"importances of model 'churn': {ARTIFACT} has -1 for 'city'")


def test_without_a_model_nothing_is_asked() -> None:
    """What the config has is known already."""
    assert _opened(_Records(SourceError("it was asked")), Params(importances={"city": 1})) is None
    assert needs(Params(importances={"city": 1}), roles()).keys() == {"distribution"}


def test_version_and_content_make_the_identity() -> None:
    """Another version is another, were the file the same."""
    one, same = (read("churn", _file({"city": 1})) for _ in range(2))
    others = [read("churn", _file({"city": 1}, version="4")), read("churn", _file({"city": 2}))]

    assert isinstance(one, Identified)
    assert one.fingerprint == same.fingerprint
    assert len({one.fingerprint, *(other.fingerprint for other in others)}) == 3


def test_the_plan_gives_the_input(tmp_path: Path) -> None:
    """Once read, it is the same for all rows and for every segment."""
    logged = LoggedImportances()
    plan = needs(OF_CHURN, roles())["importances"]

    assert isinstance(plan, LoggedImportancesPlan)
    assert plan.measure(Sources(inputs={IMPORTANCES: logged}), DiskCache(tmp_path)) is logged


@pytest.mark.parametrize(
    ("path", "meant"), [("importance.json", "importance.json"), ("./a//b.json", "a/b.json"), ("", "")]
)
def test_an_artifact_is_named_by_its_path_below_the_run(path: str, meant: str) -> None:
    """However it is written."""
    assert Params(importances_of="churn", importances_artifact=path).importances_artifact == meant


@pytest.mark.parametrize("path", ["/etc/passwd", "../b.json", "a/../../b.json", ".", "a\0b"])
def test_an_artifact_is_none_of_another_run(path: str) -> None:
    """Nor anything beside runs."""
    with pytest.raises(ValidationError, match="write a path below the artifacts of a run"):
        Params(importances_of="churn", importances_artifact=path)


def test_a_column_may_be_called_model() -> None:
    """So the entry of models has a key of its own."""
    assert Params(importances={"model": 0.6}).importances == {"model": 0.6}

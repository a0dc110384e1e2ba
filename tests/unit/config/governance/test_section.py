"""``compliance:`` in a config: what exists by itself, what is told to checks, and what is decided on frameworks."""

import pickle
from pathlib import Path

import pytest

from dte_exporter.config.configured import Config
from dte_exporter.config.governance.framework import load_framework, shipped
from dte_exporter.config.governance.section import AcceptedGap
from dte_exporter.config.loading.json_schema import json_schema
from dte_exporter.config.loading.load import load
from dte_exporter.errors import ConfigError
from dte_exporter.registry import Registry

REGISTRY = Registry.discover()
OF_RECORD = {name for name, kind in REGISTRY.checks.items() if kind.on == "record"}


def _loaded(folder: Path, text: str) -> Config:
    (folder / "record.yaml").write_text("activities: {newsletter: {}}")
    (folder / "config.yaml").write_text(text)
    return load(folder / "config.yaml", REGISTRY)


def test_a_record_is_enough_for_a_config(tmp_path: Path) -> None:
    """Each check that reads only the record runs daily, without a line of its own."""
    config = _loaded(tmp_path, "compliance: {record: record.yaml}")

    assert config.checks.keys() == OF_RECORD
    assert {check.settings.every for check in config.checks.values()} == {86_400.0}


def test_without_a_record_nothing_runs_by_itself(tmp_path: Path) -> None:
    """Frameworks alone bring no check."""
    assert _loaded(tmp_path, "compliance: {frameworks: {gdpr: {}}}").checks == {}


def test_the_section_says_how_often(tmp_path: Path) -> None:
    """For the checks by themselves, and for those of the record that the file names without a schedule."""
    config = _loaded(
        tmp_path,
        "compliance: {record: record.yaml, every: 1h}\n"
        "checks: {reviews: {check: policies-reviewed, max_age: P2Y}, officer: {check: dpo-named, cron: '0 3 * * *'}}\n",
    )

    assert config.checks["record-covers"].settings.every == 3_600.0
    assert config.checks["reviews"].settings.every == 3_600.0
    assert (config.checks["officer"].settings.every, config.checks["officer"].settings.cron) == (None, "0 3 * * *")


def test_a_kind_that_the_file_names_does_not_run_by_itself(tmp_path: Path) -> None:
    """Nor does one whose name another check has."""
    config = _loaded(
        tmp_path,
        "compliance: {record: record.yaml}\n"
        "checks: {reviews: {check: policies-reviewed}, dpo-named: {check: record-complete}}\n",
    )

    assert config.checks.keys() == OF_RECORD - {"policies-reviewed", "record-complete"} | {"reviews"}


def test_checks_of_compliance_are_told_what_else_the_config_says(tmp_path: Path) -> None:
    """All data sets and all named checks, those by groups apart; a check of another pillar is told nothing."""
    config = _loaded(
        tmp_path,
        "datasets: {people: {source: {type: files, path: a.parquet}}}\n"
        "checks:\n"
        "  fair: {check: fairness, dataset: people, every: 1h, activity: newsletter}\n"
        "  names: {check: undeclared-columns, dataset: people, every: 1h}\n"
        "compliance: {record: record.yaml, calendar: {country: IE, timezone: Europe/Dublin}}\n",
    )
    governance = config.checks["record-covers"].governance

    assert governance is not None
    assert governance.section.calendar.country == "IE"
    assert governance.datasets.keys() == {"people"}
    assert governance.checks.keys() == {"fair", "names"}
    assert governance.by_group == {"fair"}
    assert config.checks["fair"].governance is None
    assert config.timezone == "Europe/Dublin"


def test_another_calendar_makes_another_check(tmp_path: Path) -> None:
    """On reload it starts anew; the same one stays what it is, also on its way to a worker."""
    first, same, other = (
        _loaded(tmp_path, f"compliance: {{record: record.yaml, calendar: {{country: {country}}}}}").checks["dpo-named"]
        for country in ("IE", "IE", "FR")
    )

    assert first == same == pickle.loads(pickle.dumps(first))
    assert first != other


def test_the_key_for_digests_is_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither where the file is shown, nor where a check is printed."""
    monkeypatch.setenv("DIGEST_KEY", "correct horse battery staple")
    config = _loaded(tmp_path, "compliance: {record: record.yaml, digest_key: '${DIGEST_KEY}'}")

    assert config.source_tree["compliance"]["digest_key"] == "${DIGEST_KEY}"
    assert "staple" not in repr(config)


def test_frameworks_carry_what_the_user_decided(tmp_path: Path) -> None:
    """What does not apply, a gap, a tolerance, which is own policy; the rest is as shipped."""
    config = _loaded(
        tmp_path,
        "compliance:\n"
        "  frameworks:\n"
        "    gdpr:\n"
        "      controls:\n"
        "        gdpr-22-decisions-reviewed: {not_applicable: No machine decides}\n"
        "        gdpr-17-erasure-propagated: {accepted_gap: {owner: IT, reason: No tooling, until: 2027-01-31}}\n"
        "        gdpr-12-requests-on-time: {tolerance: 2}\n",
    )
    controls = config.frameworks["gdpr"].controls

    assert controls["gdpr-22-decisions-reviewed"].not_applicable == "No machine decides"
    assert isinstance(controls["gdpr-17-erasure-propagated"].accepted_gap, AcceptedGap)
    assert (controls["gdpr-12-requests-on-time"].tolerance, controls["gdpr-12-requests-on-time"].limit) == (
        2,
        "own_policy",
    )
    assert controls["gdpr-37-dpo-named"] == load_framework(shipped()["gdpr"]).controls["gdpr-37-dpo-named"]


def test_who_minds_compliance_minds_what_nobody_else_does(tmp_path: Path) -> None:
    """A framework by its entry, by its own file, by the section, in this order; so the checks on the record."""
    (tmp_path / "ours.yaml").write_text(
        "title: Ours\nreference: Handbook\nowner: Works council\ncontrols:\n"
        "  a: {title: A, articles: ['1'], asks: A., cannot_see: B., check: dpo-named}\n"
    )
    config = _loaded(
        tmp_path,
        "compliance:\n"
        "  record: record.yaml\n"
        "  owner: Data protection\n"
        "  team: dpo\n"
        "  frameworks: {gdpr: {}, eu_ai_act: {owner: Responsible AI, team: rai}, ours: {path: ours.yaml}}\n"
        "checks: {officer: {check: dpo-named, owner: Board}}\n",
    )

    assert {name: (one.owner, one.team) for name, one in config.frameworks.items()} == {
        "gdpr": ("Data protection", "dpo"),
        "eu_ai_act": ("Responsible AI", "rai"),
        "ours": ("Works council", "dpo"),
    }
    checks = {name: (check.owner, check.team) for name, check in config.checks.items()}
    assert (checks["officer"], checks["record-covers"]) == (("Board", "dpo"), ("Data protection", "dpo"))


def test_a_framework_may_be_of_ones_own(tmp_path: Path) -> None:
    """It is data, and may take any kind of check and any metric as evidence."""
    (tmp_path / "ours.yaml").write_text(
        "title: Ours\nreference: Handbook\ncontrols:\n"
        "  a: {title: A, articles: ['1'], asks: A., cannot_see: B., check: dpo-named}\n"
        "  b: {title: B, articles: ['2', '3'], asks: A., cannot_see: B., objectives: [{metric: accuracy}]}\n"
    )

    config = _loaded(tmp_path, "compliance: {frameworks: {ours: {path: ours.yaml}}}")

    assert config.frameworks["ours"].controls["b"].article == "2, 3"


def test_a_framework_that_is_no_framework_is_told(tmp_path: Path) -> None:
    """With what its file should hold."""
    (tmp_path / "ours.yaml").write_text("- a\n")

    with pytest.raises(ConfigError, match="holds a list: write a mapping with title, reference and controls"):
        _loaded(tmp_path, "compliance: {frameworks: {ours: {path: ours.yaml}}}")


def test_the_schema_knows_the_section() -> None:
    """Editors complete it, and a check of the record needs neither a data set nor a schedule."""
    schema = json_schema(REGISTRY)

    assert "compliance" in schema["properties"]
    checks = {
        name: part for name, part in schema["$defs"].items() if name in {"Record-CompleteCheck", "Dpo-NamedCheck"}
    }
    assert all(part["required"] == ["check"] for part in checks.values())
    assert len(checks) == 2


def test_the_record_is_held_to_the_files_of_teams_as_well(tmp_path: Path) -> None:
    """Their data sets and checks by scoped names; a team's own check reads the main file's record by its calendar."""
    (tmp_path / "teams").mkdir()
    (tmp_path / "teams/shop.yaml").write_text(
        "datasets: {people: {source: {type: files, path: a.parquet}, personal_data: {activity: newsletter}}}\n"
        "checks:\n"
        "  fair: {check: fairness, dataset: people, every: 1h}\n"
        "  names: {check: undeclared-columns, dataset: people, every: 1h}\n"
    )

    config = _loaded(
        tmp_path, "include: teams/*.yaml\ncompliance: {record: record.yaml, calendar: {timezone: Europe/Dublin}}\n"
    )

    of_record, of_team = config.checks["record-covers"].governance, config.checks["shop.names"].governance
    assert of_record is not None
    assert of_team is not None
    assert of_record.datasets.keys() == {"shop.people"}
    assert of_record.checks["shop.fair"].dataset == "shop.people"
    assert of_record.by_group == {"shop.fair"}
    assert of_team.datasets.keys() == {"people"}
    assert (of_team.section.record, of_team.base) == (Path("record.yaml"), tmp_path)

"""A record of processing in files: what is read, what is refused, and what is whose."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from dte_exporter.config.governance.calendar_words import Period
from dte_exporter.config.governance.record import Omitted, Party, stated
from dte_exporter.config.governance.record_file import fingerprint, load_record, record_files
from dte_exporter.errors import ConfigError
from tests.unit.config.governance.conftest import Reading, Refusing

NEWSLETTER = """\
organisation: {name: Fictitious Ltd, contact: privacy@example.org}
dpo: {none: Fewer than the law asks one of}
activities:
  newsletter:
    purpose: To send news to whoever asked for them
    uses: [marketing.communications.email]
    basis: {article_6: consent}
    subjects: [customers]
    data: [user.contact.email, user.health_and_medical.genetic, user.criminal_history]
    recipients: {none: Nobody}
    transfers: [{country: US, mechanism: adequacy, evidence: certified, until: 2027-01-31}]
    retention: [{period: P2Y6M, starts: last click}]
    security: Encrypted at rest
    processors: [{name: Posting, contract: {reference: C-1, from: 2025-01-01}}]
"""


def test_a_record_is_read_as_it_is_written(recorded: Reading) -> None:
    """Texts, categories, days and lengths of time become what they stand for."""
    activity = recorded(NEWSLETTER).activities["newsletter"]

    (transfer,), (retention,) = stated(activity.transfers), stated(activity.retention)
    assert (transfer.country, transfer.until) == ("US", date(2027, 1, 31))
    assert retention.period == Period(months=30, days=0)
    assert activity.recipients == Omitted(none="Nobody")
    assert activity.processors[0].contract is not None
    assert activity.processors[0].contract.start == date(2025, 1, 1)


def test_special_and_criminal_categories_are_set_apart(recorded: Reading) -> None:
    """Genetic data fall under Art. 9, convictions under Art. 10, an e-mail address under neither."""
    activity = recorded(NEWSLETTER).activities["newsletter"]

    assert activity.special == ("user.health_and_medical.genetic",)
    assert activity.criminal == ("user.criminal_history",)


def test_what_is_left_out_is_no_fault_of_the_file(recorded: Reading) -> None:
    """Whether a record is complete is for a check to count."""
    assert recorded("activities: {hiring: {}}").activities["hiring"].purpose == ""


def test_json_is_read_as_well(tmp_path: Path) -> None:
    """A record may come from a tool."""
    file = tmp_path / "record.json"
    file.write_text(json.dumps({"dpo": {"name": "Officer", "contact": "dpo@example.org"}, "activities": {"a": {}}}))

    assert load_record(file).dpo == Party(name="Officer", contact="dpo@example.org")


def test_the_files_of_a_folder_are_one_record(recorded: Reading) -> None:
    """Activities, policies and the organisation come from whichever file has them."""
    record = recorded(
        a="organisation: {name: Fictitious Ltd, contact: x}\npolicies: [{title: Privacy}]",
        b="activities: {hiring: {}}\npolicies: [{title: Retention, reviewed: 2026-01-31}]",
        c="activities: {payroll: {role: processor}}",
    )

    assert record.organisation.name == "Fictitious Ltd"
    assert [policy.title for policy in record.policies] == ["Privacy", "Retention"]
    assert list(record.activities) == ["hiring", "payroll"]


def test_two_files_may_not_say_the_same(refused: Refusing) -> None:
    """Neither of two activities of one name, or of two officers, is silently dropped."""
    assert refused(a="dpo: {none: x}\nactivities: {hiring: {}}", b="dpo: {none: y}\nactivities: {hiring: {}}") == [
        "b.yaml: dpo: a.yaml says it as well: keep one of the two",
        "b.yaml: activities.hiring: a.yaml says it as well: keep one of the two",
    ]


def test_every_fault_is_told_with_its_line_and_a_way_out(refused: Refusing) -> None:
    """Words of the taxonomy, choices, keys, days, lengths of time and countries."""
    assert refused(
        "activities:\n"
        "  Hiring: {}\n"
        "  payroll:\n"
        "    uses: [essential.legal_obligations]\n"
        "    basis: {article_6: law}\n"
        "    data: [user.contact.emai]\n"
        "    transfers: [{country: USA, mecanism: adequacy}]\n"
        "    retention: [{period: 2y, starts: last day}, {period: P2Y}]\n"
        "    recipients: nobody\n"
        "    processors: [{name: a, contract: {reference: x, from: 2025-02-30}}]\n"
    ) == [
        "record.yaml:2: activities.Hiring: 'Hiring': a name has up to 63 lower-case letters, digits, - and _, and "
        "starts and ends with a letter or digit",
        "record.yaml:4: activities.payroll.uses[0]: 'essential.legal_obligations' is no use of data of the Fides "
        "taxonomy (did you mean 'essential.legal_obligation'?): https://ethyca.github.io/fideslang",
        "record.yaml:5: activities.payroll.basis.article_6: 'law' does not fit: write 'consent', 'contract', "
        "'legal_obligation', 'vital_interests', 'public_task' or 'legitimate_interests'",
        "record.yaml:6: activities.payroll.data[0]: 'user.contact.emai' is no category of data of the Fides taxonomy "
        "(did you mean 'user.contact.email'?): https://ethyca.github.io/fideslang",
        "record.yaml:7: activities.payroll.transfers[0].country: 'USA': write a country as ISO 3166-1 does, in two "
        "capital letters, such as IE or US",
        "record.yaml:7: activities.payroll.transfers[0].mecanism: unknown key (did you mean 'mechanism'?): allowed are "
        "country, evidence, mechanism, organisation, reference, until",
        "record.yaml:8: activities.payroll.retention[0].period: '2y': write a length of time as ISO 8601 does: P3Y for "
        "three years, P18M, P6W or P30D",
        "record.yaml:8: activities.payroll.retention[1].starts: is missing: from which event on",
        "record.yaml:9: activities.payroll.recipients: 'nobody' does not fit: write a list, as in [a, b]",
        "record.yaml:10: activities.payroll.processors[0].contract.from: '2025-02-30': write a day of the calendar as "
        "2026-01-31",
    ]


def test_a_record_that_is_not_there_is_told_with_a_way_out(tmp_path: Path) -> None:
    """A path to nothing, and a folder of nothing."""
    for path, what in ((tmp_path / "nowhere.yaml", "is not there"), (tmp_path, "holds no .yaml, .yml or .json file")):
        with pytest.raises(ConfigError, match=f"the record of processing {what}: dte-exporter compliance init"):
            record_files(path)


def test_an_empty_file_is_told_what_to_hold(tmp_path: Path) -> None:
    """The words are those of a record, not of a config."""
    file = tmp_path / "record.yaml"
    file.write_text("# nothing yet\n")

    with pytest.raises(ConfigError, match="the file is empty: write a mapping with organisation and activities"):
        load_record(file)


def test_the_fingerprint_follows_the_content(tmp_path: Path) -> None:
    """It stays while the files do, and moves with any of them."""
    (tmp_path / "a.yaml").write_text("activities: {a: {}}")
    (tmp_path / "b.yaml").write_text("activities: {b: {}}")
    before = fingerprint(tmp_path)

    assert fingerprint(tmp_path) == before
    (tmp_path / "b.yaml").write_text("activities: {c: {}}")
    assert fingerprint(tmp_path) != before


def test_a_record_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A link to nothing among the files is no traceback."""
    (tmp_path / "a.yaml").symlink_to(tmp_path / "gone")

    with pytest.raises(ConfigError, match="the record of processing cannot be read: No such file or directory"):
        fingerprint(tmp_path)


def test_a_record_that_is_no_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    """A pipe in place of the record, or among its files, and a name that can be none."""
    os.mkfifo(tmp_path / "record.yaml")
    for path in (tmp_path / "record.yaml", tmp_path):
        with pytest.raises(ConfigError, match=r"record\.yaml: the file is a named pipe, no regular file"):
            load_record(path)
        with pytest.raises(ConfigError, match="the record of processing is a named pipe, no regular file"):
            fingerprint(path)
    with pytest.raises(ConfigError, match="cannot be read: its name can be no file's"):
        load_record(tmp_path / "a\0b")
    with pytest.raises(ConfigError, match="cannot be read: File name too long"):
        load_record(tmp_path / ("x" * 300))


def test_a_mounted_folder_is_read_once(tmp_path: Path) -> None:
    """Kubernetes keeps the files of a folder in a hidden one beside the links to them."""
    (tmp_path / "..2026").mkdir()
    (tmp_path / "..2026" / "record.yaml").write_text(NEWSLETTER)
    (tmp_path / "..data").symlink_to("..2026")
    (tmp_path / "record.yaml").symlink_to("..data/record.yaml")
    assert record_files(tmp_path) == (tmp_path / "record.yaml",)

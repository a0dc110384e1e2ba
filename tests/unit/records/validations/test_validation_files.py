"""Which files count: those of a path, and of each suite the newest by the time that is in it."""

import json
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dte_exporter.config.confined.confinement import Confinement
from dte_exporter.errors import NoDataError, SourceError
from dte_exporter.places.store_settings import StoreSettings
from dte_exporter.records.validations import validation_files
from dte_exporter.records.validations.validation_files import ValidationFiles, Validations

MORNING, NOON = "2024-05-01T06:00:00+00:00", "2024-05-01T12:00:00+00:00"
AT_MORNING, AT_NOON = 1_714_543_200.0, 1_714_564_800.0


def scan(suite: str = "people", at: str | None = NOON, outcome: str = "pass", name: str = "rows") -> str:
    """Return a scan of Soda with one check."""
    told = {"definitionName": suite, "defaultDataSource": "shop", "scanEndTimestamp": at}
    return json.dumps({**told, "checks": [{"name": name, "outcome": outcome}]})


def opened(folder: Path, path: str, root: Path | None = None, **params: Any) -> ValidationFiles:
    """Return the files that a check in `folder` names by `path`."""
    told = {"path": path, "store": StoreSettings(), "format": "auto", "suite": "", "max_age": None, **params}
    return ValidationFiles(Confinement(folder, root), SimpleNamespace(**told, local_paths=lambda: {"path": path}))


def read(folder: Path, path: str, root: Path | None = None, **params: Any) -> Validations:
    """Return what the files at `path` report."""
    return opened(folder, path, root, **params).found


def put(folder: Path, files: Mapping[str, str]) -> Path:
    """Write `files` into `folder`, each a second younger than the one before, and return it."""
    for second, (name, text) in enumerate(files.items()):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
        os.utime(folder / name, (second, second))
    return folder


def met(found: Validations) -> Mapping[str, list[bool | None]]:
    """Return what is met, by suite."""
    return {suite: [one.met for one in newest.results] for suite, newest in found.suites.items()}


def refused(folder: Path, path: str, **params: Any) -> str:
    """Return why the files at `path` are not read."""
    with pytest.raises((SourceError, NoDataError)) as caught:
        read(folder, path, **params)
    return str(caught.value)


def test_the_newest_of_a_suite_counts_by_the_time_in_it(tmp_path: Path) -> None:
    """A file that was copied later may hold what is older."""
    put(tmp_path, {"b/noon.json": scan(at=NOON, outcome="fail"), "a/morning.json": scan(at=MORNING)})

    found = read(tmp_path, "**/*.json")

    assert met(found) == {"people": [False]}
    assert (found.suites["people"].at, found.suites["people"].is_told) == (AT_NOON, True)


def test_files_of_one_moment_are_one_validation(tmp_path: Path) -> None:
    """A run may write a file a table."""
    put(tmp_path, {"a.json": scan(name="a"), "b.json": scan(name="b", outcome="fail"), "c.json": scan("other")})

    assert met(read(tmp_path, ".")) == {"other": [True], "people": [False, True]}


def test_a_copy_counts_once(tmp_path: Path) -> None:
    """As archives of results beside the last have one."""
    put(tmp_path, {"a.json": scan(), "archive/a.json": scan()})

    assert met(read(tmp_path, ".")) == {"people": [True]}


def test_without_a_time_in_it_a_file_is_as_old_as_its_last_writing(tmp_path: Path) -> None:
    """And it is told that this is so."""
    put(tmp_path, {"a.json": scan(at=None, outcome="fail"), "b.json": scan(at="yesterday")})

    newest = read(tmp_path, ".").suites["people"]

    assert (newest.at, newest.is_told, newest.results[0].met) == (1.0, False, True)


def test_a_suite_without_a_name_is_called_as_its_file(tmp_path: Path) -> None:
    """So that it has one."""
    put(tmp_path, {"unit-tests.xml": '<testsuite><testcase name="a"/></testsuite>'})

    assert met(read(tmp_path, "unit-tests.xml")) == {"unit-tests": [True]}


def test_one_suite_can_be_meant(tmp_path: Path) -> None:
    """Where there is none of its name, nothing is measured."""
    put(tmp_path, {"a.json": scan(), "b.json": scan("other")})

    assert met(read(tmp_path, ".", suite="other")) == {"other": [True]}
    assert refused(tmp_path, ".", suite="nobody") == ". has results of 2 other suites and none of 'nobody'"


def test_what_is_something_else_is_passed_over_in_a_folder(tmp_path: Path) -> None:
    """And counted; what does not end as JSON or XML is not looked at."""
    put(tmp_path, {"a.json": scan(), "b.json": '{"a": 1}', "c.xml": "<testsuite/>", "d.txt": "half {"})

    found = read(tmp_path, ".")

    assert (met(found), found.passed_over) == ({"people": [True]}, 1)


def test_of_a_named_format_others_are_something_else(tmp_path: Path) -> None:
    """A report of tests beside a scan is passed over where scans are meant."""
    put(tmp_path, {"a.json": scan(), "b.xml": '<testsuite><testcase name="a"/></testsuite>'})

    found = read(tmp_path, ".", format="soda")

    assert (met(found), found.passed_over) == ({"people": [True]}, 1)
    assert refused(tmp_path, "b.xml", format="soda") == "b.xml is XML, and what is read is scan results of Soda (JSON)"


KNOWN = (
    "is of another tool, or of none: what is read is validation results of Great Expectations (JSON), "
    "run_results.json of dbt, scan results of Soda (JSON) or test reports of JUnit's form (XML)"
)


def test_a_file_of_another_tool_is_told_what_is_read(tmp_path: Path) -> None:
    """Whether it is named, or alone in a folder, or all of a folder."""
    put(tmp_path, {"one/a.json": '{"a": 1}', "two/a.json": "[]", "two/b.json": "[1]"})

    assert refused(tmp_path, "one/a.json") == f"one/a.json {KNOWN}"
    assert refused(tmp_path, "one") == f"one/a.json {KNOWN}"
    assert refused(tmp_path, "two") == f"two holds no results: two/a.json {KNOWN}"


def test_results_of_nothing_are_no_data(tmp_path: Path) -> None:
    """Such as a run of dbt without tests."""
    put(tmp_path, {"a.xml": "<testsuites/>"})

    assert refused(tmp_path, "a.xml") == "a.xml reports no result: no expectation, check or test was looked at"


def test_half_a_file_among_others_is_no_result_of_any(tmp_path: Path) -> None:
    """It may be the newest of its suite: the last values stay until it is whole."""
    put(tmp_path, {"a.json": scan(), "b.json": scan()[:-5]})

    assert refused(tmp_path, ".") == (
        "b.json ends in the middle: it is being written, or was cut off; it is read again at the next run"
    )


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("nosuch.json", "no file of JSON or XML at 'nosuch.json': check path"),
        ("empty", "no file of JSON or XML at 'empty': check path"),
        ("*.xml", "no file of JSON or XML at '*.xml': check path"),
        (
            "ftp://host/a.json",
            "path is 'ftp://host/a.json', an address: name a file of results on a disk, or on an object "
            "store by s3://, gs://, az://, abfss://",
        ),
    ],
)
def test_a_path_that_leads_to_nothing_is_told(path: str, sentence: str, tmp_path: Path) -> None:
    """By its key."""
    (tmp_path / "empty").mkdir()

    assert refused(tmp_path, path) == sentence


def test_a_file_that_is_named_needs_no_ending(tmp_path: Path) -> None:
    """What it is, its content says."""
    put(tmp_path, {"latest": scan()})

    assert met(read(tmp_path, "latest")) == {"people": [True]}


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it fills the memory."""
    monkeypatch.setattr(validation_files, "RESULTS", replace(validation_files.RESULTS, limit=2**20))
    put(tmp_path, {"a.json": scan() + " " * 2**20})

    assert refused(tmp_path, "a.json") == "a.json is larger than 1 MiB: a file of results is not"


def test_of_very_many_files_the_newest_are_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By when they were written, and the others are counted: stores keep every run."""
    monkeypatch.setattr(validation_files, "MAX_FILES", 2)
    put(tmp_path, {"a.json": scan("a"), "b.json": scan("b"), "c.json": scan("c")})

    found = read(tmp_path, ".")

    assert (sorted(found.suites), found.too_old) == (["b", "c"], 1)


def test_no_link_leads_out_of_what_sources_are_confined_to(tmp_path: Path) -> None:
    """Not the path itself, and not what is found in a folder or by a glob."""
    put(tmp_path, {"other/a.json": scan(), "team/b.json": scan("mine")})
    team = tmp_path / "team"
    (team / "link.json").symlink_to(tmp_path / "other/a.json")

    assert met(read(team, "b.json", root=team)) == {"mine": [True]}
    assert refused(team, "../other/a.json", root=team).startswith("path: '../other/a.json' leads outside of")
    assert refused(team, "s3://bucket/a.json", root=team).startswith("path: 's3://bucket/a.json' is not on this disk")
    assert refused(team, "*.json", root=team).startswith("'*.json' holds 1 of 2 files that lead outside of")


def test_the_manifest_beside_is_read_within_the_same_bounds(tmp_path: Path) -> None:
    """A link out of them is as if there was none."""
    node = "test.shop.a.1"
    run = {"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/run-results/v6.json"}}
    told = json.dumps({**run, "results": [{"unique_id": node, "status": "pass"}]})
    manifest = json.dumps({"nodes": {node: {"column_name": "id"}}})
    put(tmp_path, {"manifest.json": manifest, "in/manifest.json": manifest, "in/run_results.json": told})
    put(tmp_path, {"out/run_results.json": told})
    (tmp_path / "out/manifest.json").symlink_to(tmp_path / "manifest.json")

    columns = [read(tmp_path / one, ".", root=tmp_path / one).suites["shop"].results[0].column for one in ("in", "out")]

    assert columns == ["id", ""]


def test_an_identity_follows_the_content(tmp_path: Path) -> None:
    """When a file was last written is no part of it."""
    put(tmp_path, {"a.json": scan()})
    first = opened(tmp_path, ".").found.fingerprint
    os.utime(tmp_path / "a.json", (99, 99))
    touched = opened(tmp_path, ".").found.fingerprint
    put(tmp_path, {"a.json": scan(outcome="fail")})

    assert first == touched
    assert opened(tmp_path, ".").found.fingerprint != first


def test_a_file_without_a_time_is_another_once_it_is_written_again(tmp_path: Path) -> None:
    """For its age is another."""
    put(tmp_path, {"a.json": scan(at=None)})
    first = opened(tmp_path, ".").found.fingerprint
    os.utime(tmp_path / "a.json", (99, 99))

    assert opened(tmp_path, ".").found.fingerprint != first

"""The workflow of a release, held to what must be true of it: it runs at GitHub alone, and nothing here runs it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.unit.deploy.chart import REPOSITORY

FILES = sorted((REPOSITORY / ".github/workflows").glob("*.y*ml"))
RELEASE: dict[Any, Any] = yaml.safe_load((REPOSITORY / ".github/workflows/release.yml").read_text())
JOBS: dict[str, Any] = RELEASE["jobs"]


def steps(job: str) -> list[dict[str, Any]]:
    """Return the steps of a job."""
    found: list[dict[str, Any]] = JOBS[job]["steps"]
    return found


def commands() -> Iterator[str]:
    """Yield every shell script."""
    yield from (step["run"] for job in JOBS for step in steps(job) if "run" in step)


def step(job: str, action: str) -> dict[str, Any]:
    """Return the one step of a job that uses an action."""
    (found,) = [one for one in steps(job) if one.get("uses", "").startswith(f"{action}@")]
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_actions_are_pinned_by_digest_and_say_their_version(file: Any) -> None:
    """A tag can be moved to other code; a commit cannot."""
    used = re.findall(r"uses: (.*)$", file.read_text(), re.MULTILINE)

    assert used
    assert [one for one in used if not re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)] == []


def test_one_action_has_one_version() -> None:
    """Whoever renews a pin renews all of them."""
    used = {one["uses"] for job in JOBS for one in steps(job) if "uses" in one}

    assert len(used) == len({one.split("@")[0] for one in used})


def test_it_begins_with_a_tag_and_may_do_nothing_that_no_job_asks_for() -> None:
    """YAML 1.1 reads `on` as true. The tests, which run the most code, may only read."""
    assert RELEASE[True] == {"push": {"tags": ["v[0-9]+.[0-9]+.[0-9]+"]}}
    assert RELEASE["permissions"] == {}
    assert {name: job["permissions"] for name, job in JOBS.items()} == {
        "test": {"contents": "read"},
        "image": {"contents": "read", "packages": "write", "id-token": "write"},
        "release": {"contents": "write", "packages": "write", "id-token": "write"},
    }


def test_nothing_is_published_that_was_not_tested() -> None:
    """Images wait for the tests, the release for the images; each job ends."""
    assert JOBS["image"]["needs"] == "test"
    assert JOBS["release"]["needs"] == ["test", "image"]
    assert ".ci/run" in steps("test")[-1]["run"]
    assert all(job["timeout-minutes"] for job in JOBS.values())


def test_no_expression_is_pasted_into_a_shell() -> None:
    """A tag or a branch with a quote in its name would be run; variables of the environment are not."""
    assert [script for script in commands() if "${{" in script.replace("{{ json .SBOM }}", "")] == []


def test_checkouts_leave_no_token_behind() -> None:
    """What runs after them cannot push."""
    found = [one for job in JOBS for one in steps(job) if one.get("uses", "").startswith("actions/checkout@")]

    assert [one["with"]["persist-credentials"] for one in found] == [False] * 3


def test_the_image_is_of_both_kinds_for_both_architectures_with_what_is_in_it() -> None:
    """The targets are the Dockerfile's; an inventory and the build's own record go with each."""
    build = step("image", "docker/build-push-action")["with"]
    dockerfile = (REPOSITORY / build["file"]).read_text()

    assert build["platforms"].split(",") == ["linux/amd64", "linux/arm64"]
    assert (build["sbom"], build["provenance"], build["push"]) == (True, "mode=max", True)
    for variant in JOBS["image"]["strategy"]["matrix"]["include"]:
        assert f"FROM run AS {variant['target']}\n" in dockerfile


def test_what_is_signed_is_named_by_its_digest() -> None:
    """Between a push and a signature a tag could have moved."""
    signed = [line.strip() for script in commands() for line in script.splitlines() if "cosign sign " in line]

    assert len(signed) == 2
    assert all("@$" in line for line in signed)


def test_the_image_stands_on_a_base_that_is_named_by_its_digest() -> None:
    """Every FROM that is no stage of our own."""
    text = (REPOSITORY / "deploy/Dockerfile").read_text()
    stages = set(re.findall(r"^FROM \S+ AS (\S+)$", text, re.MULTILINE))
    bases = set(re.findall(r"^FROM (\S+)", text, re.MULTILINE)) - stages

    assert len(bases) == 1
    assert all(re.fullmatch(r"[\w./:-]+@sha256:[0-9a-f]{64}", base) for base in bases)

import pytest

from dev.release import CHART, notes, pinned, problems, versions
from tests.unit.deploy.chart import REPOSITORY

CHANGELOG = """\
# Changelog

## Unreleased

- [FEATURE] More.

## 1.2.0 / 2027-01-31

- [FEATURE] A first.
- [CHANGE] A second.

## 1.1.0

- [FEATURE] Old.
"""
SAID = {"pyproject.toml": "1.2.0", "Chart.yaml: version": "1.2.0"}
DIGEST = "sha256:" + "0a" * 32


def test_every_file_says_the_same_version() -> None:
    """Package, module, chart and the image that the chart asks for."""
    assert len(set(versions().values())) == 1, versions()


def test_a_tag_that_all_files_say_can_be_released() -> None:
    """And the changelog has a section on it."""
    assert problems("v1.2.0", SAID, CHANGELOG) == []


@pytest.mark.parametrize("tag", ["1.2.0", "v1.2", "v1.2.0-rc.1", "latest", "v1.2.0\n", "v1.2.0; rm -rf /"])
def test_what_is_no_version_is_not_released(tag: str) -> None:
    """With the form of one that is."""
    (told,) = problems(tag, SAID, CHANGELOG)
    assert told.endswith("is no version: write a tag such as v1.2.3")


def test_all_that_disagrees_with_a_tag_is_told_at_once() -> None:
    """Each file with what it says, and the changelog that says nothing."""
    assert problems("v1.3.0", {**SAID, "Chart.yaml: appVersion": "1.3.0"}, CHANGELOG) == [
        "pyproject.toml says 1.2.0, the tag 1.3.0: let both agree",
        "Chart.yaml: version says 1.2.0, the tag 1.3.0: let both agree",
        "CHANGELOG.md says nothing of 1.3.0: rename its section Unreleased to 1.3.0",
    ]


def test_the_notes_are_the_section_of_the_version() -> None:
    """Without its heading, up to the next; one that is the beginning of another is not taken for it."""
    assert notes("1.2.0", CHANGELOG) == "- [FEATURE] A first.\n- [CHANGE] A second."
    assert notes("1.1.0", CHANGELOG) == "- [FEATURE] Old."
    assert notes("1.2", CHANGELOG + "\n## 1.20.0\n\n- x\n") != "- x"


def test_the_released_chart_names_its_image_by_digest() -> None:
    """In its own values, in which nothing else changes."""
    text = (CHART / "values.yaml").read_text()

    changed = set(pinned(text, DIGEST, "ghcr.io/acme/dte-exporter").splitlines()) - set(text.splitlines())

    assert changed == {"  repository: ghcr.io/acme/dte-exporter", f'  digest: "{DIGEST}"'}
    with pytest.raises(ValueError, match="'latest' is no digest"):
        pinned(text, "latest", "ghcr.io/acme/dte-exporter")


def test_the_changelog_keeps_a_place_for_what_comes() -> None:
    """Its first section is Unreleased, which a release renames."""
    text = (REPOSITORY / "CHANGELOG.md").read_text()
    assert next(line for line in text.splitlines() if line.startswith("## ")) == "## Unreleased"

"""``python -m dev.release check|notes|pin``: what a release stands on, for .github/workflows/release.yml."""

import argparse
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import yaml

from dte_exporter import __version__

REPOSITORY = Path(__file__).parents[1]
CHART = REPOSITORY / "deploy/helm/dte-exporter"

_TAG = re.compile(r"v(?P<version>\d+\.\d+\.\d+)")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


def versions() -> Mapping[str, str]:
    """Return the version that each file says."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text())
    return {
        "pyproject.toml": project["version"],
        "dte_exporter/__init__.py": __version__,
        "Chart.yaml: version": chart["version"],
        "Chart.yaml: appVersion": chart["appVersion"],
    }


def problems(tag: str, said: Mapping[str, str], changelog: str) -> list[str]:
    """Return why `tag` cannot be released: it is none, a file says another version, or the changelog nothing."""
    match = _TAG.fullmatch(tag)
    if match is None:
        return [f"{tag!r} is no version: write a tag such as v1.2.3"]
    version = match["version"]
    found = [
        f"{file} says {other}, the tag {version}: let both agree" for file, other in said.items() if other != version
    ]
    if not notes(version, changelog):
        found.append(f"CHANGELOG.md says nothing of {version}: rename its section Unreleased to {version}")
    return found


def notes(version: str, changelog: str) -> str:
    """Return what the changelog says of a version; empty where nothing."""
    match = re.search(rf"^## {re.escape(version)}\b.*\n(?P<text>(?:(?!## ).*\n?)*)", changelog, re.MULTILINE)
    return match["text"].strip() if match else ""


def pinned(values: str, digest: str, repository: str) -> str:
    """Return the chart's values with the image named by its digest.

    Raises
    ------
    ValueError
        If `digest` is none.
    """
    if not _DIGEST.fullmatch(digest):
        raise ValueError(f"{digest!r} is no digest: sha256: and 64 digits")
    values = re.sub(r"^  repository: .*$", f"  repository: {repository}", values, count=1, flags=re.MULTILINE)
    return re.sub(r'^  digest: ""$', f'  digest: "{digest}"', values, count=1, flags=re.MULTILINE)


def main() -> None:
    """Check the tag and print its version, print the notes of a tag, or pin the chart's image."""
    parser = argparse.ArgumentParser(prog="python -m dev.release", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb in ("check", "notes"):
        verbs.add_parser(verb).add_argument("tag")
    pin = verbs.add_parser("pin")
    pin.add_argument("digest")
    pin.add_argument("repository")
    given = parser.parse_args()
    if given.verb == "pin":
        file = CHART / "values.yaml"
        file.write_text(pinned(file.read_text(), given.digest, given.repository))
        return
    changelog = (REPOSITORY / "CHANGELOG.md").read_text()
    if given.verb == "check" and (found := problems(given.tag, versions(), changelog)):
        raise SystemExit("\n".join(found))
    version = given.tag.removeprefix("v")
    print(version if given.verb == "check" else notes(version, changelog))


if __name__ == "__main__":
    main()

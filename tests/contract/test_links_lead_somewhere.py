"""Links from one page of the repository to another."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

REPOSITORY = Path(__file__).parents[2]
PAGES = sorted(
    page
    for pattern in ("*.md", "docs/**/*.md", "community/*.md", ".github/*.md", "deploy/**/*.md")
    for page in REPOSITORY.glob(pattern)
    if "node_modules" not in page.parts
)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


def within(page: Path) -> Iterator[tuple[Path, str]]:
    """Yield where the links of `page` lead, file and anchor, but for those to other hosts."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for link in _LINK.findall(text):
        if not re.match(r"[a-z]+:", link):
            path, _, anchor = link.partition("#")
            yield (page.parent / path if path else page), anchor


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page as GitHub makes them of its headings."""
    headings = _HEADING.findall(page.read_text(encoding="utf-8"))
    plain = (re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading).lower() for heading in headings)
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(REPOSITORY)))
def test_every_link_of_a_page_leads_to_a_file_and_its_anchor_to_a_heading(page: Path) -> None:
    """A page that was moved takes its links with it."""
    lost = [
        f"{target}#{anchor}"
        for target, anchor in within(page)
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target))
    ]

    assert lost == []


@pytest.mark.parametrize(
    "form", sorted((REPOSITORY / ".github/ISSUE_TEMPLATE").glob("*.yml")), ids=lambda form: form.stem
)
def test_a_form_for_issues_is_one_that_github_takes(form: Path) -> None:
    """It has a name, a description and a body whose parts are of GitHub's types."""
    tree = yaml.safe_load(form.read_text(encoding="utf-8"))

    assert {"name", "description", "body"} <= tree.keys()
    assert {part["type"] for part in tree["body"]} <= {"markdown", "textarea", "input", "dropdown", "checkboxes"}
    assert all(part["attributes"]["label"] for part in tree["body"])

"""A real browser, a page of somebody who reads in it, and what it must never say."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page

from tests.page.answers import Answers
from tests.page.browser import browser, chromium, reader
from tests.page.stand_in import StandIn

REPOSITORY = Path(__file__).parents[2]
FILE = REPOSITORY / "tools/data-trust-dashboard/DTE_Trust_Dashboard.html"


_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def needs(what: object, name: str) -> None:
    """Skip the test where something is missing; fail where CI=true."""
    if what:
        return
    sentence = f"there is no {name}: run make tools"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def running() -> Iterator[Browser]:
    """Return the browser."""
    needs(chromium(), "chromium")
    with browser() as one:
        yield one


@dataclass
class Reader:
    """Somebody who has the page open.

    Parameters
    ----------
    page : Page
        Their tab.
    complaints : list of str
        Errors and warnings in the console, exceptions, and violations of the content policy.
    requests : list of str
        The address of everything that was asked for.
    """

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("websocket", lambda socket: self.requests.append(socket.url))

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            self.complaints.append(said.text)

    def open(self, address: str) -> "Reader":
        """Go to an address and wait for the verdict."""
        self.page.goto(address)
        self.page.locator("h1").wait_for()
        return self

    def open_all(self) -> None:
        """Unfold every table and list; what unfolds may bring more."""
        while self.page.locator("details:not([open])").count():
            self.page.locator("details:not([open]) > summary").first.click()

    def text(self, selector: str) -> str:
        """Return what stands in the first element."""
        return self.page.locator(selector).first.inner_text()


@pytest.fixture
def visit(running: Browser) -> Iterator[Callable[..., Reader]]:
    """Return a function that opens a tab in a profile of its own."""
    opened = []

    def tab(**settings: Any) -> Reader:
        context = reader(running, **settings)
        opened.append(context)
        return Reader(context.new_page())

    yield tab
    for context in opened:
        with suppress(Error):
            context.close()


@pytest.fixture
def exporting() -> Iterator[Callable[[Answers], StandIn]]:
    """Return a function that starts a stand-in for an exporter."""
    started = []

    def start(answers: Answers) -> StandIn:
        one = StandIn(answers).start()
        started.append(one)
        return one

    yield start
    for one in started:
        one.stop()


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the source of axe-core."""
    found = sorted((REPOSITORY / ".tools/axe").glob("axe-*.min.js"))
    needs(found, "axe-core")
    return found[-1].read_text()


def violations(reader: Reader, axe: str) -> list[str]:
    """Return what axe finds on the page that is open."""
    reader.page.evaluate(axe)
    found: list[dict[str, Any]] = reader.page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}}).then(results => results.violations)", _RULES
    )
    return [f"{one['id']}: {node['html'][:200]} {node['failureSummary']}" for one in found for node in one["nodes"]]

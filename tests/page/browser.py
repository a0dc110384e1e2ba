"""The browser that tests and pictures use: Debian's Chromium, told to speak to nobody by itself."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

_TOOLS = Path(__file__).parents[2] / ".tools"
_QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--enable-precise-memory-info", "--js-flags=--expose-gc"),
)


def chromium() -> str | None:
    """Return the path of the browser; None where there is none."""
    return shutil.which("chromium", path=os.pathsep.join([str(_TOOLS / "bin"), os.environ.get("PATH", "")]))


@contextmanager
def browser() -> Iterator[Browser]:
    """Give a running browser."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=list(_QUIET))
        try:
            yield running
        finally:
            running.close()


def reader(running: Browser, width: int = 1280, height: int = 900, **more: Any) -> BrowserContext:
    """Return a fresh profile of somebody in Greenwich with a screen of that size."""
    settings = {"viewport": {"width": width, "height": height}, "locale": "en-GB", "timezone_id": "UTC", **more}
    return running.new_context(**settings)

"""A page, opened in Chromium and taken whole."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

QUIET = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def taken(page: str, file: Path, width: int = 1600) -> Path:
    """Write a picture of `page` to `file`, and return it."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        source = Path(folder) / "board.html"
        source.write_text(page)
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        view = browser.new_page(viewport={"width": width, "height": 900}, color_scheme="dark")
        view.goto(source.as_uri())
        view.wait_for_selector("body.drawn")
        view.screenshot(path=file, full_page=True)
        browser.close()
    return file

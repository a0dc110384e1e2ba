"""``python -m dev.screenshots``: take the pictures of the dashboard that the documentation shows."""

from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.page.answers import NOW, REPOSITORY, Answers, demo
from tests.page.browser import browser, reader
from tests.page.running import exporter_of_the_demo
from tests.page.stand_in import StandIn
from tests.page.states import STATES

_PICTURES = REPOSITORY / "docs/images/dashboard"
_FILE = REPOSITORY / "tools/data-trust-dashboard/DTE_Trust_Dashboard.html"
_COLOURS = 64
_SCREENS = {390: 844, 1280: 900, 2560: 1440}
_LOOK_AT = {
    "300-columns": "#pillar-drift",
    "40-groups": "#pillar-fairness",
    "right-to-left": "#pillar-fairness",
    "no-history": "#pillar-model",
    "compliance": "#pillar-compliance",
    "quality": "#pillar-quality",
    "check-failing": "",
}


def main() -> None:
    """Take them all."""
    _PICTURES.mkdir(parents=True, exist_ok=True)
    with browser() as running:
        for width, height in _SCREENS.items():
            for scheme in ("light", "dark"):
                _taken(
                    running, demo(), f"{width}-{scheme}", width=width, height=height, scheme=scheme, whole=width < 2560
                )
        for name, make in STATES.items():
            _taken(running, make(), name, look_at=_LOOK_AT.get(name, ""))
        _run(running)
        _disconnected(running)
        _sample(running)


def _taken(
    running: Browser,
    answers: Answers,
    name: str,
    *,
    width: int = 1280,
    height: int = 900,
    scheme: str = "light",
    look_at: str = "",
    whole: bool = False,
) -> None:
    exporter = StandIn(answers).start()
    page = reader(running, width, height, color_scheme=scheme, reduced_motion="reduce").new_page()
    page.clock.set_fixed_time(NOW)
    page.goto(exporter.url + (look_at or "/"))
    _settled(page)
    if look_at:
        page.locator(look_at).evaluate("heading => heading.closest('section').scrollIntoView()")
    _kept(page, name, whole)
    exporter.stop()
    page.context.close()


def _run(running: Browser) -> None:
    """Take what ``make run`` shows once every check has run: what a newcomer compares with the README."""
    with exporter_of_the_demo() as url:
        page = reader(running, color_scheme="light", reduced_motion="reduce").new_page()
        page.goto(url)
        _settled(page)
        _kept(page, "make-run")
        page.context.close()


def _disconnected(running: Browser) -> None:
    """Take the wall twelve minutes after its exporter fell silent."""
    exporter = StandIn(demo()).start()
    page = reader(running, 1920, 1080, color_scheme="dark", reduced_motion="reduce").new_page()
    page.clock.set_fixed_time(NOW)
    page.goto(f"{exporter.url}/?view=wall")
    _settled(page)
    exporter.stop()
    page.clock.set_fixed_time(NOW + 720)
    page.locator("html[data-link=lost]").wait_for()
    _kept(page, "disconnected-wall")
    page.context.close()


def _sample(running: Browser) -> None:
    page = reader(running, color_scheme="light").new_page()
    page.goto(_FILE.as_uri())
    _settled(page)
    _kept(page, "sample-data")
    page.context.close()


def _settled(page: Page) -> None:
    page.locator("h1").wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(700)


def _kept(page: Page, name: str, whole: bool = False) -> None:
    """Keep the picture with few colours: it has few, and a repository is not an album."""
    picture = Image.open(BytesIO(page.screenshot(full_page=whole))).convert("RGB")
    file = _PICTURES / f"{name}.png"
    picture.quantize(_COLOURS, kmeans=2, dither=Image.Dither.NONE).save(file, optimize=True)
    print(f"{file.relative_to(Path.cwd())}: {file.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()

import asyncio
from pathlib import Path

import pytest

from dte_exporter.config.loading.file_watch import Watch, follow


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Return a config file."""
    (tmp_path / "config.yaml").write_text("one")
    return tmp_path / "config.yaml"


def looks(watch: Watch, times: int) -> list[bool]:
    """Return what a watch says, time after time."""
    return [watch.has_changed() for _ in range(times)]


def test_what_does_not_change_is_not_told(config: Path) -> None:
    """However often it is looked at."""
    assert looks(Watch(config), 3) == [False, False, False]


def test_a_change_is_told_once_when_two_looks_have_found_it(config: Path) -> None:
    """The first look may have met a file that is half written."""
    watch = Watch(config)
    config.write_text("two, longer")

    assert looks(watch, 4) == [False, True, False, False]


def test_a_change_that_goes_on_is_told_when_it_has_ended(config: Path) -> None:
    """Ten files that are copied one by one are one change."""
    watch = Watch(config)
    told = []
    for text in ("two, longer", "three, even longer", "four, the longest of all"):
        config.write_text(text)
        told.append(watch.has_changed())

    assert told == [False, False, False]
    assert looks(watch, 2) == [True, False]


def test_a_file_that_goes_and_comes_back_is_two_changes(config: Path) -> None:
    """Each is told."""
    watch = Watch(config)
    config.rename(config.with_name("away"))
    assert looks(watch, 2) == [False, True]
    config.with_name("away").rename(config)
    assert looks(watch, 2) == [False, True]


def test_a_change_that_is_taken_back_before_it_was_told_is_none(config: Path) -> None:
    """What is in force is what is in the file."""
    watch = Watch(config)
    config.rename(config.with_name("away"))
    assert not watch.has_changed()
    config.with_name("away").rename(config)
    assert looks(watch, 2) == [False, False]


def test_each_change_is_followed_by_a_reload(config: Path) -> None:
    """Until whoever watches is told to end."""
    watch = Watch(config)
    config.write_text("two, longer")

    async def followed() -> int:
        reloaded = asyncio.Event()
        times = 0

        async def reload() -> None:
            nonlocal times
            times += 1
            reloaded.set()

        following = asyncio.create_task(follow(watch, 0.001, reload))
        await reloaded.wait()
        following.cancel()
        return times

    assert asyncio.run(followed()) == 1

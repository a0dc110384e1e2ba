"""What the exporter makes of files that change while nobody tells it to read them again."""

from pathlib import Path

import yaml

from tests.faults.exporter import STEADY, Start, people


def mounted(folder: Path, version: str, files: dict[str, str]) -> None:
    """Put files into a folder as Kubernetes does: links through ``..data``, which is swapped for all at once."""
    (folder / f"..{version}").mkdir(parents=True)
    for name, text in files.items():
        (folder / f"..{version}" / name).write_text(text)
        if not (folder / name).is_symlink():
            (folder / name).symlink_to(Path("..data") / name)
    (folder / "..next").symlink_to(f"..{version}")
    (folder / "..next").rename(folder / "..data")


def test_a_changed_config_map_of_a_team_is_in_force_by_itself(start: Start) -> None:
    """Its new check runs; a mistake in the next version is told, changes nothing, and ends with the version after."""
    team = {"datasets": {"people": people("../people.parquet")}, "checks": {"steady": STEADY}}
    more = {**team, "checks": {"steady": STEADY, "further": STEADY}}
    exporter = start({}, options=("--config.watch", "100ms"), include="conf.d/*.yaml")
    folder = exporter.folder / "conf.d"

    mounted(folder, "one", {"bakers.yaml": yaml.safe_dump(team)})
    exporter.ran("bakers.steady")
    mounted(folder, "two", {"bakers.yaml": yaml.safe_dump(more)})
    exporter.ran("bakers.further")
    mounted(folder, "three", {"bakers.yaml": "checks: ["})
    exporter.eventually(lambda: exporter.values("dte_config_team_last_reload_successful", team="bakers") == [0])
    exporter.ran("bakers.further", 2)
    mounted(folder, "four", {"bakers.yaml": yaml.safe_dump(team)})
    exporter.eventually(lambda: exporter.values("dte_config_team_last_reload_successful", team="bakers") == [1])

    assert exporter.values("dte_check_info", check="bakers.further") == []
    assert exporter.values("dte_config_last_reload_successful") == [1]
    assert exporter.stop() == 0


def test_a_config_that_was_saved_with_a_mistake_is_told_and_then_mended(start: Start) -> None:
    """Neither takes a signal."""
    exporter = start({}, options=("--config.watch", "100ms"))
    sound = exporter.config_file.read_text()

    exporter.config_file.write_text("datasets: {}\n")
    exporter.eventually(lambda: exporter.values("dte_config_last_reload_successful") == [0])
    assert exporter.still_serves()
    exporter.config_file.write_text(sound)
    exporter.eventually(lambda: exporter.values("dte_config_last_reload_successful") == [1])

    assert exporter.stop() == 0

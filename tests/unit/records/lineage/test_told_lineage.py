"""All that lineage is told, opened for a check."""

import json
from pathlib import Path

from dte_exporter.config.loading.load import load
from dte_exporter.lineage.naming import Name
from dte_exporter.records.lineage.told_lineage import LINEAGE
from dte_exporter.registry import Registry


def test_a_teams_relative_paths_start_from_its_own_file(tmp_path: Path) -> None:
    """To a check of the main file as well, which stands in another folder."""
    people = {"source": {"type": "files", "path": "people.csv"}}
    (tmp_path / "teams").mkdir()
    (tmp_path / "teams/hr.yaml").write_text(
        json.dumps(
            {
                "datasets": {"people": people},
                "checks": {"facts": {"check": "quality", "dataset": "people", "every": "1h"}},
            }
        )
    )
    main = {
        "include": ["teams/*.yaml"],
        "datasets": {"people": people},
        "lineage": {"sources": {"told": {"type": "openlineage", "path": "events.jsonl"}}},
        "checks": {"lineage": {"check": "lineage", "every": "1h"}},
    }
    (tmp_path / "config.yaml").write_text(json.dumps(main))
    registry = Registry.discover()

    told = LINEAGE.opened(load(tmp_path / "config.yaml", registry).checks["lineage"], registry)

    assert told.datasets == {
        "people": Name("file", f"{tmp_path}/people.csv"),
        "hr.people": Name("file", f"{tmp_path}/teams/people.csv"),
    }

"""``python -m dev.boards PROMETHEUS``: draw every board with what a Prometheus answers, and keep the pictures.

Grafana is not run: this draws each panel's own query in the panel's own place, so that somebody can look at density,
order, units and colours. What it draws is plainer than Grafana's drawing of the same board.
"""

import argparse
from pathlib import Path

from dev.boards.drawing import drawn
from dev.boards.picture import taken

REPOSITORY = Path(__file__).parents[2]


def main() -> None:
    """Draw each board, and tell where its picture is."""
    parser = argparse.ArgumentParser(prog="python -m dev.boards", description=__doc__)
    parser.add_argument("prometheus", help="the address of a Prometheus that scrapes the exporter")
    parser.add_argument("--minutes", type=int, default=15, help="how far back to look")
    parser.add_argument("--folder", type=Path, default=REPOSITORY / "docs/images", help="where the pictures go")
    told = parser.parse_args()
    for board in sorted((REPOSITORY / "grafana/dashboards").glob("*.json")):
        page = drawn(board, told.prometheus, told.minutes * 60)
        print(taken(page, told.folder / f"board-{board.stem}.png"))


if __name__ == "__main__":
    main()

"""``python -m dev.render_chart FOLDER``: render the Helm chart with each of its cases, for who reads manifests."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from helm_python.chart import Chart

CHART = Path(__file__).parents[1] / "deploy/helm/dte-exporter"
CASES = sorted(file.name.removesuffix("-values.yaml") for file in (CHART / "ci").glob("*.yaml"))


def values(case: str) -> dict[str, Any]:
    """Return the values of a case."""
    tree: dict[str, Any] = yaml.safe_load((CHART / f"ci/{case}-values.yaml").read_text()) or {}
    return tree


def texts(given: Mapping[str, Any]) -> Mapping[str, str]:
    """Return what Helm renders by the file of the template."""
    with Chart.load(CHART) as chart:
        found = chart.render(values=dict(given), name="trust", namespace="observability")
    return {Path(name).name: text for name, text in found.items()}


def main() -> None:
    """Write the objects of each case to a file of its name."""
    folder = Path(sys.argv[1])
    for case in CASES:
        objects = (text for name, text in texts(values(case)).items() if name != "NOTES.txt" and text.strip())
        (folder / f"{case}-values.yaml").write_text("\n---\n".join(objects))


if __name__ == "__main__":
    main()

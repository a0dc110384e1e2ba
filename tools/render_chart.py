"""``python -m tools.render_chart FOLDER``: render the Helm chart with each of its cases, for who reads manifests."""

import sys
from pathlib import Path

import yaml
from helm_python.chart import Chart

CHART = Path(__file__).parents[1] / "deploy/helm/dte-exporter"


def main() -> None:
    """Write the objects of each case to a file of its name."""
    folder = Path(sys.argv[1])
    for case in sorted((CHART / "ci").glob("*-values.yaml")):
        with Chart.load(CHART) as chart:
            rendered = chart.render(
                values=yaml.safe_load(case.read_text()) or {}, name="trust", namespace="observability"
            )
        texts = [text for name, text in rendered.items() if not name.endswith("NOTES.txt") and text.strip()]
        (folder / case.name).write_text("\n---\n".join(texts))


if __name__ == "__main__":
    main()

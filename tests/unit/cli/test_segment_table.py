from io import StringIO

from dte_exporter.cli.printed.result import shown
from dte_exporter.metric import Sample
from dte_exporter.outcome import CheckResult, Evidence, Outcome, Segments


def printed(result: CheckResult) -> list[str]:
    """Return the lines that a terminal would have, without blanks at their ends."""
    from rich.console import Console

    paper = Console(width=100, file=StringIO(), highlight=False, markup=False)
    for part in shown("fair", result):
        paper.print(part)
    return [line.rstrip() for line in paper.file.getvalue().splitlines()]  # type: ignore[attr-defined]  # it is ours


def gap(value: float, segment: str = "") -> Sample:
    """Return a value of all rows, or of a segment."""
    labels = {"check": "fair", "dataset": "loans", "sensitive_feature": "sex"}
    return Sample("dte_fairness_gap", {**labels, **({"segment": segment} if segment else {})}, value)


def test_segments_stand_beside_each_other_below_all_rows() -> None:
    """A line a series and a column a segment; what has no value there is a dash, and what is hidden is counted."""
    samples = (gap(0.1), gap(0.25, "region=north"), Sample("dte_fairness_rows", {"segment": "region=south"}, 1200))
    segments = Segments(
        {"region=north": {"current": 1500}, "region=south": {"current": 1200}},
        {"region=south": "0/0"},
        2,
        ("region=w",),
    )

    lines = printed(CheckResult(Outcome.OK, samples=samples, evidence=Evidence(segments=segments)))

    assert lines[1].startswith("values ─")
    assert lines[2:4] == ["dte_fairness_gap", "  sensitive_feature=sex  0.1"]
    assert lines[4].startswith("values by segment ─")
    assert [line.split() for line in lines[5:8]] == [
        ["region=north", "region=south"],
        ["dte_fairness_gap", "sex", "0.25", "-"],
        ["dte_fairness_rows", "-", "1,200"],
    ]
    assert lines[9:] == [
        "region=north: 1,500 rows in current",
        "region=south: 1,200 rows in current",
        "region=south: 0/0",
        "2 withheld, with too few rows",
        "cut: region=w",
    ]

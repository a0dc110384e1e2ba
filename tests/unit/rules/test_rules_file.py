from dte_exporter.rules.rule import Alert, Group, Record
from dte_exporter.rules.rules_file import rules_file
from dte_exporter.rules.settings import RuleSettings

SETTINGS = RuleSettings(runbook_url="https://wiki/{alert}", grafana_url="https://grafana")


def test_a_file_reads_as_if_written_by_hand() -> None:
    """A comment says why, several lines stay several lines, and what is empty is left out."""
    group = Group(
        "dte-toy",
        (
            Record("level:dte_toy:sum", "sum(\n  dte_toy\n)", "Fewer series.", {"check": "toy"}),
            Alert("DteToy", "dte_toy > 0", "It broke.", "{{ $value }}", "One\ntwo\n", "dte-toy", "1h", "", {"a": "b"}),
        ),
        interval="5m",
    )

    assert rules_file([group], SETTINGS, "Toys.\nAll of them.") == (
        """\
# Toys.
# All of them.

groups:
  - name: dte-toy
    interval: 5m
    rules:
      # Fewer series.
      - record: level:dte_toy:sum
        expr: |-
          sum(
            dte_toy
          )
        labels:
          check: toy
      # It broke.
      - alert: DteToy
        expr: dte_toy > 0
        for: 1h
        labels:
          a: b
        annotations:
          summary: '{{ $value }}'
          description: |
            One
            two
          runbook_url: https://wiki/DteToy
          dashboard_url: https://grafana/d/dte-toy
"""
    )

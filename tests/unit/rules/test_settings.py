import pytest

from dte_exporter.rules.settings import RuleSettings


@pytest.mark.parametrize(
    ("promql", "scaled"),
    [
        ("rate(dte_check_runs_total[5m])", "rate(dte_check_runs_total[50ms])"),
        ("max_over_time(dte_check_rows[1h30m:5m])", "max_over_time(dte_check_rows[900ms:50ms])"),
        ('up{job=~"[a-z5m]+"}', 'up{job=~"[a-z5m]+"}'),
        ("dte_check_interval_seconds < 900", "dte_check_interval_seconds < 900"),
    ],
)
def test_ranges_of_queries_are_scaled_and_nothing_else(promql: str, scaled: str) -> None:
    """A thousandth of the time: ranges and steps shrink, patterns and thresholds on a check's own times do not."""
    assert RuleSettings(time_scale=1 / 6000).expr(promql) == scaled


def test_time_that_is_not_scaled_is_written_as_it_was() -> None:
    """An hour stays 1h, not 60m."""
    settings = RuleSettings()
    assert settings.duration("60m") == "60m"
    assert settings.expr("rate(x[60m])") == "rate(x[60m])"


def test_no_duration_is_scaled_to_nothing() -> None:
    """Prometheus knows no range of 0: a millisecond is the shortest."""
    assert RuleSettings(time_scale=1e-6).duration("5m") == "1ms"
    assert RuleSettings(time_scale=1e-6).duration("") == ""


def test_a_runbook_is_found_by_the_alert_s_name() -> None:
    """The address is a pattern."""
    settings = RuleSettings(runbook_url="https://wiki/{alert}/read")
    assert settings.runbook("DteCheckStale") == "https://wiki/DteCheckStale/read"


def test_a_board_is_opened_on_what_the_alert_is_about() -> None:
    """The alert's own labels become the board's variables, escaped for an address."""
    settings = RuleSettings(grafana_url="https://grafana/")
    assert settings.dashboard("dte-drift", ()) == "https://grafana/d/dte-drift"
    assert settings.dashboard("dte-drift", ("dataset", "model")) == (
        "https://grafana/d/dte-drift?var-dataset={{ $labels.dataset | urlquery }}"
        "&var-model={{ $labels.model | urlquery }}"
    )

from typing import Any

import pytest

from tests.unit.web.running import Client


@pytest.fixture
def checks(client: Client) -> dict[str, dict[str, Any]]:
    """Return all checks by name."""
    return {each["name"]: each for each in client.get("/api/v1/checks").json()["checks"]}


def test_settings_come_with_their_defaults_and_units(checks: dict[str, dict[str, Any]]) -> None:
    """A program need not know the defaults, nor parse a duration."""
    assert checks["employment-fairness"]["settings"] == {
        "check": "fairness",
        "dataset": "employment",
        "model": "acs_employment",
        "title": "Equal treatment by sex and race",
        "why": "",
        "owner": "Responsible AI",
        "team": "responsible-ai",
        "severity": "page",
        "runbook": "",
        "every_seconds": 300.0,
        "cron": None,
        "timezone": "UTC",
        "timeout_seconds": 300.0,
        "memory_limit_bytes": 2147483648,
        "window": "current",
        "max_series": 1000,
        "by": None,
        "parameters": {"method": "auto"},
        "objectives": {
            "demographic_parity_difference": {
                "title": "Close rates",
                "why": "",
                "max": 0.1,
                "min": None,
                "decide": "point",
                "segments": "whole",
                "after_runs": 2,
                "clear_runs": 1,
                "owner": "",
                "team": "",
                "severity": "ticket",
                "runbook": "",
            }
        },
    }


def test_a_failed_run_is_told_beside_the_last_good_one(checks: dict[str, dict[str, Any]]) -> None:
    """What failed, when, and since when there is nothing fresh."""
    drift = checks["employment-drift"]
    assert drift["last_run"] == {
        "outcome": "source_error",
        "message": (
            "the source has no column 'occupation' (it has 16 others): "
            "check its name in the config, and the header of a CSV file"
        ),
        "started_at": "2018-07-01T13:59:15Z",
        "duration_seconds": 0.021,
        "rows": 0,
        "rows_read": 0,
        "left_out": [],
        "values_undefined": 0,
        "series_dropped": 0,
        "notices": [],
    }
    assert (drift["last_success_at"], drift["stale_at"], drift["stale"]) == (
        "2018-07-01T10:00:00Z",
        "2018-07-01T10:15:00Z",
        True,
    )
    assert (drift["next_run_at"], drift["interval_seconds"]) == ("2018-07-01T14:04:15Z", 300.0)


def test_runs_are_counted_for_every_outcome(checks: dict[str, dict[str, Any]]) -> None:
    """An outcome that never happened is 0, as in the exposition."""
    assert checks["clicks-drift"]["runs"] == {
        "ok": 0,
        "no_data": 0,
        "undefined": 0,
        "source_error": 0,
        "check_error": 0,
        "timeout": 12,
        "killed": 0,
    }


def test_a_check_that_has_not_run_has_only_a_plan(checks: dict[str, dict[str, Any]]) -> None:
    """Everything of the past is null, and nothing is stale that never was."""
    waiting = checks["pricing-drift"]
    assert [waiting[key] for key in ("last_run", "last_success_at", "stale_at", "stale")] == [None, None, None, False]
    assert waiting["next_run_at"] == "2018-07-01T14:00:08Z"


def test_a_cron_schedule_has_no_interval_of_its_own(checks: dict[str, dict[str, Any]]) -> None:
    """`every` is null where `cron` says when."""
    settings = checks["hiring-fairness"]["settings"]
    assert (settings["every_seconds"], settings["cron"]) == (None, "0 3 * * *")

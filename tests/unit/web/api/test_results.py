from typing import Any

from tests.unit.web.running import Client, Running


def result(client: Client, check: str) -> dict[str, Any]:
    """Return the only result that is asked for."""
    (only,) = client.get(f"/api/v1/results?check={check}").json()["results"]
    found: dict[str, Any] = only
    return found


def test_all_checks_answer_in_the_order_of_the_config(client: Client) -> None:
    """Failing ones, waiting ones and good ones: each has its place."""
    answer = client.get("/api/v1/results").json()
    assert answer["as_of"] == "2018-07-01T14:00:00Z"
    assert [each["check"] for each in answer["results"]] == [
        "employment-fairness",
        "employment-drift",
        "clicks-drift",
        "lending-fairness",
        "hiring-fairness",
        "pricing-drift",
    ]


def test_a_result_carries_values_evidence_and_objectives(client: Client) -> None:
    """A number comes with when it was found, from what, what could not be defined, and how its objectives stand."""
    parity = "dte_fairness_demographic_parity_difference"
    bounds = {"max": 0.1, "min": None, "decide": "point", "after_runs": 2, "since": None}
    assert result(client, "employment-fairness") == {
        "check": "employment-fairness",
        "pillar": "fairness",
        "dataset": "employment",
        "model": "acs_employment",
        "outcome": "ok",
        "values": {
            "at": "2018-07-01T13:56:50Z",
            "stale_at": "2018-07-01T14:11:50Z",
            "samples": [
                {
                    "name": parity,
                    "labels": {"check": "employment-fairness", "sensitive_feature": "race"},
                    "value": 0.152,
                },
                {
                    "name": parity,
                    "labels": {"check": "employment-fairness", "sensitive_feature": "sex"},
                    "value": 0.0017,
                },
            ],
            "evidence": {
                "rows": {"current": 68777},
                "rows_read": {"current": 68785},
                "left_out": [{"column": "sex", "reason": "missing_group", "rows": 8, "window": "current"}],
                "windows": {"current": "year = 2018"},
                "fingerprints": {"current": "9f2c"},
                "timings": {"read": 0.031},
                "undefined": ["true positive rate of race = 4: nobody there is positive"],
                "notices": ["feature 'AGEP' is rounded to years"],
                "query": "",
                "unchanged_since": None,
                "segments": None,
                "details": {"groups": {"Female": 35321, "Male": 33456}},
            },
        },
        "objectives": [
            {
                "objective": "demographic_parity_difference",
                "subject": "race",
                **bounds,
                "known": True,
                "met": False,
                "insufficient_evidence": False,
                "value": 0.152,
                "unmet_runs": 7,
                "runs": {"unmet": 7},
            },
            {
                "objective": "demographic_parity_difference",
                "subject": "sex",
                **bounds,
                "known": True,
                "met": True,
                "insufficient_evidence": False,
                "value": 0.0017,
                "unmet_runs": 0,
                "runs": {"met": 7},
            },
        ],
    }


def test_stale_values_are_gone_and_their_objective_is_unknown(client: Client) -> None:
    """What the exposition does not show any more, the API does not either; the objective stays."""
    found = result(client, "employment-drift")
    assert (found["outcome"], found["values"]) == ("source_error", None)
    (objective,) = found["objectives"]
    assert (objective["known"], objective["met"], objective["value"]) == (False, False, None)


def test_a_check_that_has_not_run_has_neither_outcome_nor_values(client: Client) -> None:
    """Null, not an empty word."""
    found = result(client, "pricing-drift")
    assert (found["outcome"], found["values"], found["objectives"]) == (None, None, [])


def test_values_go_at_the_moment_they_grow_stale(client: Client, service: Running) -> None:
    """At 14:11:50 they are gone, a tenth of a second before they are there."""
    service.clock.time += 709.9
    assert result(client, "employment-fairness")["values"] is not None
    service.clock.time += 0.1
    assert result(client, "employment-fairness")["values"] is None


def test_an_unknown_check_is_told_in_a_sentence(client: Client) -> None:
    """404 names the check and the way out."""
    answer = client.get("/api/v1/results?check=nobody")
    assert answer.status_code == 404
    assert answer.json() == {"error": "There is no check 'nobody': /api/v1/checks lists all there are."}

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.metric import Sample
from dte_exporter.outcome import CheckResult, Evidence, Findings, LeftOut, Outcome, Reason, Segments, without_segments

RESULT = CheckResult(
    Outcome.OK,
    "",
    (Sample("dte_drift_distance", {"column": "age"}, 0.25),),
    Evidence(
        rows={"reference": 100, "current": 90},
        rows_read={"reference": 100, "current": 97},
        left_out=(LeftOut("sex", Reason.MISSING_GROUP, 7),),
        windows={"reference": "year = 2015"},
        fingerprints={"current": "abc"},
        timings={"measure": 0.5},
        undefined=("sex: no rows",),
        notices=("feature 'age' is rounded",),
        details={"age": {"method": "wasserstein", "bins": [1, 2, 3]}},
    ),
)


def test_outcomes_are_the_words_of_the_label() -> None:
    """An alert names an outcome by these words, so they are pinned."""
    assert [str(outcome) for outcome in Outcome] == [
        "ok",
        "no_data",
        "undefined",
        "source_error",
        "check_error",
        "timeout",
        "killed",
    ]


def test_a_result_has_a_readable_serial_form() -> None:
    """The bytes are versioned JSON with every part under its name."""
    assert json.loads(RESULT.to_json()) == {
        "version": 2,
        "outcome": "ok",
        "message": "",
        "samples": [{"name": "dte_drift_distance", "labels": {"column": "age"}, "value": 0.25}],
        "unchanged": False,
        "evidence": {
            "rows": {"reference": 100, "current": 90},
            "rows_read": {"reference": 100, "current": 97},
            "left_out": [{"column": "sex", "reason": "missing_group", "rows": 7, "window": "current"}],
            "windows": {"reference": "year = 2015"},
            "fingerprints": {"current": "abc"},
            "timings": {"measure": 0.5},
            "undefined": ["sex: no rows"],
            "notices": ["feature 'age' is rounded"],
            "details": {"age": {"method": "wasserstein", "bins": [1, 2, 3]}},
            "query": "",
            "unchanged_since": None,
            "segments": None,
        },
    }


def test_a_result_survives_the_way_out_of_a_worker() -> None:
    """What the parent reads equals what the child wrote."""
    assert CheckResult.from_json(RESULT.to_json()) == RESULT


def test_evidence_of_before_there_were_notices_has_none() -> None:
    """What an older release wrote, as a history keeps it, is read whole."""
    tree = {"rows": {"current": 90}, "windows": {}, "fingerprints": {}, "timings": {}, "undefined": ["sex: no rows"]}

    assert Evidence.from_tree({**tree, "details": {}}) == Evidence({"current": 90}, undefined=("sex: no rows",))


def test_a_failure_carries_an_outcome_and_a_sentence() -> None:
    """Values and evidence are empty where nothing was found."""
    failure = CheckResult(Outcome.SOURCE_ERROR, "people.parquet does not exist")

    assert CheckResult.from_json(failure.to_json()) == failure
    assert (failure.samples, failure.evidence) == ((), Evidence())


def test_evidence_of_before_is_read() -> None:
    """An earlier version did not say what was read beside what was used."""
    told = {"rows": {"current": 90}, "windows": {}, "fingerprints": {}, "timings": {}, "undefined": [], "details": {}}

    assert Evidence.from_tree(told) == Evidence(rows={"current": 90})


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        (LeftOut("sex", Reason.MISSING_GROUP, 1200), "1,200 without sex"),
        (LeftOut("paid", Reason.MISSING_LABEL, 7, "reference"), "7 without paid in reference"),
        (LeftOut("", Reason.LONE_PREDICTION, 3), "3 with fewer than two predictions"),
    ],
)
def test_rows_left_out_are_told_in_words(left_out: LeftOut, words: str) -> None:
    """How many, what they lack, and in which window where it is not the usual one."""
    assert left_out.words == words


def test_findings_need_only_samples() -> None:
    """A check that could define everything, and has nothing more to tell, returns its samples alone."""
    assert (Findings(()).undefined, Findings(()).notices, Findings(()).details) == ((), (), {})


@pytest.mark.parametrize("body", [b'{"version": 1}', b"{}"])
def test_a_result_of_another_version_is_refused(body: bytes) -> None:
    """A worker of another build is told apart before anything of it is read."""
    with pytest.raises(ValueError, match=r"a result of version .*: this build reads 2"):
        CheckResult.from_json(body)


def test_bytes_that_are_no_result_are_refused() -> None:
    """What is not JSON raises ValueError, as another version does."""
    with pytest.raises(ValueError, match="Expecting value"):
        CheckResult.from_json(b"Killed")


@pytest.mark.parametrize("detail", [float("nan"), float("inf")])
def test_evidence_holds_no_nan(detail: float) -> None:
    """JSON has no NaN, and a browser could not read it."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        CheckResult(Outcome.OK, evidence=Evidence(details={"mean": detail})).to_json()


def test_evidence_holds_json_types_only() -> None:
    """An object of a library never leaves a worker."""
    with pytest.raises(TypeError, match="not JSON serializable"):
        CheckResult(Outcome.OK, evidence=Evidence(details={"frame": object()})).to_json()


NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
SAMPLES = st.builds(Sample, st.just("dte_x"), st.dictionaries(st.text(), st.text()), NUMBERS)
EVIDENCE = st.builds(
    Evidence,
    rows=st.dictionaries(st.text(), st.integers(min_value=0)),
    timings=st.dictionaries(st.text(), NUMBERS),
    undefined=st.lists(st.text()).map(tuple),
    notices=st.lists(st.text()).map(tuple),
)


@given(outcome=st.sampled_from(Outcome), message=st.text(), samples=st.lists(SAMPLES), evidence=EVIDENCE)
def test_reading_undoes_writing(outcome: Outcome, message: str, samples: list[Sample], evidence: Any) -> None:
    """For every result, whatever text and numbers it holds."""
    result = CheckResult(outcome, message, tuple(samples), evidence)

    assert CheckResult.from_json(result.to_json()) == result


def test_segments_that_were_cut_after_all_are_told_with_the_others() -> None:
    """Where the budget leaves no room for them; where it does, or nothing was measured by segment, nothing changes."""
    measured = Evidence(segments=Segments({"region=n": {"current": 40}}, {}, 0, ("region=s",)))

    told = without_segments(measured, ("region=n",)).segments
    assert told is not None
    assert told.cut == ("region=n", "region=s")
    assert without_segments(measured, ()) is measured
    assert without_segments(Evidence(), ("region=n",)) == Evidence()

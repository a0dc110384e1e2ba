import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from dte_exporter.checks.drift.cadence.time_drift import PERMUTED, Params, needs, time_drift
from dte_exporter.checks.drift.distances import kolmogorov_smirnov
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError, MissingColumnError
from dte_exporter.outcome import Findings
from dte_exporter.statistics.distribution.measuring import by_value
from dte_exporter.statistics.distribution.same_types import Mismatch
from dte_exporter.statistics.gaps.gaps import Gaps, GapsPair
from dte_exporter.statistics.gaps.plan import GapsPlan

LENGTHS = st.lists(st.integers(1, 30), min_size=1, max_size=40)
KINDS = {"at": ColumnKind.TIME, "until": ColumnKind.TIME, "income": ColumnKind.NUMBER}


def roles(time: str | None = "at") -> Roles:
    """Return the roles of a table with two columns of times."""
    return Roles(
        prediction=None,
        probability=None,
        label=None,
        time=time,
        positive=None,
        favourable=True,
        sensitive=(),
        features=(),
        kinds=KINDS,
    )


def gaps(lengths: list[int], missing: int = 0) -> Gaps:
    """Return gaps of these lengths, of a row a time and some without."""
    longest = max(lengths, default=None)
    return Gaps(len(lengths) + 1 + missing, missing, by_value((length, 1) for length in lengths), longest)


def pair(then: Gaps, now: Gaps, **refused: Mismatch) -> GapsPair:
    """Return the gaps of one column in two windows."""
    return GapsPair({"reference": then.window_rows, "current": now.window_rows}, {"at": then}, {"at": now}, refused)


def found(then: Gaps, now: Gaps, **refused: Mismatch) -> Findings:
    """Return what the check finds in literal gaps."""
    return time_drift.compute({"gaps": pair(then, now, **refused)}, Params(), roles(), 0.0)


NO_TIMES = (
    "^column 'income' does not hold times: name one that does, or set columns.types.income to date, timestamp, "
    "epoch_seconds or epoch_milliseconds if it is read as something else$"
)


def values(findings: Findings) -> dict[str, float]:
    """Return the values by metric, all of the one column."""
    assert {one.labels["column"] for one in findings.samples} == {"at"}
    return {one.name.removeprefix("dte_drift_"): one.value for one in findings.samples}


def test_the_column_of_time_is_looked_at() -> None:
    """Unless the check names others."""
    assert needs(Params(), roles()) == {"gaps": GapsPlan(("at",))}
    assert needs(Params(columns=("until",)), roles()) == {"gaps": GapsPlan(("until",))}


@pytest.mark.parametrize(
    ("columns", "time", "sentence"),
    [
        ((), None, "time-drift looks at times: set columns.time, or name their columns in columns of the check"),
        (("income",), "at", NO_TIMES),
        ((), "income", NO_TIMES),
    ],
)
def test_what_holds_no_times_is_refused(columns: tuple[str, ...], time: str | None, sentence: str) -> None:
    """One sentence with the way out."""
    with pytest.raises(CheckError, match=sentence):
        needs(Params(columns=columns), roles(time))


def test_a_column_that_is_not_there_is_told() -> None:
    """By its name."""
    with pytest.raises(MissingColumnError, match="the source has no column 'since'"):
        needs(Params(columns=("since",)), roles())


def test_a_feed_that_has_slowed_down_is_seen() -> None:
    """From a minute to two, but for one in ten: 0.9 of the gaps are longer than all that were."""
    assert values(found(gaps([60] * 100), gaps([60] * 10 + [120] * 90))) == {
        "cadence_seconds": 120,
        "cadence_reference_seconds": 60,
        "longest_gap_seconds": 120,
        "longest_gap_reference_seconds": 60,
        "cadence_score": pytest.approx(0.9),
        "cadence_p_value": 1 / 2_000,
        "missing_ratio_change": 0,
    }


def test_an_outage_is_the_longest_gap_and_little_of_the_score() -> None:
    """One gap of a day among a hundred of a minute: by chance alone it would be in one window or the other."""
    told = values(found(gaps([60] * 100), gaps([60] * 99 + [86_400])))
    assert told["longest_gap_seconds"] == 86_400
    assert told["cadence_score"] == pytest.approx(0.01)
    assert told["cadence_p_value"] == 1


def test_the_change_of_missing_times_is_that_of_their_shares() -> None:
    """None of two rows then, three of six now."""
    assert values(found(gaps([5]), gaps([5, 5], missing=3)))["missing_ratio_change"] == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("then", "now", "where"), [([], [5], "reference"), ([5], [], "current"), ([], [], "reference and the current")]
)
def test_without_a_gap_there_is_nothing_to_compare(then: list[int], now: list[int], where: str) -> None:
    """What is there of the other window is told."""
    findings = found(gaps(then), gaps(now))
    assert findings.undefined == (f"column 'at' has no gap in the {where} window: it takes two different times",)
    assert "cadence_score" not in values(findings)
    assert values(findings).get("cadence_seconds") == (5 if now else None)


def test_a_column_of_another_type_is_told() -> None:
    """And the others are not held up."""
    findings = found(gaps([5]), gaps([5]), until=Mismatch("timestamp", None))
    assert findings.undefined == (
        "column 'until' is of type timestamp in the reference window and missing in the current window: "
        "give both windows the same columns, or exclude it",
    )
    assert values(findings)["cadence_score"] == 0


def test_the_evidence_has_bins_of_many_gaps_and_no_time() -> None:
    """Edges lie where at least thirty gaps are on either side."""
    details = found(gaps([60] * 100 + [9_999]), gaps([60] * 50 + [120] * 50, missing=1)).details["columns"]["at"]
    assert details["rows"] == {"reference": 102, "current": 102}
    assert details["missing"] == {"reference": 0, "current": 1}
    assert details["gaps"] == {"reference": 101, "current": 100}
    assert max(details["lengths"]["edges"]) < 9_999


@given(LENGTHS, LENGTHS)
@settings(deadline=None)
def test_the_score_is_scipys_statistic(then: list[int], now: list[int]) -> None:
    """That of its test of two samples; the permutations compute the same of as many cells as there are lengths."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its p-value for a few gaps
        expected = stats.ks_2samp(then, now).statistic
    lengths = pair(gaps(then), gaps(now)).lengths("at")
    assert kolmogorov_smirnov(lengths) == pytest.approx(expected, abs=1e-12)
    if len({*then, *now}) <= 20:
        assert PERMUTED.test(lengths).observed == pytest.approx(expected, abs=1e-12)


@given(LENGTHS, LENGTHS, st.integers(2, 1_000))
@settings(deadline=None)
def test_the_unit_of_time_changes_no_score(then: list[int], now: list[int], times: int) -> None:
    """Gaps of minutes are as far apart as those of seconds."""
    longer = pair(*(gaps([length * times for length in lengths]) for lengths in (then, now)))
    assert kolmogorov_smirnov(longer.lengths("at")) == kolmogorov_smirnov(pair(gaps(then), gaps(now)).lengths("at"))


def test_unmoved_gaps_have_small_p_values_as_rarely_as_they_say() -> None:
    """Of 200 pairs of 60 and 40 exponential gaps at most 0.05 + 3 standard errors are at most 0.05."""
    random = np.random.default_rng(0)
    few = 0
    for _ in range(200):
        sides: list[Any] = [gaps(np.ceil(random.exponential(60, size)).astype(int).tolist()) for size in (60, 40)]
        test = PERMUTED.test(pair(*sides).lengths("at"))
        test.draw(199)
        few += test.p_value <= 0.05
    assert few <= 200 * 0.05 + 3 * (200 * 0.05 * 0.95) ** 0.5

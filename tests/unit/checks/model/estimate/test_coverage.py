from collections.abc import Callable

from dte_exporter.checks.model.estimate.coverage import left_out, used
from dte_exporter.config.roles import Roles
from dte_exporter.outcome import LeftOut, Reason
from dte_exporter.statistics.expressions.marginals import WHOLE
from dte_exporter.statistics.scores.score_pair import ScorePair
from dte_exporter.statistics.scores.scores import Bin, Cell, Scores, Tally

RolesOf = Callable[..., Roles]
BIN = Bin(5, 0)
THEN = {
    Cell(1, 1, BIN): Tally(30),
    Cell(0, None, BIN): Tally(5),
    Cell(None, 1, BIN): Tally(4),
    Cell(1, 1, None): Tally(3),
    Cell(None, 1, None): Tally(2),
}
NOW = {
    Cell(None, 1, BIN): Tally(50),
    Cell(None, None, BIN): Tally(6),
    Cell(None, 0, None): Tally(7),
    Cell(None, None, None): Tally(1),
}
PAIR = ScorePair(Scores((), 4096, {WHOLE: THEN}, window="reference"), Scores((), 4096, {WHOLE: NOW}))


def test_rows_of_both_windows_are_used_or_left_out_once(roles: RolesOf) -> None:
    """Of 44 rows then 35 can be learnt from, of 64 now 50 be estimated; what lacks two things counts once."""
    found = list(left_out(PAIR, roles()))

    assert found == [
        LeftOut("hired", Reason.MISSING_PREDICTION, 7),
        LeftOut("score", Reason.MISSING_PROBABILITY, 7),
        LeftOut("score", Reason.MISSING_PROBABILITY, 5, "reference"),
        LeftOut("apt", Reason.MISSING_LABEL, 4, "reference"),
    ]
    assert used(PAIR) == {"reference": 35, "current": 50}
    for window, rows in PAIR.rows.items():
        assert used(PAIR)[window] + sum(one.rows for one in found if one.window == window) == rows

"""Standings by check: the same mapping as a flat one, of which a run replaces its check's."""

from dte_exporter.storage.snapshot import Standing
from dte_exporter.storage.standings import Standings

MET, UNMET = Standing(1.0, "met"), Standing(0.5, "unmet", 1)
FLAT = {("a", "ratio", "x"): MET, ("b", "ratio", "x"): UNMET, ("a", "ratio", "y"): UNMET}


def test_it_is_the_mapping_that_it_is_made_of() -> None:
    """Equal to it, as long, and each subject stands as it did."""
    standings = Standings.of(FLAT)
    assert standings == FLAT
    assert len(standings) == 3
    assert standings["a", "ratio", "y"] is UNMET
    assert ("c", "ratio", "x") not in standings


def test_what_is_held_by_check_stays_as_it_is() -> None:
    """It is not sorted again at each run."""
    standings = Standings.of(FLAT)
    assert Standings.of(standings) is standings


def test_a_run_replaces_all_that_its_check_had_and_touches_no_other() -> None:
    """The subject y is gone with the run that did not find it; those of b are the very same."""
    before = Standings.of(FLAT)
    after = before.after_run("a", {("a", "ratio", "x"): UNMET})
    assert after == {("a", "ratio", "x"): UNMET, ("b", "ratio", "x"): UNMET}
    assert after.by_check["b"] is before.by_check["b"]
    assert before == FLAT

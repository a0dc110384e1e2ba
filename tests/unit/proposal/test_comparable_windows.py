from collections.abc import Callable

from dte_exporter.proposal.column_facts import profile
from dte_exporter.proposal.comparable_windows import ProposedWindows, against_file, within_file
from dte_exporter.proposal.guessed_roles import propose
from dte_exporter.tables.table import Table


def _proposed(table: Table) -> tuple[str, str] | None:
    windows = within_file(table, propose(profile(table)))
    return (windows.reference, windows.current) if windows else None


def test_times_are_split_in_their_middle(opened: Callable[[str], Table]) -> None:
    """The earlier half against the later."""
    days = "\n".join(f"2018-01-{day:02},{day}.5" for day in range(1, 11))

    assert _proposed(opened(f"day,a\n{days}\n")) == ('{to: "2018-01-06"}', '{from: "2018-01-06"}')


def test_periods_are_the_first_against_the_last(opened: Callable[[str], Table]) -> None:
    """Named in quotes where SQL wants them."""
    rows = "\n".join(f"{2015 + row % 4},{row}.5" for row in range(40))

    assert _proposed(opened(f"year,a\n{rows}\n")) == ('"year = 2015"', '"year = 2018"')
    assert _proposed(opened(f"sales year,a\n{rows}\n")) == (
        '"\\"sales year\\" = 2015"',
        '"\\"sales year\\" = 2018"',
    )


def test_keys_are_split_in_their_middle(opened: Callable[[str], Table]) -> None:
    """Where nothing says what came first."""
    rows = "\n".join(f"{100 + row},{row}.5" for row in range(10))

    assert _proposed(opened(f"id,a\n{rows}\n")) == ('"id < 105"', '"id >= 105"')


def test_without_either_there_are_no_windows(opened: Callable[[str], Table]) -> None:
    """All rows held against themselves would agree in everything."""
    same = "\n".join(["2018-01-01,1.5"] * 5)

    assert _proposed(opened(f"day,a\n{same}\n")) is None
    assert _proposed(opened("a,b\n1.5,x\n2.5,y\n")) is None


def test_a_reference_of_its_own_is_held_against_all_rows() -> None:
    """No need to split anything."""
    windows = against_file("data", "data-reference")

    assert isinstance(windows, ProposedWindows)
    assert (windows.reference, windows.current) == ("{dataset: data-reference}", "{dataset: data}")

"""What is told of judged expectations: names, severities, and what could not be judged."""

from dte_exporter.checks.quality.validations import Judged, samples_of, told_apart


def series(*judged: Judged) -> dict[tuple[str, ...], float]:
    """Return the values by metric and own labels."""
    return {(one.name.removeprefix("dte_quality_"), *one.labels.values()): one.value for one in samples_of(judged)}


def test_a_suite_is_told_by_expectation_and_as_a_whole() -> None:
    """One of two is met, of the other a tenth is unexpected, and it is a warning."""
    found = series(
        Judged("loans", "not_null", True, "age", 0.0),
        Judged("loans", "in_set", False, "sex", 0.1, "warning"),
    )

    assert found == {
        ("expectation_met", "loans", "not_null", "age"): 1,
        ("unexpected_ratio", "loans", "not_null", "age"): 0,
        ("expectation_met", "loans", "in_set", "sex"): 0,
        ("unexpected_ratio", "loans", "in_set", "sex"): 0.1,
        ("success_ratio", "loans"): 0.5,
        ("unmet_expectations", "loans", "critical"): 0,
        ("unmet_expectations", "loans", "warning"): 1,
    }


def test_what_cannot_be_judged_is_not_met_and_has_no_value() -> None:
    """It keeps the suite from succeeding, and nobody reads that it is broken."""
    found = series(Judged("loans", "not_null", None, "age"))

    assert found == {("success_ratio", "loans"): 0, ("unmet_expectations", "loans", "critical"): 1}


def test_suites_are_told_apart() -> None:
    """The failure of one is none of the other."""
    found = series(Judged("a", "rows", True), Judged("b", "rows", False))

    assert (found["success_ratio", "a"], found["success_ratio", "b"]) == (1, 0)


def test_expectations_of_one_type_and_column_are_numbered_in_their_order() -> None:
    """The first has the type's name; another column begins anew."""
    suite = [Judged("s", "between", True, column) for column in ("age", "age", "income", "age")]

    assert [name for name, _ in told_apart(suite)] == ["between", "between 2", "between", "between 3"]


def test_names_tell_alike_expectations_apart_whatever_their_order() -> None:
    """Those without a name, or with the same, are numbered among themselves; a lone one needs none."""
    suite = [
        Judged("s", "between", True, "age", name="adults"),
        Judged("s", "between", True, "age"),
        Judged("s", "between", True, "age", name="adults"),
        Judged("s", "unique", True, "age", name="key"),
    ]

    told = [name for name, _ in told_apart(suite)]

    assert told == ["between (adults)", "between", "between (adults) 2", "unique"]
    assert [name for name, _ in told_apart([suite[1], suite[0]])] == ["between", "between (adults)"]


def test_a_number_makes_no_name_that_another_has_already() -> None:
    """A suite may call one of its own "adults" and another "adults) 2"; of a JUnit file, a type may end in a number."""
    types = [Judged("s", told, True) for told in ("rows", "rows", "rows 2", "rows", "rows 2")]
    named = [Judged("s", "rows", True, name=name) for name in ("a", "a", "a) 2", "a")]

    assert [name for name, _ in told_apart(types)] == ["rows", "rows 3", "rows 2", "rows 4", "rows 2 2"]
    assert len({name for name, _ in told_apart(named)}) == len(named)
    assert len({name for name, _ in told_apart([*types, Judged("s", "rows (a)", True), *named])}) == 10

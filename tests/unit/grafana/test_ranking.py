import pytest

from grafana.build.people import control_with_owner_and_team, with_owner_and_team
from grafana.build.ranking import at_end, highest, longest, lowest, lowest_few, rows


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('max by (a) (x{job="1"})', 'max by (a) (last_over_time(x{job="1"}[$__range] @ end()))'),
        ("rate(x_total{}[$__rate_interval])", "rate(x_total{}[$__rate_interval] @ end())"),
        ("a:x:sum{} / y{}", "last_over_time(a:x:sum{}[$__range] @ end()) / last_over_time(y{}[$__range] @ end())"),
    ],
)
def test_what_is_ranked_by_is_what_was_told_last_in_the_time_range(expression: str, expected: str) -> None:
    """Whatever the step, and also where the exporter has been away since; a rate is that at the end."""
    assert at_end(expression) == expected


def test_the_worst_are_the_highest_or_the_lowest() -> None:
    """Each is a selection from the expression itself, so that the course is the whole one."""
    assert (
        highest("max by (a) (x{})")
        == "max by (a) (x{}) and topk($top, max by (a) (last_over_time(x{}[$__range] @ end())))"
    )
    assert lowest("x{} / y{}", "z{}") == "(x{} / y{}) and bottomk($top, last_over_time(z{}[$__range] @ end()))"


def test_panels_with_several_lines_of_each_have_a_fifth_as_many() -> None:
    """Matched by the labels that the lines and what ranks them share."""
    assert (
        lowest_few("x{}", "y{}", "model")
        == "(x{}) and on (model) bottomk($top / 5, last_over_time(y{}[$__range] @ end()))"
    )


def test_states_are_ranked_by_how_long_they_held() -> None:
    """One that is over by the end of the time range is shown as well."""
    assert longest("check", "x{}") == (
        "(max by (check) (x{}) == 1) and topk($top, max by (check) (sum_over_time(x{}[$__range] @ end())) > 0)"
    )


def test_a_table_has_ten_times_as_many_rows() -> None:
    """One can scroll in it."""
    assert rows("x") == "topk(10 * $top, x)"


def test_the_owner_and_the_team_of_a_check_are_joined_to_what_is_told_of_it() -> None:
    """One of each a check, however many exporters tell: a join with two partners fails the whole panel."""
    joined = with_owner_and_team("max by (check) (x)")

    assert joined.startswith(
        "max by (check) (x) * on (check) group_left (owner) topk by (check) (1, max by (check, owner)"
    )
    assert "* on (check) group_left (team) topk by (check) (1, max by (check, team) (dte_check_info{" in joined


def test_a_control_has_the_owner_that_alerts_on_it_have() -> None:
    """By who minds the data set, or the framework where nobody does."""
    first, _, second = control_with_owner_and_team("x", "control").partition(" or on (control) ")

    assert "* on (dataset) group_left (owner, team) topk by (dataset)" in first
    assert 'team!=""} * on (job, instance, dataset) group_left (owner) dte_dataset_about_info{' in first
    assert " or dte_dataset_info{" in first
    assert 'dte_dataset_about_info{job=~"$job", instance=~"$instance", dataset=~"$dataset", owner!=""}' in first
    assert "* on (framework) group_left (owner, team) topk by (framework)" in second

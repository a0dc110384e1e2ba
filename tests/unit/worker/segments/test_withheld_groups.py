"""Of which features a segment says nothing, lest a small group elsewhere follow from it."""

from collections.abc import Mapping

from dte_exporter.metric import MetricSpec, Role, Sample
from dte_exporter.registry import Registry
from dte_exporter.worker.segments.withheld_groups import is_of, withheld_features

LABELS = ("check", "sensitive_feature", "group")
ROWS = MetricSpec("dte_toy_group_rows", "Rows.", "toy", LABELS, role=Role.GROUP_ROWS)
RATE = MetricSpec("dte_toy_group_rate", "Rate.", "toy", LABELS)
WITHHELD = MetricSpec("dte_toy_groups_withheld", "Groups.", "toy", LABELS[:2])


def groups(feature: str = "sex", **rows: int) -> list[Sample]:
    """Return the sizes of the groups of a feature that are shown, and a rate of each."""
    return [
        spec.sample(value, sensitive_feature=feature, group=group)
        for group, count in rows.items()
        for spec, value in ((ROWS, count), (RATE, 0.5))
    ]


def withheld(whole: list[Sample], **segments: list[Sample]) -> Mapping[str, frozenset[str]]:
    """Return what is withheld where groups of thirty may be shown."""
    return withheld_features(whole, segments, (ROWS, RATE, WITHHELD), 30)


def test_a_group_that_one_segment_hides_is_hidden_in_another() -> None:
    """Of 100 women 95 are in the south: what is said of them tells of the 5 in the north."""
    found = withheld(groups(f=100, m=100), north=groups(m=50), south=groups(f=95, m=50))

    assert found == {"south": {"sex"}}


def test_it_is_hidden_where_it_is_smallest() -> None:
    """Of three segments that show it, the one that loses the least says nothing of the feature."""
    found = withheld(groups(f=205), north=groups(m=50), south=groups(f=90), east=groups(f=40), west=groups(f=70))

    assert found == {"east": {"sex"}}


def test_groups_that_hide_each_other_need_no_more() -> None:
    """15 women in each of two segments are 30, of which nobody knows which are where."""
    assert withheld(groups(f=130), north=groups(m=50), south=groups(m=50), east=groups(f=100)) == {}


def test_groups_that_add_up_hide_nobody() -> None:
    """All that the whole tells is told by segment as well."""
    assert withheld(groups(f=100, m=90), north=groups(f=40, m=40), south=groups(f=60, m=50)) == {}


def test_another_feature_is_told_on() -> None:
    """Of race nothing follows for sex."""
    south = [*groups(f=95), *groups("race", a=60, b=40)]
    found = withheld([*groups(f=100), *groups("race", a=110, b=90)], north=groups("race", a=50, b=50), south=south)

    assert found == {"south": {"sex"}}
    assert [is_of(sample, found["south"]) for sample in south] == [True] * 2 + [False] * 4


def combinations(withheld: int, **rows: int) -> list[Sample]:
    """Return the sizes of combinations that are shown, and how many are not."""
    return [*groups("sex & race", **rows), WITHHELD.sample(withheld, sensitive_feature="sex & race")]


def test_combinations_that_all_rows_hide_do_not_add_up_from_segments() -> None:
    """All rows hide 85 women of a beside 3 of c; the north tells 40 of them and the south 45."""
    north, south = combinations(0, fa=40, fb=90), combinations(2, fa=45)
    found = withheld([*groups(f=218), *combinations(2, fb=130)], north=[*groups(f=130), *north], south=south)

    assert found == {"north": {"sex & race"}, "south": {"sex & race"}}


def test_combinations_that_one_segment_hides_are_told_by_no_other() -> None:
    """The south hides 40 women of a beside 3 of c: what all rows, the north and the east tell of a would tell them."""
    whole = combinations(0, fa=120, fc=80)
    found = withheld(
        whole, north=combinations(0, fa=40, fc=40), east=combinations(0, fa=40, fc=37), south=combinations(2)
    )

    assert found == {"north": {"sex & race"}, "east": {"sex & race"}}


def test_combinations_are_told_by_segment_where_none_is_withheld() -> None:
    """Nothing is hidden, so nothing follows."""
    assert withheld(combinations(0, fa=80), north=combinations(0, fa=40), south=combinations(0, fa=40)) == {}


def test_where_nothing_counts_groups_nothing_is_withheld() -> None:
    """A check without groups has values of its own by segment, and no group among them."""
    whole = MetricSpec("dte_toy_share", "Share.", "toy", ("check",)).sample(0.5)

    assert withheld([whole], north=[whole]) == {}


def test_each_check_that_tells_of_groups_counts_those_that_it_withholds() -> None:
    """By the key that tells here whether a combination is withheld."""
    kinds = Registry.discover().checks.values()
    telling = {one.name for one in kinds if any(spec.role is Role.GROUP_ROWS for spec in one.emits)}
    counting = {one.name for one in kinds if any(spec.key == "groups_withheld" for spec in one.emits)}

    assert telling >= {"fairness", "fairness-regression", "performance"}
    assert telling <= counting

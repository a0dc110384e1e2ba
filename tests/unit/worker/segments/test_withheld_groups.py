"""Of which features a segment says nothing, lest a small group elsewhere follow from it."""

from collections.abc import Mapping

from dte_exporter.metric import MetricSpec, Role, Sample
from dte_exporter.worker.segments.withheld_groups import is_of, withheld_features

LABELS = ("check", "sensitive_feature", "group")
ROWS = MetricSpec("dte_toy_group_rows", "Rows.", "toy", LABELS, role=Role.GROUP_ROWS)
RATE = MetricSpec("dte_toy_group_rate", "Rate.", "toy", LABELS)


def groups(feature: str = "sex", **rows: int) -> list[Sample]:
    """Return the sizes of the groups of a feature that are shown, and a rate of each."""
    return [
        spec.sample(value, sensitive_feature=feature, group=group)
        for group, count in rows.items()
        for spec, value in ((ROWS, count), (RATE, 0.5))
    ]


def withheld(whole: list[Sample], **segments: list[Sample]) -> Mapping[str, frozenset[str]]:
    """Return what is withheld where groups of thirty may be shown."""
    return withheld_features(whole, segments, (ROWS, RATE), 30)


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


def test_where_nothing_counts_groups_nothing_is_withheld() -> None:
    """A check without groups has values of its own by segment, and no group among them."""
    whole = MetricSpec("dte_toy_share", "Share.", "toy", ("check",)).sample(0.5)

    assert withheld([whole], north=[whole]) == {}

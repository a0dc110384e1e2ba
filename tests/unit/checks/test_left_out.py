from dte_exporter.checks.left_out import FAIRNESS, MODEL, labels_aside
from dte_exporter.outcome import LeftOut, Reason


def test_rows_and_their_share_are_told_by_column_and_reason() -> None:
    """Of 600 rows 200 have no sex, and none lacks a prediction: what is 0 is told as well."""
    left_out = [LeftOut("hired", Reason.MISSING_PREDICTION, 0), LeftOut("sex", Reason.MISSING_GROUP, 200)]

    samples = list(FAIRNESS.samples(left_out, {"current": 600}))

    assert [(one.name, *one.labels.values(), one.value) for one in samples] == [
        ("dte_fairness_left_out_rows", "hired", "missing_prediction", 0.0),
        ("dte_fairness_left_out_ratio", "hired", "missing_prediction", 0.0),
        ("dte_fairness_left_out_rows", "sex", "missing_group", 200.0),
        ("dte_fairness_left_out_ratio", "sex", "missing_group", 1 / 3),
    ]


def test_of_two_windows_the_one_that_leaves_out_the_larger_share_is_told() -> None:
    """An objective guards both: 5 of 10 rows of the reference are more than 50 of 1,000 now."""
    left_out = [LeftOut("p", Reason.MISSING_PROBABILITY, 50), LeftOut("p", Reason.MISSING_PROBABILITY, 5, "reference")]

    samples = MODEL.samples(left_out, {"current": 1000, "reference": 10})

    assert [one.value for one in samples] == [5.0, 0.5]


def test_of_no_rows_there_is_no_share() -> None:
    """0/0 has no value."""
    assert list(MODEL.samples([LeftOut("p", Reason.MISSING_PROBABILITY, 0)], {"current": 0})) == []


def test_rows_that_wait_for_their_label_can_be_put_aside() -> None:
    """They are no fault, and told by the label coverage."""
    group, label = LeftOut("sex", Reason.MISSING_GROUP, 1), LeftOut("paid", Reason.MISSING_LABEL, 1)
    assert list(labels_aside([group, label])) == [group]

from dte_exporter.config.problems import choice, did_you_mean, dotted


def test_a_path_is_written_with_dots_and_brackets() -> None:
    """As people write where something is."""
    assert dotted(("datasets", "a", "columns", "sensitive", 1)) == "datasets.a.columns.sensitive[1]"
    assert dotted(()) == ""


def test_a_near_miss_is_named() -> None:
    """What is far from everything gets no hint."""
    assert did_you_mean("fairnes", ["drift", "fairness"]) == " (did you mean 'fairness'?)"
    assert did_you_mean("weather", ["drift", "fairness"]) == ""


def test_a_choice_tells_what_there_is() -> None:
    """In order, and with the grammar of one or many."""
    assert choice("x", "check", ["b", "a"]) == "'x' is no check: known are a, b"
    assert choice("x", "check", ["a"]) == "'x' is no check: known is a"

from dte_exporter.web.stream.backlog import Backlog


def test_messages_follow_one_another_by_number() -> None:
    """The reader at 0 is told the first, the reader at the end nothing."""
    backlog = Backlog()
    backlog.append("first")
    backlog.append("second")
    assert [backlog.after(place) for place in range(3)] == ["first", "second", None]


def test_no_more_than_the_limit_is_held() -> None:
    """Of three, two: whoever was before them cannot go on."""
    backlog = Backlog(max_messages=2)
    for message in ("one", "two", "three"):
        backlog.append(message)
    assert [backlog.reaches(place) for place in range(5)] == [False, True, True, True, False]
    assert [backlog.after(place) for place in range(4)] == [None, "two", "three", None]


def test_the_limit_is_of_characters_too() -> None:
    """Six characters hold two messages of three."""
    backlog = Backlog(max_characters=6)
    for message in ("one", "two", "six"):
        backlog.append(message)
    assert [backlog.reaches(place) for place in range(4)] == [False, True, True, True]


def test_the_last_message_is_held_however_long() -> None:
    """Whoever is up to date is told it; whoever is behind starts anew."""
    backlog = Backlog(max_characters=6)
    backlog.append("one")
    backlog.append("everything has changed")
    assert (backlog.after(0), backlog.after(1)) == (None, "everything has changed")

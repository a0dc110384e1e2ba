import random

from dte_exporter.checks.drift.text.text_classifier import BEGINNING, classified

WORDS = ("rain", "snow", "wind", "hail", "sun", "fog", "storm", "cloud", "frost", "heat")


def reports(words: tuple[str, ...], seed: int, count: int = 100) -> list[str]:
    """Return texts of eight words each, drawn from those given."""
    draw = random.Random(seed)
    return [" ".join(draw.choices(words, k=8)) for _ in range(count)]


def test_other_words_are_told_apart() -> None:
    """A word in three is one that the reference does not know."""
    found = classified(reports(WORDS, 1), reports((*WORDS, *["thaw", "flood"] * 2, "drizzle"), 2), 0.95)
    assert found.lower > 0.8
    assert found.p_value < 1e-9


def test_of_texts_that_are_alike_one_in_twenty_is_called_different() -> None:
    """Of 40 at most six: more are to be expected once in 300 such tests."""
    found = [classified(reports(WORDS, 2 * seed), reports(WORDS, 2 * seed + 1), 0.95) for seed in range(40)]
    assert sum(one.p_value <= 0.05 for one in found) <= 6


def test_a_language_without_spaces_is_read_as_well() -> None:
    """Sequences of characters need no words."""
    before, now = (
        ["".join(text.split()) for text in reports(words, 3)] for words in (("雨", "雪", "風"), ("雨", "霧", "晴"))
    )
    assert classified(before, now, 0.95).area > 0.95


def test_the_order_of_texts_changes_nothing() -> None:
    """They are a set, whose halves follow from them."""
    before, now = reports(WORDS, 1), reports(WORDS, 2)
    assert classified(before, now, 0.95) == classified(before[::-1], now[::-1], 0.95)


def test_what_comes_after_a_page_is_not_read() -> None:
    """Texts that differ further down are alike, and tell nothing."""
    page = "x" * BEGINNING
    found = classified([page + "old"] * 100, [page + "new"] * 100, 0.95)
    assert (found.area, found.p_value) == (0.5, 1)


def test_any_text_that_an_engine_may_hold_is_read() -> None:
    """Empty ones, blanks, zeros, and halves of a pair that no encoding has."""
    odd = ["", " ", "\0", "\ud800", "a\nb"] * 20
    assert classified(odd, odd, 0.95).p_value > 0.01

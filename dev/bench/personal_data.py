"""Recognisers of personal data: values a second, kind by kind, on one core, beside what Presidio alone reaches."""

from dev.bench.measure import best
from dev.bench.row import Row
from dev.personal_data.accuracy import of_kind
from dev.personal_data.sample import ALIKE, LOCALES, PERSONAL, alike, personal

SIZE = 2_000
_AIM = 10_000
_PRESIDIO = "phone, by Presidio's own recogniser"


def rows() -> list[Row]:
    """Return how long each kind takes, on values that all are of it: the slowest, since each is looked at closely."""
    subject = f"recognising personal data, {SIZE:,} values of each kind"
    timed = [Row(subject, kind, seconds, None, _rate(seconds, SIZE)) for kind, seconds in _kinds()]
    return [*timed, _of_presidio(subject), *_of_nothing()]


def _kinds() -> list[tuple[str, float]]:
    return [(kind, _seconds(kind, _values(kind))) for kind in PERSONAL]


def _values(kind: str) -> list[str]:
    return [text for locale in LOCALES for text in personal(kind, locale, SIZE // len(LOCALES))]


def _seconds(kind: str, texts: list[str]) -> float:
    known = of_kind(kind)
    return best(lambda: [one.finds(text) for text in texts for one in known])


def _of_presidio(subject: str) -> Row:
    from presidio_analyzer.predefined_recognizers import PhoneRecognizer

    recogniser, texts = PhoneRecognizer(), _values("phone")
    seconds = best(lambda: [recogniser.analyze(text, ["PHONE_NUMBER"]) for text in texts], 1)
    return Row(subject, _PRESIDIO, seconds, "phone", _rate(seconds, SIZE))


def _of_nothing() -> list[Row]:
    """Return how long all kinds together take on values that look alike and are of none."""
    texts = [text for name in ALIKE for text in alike(name, SIZE)]
    subject = f"looking for all kinds in {len(texts):,} values that look alike"
    seconds = sum(_seconds(kind, texts) for kind in PERSONAL)
    return [Row(subject, "all kinds", seconds, None, _rate(seconds, len(texts)))]


def _rate(seconds: float, values: int) -> str:
    return f"{values / seconds:,.0f} values/s; the aim is {_AIM:,}"

"""The words for data: what is personal, what is special, and where they come from."""

import pytest

from dte_exporter.config.governance.taxonomy import is_criminal, is_personal, is_special, is_within, taxonomy


def test_the_taxonomy_says_its_version_and_licence() -> None:
    """It is shipped under its own licence, which asks for both."""
    assert taxonomy().version == "3.1.4a1"
    assert "CC BY 4.0" in taxonomy().licence
    assert (len(taxonomy().data_categories), len(taxonomy().data_uses)) == (85, 54)


def test_personal_is_what_is_of_a_user() -> None:
    """Data of the system are about nobody."""
    assert is_personal("user.contact.email")
    assert not is_personal("system.operations")


@pytest.mark.parametrize(
    "category",
    [
        "user.health_and_medical",
        "user.health_and_medical.genetic",
        "user.biometric.fingerprint",
        "user.demographic.race_ethnicity",
        "user.demographic.religious_belief",
        "user.demographic.sexual_orientation",
        "user.demographic.political_opinion",
    ],
)
def test_the_special_categories_are_those_of_article_9(category: str) -> None:
    """Each that the article lists and the taxonomy has a word for; the word is one that it has."""
    assert is_special(category)
    assert category in taxonomy().data_categories


@pytest.mark.parametrize("category", ["user.demographic", "user.demographic.gender", "user.criminal_history", "user"])
def test_other_categories_are_not_special(category: str) -> None:
    """Neither sex nor a wider word is; convictions have an article of their own."""
    assert not is_special(category)


def test_convictions_are_of_article_10() -> None:
    """And nothing else is."""
    assert is_criminal("user.criminal_history")
    assert not is_criminal("user.health_and_medical")


def test_a_category_lies_within_its_parents_by_whole_words() -> None:
    """A name that merely begins alike is another word."""
    assert is_within("user.name.first", "user.name")
    assert not is_within("user.names", "user.name")

"""What is made from the code is what the code makes now."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tools.generate.__main__ import generated

REPOSITORY = Path(__file__).parents[2]
STALE = "{} is not what the code makes now. Run: make generate"


@pytest.fixture(scope="module")
def made() -> Mapping[str, str]:
    """Return what is made now, by path."""
    return generated()


def test_no_generated_file_is_stale(made: Mapping[str, str]) -> None:
    """Reference pages, schemas and golden expositions follow the code; what they change is seen in review."""
    for path, text in made.items():
        file = REPOSITORY / path
        assert file.exists(), STALE.format(path)
        assert file.read_text() == text, STALE.format(path)


def test_nothing_is_left_of_what_is_gone(made: Mapping[str, str]) -> None:
    """Every file of the reference and every golden exposition is one that is made."""
    kept = (*REPOSITORY.glob("docs/reference/*"), *REPOSITORY.glob("tests/golden/*.prom"))

    assert {file.relative_to(REPOSITORY).as_posix() for file in kept} <= made.keys()

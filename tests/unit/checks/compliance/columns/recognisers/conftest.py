from collections.abc import Callable

import pytest

from dte_exporter.checks.compliance.columns.recognisers.kinds import COUNTRIES, recognisers

KindsIn = Callable[[str], set[str]]


@pytest.fixture(scope="session")
def kinds_in() -> KindsIn:
    """Return a function from a text to the kinds of personal data that are recognised in it."""
    everything = recognisers(COUNTRIES)
    return lambda text: {one.kind for one in everything if one.finds(text)}

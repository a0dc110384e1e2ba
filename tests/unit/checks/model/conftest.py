from collections.abc import Callable

import pytest

from dte_exporter.config.roles import ColumnKind, Roles

RolesOf = Callable[..., Roles]


@pytest.fixture
def roles() -> RolesOf:
    """Return a function that gives the roles of a hiring table, with some of them replaced."""

    def replaced(**given: object) -> Roles:
        usual: dict[str, object] = {
            "prediction": "hired",
            "probability": "score",
            "label": "apt",
            "time": "day",
            "positive": None,
            "favourable": True,
            "sensitive": ("sex",),
            "features": (),
            "kinds": {"hired": ColumnKind.NUMBER, "apt": ColumnKind.NUMBER, "day": ColumnKind.TIME},
        }
        return Roles(**{**usual, **given})  # type: ignore[arg-type]  # of keywords in a mapping

    return replaced

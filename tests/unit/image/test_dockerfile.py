import pytest

from dev.image.dockerfile import Stage, Step, stages
from tests.unit.deploy.chart import REPOSITORY

TEXT = """\
# What it is.
FROM debian AS base
ENV A=1 \\
    B=2
RUN one && \\
    two

FROM base AS run
CMD ["serve", "--fast"]
"""


def test_a_dockerfile_is_stages_of_steps() -> None:
    """Comments fall away and continued lines are one."""
    assert stages(TEXT) == [
        Stage("base", "debian", (Step("ENV", "A=1 B=2"), Step("RUN", "one && two"))),
        Stage("run", "base", (Step("CMD", '["serve", "--fast"]'),)),
    ]


def test_the_words_of_a_step_come_from_either_form() -> None:
    """A list, or text."""
    assert Step("CMD", '["serve", "--fast"]').words == ["serve", "--fast"]
    assert Step("COPY", "a b ./").words == ["a", "b", "./"]


def test_a_stage_has_a_name() -> None:
    """It is its folder."""
    with pytest.raises(ValueError, match="FROM debian: give the stage a name"):
        stages("FROM debian\n")


def test_ours_has_two_variants() -> None:
    """Both begin with the same stage, and the last one, which a plain build takes, is the smaller."""
    found = stages((REPOSITORY / "deploy/Dockerfile").read_text())

    assert [(stage.name, stage.base) for stage in found][-2:] == [("full", "run"), ("core", "run")]

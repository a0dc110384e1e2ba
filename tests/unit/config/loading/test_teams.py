"""The files of teams: their names, and what a mistake in one of them changes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dte_exporter.config.configured import Config
from dte_exporter.config.loading.load import load, load_sound
from dte_exporter.errors import ConfigError
from dte_exporter.registry import Registry

MAIN = "include: conf.d/*.yaml\n"
TEAM = """\
datasets:
  apples: {{source: {{type: shelf, board: {board}}}, windows: {{reference: {{dataset: pears}}, current: kg > 1}}}}
  pears: {{source: {{type: vault, password: sesame}}}}
checks:
  heavy: {{check: weigh, dataset: apples, every: 5m}}
  same: {{check: compare, dataset: apples, every: 5m, team: night-shift}}
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Return a function that puts a file into the folder of the config, and returns the config's."""

    def put(name: str, text: str) -> Path:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
        return tmp_path / "config.yaml"

    return put


@pytest.fixture
def teams(write: Callable[[str, str], Path]) -> Path:
    """Return a config of two teams who call their things alike."""
    write("conf.d/grocers.yaml", TEAM.format(board="upper"))
    write("conf.d/bakers.yaml", TEAM.format(board="lower"))
    return write("config.yaml", MAIN)


def board(config: Config, check: str) -> str:
    """Return where the rows of a check are."""
    name: str = config.checks[check].dataset.source.board
    return name


def test_names_are_scoped_by_the_file(teams: Path, registry: Registry) -> None:
    """Two teams may call things alike; a dot is in no name that a file can give, so no two collide."""
    config = load(teams, registry)
    assert list(config.checks) == ["bakers.heavy", "bakers.same", "grocers.heavy", "grocers.same"]
    assert list(config.datasets) == ["bakers.apples", "bakers.pears", "grocers.apples", "grocers.pears"]
    assert (board(config, "bakers.heavy"), board(config, "grocers.heavy")) == ("lower", "upper")


def test_labels_carry_the_scope_and_references_need_none(teams: Path, registry: Registry) -> None:
    """A team names its own data sets as it calls them."""
    check = load(teams, registry).checks["bakers.same"]
    assert check.scope == {"check": "bakers.same", "dataset": "bakers.apples", "model": ""}
    assert set(check.datasets) == {"apples", "pears"}


def test_who_is_told_is_the_team_unless_the_file_says_another(teams: Path, registry: Registry) -> None:
    """Alerts find their way without a word in the file."""
    checks = load(teams, registry).checks
    assert (checks["bakers.heavy"].team, checks["bakers.same"].team) == ("bakers", "night-shift")


def test_paths_start_from_the_teams_own_folder(teams: Path, registry: Registry) -> None:
    """Whoever mounts it there knows what lies beside it."""
    assert load(teams, registry).checks["bakers.heavy"].base == teams.parent.resolve() / "conf.d"


def test_the_main_file_may_have_checks_of_its_own(teams: Path, registry: Registry) -> None:
    """They come first, under their plain names."""
    teams.write_text(f"include: [conf.d/*.yaml]\nworkers: 3\n{TEAM.format(board='middle')}")
    config = load(teams, registry)
    assert list(config.checks)[:2] == ["heavy", "same"]
    assert len(config.checks) == 6
    assert config.settings.workers == 3


def test_no_file_yet_is_no_mistake(write: Callable[[str, str], Path], registry: Registry) -> None:
    """Teams come later."""
    config = load(write("config.yaml", MAIN), registry)
    assert (config.checks, config.teams) == ({}, {})


def test_hidden_files_are_nobodys(teams: Path, registry: Registry) -> None:
    """Kubernetes keeps links and editors keep drafts beside the real ones."""
    (teams.parent / "conf.d" / ".draft.yaml").write_text("checks: 1")
    assert set(load(teams, registry).teams) == {"bakers", "grocers"}


def test_all_that_is_wrong_is_told_with_the_file(
    teams: Path, write: Callable[[str, str], Path], registry: Registry
) -> None:
    """check-config and run refuse a config of which a part cannot be used."""
    write("conf.d/grocers.yaml", TEAM.format(board="upper").replace("5m", "5"))
    write("conf.d/bakers.yaml", "checks: {}\nweb: {listen_address: ':80'}\n")
    with pytest.raises(ConfigError) as refusal:
        load(teams, registry)
    places = [problem.removeprefix(f"{teams.parent}/conf.d/").split(": ")[:2] for problem in refusal.value.problems]
    assert places == [
        ["bakers.yaml", "datasets"],
        ["bakers.yaml:1", "checks"],
        ["bakers.yaml:2", "web"],
        ["grocers.yaml:5", "checks.heavy.every"],
        ["grocers.yaml:6", "checks.same.every"],
    ]


def test_a_bad_file_keeps_its_own_teams_last_good_state(
    teams: Path, write: Callable[[str, str], Path], registry: Registry
) -> None:
    """The other team's change is in force, and its own problem stands by the team."""
    former = load(teams, registry)
    write("conf.d/grocers.yaml", "checks: [")
    write("conf.d/bakers.yaml", TEAM.format(board="cellar"))

    config = load_sound(teams, registry, former)

    assert config.checks["grocers.heavy"] == former.checks["grocers.heavy"]
    assert board(config, "bakers.heavy") == "cellar"
    assert [len(config.teams[team].problems) for team in ("bakers", "grocers")] == [0, 1]
    assert "grocers.yaml:1: this is not YAML" in config.teams["grocers"].problems[0]


def test_a_second_mistake_keeps_the_same_state(
    teams: Path, write: Callable[[str, str], Path], registry: Registry
) -> None:
    """What was good is not forgotten by the next reading; once mended, what the file says is in force."""
    former = load(teams, registry)
    for mistake in ("checks: [", "", "datasets: 3"):
        write("conf.d/grocers.yaml", mistake)
        former = load_sound(teams, registry, former)
    assert board(former, "grocers.heavy") == "upper"
    write("conf.d/grocers.yaml", TEAM.format(board="attic"))
    assert board(load_sound(teams, registry, former), "grocers.heavy") == "attic"


def test_a_team_that_was_never_good_has_nothing(
    teams: Path, write: Callable[[str, str], Path], registry: Registry
) -> None:
    """The exporter starts without it, for all the others."""
    write("conf.d/grocers.yaml", "checks: [")
    config = load_sound(teams, registry)
    assert {check.scoped_by for check in config.checks.values()} == {"bakers"}
    assert config.teams["grocers"].problems


def test_a_team_whose_file_is_gone_is_gone(teams: Path, registry: Registry) -> None:
    """It was taken away on purpose: there is no mistake to mend."""
    former = load(teams, registry)
    (teams.parent / "conf.d" / "grocers.yaml").unlink()
    assert set(load_sound(teams, registry, former).teams) == {"bakers"}


def test_a_mistake_in_the_main_file_is_everybodys(teams: Path, registry: Registry) -> None:
    """What the process has is not a team's to guess."""
    teams.write_text(f"{MAIN}workers: 0\n")
    with pytest.raises(ConfigError, match="workers"):
        load_sound(teams, registry, None)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("conf.d/Our Team.yaml", "the file's name is its team's: a name has up to 63 lower-case letters"),
        ("conf.d/a.b.yaml", "the file's name is its team's: a name has up to 63 lower-case letters"),
        ("conf.d/more/bakers.yaml", "is of team 'bakers' as well: rename one of the two"),
    ],
)
def test_a_file_without_a_name_of_its_own_is_a_mistake(
    teams: Path, write: Callable[[str, str], Path], registry: Registry, name: str, sentence: str
) -> None:
    """The file's name becomes a label, and no two teams share one."""
    write(name, TEAM.format(board="upper"))
    teams.write_text("include: conf.d/**/*.yaml\n")
    config = load_sound(teams, registry)
    (problem,) = (problem for team in config.teams.values() for problem in team.problems)
    assert sentence in problem
    assert "grocers.heavy" in config.checks


def test_secrets_of_a_team_are_not_shown(teams: Path, registry: Registry) -> None:
    """Its file is shown as the main one is."""
    shown = load(teams, registry).teams["bakers"].source_tree
    assert shown["datasets"]["pears"]["source"]["password"] == "<secret>"

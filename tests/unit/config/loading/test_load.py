import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dte_exporter.config.configured import Config
from dte_exporter.config.loading.load import load
from dte_exporter.config.models import CheckSettings, DataSet, Model
from dte_exporter.config.windows import Window
from dte_exporter.errors import ConfigError, RegistrationError
from dte_exporter.registry import Check, Registry


class Dated(Model):
    """Parameters of a plug-in."""

    since: date


TOY = """\
datasets:
  apples:
    title: Apples of this week
    source: {type: shelf, board: upper}
    columns: {prediction: ripe, positive: 'yes', favourable: false, time: at, sensitive: [colour]}
    windows:
      reference: {dataset: crates, where: year = 2015}
      current: {last: 7d}
  crates:
    source: {type: vault, url: 'vault://keeper:open@cellar/crates', password: sesame}
    columns: {time: at}
checks:
  heavy:
    check: weigh
    dataset: apples
    model: grader
    every: 5m
    scale: 2.5
    settle: 10s
    objectives: {weight: {max: 0.3, after_runs: 2}}
  same: {check: compare, dataset: apples, cron: 0 3 * * sun, timezone: Europe/Berlin}
"""


def test_settings_and_parameters_that_lie_side_by_side_are_told_apart(loaded: Callable[[str], Config]) -> None:
    """What every check has goes to its settings, what its kind has to the parameters."""
    check = loaded(TOY).checks["heavy"]

    assert (check.settings.every, check.settings.objectives["weight"].max) == (300.0, 0.3)
    assert check.params.model_dump() == {"scale": 2.5, "settle": 10.0}
    assert check.scope == {"check": "heavy", "dataset": "apples", "model": "grader"}
    assert check.pillar == "toy"


def test_a_source_is_of_the_class_that_its_type_names(loaded: Callable[[str], Config], registry: Registry) -> None:
    """The registry says which class that is."""
    config = loaded(TOY)

    assert type(config.datasets["apples"].source) is registry.sources["shelf"].config
    assert type(config.datasets["crates"].source) is registry.sources["vault"].config


def test_roles_and_windows_are_on_the_data_set(loaded: Callable[[str], Config]) -> None:
    """A quoted yes is a text, and a window may name another data set."""
    apples = loaded(TOY).datasets["apples"]

    assert (apples.columns.positive, apples.columns.favourable) == ("yes", False)
    assert apples.windows.reference == Window(dataset="crates", where="year = 2015")
    assert str(apples.windows.current) == "last: 1w"


def test_a_check_carries_the_data_sets_that_it_reads(loaded: Callable[[str], Config]) -> None:
    """Its own, and those that its windows name, so that a worker needs nothing else."""
    assert list(loaded(TOY).checks["same"].datasets) == ["apples", "crates"]


def test_relative_paths_start_from_the_folder_of_the_file(loaded: Callable[[str], Config], tmp_path: Path) -> None:
    """That folder is absolute, since a worker may be elsewhere."""
    assert loaded(TOY).checks["heavy"].base == tmp_path.resolve()


def test_a_configured_check_survives_the_way_to_a_worker(loaded: Callable[[str], Config]) -> None:
    """It pickles, secrets included, and is equal on the other side."""
    check = loaded(TOY).checks["same"]

    arrived = pickle.loads(pickle.dumps(check))

    assert arrived == check
    assert type(arrived.settings) is CheckSettings
    assert type(arrived.dataset) is DataSet
    assert arrived.datasets["crates"].source.password.get_secret_value() == "sesame"


def test_the_same_file_makes_an_equal_config(loaded: Callable[[str], Config]) -> None:
    """So that a reload can tell what is unchanged."""
    assert loaded(TOY) == loaded(TOY)


def test_what_is_shown_hides_what_is_secret(loaded: Callable[[str], Config]) -> None:
    """A secret field and the password in an address are replaced, everything else is as written."""
    shown = loaded(TOY).source_tree

    assert shown["datasets"]["crates"]["source"] == {
        "type": "vault",
        "url": "vault://keeper:<secret>@cellar/crates",
        "password": "<secret>",
    }
    assert shown["checks"]["heavy"]["settle"] == "10s"


def test_what_is_shown_keeps_references(
    loaded: Callable[[str], Config], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The names of a variable and a file are no secrets; what they stand for is."""
    monkeypatch.setenv("CELLAR_PASSWORD", "sesame")
    (tmp_path / "url").write_text("vault://cellar\n")

    config = loaded(
        TOY.replace("password: sesame", 'password: "${CELLAR_PASSWORD}"').replace(
            "'vault://keeper:open@cellar/crates'", "{file: url}"
        )
    )

    source = config.datasets["crates"].source
    assert (source.password.get_secret_value(), source.url) == ("sesame", "vault://cellar")
    shown = config.source_tree["datasets"]["crates"]["source"]
    assert (shown["password"], shown["url"]) == ("${CELLAR_PASSWORD}", {"file": "url"})
    assert "sesame" not in str(config.source_tree)


def test_a_default_that_is_a_secret_is_hidden(loaded: Callable[[str], Config]) -> None:
    """A reference with a default holds a value, and in a secret field that is one."""
    shown = loaded(TOY.replace("password: sesame", 'password: "${NOT_SET_ANYWHERE:-sesame}"')).source_tree

    assert shown["datasets"]["crates"]["source"]["password"] == "<secret>"


def test_every_fault_is_told_at_once_and_in_the_order_of_lines(refused: Callable[[str], list[str]]) -> None:
    """Faults of YAML, of references, of shapes and of what lies between parts hide none of each other."""
    assert refused("""\
datasets:
  apples:
    source: {type: shelf, board: "${NOT_SET_ANYWHERE}"}
    columns: {prediction: ripe, positive: yes}
    windows: {reference: {dataset: pears}}
checks:
  heavy: {check: weigh, dataset: aples, scale: 0, evry: 5m, objectives: {wieght: {max: 1}}}
  heavy: {check: weigh, dataset: apples, every: 5m}
workers: 0
""") == [
        "config.yaml:3: datasets.apples.source.board: the environment variable NOT_SET_ANYWHERE is not set: set it, or "
        "write ${NOT_SET_ANYWHERE:-default}",
        "config.yaml:4: datasets.apples.columns.positive: unquoted yes is true to some readers of YAML: quote it "
        '("yes"), or write true',
        "config.yaml:5: datasets.apples.windows.reference.dataset: 'pears' is no data set: known is apples",
        'config.yaml:7: checks.heavy: has no schedule: set every (such as 5m) or cron (such as "0 3 * * *")',
        "config.yaml:7: checks.heavy.dataset: 'aples' is no data set (did you mean 'apples'?): known is apples",
        "config.yaml:7: checks.heavy.evry: unknown key (did you mean 'every'?): allowed are activity, by, check, cron, "
        "dataset, every, max_series, memory_limit, model, objectives, owner, runbook, scale, settle, severity, "
        "stale_after, team, timeout, timezone, title, why, window",
        "config.yaml:7: checks.heavy.objectives.wieght: 'wieght' is no metric of weigh (did you mean 'weight'?): known "
        "is weight",
        "config.yaml:7: checks.heavy.scale: 0 does not fit: write more than 0",
        "config.yaml:8: checks.heavy: the key is there twice, first on line 7",
        "config.yaml:9: workers: 0 does not fit: write 1 or more",
    ]


@pytest.mark.parametrize(
    ("windows", "check", "sentence"),
    [
        ("{current: yesterday}", "weigh", "set datasets.apples.columns.time"),
        ("{reference: 'a = 1'}", "compare", "there is none: set datasets.apples.windows.current"),
        ("{current: 'a = 1'}", "compare", "there is none: set datasets.apples.windows.reference"),
    ],
)
def test_a_check_without_what_it_reads_is_refused(
    windows: str, check: str, sentence: str, refused: Callable[[str], list[str]]
) -> None:
    """A window of time needs its column, a comparison both windows."""
    [problem] = refused(f"""\
datasets: {{apples: {{source: {{type: shelf, board: upper}}, windows: {windows}}}}}
checks: {{heavy: {{check: {check}, dataset: apples, every: 5m}}}}
""")

    assert sentence in problem


def test_a_window_override_on_a_check_of_two_windows_is_refused(refused: Callable[[str], list[str]]) -> None:
    """There is nothing to choose."""
    assert refused(TOY.replace("cron:", "window: current, cron:")) == [
        "config.yaml:21: checks.same.window: compare reads reference and current: leave it out"
    ]


def test_the_time_column_asked_for_is_that_of_the_data_set_whose_rows_they_are(
    refused: Callable[[str], list[str]],
) -> None:
    """A window of another data set is cut by that one's column of time."""
    assert refused("""\
datasets:
  apples: {source: {type: shelf, board: a}, columns: {time: at}, windows: {current: {dataset: pears, last: 1d}}}
  pears: {source: {type: shelf, board: b}}
checks: {heavy: {check: weigh, dataset: apples, every: 5m}}
""") == [
        "config.yaml:2: datasets.apples.windows.current: 'dataset: pears, last: 1d' goes by time, and data set "
        "'pears' has no column of time: set datasets.pears.columns.time"
    ]


def test_a_date_needs_no_quotes(loaded: Callable[[str], Config]) -> None:
    """YAML 1.1 would read it as a date; here it is the text that it looks like."""
    window = loaded(TOY.replace("{last: 7d}", "{from: 2018-01-01, to: 2018-07-01T12:00:00Z}")).datasets["apples"]

    assert (window.windows.current and window.windows.current.start) == "2018-01-01"


def test_seconds_are_not_taken_for_a_duration(refused: Callable[[str], list[str]]) -> None:
    """Not even as a fraction, which the program itself uses."""
    assert refused(TOY.replace("settle: 10s", "settle: 0.5")) == [
        "config.yaml:19: checks.heavy.settle: 0.5: write a duration as a number and a unit (ms, s, m, h, d, w), such "
        "as 30s, 5m or 1h30m"
    ]


def test_an_empty_value_is_called_nothing(refused: Callable[[str], list[str]]) -> None:
    """Since nothing is what YAML makes of it."""
    assert refused(TOY.replace("board: upper", "board:")) == [
        "config.yaml:4: datasets.apples.source.board: nothing does not fit: write a text"
    ]


def test_what_a_plug_in_refuses_is_told_in_its_own_words(registry: Registry, tmp_path: Path) -> None:
    """A type that nothing here knows of is explained by pydantic."""
    weigh, file = registry.checks["weigh"], tmp_path / "config.yaml"
    dated = Check("weigh", Dated, weigh.needs, weigh.emits, weigh.compute, weigh.example, weigh.doc)
    file.write_text(
        "datasets: {apples: {source: {type: shelf, board: upper}}}\n"
        "checks: {heavy: {check: weigh, dataset: apples, every: 5m, since: '31.1.2018'}}\n"
    )

    with pytest.raises(ConfigError) as caught:
        load(file, Registry([*registry.sources.values(), dated]))

    [problem] = caught.value.problems
    assert problem.startswith(f"{file}:2: checks.heavy.since: '31.1.2018': input should be a valid date")


@pytest.mark.parametrize("value", ["[sesame-1]", "{word: sesame-1}", "31337"])
def test_a_secret_that_does_not_fit_is_not_shown(value: str, refused: Callable[[str], list[str]]) -> None:
    """Not even when it stands in the file itself."""
    [problem] = refused(TOY.replace("password: sesame", f"password: {value}"))

    assert "datasets.crates.source.password" in problem
    assert "sesame-1" not in problem
    assert "31337" not in problem


@pytest.mark.parametrize(
    ("written", "secret"),
    [
        ("dataset: apples, every: '${INTERVAL}'", "quarter past never"),
        ("dataset: apples, cron: '${INTERVAL}'", "0 3 * * friday13"),
        ("every: 5m, model: [a], owner: '${INTERVAL}', dataset: '${INTERVAL}'", "apples-and-pears"),
        ("dataset: apples, every: 5m, timezone: '${INTERVAL}'", "Europe/Atlantis"),
    ],
)
def test_what_a_reference_stands_for_is_in_no_sentence(
    written: str, secret: str, refused: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is any word of it."""
    monkeypatch.setenv("INTERVAL", secret)

    told = "\n".join(
        refused(f"""\
datasets: {{apples: {{source: {{type: shelf, board: upper}}}}}}
checks: {{heavy: {{check: weigh, {written}}}}}
""")
    )

    assert "${INTERVAL}" in told
    assert secret not in told
    assert not any(word in told for word in ("quarter", "friday13", "apples-and", "Atlantis"))


def test_a_predicate_from_a_reference_is_not_quoted(
    refused: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A parser's message names the word that it stumbles over."""
    monkeypatch.setenv("PREDICATE", "card = confidential confidential")

    [problem] = refused(TOY.replace("where: year = 2015", "where: '${PREDICATE}'"))

    assert problem == (
        "config.yaml:7: datasets.apples.windows.reference.where: '${PREDICATE}': what it stands for does not fit"
    )


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda file: None, "the file cannot be read: No such file or directory"),
        (lambda file: file.mkdir(), "the file is a folder, no regular file: put one there, or a link to one"),
        (lambda file: file.write_text(f"# {'x' * 2**20}"), "the file is larger than 1 MiB: a config is not"),
        (lambda file: file.write_bytes(b"a: \x00"), "this is not YAML: it holds the control character U+0000: remove"),
        (lambda file: file.write_text("just words"), "the file holds a single value: write a mapping with"),
        (lambda file: file.write_text("[" * 5000), "levels deep: a config needs no such nesting or repetition"),
    ],
)
def test_a_file_that_is_no_config_is_told_in_one_sentence(
    make: Callable[[Path], object], sentence: str, tmp_path: Path, registry: Registry
) -> None:
    """Missing, a folder, too large, binary, not a mapping, or a bomb."""
    file = tmp_path / "config.yaml"
    make(file)

    with pytest.raises(ConfigError) as caught:
        load(file, registry)

    [problem] = caught.value.problems
    assert problem.startswith(f"{file}: ")
    assert sentence in problem


def test_a_parameter_may_not_take_the_name_of_a_setting(
    loaded: Callable[[str], Config], registry: Registry, tmp_path: Path
) -> None:
    """It could not be told apart from it in the file."""
    weigh = registry.checks["weigh"]
    clashing = Check(
        "weigh", CheckSettings, weigh.needs, weigh.emits, weigh.compute, weigh.example, weigh.doc, weigh.windows
    )
    loaded(TOY)

    with pytest.raises(RegistrationError, match="check 'weigh': its parameter 'activity' is a key of every check"):
        load(tmp_path / "config.yaml", Registry([*registry.sources.values(), clashing]))

"""Each command of the exporter that a page tells is one that the program understands, and runbooks' own are run."""

import re
import shlex
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from dte_exporter.cli import app
from dte_exporter.cli.discovery import Verbs

REPOSITORY = Path(__file__).parents[2]
GENERATED = {"docs/reference/cli.md"}
PAGES = sorted(
    page.relative_to(REPOSITORY).as_posix()
    for page in (*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md"), *REPOSITORY.glob("community/*.md"))
)
_INLINE = re.compile(r"`[^`\n]*?dte-exporter ([a-z][^`\n]*)`")
_FENCED = re.compile(r"^(?:\$ )?(?:\S*/)?dte-exporter ([a-z](?:[^\n\\]|\\\n)*)$", re.MULTILINE)


def commands(page: str) -> list[list[str]]:
    """Return the arguments of each command that a page tells, without what a shell would do with them."""
    text = (REPOSITORY / page).read_text()
    found = [*_INLINE.findall(text), *_FENCED.findall(text)]
    return [shlex.split(re.split(r" [|>&]", one.replace("\\\n", " "))[0], comments=True) for one in found]


def understood(arguments: list[str]) -> bool:
    """Return whether the program has the verb, its part and the options; what they are given is not looked at."""
    return CliRunner().invoke(app, [*arguments, "--help"]).exit_code == 0


@pytest.mark.parametrize("page", [page for page in PAGES if page not in GENERATED])
def test_a_page_tells_only_commands_that_there_are(page: str) -> None:
    """A renamed verb or option turns its mentions red."""
    assert [arguments for arguments in commands(page) if not understood(arguments)] == []


@pytest.mark.parametrize("command", [["runs"], ["run", "--chek", "x"], ["compliance", "reports"]])
def test_the_rule_itself(command: list[str]) -> None:
    """A verb, an option and a part that there are not."""
    assert not understood(command)


BY_HAND = sorted(
    {
        tuple(arguments)
        for page in PAGES
        if page.startswith("docs/runbooks/")
        for arguments in commands(page)
        if "--url" not in arguments and "--web.config.file" not in arguments
    }
)
"""What runbooks have somebody run on the machine of the exporter."""


def test_runbooks_tell_what_to_run_by_hand() -> None:
    """Running one check and looking at the config are among it."""
    assert {("check-config", "FILE"), ("run", "--config.file", "FILE", "--check", "CHECK")} <= {*BY_HAND}


@pytest.mark.parametrize("arguments", BY_HAND, ids=" ".join)
def test_what_runbooks_have_run_by_hand_works(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a config and a contract that are sound, in place of the words that stand for them."""
    monkeypatch.chdir(tmp_path)
    sex, hired = "CASE WHEN i < 50 THEN 'f' ELSE 'm' END AS sex", "i % 2 AS hired"
    duckdb.sql(f"COPY (SELECT {sex}, {hired} FROM range(100) t(i)) TO 'people.parquet' (FORMAT parquet)")
    Path("config.yaml").write_text(
        "datasets:\n"
        "  people: {source: {type: files, path: people.parquet}, columns: {prediction: hired, sensitive: [sex]}}\n"
        "checks:\n"
        "  fair: {check: fairness, dataset: people, every: 1h}\n"
    )
    Path("contract.yaml").write_text(
        "{apiVersion: v3.1.0, kind: DataContract, id: people, version: 1.0.0, status: active,\n"
        " schema: [{name: people, properties: [{name: sex, logicalType: string}]}]}\n"
    )
    words = {"FILE": "contract.yaml" if arguments[0] == "contract" else "config.yaml", "CHECK": "fair"}

    result = CliRunner().invoke(app, [words.get(word, word) for word in arguments])

    assert (result.exit_code, arguments[0] in Verbs()) == (0, True), result.stderr

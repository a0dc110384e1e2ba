"""Controls on 1 M people and 5 M rows: rows after a withdrawal, and what is left of erased people, by both ways."""

import tempfile
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from dev.bench.measure import best, in_child
from dev.bench.row import Row
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, Columns, DataSet

PEOPLE, EVENTS = 1_000_000, 5_000_000
_BARE = "DuckDB reads the same columns and adds them up"
_AIM = "aim: 4 x the bare read"
_OF_WITHDRAWAL = "sum(length(person)), sum(length(purpose)), sum(epoch(moment))"
_OF_ERASURE = {"erased": "sum(length(person)), sum(epoch(moment))", "events": "sum(length(person))"}


def rows() -> list[Row]:
    """Return the measurements of both controls, each beside the bare read of its columns."""
    with tempfile.TemporaryDirectory() as folder:
        in_child("dev.bench.compliance:generate", folder)
        subjects = (("one in ten has withdrawn", "some"), ("everybody has withdrawn", "all"))
        found = [row for words, part in subjects for row in _withdrawal(folder, words, part)]
        return [*found, *_erasure(folder)]


def _withdrawal(folder: str, words: str, part: str) -> list[Row]:
    subject = f"withdrawal: 5 M rows of 1 M people, {words} and consented again"
    read = dict.fromkeys(("events", f"stops_{part}", f"consents_{part}"), _OF_WITHDRAWAL)
    bare, _ = in_child("dev.bench.compliance:bare_read", folder, read)
    check, memory = in_child("dev.bench.compliance:withdrawal", folder, part)
    aim = _AIM if part == "some" else "the worst case: beyond the aim"
    return [Row(subject, _BARE, bare), Row(subject, "the check", check, _BARE, f"{memory:,.0f} MB; {aim}")]


def _erasure(folder: str) -> list[Row]:
    subject = "erasure: 1 M erased people, of whom 10 are left, looked for in 5 M rows"
    bare, _ = in_child("dev.bench.compliance:bare_read", folder, _OF_ERASURE)
    joined, memory = in_child("dev.bench.compliance:erasure", folder, False)
    digested, more = in_child("dev.bench.compliance:erasure", folder, True)
    return [
        Row(subject, _BARE, bare),
        Row(subject, "the check, in one engine", joined, _BARE, f"{memory:,.0f} MB; {_AIM}"),
        Row(subject, "the check, by HMAC between two engines", digested, _BARE, f"{more:,.0f} MB"),
    ]


def generate(folder: str) -> None:
    """Write the rows of a year, and registers in which one in ten people, or all, withdrew and consented again."""
    import duckdb

    tables = {"events": (EVENTS, f"hash(i) % {PEOPLE}", 1), "erased": (PEOPLE, f"i + {PEOPLE} - 10", 7)}
    for part, step in (("some", 10), ("all", 1)):
        tables[f"stops_{part}"] = PEOPLE // step, f"i * {step}", 3
        tables[f"consents_{part}"] = PEOPLE // step, f"i * {step}", 5
    for name, (count, person, salt) in tables.items():
        duckdb.connect().execute(
            f"""copy (
                select 'person ' || {person} as person,
                       ['news', 'profiling', 'ads'][1 + (hash(i + {salt}) % 3)::int] as purpose,
                       timestamp '2018-01-01' + to_seconds((hash(i + {salt} + 1) % 31536000)::bigint) as moment
                from range({count}) t(i)
            ) to '{folder}/{name}.parquet'"""
        )


def bare_read(folder: str, read: dict[str, str]) -> float:
    """Return the seconds in which DuckDB reads the columns of each table and does next to nothing with them."""
    import duckdb

    connection = duckdb.connect()
    sums = ", ".join(f"(select row({sums}) from '{folder}/{name}.parquet')" for name, sums in read.items())
    return best(lambda: connection.sql(f"select {sums}").fetchall(), 5)


def withdrawal(folder: str, part: str) -> float:
    """Return the seconds of a run of ``no-processing-after-withdrawal`` in a warm worker."""
    registers = {
        "withdrawals": {"dataset": f"stops_{part}", "subject": "person", "stopped": "moment"},
        "consents": {"dataset": f"consents_{part}", "subject": "person", "given": "moment"},
    }
    return _run(
        "no-processing-after-withdrawal",
        folder,
        ["events", f"stops_{part}", f"consents_{part}"],
        {
            "purpose": "purpose",
            **registers,
        },
    )


def erasure(folder: str, digests: bool) -> float:
    """Return the seconds of a run of ``erasure-propagated`` in a warm worker, as if in two engines with `digests`."""
    from unittest.mock import patch

    from dte_exporter.tables.table_view import TableView

    apart = patch.object(TableView, "engine", property(id)) if digests else nullcontext()  # each table its own engine
    with apart:
        return _run("erasure-propagated", folder, ["erased", "events"], {"scope": ["events"], "erased": "moment"})


def _run(kind: str, folder: str, names: list[str], params: dict[str, Any]) -> float:
    from pydantic import SecretStr

    from dte_exporter.config.governance.governance import Governance
    from dte_exporter.config.governance.section import Compliance
    from dte_exporter.tables.files import FilesSource
    from dte_exporter.worker.execute import execute, registry
    from dte_exporter.worker.job import Job
    from dte_exporter.worker.warm_up import warm_up

    warm_up()
    columns = Columns(subject="person", time="moment")
    files = {name: FilesSource(type="files", path=f"{folder}/{name}.parquet") for name in names}
    datasets = {name: DataSet(source=source, columns=columns) for name, source in files.items()}
    governance = Governance(Compliance(digest_key=SecretStr("a key of more than sixteen letters")))
    validated = registry().checks[kind].params.model_validate(params)
    settings = CheckSettings(check=kind, dataset=names[0], every="1h")
    check = ConfiguredCheck("bench", settings, validated, datasets, Path(), "compliance", governance=governance)
    job = Job(check, 1_577_836_800.0, Path(folder) / "cache")
    assert b'"outcome": "ok"' in execute(job)
    return best(lambda: execute(job), 3)

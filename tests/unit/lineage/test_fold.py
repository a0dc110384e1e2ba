"""The graph of what is told: in whatever order, and as often as it comes."""

import gc
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dte_exporter.lineage.fold import MAX_RUNS, Folding, fold
from dte_exporter.lineage.graph import Run, SchemaChange
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import Column, RunState, Told, ToldDataset, ToldRun

ORDERS, REVENUE, LETTERS = (
    Name("postgres://shop:5432", f"shop.public.{one}") for one in ("orders", "revenue", "letters")
)
SUM_UP = Name("etl", "sum_up")


def run(
    at: float,
    state: RunState,
    inputs: Iterable[Name] = (),
    outputs: Iterable[Name] = (),
    id_: str = "a",
    job: Name = SUM_UP,
) -> Told:
    """Return what is told of a run."""
    return Told(at, job, ToldRun(id_, state), tuple(map(ToldDataset, inputs)), tuple(map(ToldDataset, outputs)))


def test_a_job_reads_and_writes_what_its_run_did() -> None:
    """Whichever of its events tells: inputs come with the start, outputs with the end."""
    graph = fold([run(1, "running", [ORDERS]), run(9, "complete", outputs=[REVENUE])])

    assert [job.name for job in graph.producers(REVENUE)] == [SUM_UP]
    assert [job.name for job in graph.readers(ORDERS)] == [SUM_UP]
    assert graph.jobs[SUM_UP].runs == (Run("a", "complete", 9, 1),)
    assert graph.jobs[SUM_UP].runs[0].duration == 8


def test_what_a_job_no_longer_reads_is_forgotten() -> None:
    """Its newest run that names any counts; one that has just begun and names none changes nothing."""
    graph = fold(
        [
            run(1, "complete", [ORDERS, LETTERS], [REVENUE], "old"),
            run(5, "complete", [ORDERS], [REVENUE], "new"),
            run(8, "running", id_="newest"),
        ]
    )

    assert graph.jobs[SUM_UP].inputs == {ORDERS}
    assert [one.id for one in graph.jobs[SUM_UP].runs] == ["newest", "new", "old"]


def test_what_a_job_does_as_it_is_written_counts_beside_its_runs() -> None:
    """As of the newest version: what an older one did is forgotten."""
    written = [
        Told(1, SUM_UP, inputs=(ToldDataset(LETTERS),), outputs=(ToldDataset(REVENUE),)),
        Told(2, SUM_UP, inputs=(ToldDataset(ORDERS),), outputs=(ToldDataset(REVENUE),)),
    ]

    assert fold(written).jobs[SUM_UP].inputs == {ORDERS}
    assert fold([*reversed(written), run(1, "complete", [LETTERS])]).jobs[SUM_UP].inputs == {ORDERS, LETTERS}


@pytest.mark.parametrize(
    ("told", "state", "at"),
    [
        (["running", "complete"], "complete", 1),
        (["complete", "running"], "complete", 0),
        (["complete", "failed"], "failed", 1),
        (["failed", "complete"], "complete", 1),
        (["running"], "running", 0),
    ],
)
def test_a_run_ends_with_the_last_of_its_ends(told: list[RunState], state: RunState, at: float) -> None:
    """What is told of its course after that does not begin it again: clocks differ."""
    graph = fold(run(moment, one) for moment, one in enumerate(told))

    assert (graph.jobs[SUM_UP].runs[0].state, graph.jobs[SUM_UP].runs[0].at) == (state, at)


@pytest.mark.parametrize("end", ["complete", "failed", "aborted"])
def test_two_ends_of_one_moment_are_the_worse(end: RunState) -> None:
    """A run that failed did not end well, in whichever order it is told."""
    for told in ([run(1, end), run(1, "failed")], [run(1, "failed"), run(1, end)]):
        assert fold(told).jobs[SUM_UP].runs[0].state == "failed"


def test_moments_that_contradict_each_other_tell_no_duration() -> None:
    """A start after the end is a clock that is wrong, and no negative time."""
    assert fold([run(9, "running"), run(1, "complete")]).jobs[SUM_UP].runs[0].duration is None
    assert fold([run(1, "complete")]).jobs[SUM_UP].runs[0].duration is None
    assert fold([run(1, "running")]).jobs[SUM_UP].runs[0].duration is None


def test_a_data_set_of_several_names_is_one() -> None:
    """A link, a table's place and a rename: edges told by any of them meet."""
    place, table, renamed = Name("s3://lake", "revenue"), Name("hive", "shop.revenue"), Name("hive", "shop.sales")
    graph = fold(
        [
            Told(1, SUM_UP, outputs=(ToldDataset(place, aliases=(table,)),)),
            Told(2, Name("etl", "send"), inputs=(ToldDataset(renamed, former=table),)),
        ]
    )

    assert graph.resolved(place) == graph.resolved(table) == renamed
    assert graph.datasets.keys() == {renamed}
    assert [job.name.name for job in graph.producers(renamed)] == ["sum_up"]
    assert [job.name.name for job in graph.readers(renamed)] == ["send"]
    assert graph.datasets[renamed].aliases == (table, place)


def test_columns_are_told_by_their_data_sets_one_name() -> None:
    """On both sides; what is not told is not there."""
    link = Name("hive", "shop.orders")
    columns = {"total": (Column(link, "price"), Column(ORDERS, "amount"))}
    graph = fold(
        [
            Told(
                1,
                SUM_UP,
                inputs=(ToldDataset(ORDERS, aliases=(link,)),),
                outputs=(ToldDataset(REVENUE, columns=columns),),
            ),
        ]
    )

    one = graph.resolved(ORDERS)
    assert graph.jobs[SUM_UP].columns == {Column(REVENUE, "total"): (Column(one, "amount"), Column(one, "price"))}


def test_a_schema_tells_what_changed_and_when() -> None:
    """A column that came, one that went and one of another type; told again it is no change."""
    schemas = [(1, {"a": "int", "b": "int"}), (2, {"a": "int", "b": "int"}), (5, {"a": "text", "c": "int"})]
    graph = fold(Told(at, None, outputs=(ToldDataset(ORDERS, schema),)) for at, schema in schemas)

    assert graph.datasets[ORDERS].schema == {"a": "text", "c": "int"}
    assert graph.datasets[ORDERS].schema_changes == (SchemaChange(5, ("c",), ("b",), ("a",)),)


def test_what_is_told_of_a_data_set_is_the_newest() -> None:
    """Who answers for it, and how many assertions its last look found broken."""
    graph = fold(
        [
            Told(2, None, outputs=(ToldDataset(ORDERS, owners=("sales",), failed_assertions=0),)),
            Told(1, None, outputs=(ToldDataset(ORDERS, owners=("it",), failed_assertions=3),)),
            Told(3, None, outputs=(ToldDataset(ORDERS),)),
        ]
    )

    assert (graph.datasets[ORDERS].owners, graph.datasets[ORDERS].failed_assertions) == (("sales",), 0)


def test_a_job_is_of_the_newest_version_and_parent() -> None:
    """Of those that were told."""
    parent = Name("etl", "nightly")
    told = [Told(1, SUM_UP, code_version="1"), Told(2, SUM_UP, code_version="2", parent=parent), Told(3, SUM_UP)]

    job = fold(told).jobs[SUM_UP]

    assert (job.code_version, job.parent) == ("2", parent)


def test_the_runs_of_a_job_are_bounded() -> None:
    """The newest are kept: memory follows from how many jobs there are, and not from how often they run."""
    graph = fold(run(at, "complete", id_=str(at)) for at in range(500))

    assert [one.at for one in graph.jobs[SUM_UP].runs] == [float(at) for at in range(499, 499 - MAX_RUNS, -1)]


_NAMES = some.sampled_from([ORDERS, REVENUE, LETTERS, Name("s3://lake", "x")])
_DATASETS = some.builds(
    ToldDataset,
    _NAMES,
    some.none() | some.just({}),
    aliases=some.lists(_NAMES, max_size=1).map(tuple),
)
_TOLD = some.builds(
    Told,
    some.integers(0, 9).map(float),
    some.sampled_from([SUM_UP, Name("etl", "send"), None]),
    some.none() | some.builds(ToldRun, some.sampled_from("ab"), some.sampled_from(["running", "complete", "failed"])),
    some.lists(_DATASETS, max_size=2).map(tuple),
    some.lists(_DATASETS, max_size=2).map(tuple),
)


_SCHEMA = some.dictionaries(some.sampled_from("abc"), some.sampled_from(["int", "integer", "text"]), max_size=3)


def agreed(told: Told, schemas: list[dict[str, str]]) -> Told:
    """Return it with the schema of its moment: two different ones of one moment have no order to be told in."""

    def one(dataset: ToldDataset) -> ToldDataset:
        return dataset if dataset.schema is None else replace(dataset, schema=schemas[int(told.at)])

    return replace(told, inputs=tuple(map(one, told.inputs)), outputs=tuple(map(one, told.outputs)))


@given(
    some.lists(_TOLD, max_size=8),
    some.lists(_SCHEMA, min_size=10, max_size=10),
    some.randoms(use_true_random=False),
)
def test_order_and_repetition_change_nothing(told: list[Told], schemas: list[dict[str, str]], dice: object) -> None:
    """What comes late, or twice, gives the same graph."""
    told = [agreed(one, schemas) for one in told]
    mixed = [*told, *told[:3]]
    dice.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis's own random.Random

    assert fold(mixed) == fold(told)


def kept(root: object, kind: type) -> int:
    """Return how many objects of one kind are kept by what `root` holds."""
    seen, ahead, found = set[int](), [root], 0
    while ahead:
        one = ahead.pop()
        if id(one) in seen or isinstance(one, type):
            continue
        seen.add(id(one))
        found += isinstance(one, kind)
        ahead += gc.get_referents(one)
    return found


def test_runs_that_do_the_same_keep_it_once() -> None:
    """Each event is read anew, and what a job's runs read and write is kept as often as it differs."""

    def told(at: int) -> Told:
        orders, revenue = Name(*map(str, ORDERS)), Name(*map(str, REVENUE))
        columns = {str(column): (Column(Name(*orders), str(column)),) for column in range(10)}
        return Told(
            at, SUM_UP, ToldRun(str(at), "complete"), (ToldDataset(orders),), (ToldDataset(revenue, columns=columns),)
        )

    few, many = Folding(), Folding()
    for at in range(2):
        few.add(told(at))
    for at in range(100):
        many.add(told(at))

    assert kept(many, Column) == kept(few, Column) == 20


def test_a_run_that_tells_ever_more_keeps_what_it_came_to() -> None:
    """What it read and wrote in between is not kept for ever."""
    folding = Folding()
    for at in range(1000):
        folding.add(run(at, "running", [Name("s3://lake", str(at))]))

    assert kept(folding, frozenset) < 1000
    assert len(folding.graph().jobs[SUM_UP].inputs) == 1000


def test_a_column_made_from_none_is_known() -> None:
    """A constant is told as such, and is not what nobody tells of."""
    told = Told(1, SUM_UP, ToldRun("a", "complete"), outputs=(ToldDataset(REVENUE, columns={"one": ()}),))

    assert fold([told]).jobs[SUM_UP].columns == {Column(REVENUE, "one"): ()}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("int4", "integer"),
        ("INT", "int32"),
        ("int8", "bigint"),
        ("numeric(10, 2)", "DECIMAL(10,2)"),
        ("bool", "boolean"),
    ],
)
def test_a_type_that_two_tellers_word_differently_is_no_change(one: str, other: str) -> None:
    """It is shown as it was last told, and changes between two others are not pushed out by it."""
    early = [(0.0, {"a": "date"})]
    schemas = [*early, *((float(at), {"a": one if at % 2 else other}) for at in range(1, 101))]
    graph = fold(Told(at, None, outputs=(ToldDataset(ORDERS, schema),)) for at, schema in schemas)

    assert graph.datasets[ORDERS].schema_changes == (SchemaChange(1, retyped=("a",)),)
    assert graph.datasets[ORDERS].schema == {"a": other}


@pytest.mark.parametrize(
    ("one", "other"), [("integer", "bigint"), ("decimal(10,2)", "decimal(12,2)"), ("int8", "bigint")]
)
def test_another_type_is_a_change(one: str, other: str) -> None:
    """Of other bytes or digits; to ClickHouse int8 has one byte."""
    table = Name("clickhouse://shop:8123", "shop.orders")
    graph = fold(Told(at, None, outputs=(ToldDataset(table, {"a": type_}),)) for at, type_ in enumerate((one, other)))

    assert graph.datasets[table].schema_changes == (SchemaChange(1, retyped=("a",)),)

"""What a statement writes, and the query that it is made by: each way of writing brought to that one form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from sqlglot import exp

T = TypeVar("T", bound="exp.Expr")


@dataclass(frozen=True, slots=True)
class Writing:
    """A part of what a statement does.

    Parameters
    ----------
    query : sqlglot.exp.Query or None
        What is written, or merely asked; None where nothing is read.
    target : sqlglot.exp.Table or None
        What it is written to; None for a mere query.
    columns : tuple of str
        The columns that are written, in the order of the query; empty where they go by the query's own names.
    is_by_position : bool
        Whether they go by their position to columns that the statement does not name.
    reads_target : bool
        Whether the query stands on what is there already.
    """

    query: "exp.Query | None"
    target: "exp.Table | None" = None
    columns: tuple[str, ...] = ()
    is_by_position: bool = False
    reads_target: bool = False


def writings_of(statement: "exp.Expr") -> Iterator[Writing]:
    """Yield what `statement` does, part by part: nothing of what only declares, removes or sets something."""
    from sqlglot import exp

    match statement:
        case exp.Create():
            yield from _of_create(statement)
        case exp.Insert():
            yield from _of_insert(statement)
        case exp.Merge():
            yield from _of_merge(statement)
        case exp.Update():
            yield from _of_update(statement)
        case exp.Query():
            yield _of_query(statement)


def _of_query(query: "exp.Query") -> Writing:
    from sqlglot import exp

    into = query.find(exp.Into)
    target = into.this if into is not None else None
    if into is not None:
        into.pop()
    return Writing(query, target if isinstance(target, exp.Table) else None)


def _of_create(create: "exp.Create") -> Iterator[Writing]:
    from sqlglot import exp

    target, columns = _target(create.this)
    query, clone = create.expression, create.args.get("clone")
    if target is None or create.args.get("kind") not in {"TABLE", "VIEW"}:
        return
    if isinstance(query, exp.Query):
        yield Writing(_with(query, create), target, columns)
    elif clone is not None and isinstance(clone.this, exp.Table):
        yield Writing(exp.select("*").from_(clone.this), target)


def _of_insert(insert: "exp.Insert") -> Iterator[Writing]:
    from sqlglot import exp

    target, columns = _target(insert.this)
    query = insert.expression
    if target is None:
        return
    if isinstance(query, exp.Query):
        is_by_position = not columns and not insert.args.get("by_name")
        yield Writing(_with(query, insert), target, columns, is_by_position)
    else:
        yield Writing(None, target, columns, is_by_position=not columns)


def _of_merge(merge: "exp.Merge") -> Iterator[Writing]:
    """Yield what it sets from both tables, and what it inserts, which only the new rows are seen by."""
    from sqlglot import exp

    target, using = merge.this, merge.args["using"]
    if not isinstance(target, exp.Table):
        return
    for when in merge.args["whens"].expressions:
        then = when.args["then"]
        if isinstance(then, exp.Insert) and isinstance(then.this, exp.Tuple):
            names = tuple(one.name for one in then.this.expressions)
            values = then.expression.expressions if isinstance(then.expression, exp.Tuple) else []
            yield Writing(_with(_select(values, using), merge), target, names)
        elif isinstance(then, exp.Insert):
            is_by_position = not isinstance(then.this, exp.Star)
            yield Writing(_with(_select([exp.Star()], using), merge), target, is_by_position=is_by_position)
        elif isinstance(then, exp.Update):
            yield _of_sets(then.expressions, target, [using], merge)
        else:
            yield Writing(_with(_select([], using), merge), target, reads_target=True)


def _of_update(update: "exp.Update") -> Iterator[Writing]:
    from sqlglot import exp

    table, from_ = update.this, update.args.get("from_")
    if not isinstance(table, exp.Table):
        return
    around: list[exp.Expr] = [from_.this] if from_ is not None else []
    around += [join.this for one in (table, *around) for join in one.args.get("joins") or ()]
    target, others = _alone(table), [_alone(one) for one in around]
    meant = _called(table.name, others) if not table.args.get("db") else None
    if meant is not None:  # an alias of a table that stands in FROM
        target, others = meant, [one for one in others if one is not meant]
    yield _of_sets(update.expressions, target, others, update)


def _alone(table: T) -> T:
    """Return a copy of `table` without what is joined to it."""
    alone = table.copy()
    alone.set("joins", None)
    return alone


def _called(name: str, tables: "Sequence[exp.Expr]") -> "exp.Table | None":
    from sqlglot import exp

    return next((one for one in tables if isinstance(one, exp.Table) and one.alias_or_name == name), None)


def _of_sets(
    sets: "Sequence[exp.Expr]", target: "exp.Table", others: "Sequence[exp.Expr]", statement: "exp.Expr"
) -> Writing:
    """Return what ``SET a = b, ...`` writes; ``SET *`` writes the columns of the others by their names."""
    from sqlglot import exp

    pairs = [one for one in sets if isinstance(one, exp.EQ)]
    if len(pairs) < len(sets):
        return Writing(_with(_select([exp.Star()], *others), statement), target, reads_target=True)
    names = tuple(one.this.name for one in pairs)
    query = _select([one.expression for one in pairs], target, *others)
    where = statement.args.get("where")
    if where is not None:
        query.set("where", where.copy())
    return Writing(_with(query, statement), target, names, reads_target=True)


def _select(expressions: "Sequence[exp.Expr]", *tables: "exp.Expr") -> "exp.Select":
    from sqlglot import exp

    query = exp.Select(expressions=[one.copy() for one in expressions])
    if tables:
        query.set("from_", exp.From(this=tables[0].copy()))
        query.set("joins", [exp.Join(this=one.copy(), kind="CROSS") for one in tables[1:]])
    return query


def _with(query: "exp.Query", statement: "exp.Expr") -> "exp.Query":
    """Return the query with what the statement itself names in front of it."""
    named = statement.args.get("with_")
    if named is None or query.args.get("with_"):
        return query
    query = query.copy()
    query.set("with_", named.copy())
    return query


def _target(written: "exp.Expr") -> "tuple[exp.Table | None, tuple[str, ...]]":
    """Return a table, and the columns that stand behind it in brackets."""
    from sqlglot import exp

    if isinstance(written, exp.Schema):
        named = [one for one in written.expressions if isinstance(one, exp.Identifier | exp.ColumnDef | exp.Column)]
        written, columns = written.this, tuple(one.name for one in named)
    else:
        columns = ()
    return (written, columns) if isinstance(written, exp.Table) else (None, ())

"""From text to what its statements do: each by itself, so that one that cannot be read costs no other."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.sql.outputs import UNKNOWN, Outputs, united
from dte_exporter.lineage.sql.query_columns import QueryColumns
from dte_exporter.lineage.sql.sql_writes import Writing, writings_of
from dte_exporter.lineage.sql.statement import ColumnsOf, Made, Statement, TableNames
from dte_exporter.lineage.told import Column

if TYPE_CHECKING:
    from sqlglot import exp
    from sqlglot.tokenizer_core import Token

MAX_NESTING = 100
"""Brackets within brackets that a statement may have: people write ten, and a parser goes as deep as they do."""


class UnreadStatementError(Exception):
    """A statement cannot be read. Its text says where and why, and quotes nothing of it."""


def read_statements(
    text: str, dialect: str, names: TableNames, columns_of: dict[Name, tuple[str, ...]]
) -> Iterator[Statement | UnreadStatementError]:
    """Yield what each statement of `text` does that reads or writes a data set, and each that cannot be read.

    Parameters
    ----------
    text : str
        Statements of SQL, with semicolons between them.
    dialect : str
        How it is written, as sqlglot calls it.
    names : TableNames
        What its tables are called.
    columns_of : dict of Name to tuple of str
        The columns of tables that are known, all of each; what the statements make of tables is told there as well.

    Raises
    ------
    UnreadStatementError
        If the text cannot even be told apart into statements.
    """
    for number, tokens in enumerate(_split(text, dialect), 1):
        place = f"statement {number}, which begins at line {tokens[0].line},"
        try:
            yield from _read(number, tokens, text, dialect, names, columns_of)
        except UnreadStatementError as error:
            yield UnreadStatementError(f"{place} {error}")
        except RecursionError:
            yield UnreadStatementError(f"{place} is nested too deeply")


def read_query(text: str, dialect: str, names: TableNames, columns_of: ColumnsOf) -> Outputs:
    """Return the columns of the one query that `text` is; see `read_statements` for the parameters.

    Raises
    ------
    UnreadStatementError
        If it is none, or cannot be read.
    """
    from sqlglot import exp

    try:
        for tokens in _split(text, dialect):
            for tree in _trees(tokens, text, dialect):
                if isinstance(tree, exp.Query):
                    with _in_sentences(dialect):
                        return QueryColumns(tree, dialect, names, columns_of).found()
    except RecursionError:
        raise UnreadStatementError("is nested too deeply") from None
    raise UnreadStatementError("is no query")


def _split(text: str, dialect: str) -> Iterator[list["Token"]]:
    from sqlglot.dialects.dialect import Dialect
    from sqlglot.errors import TokenError
    from sqlglot.tokenizer_core import TokenType

    try:
        tokens = Dialect.get_or_raise(dialect).tokenize(text)
    except TokenError:
        raise UnreadStatementError("has a quotation mark or comment that nothing ends") from None
    some: list[Token] = []
    for token in tokens:
        if token.token_type != TokenType.SEMICOLON:
            some.append(token)
        elif some:
            yield some
            some = []
    if some:
        yield some


def _read(
    number: int,
    tokens: list["Token"],
    text: str,
    dialect: str,
    names: TableNames,
    columns_of: dict[Name, tuple[str, ...]],
) -> Iterator[Statement]:
    for tree in _trees(tokens, text, dialect):
        with _in_sentences(dialect):
            done = _done(number, tree, dialect, names, columns_of)
        if done is not None:
            yield done


def _trees(tokens: list["Token"], text: str, dialect: str) -> "list[exp.Expr]":
    """Return what `tokens` are parsed to, with identifiers as the dialect spells them."""
    from sqlglot.dialects.dialect import Dialect
    from sqlglot.optimizer.normalize_identifiers import normalize_identifiers

    if _nesting(tokens) > MAX_NESTING:
        raise UnreadStatementError("is nested too deeply")
    with _in_sentences(dialect):
        parsed = Dialect.get_or_raise(dialect).parser().parse(tokens, text)
        return [normalize_identifiers(tree, dialect=dialect) for tree in parsed if tree is not None]


@contextmanager
def _in_sentences(dialect: str) -> Iterator[None]:
    """Raise what the parser raises as a sentence without its text, and keep it from logging: it is anybody's text."""
    from sqlglot.errors import ParseError, SqlglotError

    logger = logging.getLogger("sqlglot")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    except ParseError as error:
        fault = error.errors[0] if error.errors else {}
        raise UnreadStatementError(
            f"is no SQL of {dialect} that can be read: see line {fault.get('line')}, column {fault.get('col')}"
        ) from None
    except (SqlglotError, ValueError, AttributeError, KeyError, TypeError):  # what a parser meets in what is no SQL
        raise UnreadStatementError(f"is no SQL of {dialect} that can be read") from None
    finally:
        logger.disabled = before


def _nesting(tokens: list["Token"]) -> int:
    from sqlglot.tokenizer_core import TokenType

    deepest = depth = 0
    for token in tokens:
        if token.token_type == TokenType.L_PAREN:
            depth += 1
            deepest = max(deepest, depth)
        elif token.token_type == TokenType.R_PAREN:
            depth -= 1
    return deepest


def _done(
    number: int, tree: "exp.Expr", dialect: str, names: TableNames, columns_of: dict[Name, tuple[str, ...]]
) -> Statement | None:
    from sqlglot import exp

    if isinstance(tree, exp.Command):
        raise UnreadStatementError(f"is a command of {dialect} whose reads and writes are not known")
    if isinstance(tree, exp.Condition | exp.Alias):
        raise UnreadStatementError("is no statement")
    _learn(tree, names, columns_of)
    parts = [*writings_of(tree)]
    inputs: set[Name] = set()
    output: Name | None = None
    found: list[Outputs] = []
    for part in parts:
        target = names.of(part.target) if part.target is not None else None
        output = output or target
        inputs |= _inputs(part, names, target)
        found.append(_written(part, target, dialect, names, columns_of))
    if output is not None:
        if isinstance(tree, exp.Create) and all(one.is_whole for one in found):
            columns_of[output] = tuple(name for one in found for name, _ in one.columns)
        return _joined(number, frozenset(inputs), output, found)
    return Statement(number, frozenset(inputs)) if inputs else None


def _learn(tree: "exp.Expr", names: TableNames, columns_of: dict[Name, tuple[str, ...]]) -> None:
    """Note the columns of a table that `tree` declares, and forget those of one that it changes or removes."""
    from sqlglot import exp

    if not isinstance(tree, exp.Create | exp.Alter | exp.Drop):
        return
    table = tree.this.this if isinstance(tree.this, exp.Schema) else tree.this
    name = names.of(table) if isinstance(table, exp.Table) else None
    if name is None:
        return
    columns_of.pop(name, None)
    if isinstance(tree, exp.Create) and isinstance(tree.this, exp.Schema) and tree.expression is None:
        columns_of[name] = tuple(one.name for one in tree.this.expressions if isinstance(one, exp.ColumnDef))


def _inputs(part: Writing, names: TableNames, target: Name | None) -> set[Name]:
    from sqlglot import exp
    from sqlglot.optimizer.scope import traverse_scope

    if part.query is None:
        return set()
    tables = [
        source
        for scope in traverse_scope(part.query)
        for source in scope.sources.values()
        if isinstance(source, exp.Table) and (source.args.get("db") or source.name not in scope.cte_sources)
    ]
    found = {name for one in tables if (name := names.of(one)) is not None}
    return found - {target} if part.reads_target and target is not None else found


def _written(part: Writing, target: Name | None, dialect: str, names: TableNames, columns_of: ColumnsOf) -> Outputs:
    """Return the columns that a part writes, by the names that they have where they are written."""
    if part.query is None:
        return Outputs(tuple((name, frozenset()) for name in part.columns))
    if target is None:
        return Outputs()
    made = QueryColumns(part.query, dialect, names, columns_of).found()
    columns = part.columns
    if part.is_by_position:
        columns = columns_of.get(target, ())
        if len(columns) != len(made.columns) or made.others:
            return UNKNOWN
    return made.renamed(columns)


def _joined(number: int, inputs: frozenset[Name], output: Name, found: list[Outputs]) -> Statement:
    """Return the statement of all its parts: what several of them write is made from what any makes it from."""
    parts: dict[str, list[Made]] = {}
    for one in found:
        for name, made in one.columns:
            parts.setdefault(name, []).append(made)
    together = {name: united(each) for name, each in parts.items() if name}
    return Statement(
        number,
        inputs,
        output,
        {name: made - {Column(output, name)} for name, made in together.items() if made is not None},
        tuple(name for name, made in together.items() if made is None),
        has_others="" in parts or any(one.others for one in found),
    )

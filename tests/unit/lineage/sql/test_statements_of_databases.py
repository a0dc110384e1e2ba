"""What statements of PostgreSQL, DuckDB and SQL Server do, each worked out by hand."""

import pytest

from tests.unit.lineage.sql.hand_worked import Worked, done

POSTGRES = [
    pytest.param(
        "INSERT INTO revenue (day, total) SELECT o.day, sum(o.amount * p.price) FROM orders o "
        "JOIN prices p ON p.item = o.item WHERE o.paid GROUP BY o.day",
        Worked("orders prices", "revenue", {"day": "orders.day", "total": "orders.amount prices.price"}),
        id="an aggregate over a join; what joins, chooses and groups makes no column",
    ),
    pytest.param(
        "INSERT INTO revenue SELECT day, total FROM orders",
        Worked("orders", "revenue", unknown="*"),
        id="columns by position, of a table that nothing tells the columns of",
    ),
    pytest.param(
        'CREATE TABLE "Big" AS SELECT ID, "Name" AS "Who" FROM Shop.Public.People',
        Worked("shop.public.people", "Big", {"id": "shop.public.people.id", "Who": "shop.public.people.Name"}),
        id="quoted names keep their case, others are in lower case",
    ),
    pytest.param(
        "CREATE VIEW names (a, b) AS SELECT first, last FROM people",
        Worked("people", "names", {"a": "people.first", "b": "people.last"}),
        id="a view names its columns itself",
    ),
    pytest.param(
        "CREATE TABLE both_of AS SELECT a FROM t JOIN u ON t.id = u.id",
        Worked("t u", "both_of", unknown="a"),
        id="a column of either of two tables",
    ),
    pytest.param(
        "CREATE TABLE copy AS SELECT * FROM t", Worked("t", "copy", unknown="*"), id="all columns of an unknown table"
    ),
    pytest.param(
        "CREATE TABLE some AS SELECT t.*, u.b FROM t, u",
        Worked("t u", "some", {"b": "u.b"}, "*"),
        id="all columns of one table and a known one of another",
    ),
    pytest.param(
        "CREATE TABLE o AS WITH raw AS (SELECT * FROM t), named AS (SELECT id AS key, amount FROM raw) "
        "SELECT key, amount * 2 AS twice FROM named",
        Worked("t", "o", {"key": "t.id", "twice": "t.amount"}),
        id="what comes out of a star of one table can be no other's",
    ),
    pytest.param(
        "WITH c AS (SELECT q AS a FROM p) INSERT INTO t (a) SELECT a FROM c",
        Worked("p", "t", {"a": "p.q"}),
        id="what is named before INSERT",
    ),
    pytest.param(
        "CREATE TABLE o AS SELECT a FROM t UNION ALL SELECT b FROM u UNION SELECT 0",
        Worked("t u", "o", {"a": "t.a u.b"}),
        id="a union goes by position",
    ),
    pytest.param(
        "CREATE TABLE o AS SELECT * FROM t UNION ALL SELECT * FROM u",
        Worked("t u", "o", unknown="*"),
        id="a union of unknown columns",
    ),
    pytest.param(
        "CREATE TABLE o AS SELECT id, row_number() OVER (PARTITION BY city ORDER BY born) AS place, "
        "sum(x) OVER w AS s FROM t WINDOW w AS (PARTITION BY y)",
        Worked("t", "o", {"id": "t.id", "place": "t.born t.city", "s": "t.x t.y"}),
        id="windows stand in the expression",
    ),
    pytest.param(
        "CREATE TABLE o AS WITH RECURSIVE r AS (SELECT id, boss FROM staff UNION ALL SELECT s.id, r.boss FROM staff s "
        "JOIN r ON r.id = s.boss) SELECT id, boss FROM r",
        Worked("staff", "o", {"id": "staff.id", "boss": "staff.boss"}),
        id="a query that refers to itself",
    ),
    pytest.param(
        "CREATE TABLE o AS WITH RECURSIVE r (a, b) AS (SELECT x, y FROM t UNION ALL SELECT s.c, r.a FROM s JOIN r "
        "ON r.b = s.d) SELECT b FROM r",
        Worked("s t", "o", {"b": "s.c t.x t.y"}),
        id="one whose columns go round, once more at each turn",
    ),
    pytest.param(
        "CREATE TABLE o AS SELECT t.id, (SELECT max(s.at) FROM s WHERE s.id = t.id) AS last, "
        "(SELECT max(at) FROM s) AS any FROM t WHERE EXISTS (SELECT 1 FROM q)",
        Worked("q s t", "o", {"id": "t.id", "last": "s.at"}, "any"),
        id="in a subquery a bare name may be one of the outer table",
    ),
    pytest.param(
        "UPDATE stock SET left_over = stock.left_over - sold.n, day = sold.day FROM sold WHERE sold.item = stock.item",
        Worked("sold", "stock", {"left_over": "sold.n", "day": "sold.day"}),
        id="an update reads another table; its own is no input, nor a column its own source",
    ),
    pytest.param(
        "CREATE TABLE o AS SELECT count(*) AS n, 1 AS one, now() AS at, sum(x) FROM t",
        Worked("t", "o", {"n": "", "one": "", "at": ""}, "*"),
        id="made from no column is known; a column without a name is not",
    ),
    pytest.param("SELECT a FROM t WHERE b IN (SELECT c FROM u)", Worked("t u"), id="a query writes nothing"),
]

DUCKDB = [
    pytest.param(
        "INSERT INTO t BY NAME SELECT a, b + c AS d FROM s",
        Worked("s", "t", {"a": "s.a", "d": "s.b s.c"}),
        id="by name",
    ),
    pytest.param(
        "CREATE TABLE o AS SELECT a FROM 's3://lake/x.parquet'",
        Worked("x.parquet", "o", {"a": "x.parquet.a"}),
        id="a file is read by its address",
    ),
    pytest.param(
        "CREATE TABLE o AS SELECT a AS b, b + 1 AS c FROM t",
        Worked("t", "o", {"b": "t.a"}, "c"),
        id="a name that may be the alias before it, or a column",
    ),
    pytest.param(
        "CREATE TABLE o AS SELECT id, t.a FROM t JOIN u USING (id)",
        Worked("t u", "o", {"id": "t.id u.id", "a": "t.a"}),
        id="what tables are joined by is both tables'",
    ),
    pytest.param(
        "CREATE TABLE o AS SELECT a FROM t UNION ALL BY NAME SELECT a FROM u",
        Worked("t u", "o", unknown="a *"),
        id="a union by name",
    ),
    pytest.param(
        "CREATE TABLE o AS SELECT * EXCLUDE (a), b AS c FROM t", Worked("t", "o", {"c": "t.b"}, "*"), id="all but one"
    ),
]

TSQL = [
    pytest.param(
        "SELECT o.Id, c.[Name] INTO dbo.Report FROM dbo.Orders o LEFT JOIN dbo.Customers c ON c.Id = o.Customer",
        Worked("dbo.customers dbo.orders", "dbo.report", {"id": "dbo.orders.id", "name": "dbo.customers.name"}),
        id="SELECT INTO makes a table; names are in lower case",
    ),
    pytest.param(
        "UPDATE r SET r.Total = s.Total FROM dbo.Report r JOIN dbo.Sums s ON s.Id = r.Id",
        Worked("dbo.sums", "dbo.report", {"total": "dbo.sums.total"}),
        id="an update of an alias",
    ),
    pytest.param(
        "MERGE INTO dbo.Stock AS t USING dbo.Sold AS s ON t.Item = s.Item WHEN MATCHED THEN UPDATE SET t.Sum = s.Sum "
        "WHEN NOT MATCHED THEN INSERT (Item, Sum) VALUES (s.Item, s.Sum + s.Extra);",
        Worked("dbo.sold", "dbo.stock", {"item": "dbo.sold.item", "sum": "dbo.sold.extra dbo.sold.sum"}),
        id="a merge sets and inserts",
    ),
    pytest.param(
        "INSERT INTO o (a) SELECT z.b FROM t CROSS APPLY (SELECT TOP 1 u.b FROM u WHERE u.id = t.id) z",
        Worked("t u", "o", {"a": "u.b"}),
        id="a table that depends on the one before it",
    ),
]


@pytest.mark.parametrize(("sql", "expected"), POSTGRES)
def test_postgres(sql: str, expected: Worked) -> None:
    """As the statement says."""
    assert done(sql, "postgres") == [expected]


@pytest.mark.parametrize(("sql", "expected"), DUCKDB)
def test_duckdb(sql: str, expected: Worked) -> None:
    """As the statement says."""
    assert done(sql, "duckdb") == [expected]


@pytest.mark.parametrize(("sql", "expected"), TSQL)
def test_sql_server(sql: str, expected: Worked) -> None:
    """As the statement says."""
    assert done(sql, "tsql") == [expected]


def test_columns_that_are_known_are_told_apart() -> None:
    """With all columns of both tables there is no doubt, and a star stands for them."""
    known = {"t": "id a", "u": "id b"}
    sql = "CREATE TABLE o AS SELECT *, a + b AS c FROM t JOIN u USING (id)"

    assert done(sql, "postgres", known) == [
        Worked("t u", "o", {"id": "t.id u.id", "a": "t.a", "b": "u.b", "c": "t.a u.b"})
    ]


def test_a_declared_table_is_known_from_there_on_until_it_is_altered() -> None:
    """An INSERT without a list goes by the position of the columns that are declared, and a star by them."""
    sql = (
        "CREATE TABLE t (x int, y int); INSERT INTO t SELECT a, b FROM s; CREATE VIEW v AS SELECT * FROM t; "
        "INSERT INTO t SELECT a FROM s; ALTER TABLE t ADD COLUMN z int; INSERT INTO t SELECT a, b FROM s;"
    )

    assert done(sql, "postgres") == [
        Worked("s", "t", {"x": "s.a", "y": "s.b"}),
        Worked("t", "v", {"x": "t.x", "y": "t.y"}),
        Worked("s", "t", unknown="*"),
        Worked("s", "t", unknown="*"),
    ]

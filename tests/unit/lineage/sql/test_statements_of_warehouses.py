"""What statements of BigQuery, Snowflake and Spark do, each worked out by hand."""

import pytest

from tests.unit.lineage.sql.hand_worked import Worked, done

BIGQUERY = [
    pytest.param(
        "CREATE TABLE p.d.lines AS SELECT o.Id, i.price FROM `p.d.orders` o, UNNEST(o.items) AS i",
        Worked("p.d.orders", "p.d.lines", {"id": "p.d.orders.id", "price": "p.d.orders.items"}),
        id="a field of what is unnested is made from the whole column",
    ),
    pytest.param(
        "CREATE TABLE o AS SELECT id, i FROM t, UNNEST(t.items) AS i",
        Worked("t", "o", {"i": "t.items"}, "id"),
        id="a bare name may be a field of what is unnested",
    ),
    pytest.param(
        "CREATE OR REPLACE VIEW o AS SELECT a.b.c AS d FROM t", Worked("t", "o", {"d": "t.a"}), id="a field of a field"
    ),
    pytest.param(
        "CREATE TABLE o AS SELECT * EXCEPT (a) FROM (SELECT a, b, c AS d FROM t)",
        Worked("t", "o", {"b": "t.b", "d": "t.c"}),
        id="all but one of columns that are known",
    ),
    pytest.param(
        "CREATE TABLE o AS SELECT * REPLACE (a + 1 AS a) FROM (SELECT a FROM t)",
        Worked("t", "o", unknown="*"),
        id="a star that replaces",
    ),
    pytest.param(
        "INSERT d.o (a, b) SELECT IF(x > 0, y, z), CAST(w AS STRING) FROM d.t",
        Worked("d.t", "d.o", {"a": "d.t.x d.t.y d.t.z", "b": "d.t.w"}),
        id="what decides in the expression counts",
    ),
]

SNOWFLAKE = [
    pytest.param(
        'CREATE TABLE shop.sales.o AS SELECT f.value AS v, t."id" FROM t, LATERAL FLATTEN(input => t.items) f',
        Worked("T", "SHOP.SALES.O", {"V": "T.ITEMS", "id": "T.id"}),
        id="names are in upper case but for quoted ones; flattened",
    ),
    pytest.param(
        "CREATE VIEW v AS SELECT a AS x, x + 1 AS y, t.x AS z FROM t",
        Worked("T", "V", {"X": "T.A", "Z": "T.X"}, "Y"),
        id="an alias may be meant, or a column",
    ),
    pytest.param("CREATE TABLE a CLONE b", Worked("B", "A", unknown="*"), id="a clone"),
    pytest.param(
        "CREATE TABLE o AS SELECT id, q1 FROM t PIVOT (SUM(x) FOR m IN ('q1', 'q2'))",
        Worked("T", "O", unknown="ID Q1"),
        id="what a pivot makes is unknown",
    ),
    pytest.param(
        "CREATE TABLE o AS WITH c AS (SELECT id, m, x FROM t) SELECT id FROM c PIVOT (SUM(x) FOR m IN ('q1', 'q2'))",
        Worked("T", "O", unknown="ID"),
        id="so is what it makes of a query",
    ),
    pytest.param(
        "MERGE INTO t USING (SELECT id, n + m AS sum FROM s) s ON t.id = s.id WHEN MATCHED AND s.sum = 0 THEN DELETE "
        "WHEN MATCHED THEN UPDATE SET sum = t.sum + s.sum WHEN NOT MATCHED THEN INSERT (id, sum) VALUES (id, sum)",
        Worked("S", "T", {"SUM": "S.M S.N", "ID": "S.ID"}),
        id="a merge of a query",
    ),
    pytest.param(
        "CREATE TABLE o AS SELECT id, v FROM t QUALIFY row_number() OVER (PARTITION BY id ORDER BY at DESC) = 1",
        Worked("T", "O", {"ID": "T.ID", "V": "T.V"}),
        id="what chooses the newest makes no column",
    ),
]

SPARK = [
    pytest.param(
        "INSERT OVERWRITE TABLE o SELECT a FROM t", Worked("t", "o", unknown="*"), id="columns go by their position"
    ),
    pytest.param(
        "CREATE TABLE o AS SELECT id, e FROM t LATERAL VIEW explode(t.arr) x AS e",
        Worked("t", "o", {"id": "t.id", "e": "t.arr"}),
        id="a lateral view",
    ),
    pytest.param(
        "CREATE TABLE o USING delta AS SELECT a, b AS c FROM parquet.`s3a://lake/raw`",
        Worked("raw", "o", {"a": "raw.a", "c": "raw.b"}),
        id="files by their address",
    ),
    pytest.param(
        "MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *",
        Worked("s", "t", unknown="*"),
        id="all columns of an unknown table",
    ),
    pytest.param(
        "CREATE OR REPLACE TEMPORARY VIEW v AS SELECT /*+ BROADCAST(u) */ t.a, coalesce(u.b, t.b) AS b "
        "FROM t LEFT JOIN u ON t.id = u.id",
        Worked("t u", "v", {"a": "t.a", "b": "t.b u.b"}),
        id="a view with a hint",
    ),
    pytest.param(
        "CREATE TABLE o AS SELECT x.a FROM (SELECT a FROM t) x LEFT SEMI JOIN u ON u.id = x.a",
        Worked("t u", "o", {"a": "t.a"}),
        id="a join that only chooses",
    ),
]


@pytest.mark.parametrize(("sql", "expected"), BIGQUERY)
def test_bigquery(sql: str, expected: Worked) -> None:
    """As the statement says."""
    assert done(sql, "bigquery") == [expected]


@pytest.mark.parametrize(("sql", "expected"), SNOWFLAKE)
def test_snowflake(sql: str, expected: Worked) -> None:
    """As the statement says."""
    assert done(sql, "snowflake") == [expected]


@pytest.mark.parametrize(("sql", "expected"), SPARK)
def test_spark(sql: str, expected: Worked) -> None:
    """As the statement says."""
    assert done(sql, "spark") == [expected]

import pytest

from dte_exporter.tables.databases.read_only_query import MAX_LENGTH, parsed

READS = [
    "SELECT a FROM t",
    "select a, count(*) from scoring.t where b > 1 group by a having count(*) > 2 order by a limit 5",
    "WITH c AS (SELECT 1 AS a) SELECT a FROM c",
    "SELECT a FROM t UNION ALL SELECT a FROM u",
    "SELECT a FROM t EXCEPT SELECT a FROM u",
    "SELECT date_trunc('day', at) AS day, coalesce(a, 0) AS a, scoring.rank(a) AS r FROM t;",
    "SELECT a FROM t -- a remark; DROP TABLE t",
]


@pytest.mark.parametrize("query", READS)
def test_a_select_is_allowed(query: str) -> None:
    """With common table expressions, sets, functions of the database and remarks."""
    assert parsed(query, "postgres").sql("postgres").upper().startswith(("SELECT", "WITH"))


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("DELETE FROM t", "DELETE is no SELECT"),
        ("UPDATE t SET a = 1", "UPDATE is no SELECT"),
        ("INSERT INTO t SELECT 1", "INSERT is no SELECT"),
        ("DROP TABLE t", "DROP is no SELECT"),
        ("CREATE TABLE u AS SELECT 1", "CREATE is no SELECT"),
        ("VACUUM t", "a command is no SELECT"),
        ("SELECT 1; SELECT 2", "one SELECT: remove the semicolon"),
        ("SELECT 1; DROP TABLE t", "one SELECT: remove the semicolon"),
        ("WITH gone AS (DELETE FROM t RETURNING *) SELECT * FROM gone", "DELETE has no place"),
        ("SELECT a INTO u FROM t", "INTO has no place"),
        ("SELECT a FROM t FOR UPDATE", "FOR UPDATE and FOR SHARE has no place"),
        ("SELECT a FROM t FOR SHARE", "FOR UPDATE and FOR SHARE has no place"),
        ("SELECT pg_sleep(100)", "the function PG_SLEEP has no place"),
        ("SELECT pg_terminate_backend(1)", "the function PG_TERMINATE_BACKEND has no place"),
        ("SELECT pg_catalog.pg_read_file('/etc/passwd')", "the function PG_READ_FILE has no place"),
        ("SELECT set_config('statement_timeout', '0', false)", "the function SET_CONFIG has no place"),
        ("SELECT query_to_xml('SELECT 1', true, true, '')", "the function QUERY_TO_XML has no place"),
        ("SELECT * FROM dblink('host=x', 'SELECT 1') AS t(a int)", "the function DBLINK has no place"),
        ("SELECT nextval('s')", "the function NEXTVAL has no place"),
        ("SELECT a FROM t WHERE b = $1", "a parameter has no place"),
        ("", "it is empty"),
        ("   ", "it is empty"),
        ("SELECT FROM WHERE", "no SQL of the database"),
        ("SELECT '" + "x" * MAX_LENGTH + "'", "at most 20,000 characters"),
    ],
)
def test_all_else_is_refused_by_name(query: str, reason: str) -> None:
    """What writes, waits, locks, reads files or changes the session, wherever in the query it stands."""
    with pytest.raises(ValueError, match=reason.replace("(", r"\(")):
        parsed(query, "postgres")


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT sleep(10)", "the function SLEEP"),
        ("SELECT load_file('/etc/passwd')", "the function LOAD_FILE"),
        ("SELECT benchmark(1000000000, md5('a'))", "the function BENCHMARK"),
        ("SELECT get_lock('a', 10)", "the function GET_LOCK"),
        ("SELECT a FROM t INTO OUTFILE '/tmp/x'", "INTO|no SQL"),
        ("SELECT @a := 1", "an assignment|a variable|a parameter|no SQL"),
    ],
)
def test_what_mysql_has_of_its_own_is_refused(query: str, reason: str) -> None:
    """In its dialect."""
    with pytest.raises(ValueError, match=reason):
        parsed(query, "mysql")


@pytest.mark.parametrize(
    ("dialect", "query", "reason"),
    [
        ("snowflake", "SELECT SYSTEM$WAIT(10)", "the function SYSTEM\\$WAIT"),
        ("bigquery", "SELECT * FROM EXTERNAL_QUERY('eu.pg', 'SELECT 1')", "the function EXTERNAL_QUERY"),
        ("databricks", "SELECT java_method('java.lang.System', 'exit')", "the function JAVA_METHOD"),
        ("databricks", "SELECT * FROM read_files('s3://others')", "the function READ_FILES"),
        ("trino", "SELECT * FROM TABLE(pg.system.query(query => 'DROP TABLE t'))", "the function QUERY"),
        ("clickhouse", "SELECT * FROM url('http://127.0.0.1', 'CSV')", "the function URL"),
        ("clickhouse", "SELECT * FROM s3Cluster('all', 's3://others')", "the function S3CLUSTER"),
        ("clickhouse", "SELECT * FROM remote('other', db.t)", "the function REMOTE"),
        ("clickhouse", "SELECT sleepEachRow(1) FROM t", "the function SLEEPEACHROW"),
        ("clickhouse", "SELECT a FROM t SETTINGS max_execution_time = 0", "SETTINGS and FORMAT"),
        ("clickhouse", "SELECT a FROM t FORMAT CSV", "SETTINGS and FORMAT"),
    ],
)
def test_what_leaves_a_warehouse_is_refused(dialect: str, query: str, reason: str) -> None:
    """In its dialect alone: a function of yours may have such a name elsewhere."""
    with pytest.raises(ValueError, match=reason):
        parsed(query, dialect)
    assert parsed("SELECT url(a), format(b, 'x') FROM t", "postgres")


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT reflect('java.lang.System', 'exit', 1)", "the function REFLECT"),
        ("SELECT try_reflect('java.lang.System', 'exit', 1)", "the function TRY_REFLECT"),
        ("SELECT java_method('java.lang.Thread', 'sleep', 9L)", "the function JAVA_METHOD"),
        ("SELECT TRANSFORM(a) USING 'cat' AS (a) FROM t", "TRANSFORM has no place"),
        ("REFRESH TABLE t", "REFRESH is no SELECT|a command is no SELECT"),
    ],
)
def test_what_spark_has_of_its_own_is_refused(query: str, reason: str) -> None:
    """What calls Java, and what starts programs."""
    with pytest.raises(ValueError, match=reason):
        parsed(query, "spark")

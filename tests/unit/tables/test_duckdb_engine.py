from dte_exporter.tables.duckdb_engine import connection


def test_no_progress_is_printed_where_results_go() -> None:
    """DuckDB draws a bar on stdout when a query takes two seconds, and what reads results there would choke on it."""
    asked = "select current_setting('enable_progress_bar'), current_setting('autoinstall_known_extensions')"

    assert connection().raw_sql(asked).fetchall() == [(False, False)]

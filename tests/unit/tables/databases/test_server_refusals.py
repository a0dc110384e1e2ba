import pytest

from dte_exporter.tables.databases.servers.server_refusals import of_connection


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('connection failed: could not translate host name "db" to address: Name or service not known', "no address"),
        ("connection to server at 127.0.0.1, port 1 failed: Connection refused", "nobody listens"),
        ('FATAL:  password authentication failed for user "reader"', "refuses the user or the password"),
        ('FATAL:  no pg_hba.conf entry for host "10.0.0.1", user "reader"', "refuses the user or the password"),
        ('FATAL:  database "gone" does not exist', "has no database of the name"),
        ("FATAL:  sorry, too many clients already", "has no connection, memory or disk left"),
        ("connection timeout expired", "does not answer"),
        ("server does not support SSL, but SSL was required", "do not agree on encryption"),
        ("server closed the connection unexpectedly", "ended the connection"),
    ],
)
def test_what_a_driver_says_of_a_connection_is_told_in_other_words(text: str, sentence: str) -> None:
    """The sentence says what to do, and passes nothing on: neither user nor host."""
    told = of_connection("PostgreSQL", text)

    assert sentence in told
    assert "reader" not in told
    assert "10.0.0.1" not in told

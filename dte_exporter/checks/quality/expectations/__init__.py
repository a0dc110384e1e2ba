"""Expectations of Great Expectations, judged by the engine that holds the rows."""

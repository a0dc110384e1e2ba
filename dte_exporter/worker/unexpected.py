"""What is said of an error that nobody foresaw: its kind and its place, and no word of its text."""


def sentence_of(error: BaseException) -> str:
    """Return what to say of `error`, whose text may quote a row."""
    return f"the check fails with {type(error).__name__}{_where(error)}"


def _where(error: BaseException) -> str:
    """Return where in the code an unexpected error arose."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f" in {trace.tb_frame.f_globals.get('__name__')}, line {trace.tb_lineno}" if trace else ""

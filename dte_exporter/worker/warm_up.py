"""What a worker does before its first job: what every run needs, and none of the libraries that some runs do."""

import signal


def warm_up() -> None:
    """Find the checks; leave Ctrl-C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from dte_exporter.worker.execute import registry

    registry()

"""What a process is told to do by name: the parent need not import what the child will do it with."""

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dte_exporter.worker.job import Firing, Job


def warm_up() -> None:
    """Do what every worker does before its first job; see `worker.warm_up`."""
    from dte_exporter.worker import warm_up

    warm_up.warm_up()


def load(modules: Collection[str]) -> int:
    """Import `modules`; see `worker.libraries.load`."""
    from dte_exporter.worker import libraries

    return libraries.load(modules)


def execute(job: "Job") -> bytes:
    """Run `job`; see `worker.execute.execute`."""
    from dte_exporter.worker import execute

    return execute.execute(job)


def execute_together(firing: "Firing") -> list[bytes]:
    """Run the jobs of `firing`; see `worker.execute.execute_together`."""
    from dte_exporter.worker import execute

    return execute.execute_together(firing)

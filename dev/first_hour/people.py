"""The hour of each: somebody who tries it, an engineer who runs it, a scientist who answers for a model, an officer."""

import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx

from dev.first_hour.typist import Step, Typist

README, CONFIG = "README.md", "docs/how-to/write-a-config.md"
PIPELINE, ALERTS = "docs/how-to/use-it-in-a-pipeline.md", "docs/how-to/alert-on-trust.md"
GDPR = "docs/how-to/answer-to-the-gdpr.md"
_PATIENCE = 120.0


def newcomer(typist: Typist) -> None:
    """Propose a config, look whether it is right, measure once, and open the page while it goes on measuring.

    Where one file alone gives nothing to compare, the exporter asks for a reference, as the page on configs has one.
    """
    if typist.types(README, "dte-exporter init loans.csv").code:
        typist.types(
            CONFIG, "dte-exporter init", instead={"loans.parquet": "loans.csv", "training.parquet": "training.csv"}
        )
    typist.types(CONFIG, "dte-exporter check-config config.yaml")
    typist.types(README, "dte-exporter run")


def engineer(typist: Typist) -> None:
    """Write rules, have promtool read them, serve, and open the page, `/metrics`, `/status` and whether it is ready.

    Raises
    ------
    httpx.HTTPStatusError
        If one of them is not there.
    """
    typist.types(ALERTS, "dte-exporter rules generate")
    typist.types(ALERTS, "promtool check rules")
    with _served(typist) as url:
        for path in ("/", "/metrics", "/status", "/-/ready"):
            httpx.get(f"{url}{path}").raise_for_status()


def scientist(typist: Typist) -> None:
    """Look at the config and the data as a pipeline does, and hold the model to its objectives."""
    typist.types(PIPELINE, "dte-exporter check-config config.yaml")
    typist.types(PIPELINE, "dte-exporter run --config.file config.yaml --fail-on objective")


def officer(typist: Typist) -> None:
    """Begin a record of processing, name it in the config, look whether all is right, and take the report."""
    typist.types(GDPR, "dte-exporter compliance init -o compliance/record.yaml")
    config = typist.folder / "config.yaml"
    config.write_text(f"{config.read_text()}\n{typist.block(GDPR, 'compliance:')}")
    typist.types(GDPR, "dte-exporter check-config")
    typist.types(GDPR, "dte-exporter compliance report")


HOURS: dict[str, Callable[[Typist], None]] = {
    "newcomer": newcomer,
    "engineer": engineer,
    "scientist": scientist,
    "officer": officer,
}


@contextmanager
def _served(typist: Typist) -> Iterator[str]:
    """Serve as the README says, on a port of its own, and give the address once every check has run."""
    _, *arguments = typist.told(README, "dte-exporter serve").split()
    start = time.perf_counter()
    command = [*typist.programs["dte-exporter"], *arguments, "--web.listen-address", "127.0.0.1:0"]
    process = subprocess.Popen(command, cwd=typist.folder, stderr=subprocess.PIPE, text=True)  # noqa: S603  as above
    try:
        assert process.stderr is not None  # noqa: S101  it was asked for
        url = next(found[0] for line in process.stderr if (found := re.search(r"http://[\d.:]+", line)))
        _once_all_have_run(url)
        typist.steps.append(Step(f"dte-exporter {' '.join(arguments)}", README, 0, time.perf_counter() - start, ""))
        yield url
    finally:
        process.terminate()
        process.communicate()


def _once_all_have_run(url: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    while "\ndte_checks_pending 0.0" not in httpx.get(f"{url}/metrics").text:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{url}: not every check has run within {_PATIENCE:.0f} s")
        time.sleep(0.1)

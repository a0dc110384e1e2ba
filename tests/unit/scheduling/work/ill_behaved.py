"""What a worker process may be given to do, good and bad. It is imported by name in the child."""

import os
import signal
import sys
import time
from dataclasses import replace

from dte_exporter.metric import Sample
from dte_exporter.outcome import CheckResult, Evidence, Outcome
from dte_exporter.worker.job import Firing, Job


def prepare() -> None:
    """Need nothing."""


def prepare_slowly() -> None:
    """Take longer than the timeout of the job that waits."""
    time.sleep(0.7)


def fail_to_prepare() -> None:
    """Die before the first job, without a word."""
    os._exit(3)


def behave(job: Job) -> bytes:
    """Do what the check's name says."""
    return globals()[f"_{job.check.name}"](job)  # type: ignore[no-any-return]  # of this module


def behave_together(firing: Firing) -> list[bytes]:
    """Do what the names of the checks say, one after the other, and tell each with how many it ran."""
    return [_in_company(job, len(firing.jobs)) for job in firing.jobs]


def _in_company(job: Job, of: int) -> bytes:
    if job.check.name == "fail_in_company":
        return CheckResult(Outcome.SOURCE_ERROR, "the connection was lost").to_json()
    body = behave(job)
    if job.check.name != "succeed":
        return body
    result = CheckResult.from_json(body)
    return replace(result, evidence=Evidence(details={"together": of})).to_json()


def _fail_in_company(job: Job) -> bytes:
    return CheckResult(Outcome.OK).to_json()


def _wait(job: Job) -> bytes:
    """Take until somebody says go."""
    job.cache.touch()
    while not job.cache.with_name("go").exists():
        time.sleep(0.01)
    return CheckResult(Outcome.OK).to_json()


def _succeed(job: Job) -> bytes:
    sample = Sample("dte_fairness_groups", {"check": job.check.name}, 1.0)
    evidence = Evidence(
        rows={"reference": 3, "current": 4},
        undefined=("one rate",),
        notices=("feature 'age' is rounded",),
        details={"process": os.getpid()},
    )
    return CheckResult(Outcome.OK, "", (sample,), evidence).to_json()


def _find_the_same(job: Job) -> bytes:
    """Find values on rows of one fingerprint, and say so when they are known."""
    if job.known == {"current": "f"}:
        return CheckResult(Outcome.OK, evidence=Evidence(timings={"open": 0.1}), unchanged=True).to_json()
    samples = [Sample("dte_fairness_group_difference", {"check": job.check.name, "group": g}, 0.5) for g in "ab"]
    evidence = Evidence(rows={"current": 4}, fingerprints={"current": "f"}, timings={"open": 0.2, "measure": 0.3})
    return CheckResult(Outcome.OK, "", tuple(samples), evidence).to_json()


def _tell_imports(job: Job) -> bytes:
    return CheckResult(Outcome.OK, evidence=Evidence(details={"modules": sorted(sys.modules)})).to_json()


def _find_many(job: Job) -> bytes:
    scope = {"check": job.check.name}
    samples = [
        Sample("dte_fairness_group_difference", {**scope, "group": g}, v)
        for g, v in zip("abcde", range(5), strict=True)
    ]
    return CheckResult(Outcome.OK, "", tuple(samples)).to_json()


def _find_no_data(job: Job) -> bytes:
    return CheckResult(Outcome.NO_DATA, "the window holds no rows").to_json()


def _hang(job: Job) -> bytes:
    job.cache.touch()
    while True:
        time.sleep(60)


def _ignore_sigterm(job: Job) -> bytes:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    return _hang(job)


def _die(job: Job) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def _crash(job: Job) -> bytes:
    os.abort()


def _leave(job: Job) -> bytes:
    os._exit(5)


def _babble(job: Job) -> bytes:
    return b"neither JSON nor anything else"


def _answer_of_tomorrow(job: Job) -> bytes:
    return b'{"version": 99}'


def _answer_with_nan(job: Job) -> bytes:
    return _succeed(job).replace(b"1.0", b"NaN")


def _raise(job: Job) -> bytes:
    raise OSError("the child of a real worker never raises")

"""A stage of a Dockerfile, carried out in a folder."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from dev.image.dockerfile import Stage, Step

PACKAGES = "python3,python3-venv,ca-certificates"
"""What makes of a bare Debian what the official image of Python is: the same release, Python and all."""

_TRUST = "/etc/ssl/certs/ca-certificates.crt"
_OUTSIDE = {"SSL_CERT_FILE": _TRUST, "PIP_CERT": _TRUST, "UV_SYSTEM_CERTS": "true"}
_VARIABLE = re.compile(r"\$(\w+)")


@dataclass(frozen=True, slots=True)
class Built:
    """What a stage came to: its root, its environment, and how it is started."""

    root: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    workdir: str = "/"
    user: str = "0:0"
    entrypoint: tuple[str, ...] = ()
    command: tuple[str, ...] = ()


def build(stage: Stage, before: Mapping[str, Built], folder: Path, context: Path) -> Built:
    """Return `stage`, built in a folder of its own below `folder` from the stages `before` it and from `context`.

    Raises
    ------
    subprocess.CalledProcessError
        If a step fails.
    ValueError
        If a step is of a kind that the Dockerfile does not use today.
    """
    root = folder / stage.name
    if stage.base in before:
        _copied(before[stage.base].root, root)
        built = replace(before[stage.base], root=root)
    else:
        built = _debian(root)
    for step in stage.steps:
        built = _after(built, step, before, context)
    return built


def _debian(root: Path) -> Built:
    """Return a bare Debian with a Python that may be installed into, as the official image has it."""
    options = ["--variant=minbase", f"--include={PACKAGES}"]
    _run(["debootstrap", "--log-extra-deps", *options, "bookworm", root, "http://deb.debian.org/debian"])
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    shutil.copy(_TRUST, f"{root}{_TRUST}")
    _run(["chroot", root, "python3", "-m", "venv", "/usr/local/python"])
    return Built(root, {"PATH": "/usr/local/python/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"})


def _after(built: Built, step: Step, before: Mapping[str, Built], context: Path) -> Built:
    match step.instruction:
        case "ENV":
            given = (word.partition("=") for word in shlex.split(step.text))
            named = {name: _VARIABLE.sub(lambda found: built.environment[found[1]], text) for name, _, text in given}
            return replace(built, environment={**built.environment, **named})
        case "RUN":
            run_in(built, ["/bin/sh", "-c", step.text], _OUTSIDE)
        case "COPY":
            _copy(built, step, before, context)
        case "WORKDIR":
            (built.root / step.text.lstrip("/")).mkdir(parents=True, exist_ok=True)
            return replace(built, workdir=step.text)
        case "USER":
            return replace(built, user=step.text)
        case "ENTRYPOINT":
            return replace(built, entrypoint=tuple(step.words))
        case "CMD":
            return replace(built, command=tuple(step.words))
        case "EXPOSE" | "VOLUME" | "LABEL" | "HEALTHCHECK":
            pass
        case _:
            raise ValueError(f"no way to carry out {step.instruction}")
    return built


def run_in(built: Built, command: list[str], more: Mapping[str, str]) -> None:
    """Run `command` as root in the root of a stage, in its folder and with its environment and `more`."""
    place = f"cd {shlex.quote(built.workdir)} && exec {shlex.join(command)}"
    _run(["chroot", built.root, "/bin/sh", "-c", place], {**built.environment, **more})


def _copy(built: Built, step: Step, before: Mapping[str, Built], context: Path) -> None:
    words = step.words
    source = before[words.pop(0).removeprefix("--from=")].root if words[0].startswith("--from=") else context
    *names, target = words
    place = built.root / (target if target.startswith("/") else f"{built.workdir}/{target}").lstrip("/")
    for name in names:
        origin = source / name.lstrip("/")
        into = place / origin.name if target.endswith(("/", ".")) and origin.is_file() else place
        into.parent.mkdir(parents=True, exist_ok=True)
        _copied(origin, into)


def _copied(origin: Path, target: Path) -> None:
    """Copy a file, or a folder's content, with its devices and owners as they are."""
    if origin.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        _run(["cp", "-a", "--reflink=auto", f"{origin}/.", target])
    else:
        shutil.copy2(origin, target)


def _run(command: list[str | Path], environment: Mapping[str, str] | None = None) -> None:
    path = {"PATH": os.environ["PATH"]}
    done = subprocess.run(command, env={**path, **(environment or {})}, capture_output=True, text=True)
    if done.returncode:
        print(done.stdout[-2000:], done.stderr[-4000:])
    done.check_returncode()

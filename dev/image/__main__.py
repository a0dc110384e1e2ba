"""``python -m dev.image FOLDER``: carry out the Dockerfile's own steps in a clean Debian, without a Docker engine.

Each stage becomes a folder, each RUN a command in it by chroot, each COPY a copy. What the last stages hold is then
started as the image would be: as 65532, on a root file system that cannot be written to. It takes root, debootstrap
and a network.
"""

import argparse
import subprocess
from pathlib import Path

from dev.image.container import answered
from dev.image.dockerfile import stages
from dev.image.stage import Built, build

REPOSITORY = Path(__file__).parents[2]
VARIANTS = ("core", "full")


def main() -> None:
    """Build both variants, start them, and print how large they are and what they answered."""
    parser = argparse.ArgumentParser(prog="python -m dev.image", description=__doc__)
    parser.add_argument("folder", type=Path, help="an empty folder; it is left as it is then")
    folder = parser.parse_args().folder.resolve()
    built: dict[str, Built] = {}
    for stage in stages((REPOSITORY / "deploy/Dockerfile").read_text()):
        print(f"stage {stage.name} ...", flush=True)
        built[stage.name] = build(stage, built, folder, REPOSITORY)
    for variant in VARIANTS:
        size = subprocess.run(["du", "-sm", built[variant].root], capture_output=True, text=True, check=True).stdout
        print(f"{variant}: {size.split()[0]} MB; {answered(built[variant])}", flush=True)


if __name__ == "__main__":
    main()

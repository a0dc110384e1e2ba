"""``python -m dev.generate [--check]``: write what is made from the code, or only say what is stale."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from dev.generate import (
    boards,
    catalogue,
    chart,
    checks,
    cli,
    config,
    golden,
    metrics,
    openapi,
    page,
    performance,
    rules,
    simulations,
    superset,
    tracker,
    warehouse_sql,
)
from dte_exporter.registry import Registry

REPOSITORY = Path(__file__).parents[2]
PRODUCTS = (
    catalogue,
    metrics,
    checks,
    config,
    cli,
    openapi,
    rules,
    golden,
    page,
    performance,
    simulations,
    boards,
    chart,
    superset,
    tracker,
    warehouse_sql,
)


def generated() -> Mapping[str, str]:
    """Return the text of every generated file by its path in the repository."""
    registry = Registry.discover()
    return {path: text for product in PRODUCTS for path, text in product.make(registry).items()}


def main() -> None:
    """Write every generated file, or with ``--check`` name those that are stale and end with 1."""
    parser = argparse.ArgumentParser(prog="python -m dev.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; end with 1 if a file is stale")
    only_check = parser.parse_args().check
    stale = {path: text for path, text in generated().items() if _kept(path) != text}
    for path, text in stale.items():
        print(f"{'stale' if only_check else 'written'}: {path}")
        if not only_check:
            (REPOSITORY / path).parent.mkdir(parents=True, exist_ok=True)
            (REPOSITORY / path).write_text(text)
    if only_check and stale:
        sys.exit("run: make generate")


def _kept(path: str) -> str | None:
    file = REPOSITORY / path
    return file.read_text() if file.exists() else None


if __name__ == "__main__":
    main()

"""``python -m dte_exporter`` is ``dte-exporter``."""

from dte_exporter.cli import main

if __name__ == "__main__":
    main()

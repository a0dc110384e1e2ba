"""What frameworks of compliance ask for, judged by what checks and objectives found."""

from dte_exporter.controls.adherence import SPECS

__all__ = ["SPECS"]

"""Who minds a check, as labels of what a rule finds of it: alerts are routed by them."""

import textwrap


def minded(condition: str) -> str:
    """Return a condition on checks with who minds each, as labels; the same whichever exporter tells it."""
    return f"""\
max without (instance, pod) (
    (
{textwrap.indent(condition, " " * 6)}
    )
  * on (job, instance, check) group_left (dataset, model, severity, team, owner)
    dte_check_info
)"""

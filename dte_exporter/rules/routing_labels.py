"""Who minds a check, as labels of what a rule finds of it: alerts are routed by them."""

import textwrap


def with_routing_labels(condition: str, facts: str = "dataset, model, severity, team") -> str:
    """Return a condition on checks with who minds each, as labels; the same whichever exporter tells it.

    Parameters
    ----------
    condition : str
        In PromQL.
    facts : str
        The labels of ``dte_check_info`` that are told with the owner.
    """
    return f"""\
max without (instance, pod) (
    (
{textwrap.indent(condition, " " * 6)}
    )
  * on (job, instance, check) group_left ({facts})
    dte_check_info
  * on (job, instance, check) group_left (owner)
    dte_check_about_info
)"""


def sum_with_routing_labels(label: str, condition: str) -> str:
    """Return how often a condition holds over the values of `label`, with who minds each check."""
    found = textwrap.indent(with_routing_labels(condition, "severity, team"), "  ")
    return f"""\
sum without ({label}) (
{found}
)"""

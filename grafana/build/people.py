"""Who minds what: the owner and the team of a check, a data set or a framework, as labels of what is told of it.

Of several exporters that tell of the same thing one is heard, so that no join finds two partners.
"""

from grafana.build.query import by, of

PEOPLE = ("owner", "team")
"""The labels that are added."""

OF_CHECK = {"owner": "dte_check_about_info", "team": "dte_check_info"}
"""Where a check's owner and its team are told."""


def minded(expression: str) -> str:
    """Return `expression`, whose series have a label ``check``, with the check's owner and team."""
    for label, name in OF_CHECK.items():
        expression = f"{expression} * on (check) group_left ({label}) {_one(name, 'check', label)}"
    return expression


def minded_control(expression: str, labels: str) -> str:
    """Return states of controls with who minds the data set, or the framework where nobody does or it is about none.

    Parameters
    ----------
    expression : str
        Series with the labels ``dataset`` and ``framework``.
    labels : str
        The labels by which its series are told apart.
    """
    of_dataset = _one("dte_dataset_info", "dataset", *PEOPLE, which=('owner!=""', 'team!=""'))
    of_framework = _one("dte_compliance_framework_info", "framework", *PEOPLE)
    return (
        f"({expression} * on (dataset) group_left (owner, team) {of_dataset}) "
        f"or on ({labels}) ({expression} * on (framework) group_left (owner, team) {of_framework})"
    )


def _one(name: str, key: str, *labels: str, which: tuple[str, ...] = ()) -> str:
    """Return one series for each value of the label `key`, with `labels`."""
    told = " or ".join(of(name, matcher) for matcher in which) or of(name)
    return f"topk by ({key}) (1, {by(', '.join((key, *labels)), told)})"

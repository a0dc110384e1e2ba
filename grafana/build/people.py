"""Who minds what: the owner and the team of a check, a data set or a framework, as labels of what is told of it.

Of several exporters that tell of the same thing one is heard, so that no join finds two partners.
"""

from grafana.build.query import by, of

PEOPLE = ("owner", "team")
"""The labels that are added."""

OF_CHECK = {"owner": "dte_check_about_info", "team": "dte_check_info"}
"""Where a check's owner and its team are told."""


def with_owner_and_team(expression: str) -> str:
    """Return `expression`, whose series have a label ``check``, with the check's owner and team."""
    for label, name in OF_CHECK.items():
        expression = f"{expression} * on (check) group_left ({label}) {_one(of(name), 'check', label)}"
    return expression


def dataset_with_owner_and_team(expression: str) -> str:
    """Return `expression`, whose series have a label ``dataset``, with who minds the data set, where that is told."""
    of_dataset = _one(_dataset(), "dataset", *PEOPLE)
    return f"({expression} * on (dataset) group_left (owner, team) {of_dataset}) or on (dataset) ({expression})"


def control_with_owner_and_team(expression: str, labels: str) -> str:
    """Return states of controls with who minds the data set, or the framework where nobody does or it is about none.

    Parameters
    ----------
    expression : str
        Series with the labels ``dataset`` and ``framework``.
    labels : str
        The labels by which its series are told apart.
    """
    of_a_team, of_an_owner = _dataset(team='team!=""'), _dataset(owner='owner!=""')
    of_dataset = _one(f"{of_a_team} or {of_an_owner}", "dataset", *PEOPLE)
    of_framework = _one(of("dte_compliance_framework_info"), "framework", *PEOPLE)
    return (
        f"({expression} * on (dataset) group_left (owner, team) {of_dataset}) "
        f"or on ({labels}) ({expression} * on (framework) group_left (owner, team) {of_framework})"
    )


def _dataset(team: str = "", owner: str = "") -> str:
    """Return who minds each data set, where its team or its owner matches."""
    info, about = (
        of(name, *filter(None, (matcher,)))
        for name, matcher in (("dte_dataset_info", team), ("dte_dataset_about_info", owner))
    )
    return f"{info} * on (job, instance, dataset) group_left (owner) {about}"


def _one(told: str, key: str, *labels: str) -> str:
    """Return one series of what is `told` for each value of the label `key`, with `labels`."""
    return f"topk by ({key}) (1, {by(', '.join((key, *labels)), told)})"

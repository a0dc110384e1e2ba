"""That anybody may send lineage, where events are received and nobody is asked who they are."""

from dte_exporter.config.configured import Config

_SENTENCE = (
    "lineage.receive takes events from anybody who reaches the port: serve it with a --web.config.file that names "
    "bearer_tokens or basic_auth_users"
)


def open_receiver(config: Config, is_open: bool) -> str:
    """Return what an operator should know, empty where events are not received, or not from anybody.

    Parameters
    ----------
    config : Config
        What is in force.
    is_open : bool
        Whether anybody may ask: there is no web config, or none that names users.
    """
    told = config.governance
    receives = told is not None and told.lineage.receive is not None
    return _SENTENCE if receives and is_open else ""

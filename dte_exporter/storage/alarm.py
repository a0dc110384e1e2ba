"""How a reason to retrain a model stands, which a snapshot holds and a history keeps."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alarm:
    """How one reason to retrain a model stands: the state behind ``dte_model_retraining_recommended``.

    Made of JSON types alone, so that it can be kept and read again.

    Parameters
    ----------
    version : str
        The version of the model that it is about; another version starts anew.
    raised : bool
        Whether the reason holds.
    runs : int
        Consecutive runs that spoke for the opposite.
    value : float or None
        The last value that was evidence.
    since : float or None
        When it was raised or cleared, in seconds since the epoch.
    at_best : float or None
        The better end of the interval of that value, where it was what decided.
    """

    version: str
    raised: bool = False
    runs: int = 0
    value: float | None = None
    since: float | None = None
    at_best: float | None = None


AlarmKey = tuple[str, str, str, str]
"""The entry in ``models:`` that sets the policy, the model, the reason, and the check that gives the evidence."""

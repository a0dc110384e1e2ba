"""What is raised where a score has no value."""


class UndefinedScoreError(ValueError):
    """A score is not defined on this data. Its text says why; the check says so in place of a value."""

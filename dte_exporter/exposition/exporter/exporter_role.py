"""What the page and boards draw of the exporter itself."""

from enum import StrEnum


class ExporterRole(StrEnum):
    """How a metric of the exporter is read; see `metric.Role`."""

    CHECK_INFO = "check_info"
    CHECK_ABOUT = "check_about"
    CHECK_OUTCOME = "check_outcome"
    CHECK_RUN = "check_run"
    CHECK_VALUES = "check_values"
    CHECK_NEXT = "check_next"
    CHECK_STALE = "check_stale"
    CONFIG_READ = "config_read"
    HISTORY = "history"
    BUILD = "build"

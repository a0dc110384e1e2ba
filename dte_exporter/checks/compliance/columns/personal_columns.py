"""The columns of a table that are about people, met with what the record says that its activity needs."""

from collections.abc import Mapping

from dte_exporter.checks.compliance.recorded import Recorded, RecordPlan
from dte_exporter.config.governance.record import Activity
from dte_exporter.config.governance.taxonomy import is_within
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.errors import CheckError
from dte_exporter.statistics.plan import Plan
from dte_exporter.statistics.row_count import RowCountPlan


class Params(Model):
    """No parameters: what is looked at is declared by the data set and by the record."""


def needs(params: Params, roles: Roles) -> Mapping[str, Plan]:
    """Return what the record says, and the table whose columns are looked at.

    Raises
    ------
    CheckError
        If no column is said to be about people.
    """
    if not roles.about_people:
        raise CheckError("no column is said to be about people: set personal_data.columns")
    return {"recorded": RecordPlan(), "table": RowCountPlan()}


def activity_of(recorded: Recorded, roles: Roles) -> Activity:
    """Return the activity that the rows serve; one that declares nothing where the record has none of that name."""
    return recorded.record.activities.get(roles.personal_data.activity, Activity())


def declares(activity: Activity, category: str | None) -> bool:
    """Return whether `activity` says that it needs data of `category`, or of a wider one."""
    return category is not None and any(is_within(category, declared) for declared in activity.data)

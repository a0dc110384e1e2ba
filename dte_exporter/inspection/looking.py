"""One data set, looked at from its source to what its checks need of it. Runs in a process of its own."""

from collections.abc import Iterator
from dataclasses import replace

from dte_exporter.config.models import PersonalData
from dte_exporter.config.roles import Roles, resolve
from dte_exporter.inspection.asked import Asked, asked
from dte_exporter.inspection.finding import Finding
from dte_exporter.inspection.inspected_segments import look_at_segments
from dte_exporter.inspection.inspected_windows import (
    columns_of_predicates,
    is_time,
    look_at_sameness,
    look_at_types,
    look_at_windows,
)
from dte_exporter.inspection.named_columns import missing_columns, named, of_known
from dte_exporter.inspection.opened import Opened
from dte_exporter.inspection.subject import Subject
from dte_exporter.inspection.tried import try_checks
from dte_exporter.inspection.values import look_at_classes, look_at_features, look_at_groups
from dte_exporter.registry import Registry
from dte_exporter.statistics.expressions.type_name import type_name
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.table import Table
from dte_exporter.tables.table_view import TableView


class Looking:
    """What is found of `subject`, as it is found.

    Parameters
    ----------
    subject : Subject
        What is looked at.
    registry : Registry
        Where checks and sources are.
    """

    def __init__(self, subject: Subject, registry: Registry) -> None:
        self.subject = subject
        self.registry = registry
        self.at = ("datasets", subject.name)
        self.opened = Opened(subject, registry)
        self.asked: Asked = asked(subject.checks, registry)
        self.rows: int | None = None

    @property
    def is_usable(self) -> bool:
        """Whether the source could be opened."""
        return self.opened.table is not None

    def findings(self) -> Iterator[Finding]:
        """Yield everything that is found, and count the rows on the way.

        Raises
        ------
        DteError
            If the rows of the source can, after all, not be read.
        """
        yield from self.opened.open_all()
        table = self.opened.table
        if table is None:
            return
        duckdb_engine.confine(file for one in self.opened.tables.values() for file in one.files)
        everything = TableView(table, table.expression, None)
        ((self.rows,),) = everything.rows(table.expression.aggregate(rows=table.expression.count()))
        missing = [*missing_columns(self.subject.name, self.subject.dataset, self.opened.known(self.subject.name))]
        yield from missing
        yield from self._time(table)
        views: dict[str, TableView] = {}
        yield from look_at_windows(self.opened, views)
        if self.asked.of_two_windows:
            yield from look_at_sameness(self.subject.name, views)
        if not self.rows:
            yield Finding((*self.at, "source"), "it holds no rows")
            return
        columns = of_known(self.opened.columns, table.expression.columns)
        roles = replace(resolve(columns, self.opened.kinds), dataset=self.subject.name)
        yield from self._notices(table, roles)
        yield from look_at_classes(self.at, everything, columns)
        if self.asked.by_group:
            seen = views.get("current", everything)
            yield from look_at_groups(self.at, seen, self.subject.dataset.columns.sensitive)
        if not missing and self.subject.name not in self.opened.unmet:
            yield from self._features(everything, roles)
            personal = self.subject.dataset.personal_data or PersonalData()
            yield from try_checks(self.opened, self.registry, replace(roles, personal_data=personal))
            for check in self.subject.checks:
                yield from look_at_segments(check, self.registry, views, everything)

    def _time(self, table: Table) -> Iterator[Finding]:
        column = self.opened.columns.time
        schema = table.expression.schema()
        if column is None or column not in schema or is_time(table, column):
            return
        path, found = (*self.at, "columns", "time"), f"{column!r} is of type {type_name(schema[column])}"
        way_out = f"declare columns.types.{column}, such as timestamp or epoch_seconds"
        if self.subject.is_spanned:
            yield Finding(path, f"{found}: a window of time needs dates or timestamps: {way_out}")
        elif column not in columns_of_predicates(self.subject.dataset, self.subject.name):
            yield Finding(path, f"{found}, no dates or timestamps: {way_out}, if it should be read as time", True)

    def _notices(self, table: Table, roles: Roles) -> Iterator[Finding]:
        """Yield what a reader should know of how the source, and each column that a check looks at, is read."""
        yield from (Finding((*self.at, "source"), remark, is_note=True) for remark in table.remarks)
        places = {column: place for place, column in named(self.subject.dataset) if "exclude" not in place}
        looked_at = {*places, *(roles.features if self.asked.by_column else ())}
        for column, notice in table.notices.items():
            if column in looked_at:
                yield Finding((*self.at, *places.get(column, ("source",))), notice, is_note=True)

    def _features(self, seen: TableView, roles: Roles) -> Iterator[Finding]:
        """Yield what is said of features: only where all other roles are known, which decide what is one."""
        if self.asked.between_windows:
            yield from look_at_features(self.at, seen, roles)
            yield from look_at_types(self.opened, roles.features)

"""What people choose by on every board: exporters, data sets, models, and how many series are shown."""

from grafana_foundation_sdk.builders.dashboard import CustomVariable, DatasourceVariable, QueryVariable
from grafana_foundation_sdk.models.dashboard import VariableOption, VariableRefresh, VariableSort

from grafana.build import ranking
from grafana.build.panels import DATASOURCE
from grafana.build.query import spec

Variable = DatasourceVariable | QueryVariable | CustomVariable


def variables() -> tuple[Variable, ...]:
    """Return what every board has; all data sets and models are also those series that are about none."""
    build, info = "dte_build_info", f'{spec("dte_check_info").name}{{job=~"$job"}}'
    return (
        DatasourceVariable("datasource").label("Data source").type("prometheus"),
        _query("job", "Job", f"label_values({build}, job)", ".+"),
        _query("instance", "Instance", f'label_values({build}{{job=~"$job"}}, instance)', ".+"),
        _query("dataset", "Data set", f"label_values({info}, dataset)", ".*"),
        _query("model", "Model", f"label_values({info}, model)", ".*"),
        ranking.variable(),
    )


def pillar() -> QueryVariable:
    """Return the pillars, for a board with a row for each."""
    return _query("pillar", "Pillar", f'label_values({spec("dte_trust_ratio").name}{{job=~"$job"}}, pillar)', ".+")


def _query(name: str, label: str, query: str, everything: str) -> QueryVariable:
    return (
        QueryVariable(name)
        .label(label)
        .datasource(DATASOURCE)
        .query({"query": query, "refId": name})
        .refresh(VariableRefresh.ON_TIME_RANGE_CHANGED)
        .sort(VariableSort.ALPHABETICAL_ASC)
        .multi(True)
        .include_all(True)
        .all_value(everything)
        .current(VariableOption(text="All", value="$__all"))
    )

"""The families of lineage: of all data sets together, and of each."""

from dte_exporter.metric import Better, MetricSpec, Unit

_OPENLINEAGE = "OpenLineage, object model, https://openlineage.io/docs/spec/object-model"
_CHECK = ("check",)
_DATASET = ("check", "dataset")
_ACROSS = ("dataset",)

COVERAGE = MetricSpec(
    "dte_lineage_coverage_ratio",
    "Share of the config's data sets, origins aside, of which it is known what makes them: 0 none, 1 all.",
    "lineage",
    _CHECK,
    Unit.RATIO,
    better=Better.HIGHER,
    low=0,
    high=1,
    reference=_OPENLINEAGE,
)
CYCLES = MetricSpec(
    "dte_lineage_cycles",
    "Groups of data sets each of which is, over some way, made from itself; a job that adds to what it reads is none.",
    "lineage",
    _CHECK,
    better=Better.LOWER,
    low=0,
    reference="Tarjan, Depth-First Search and Linear Graph Algorithms, SIAM Journal on Computing 1(2), 1972",
)
KNOWN = MetricSpec(
    "dte_lineage_upstream_known",
    "Whether a job is known that makes the data set: 1 it is, 0 it is not.",
    "lineage",
    _DATASET,
    better=Better.HIGHER,
    low=0,
    high=1,
    reference=_OPENLINEAGE,
    across=_ACROSS,
)
ORPHAN = MetricSpec(
    "dte_lineage_orphan",
    "Whether nobody is known to make or to read the data set, beside checks: 1 so it is, 0 somebody is.",
    "lineage",
    _DATASET,
    better=Better.LOWER,
    low=0,
    high=1,
    reference=_OPENLINEAGE,
    across=_ACROSS,
)
UPSTREAM_DATASETS = MetricSpec(
    "dte_lineage_upstream_datasets",
    "Data sets that the data set is made from, over however many jobs.",
    "lineage",
    _DATASET,
    low=0,
    reference=_OPENLINEAGE,
    across=_ACROSS,
)
HOPS = MetricSpec(
    "dte_lineage_upstream_hops",
    "Fewest jobs on a way from one data set of the config, upstream, to another that is made from it.",
    "lineage",
    (*_DATASET, "upstream"),
    low=1,
    reference=_OPENLINEAGE,
    across=_ACROSS,
)
HOPS_TO_ORIGIN = MetricSpec(
    "dte_lineage_hops_to_origin",
    "Fewest jobs on a way from a data set that lineage.origins names; 0 for one of these.",
    "lineage",
    _DATASET,
    better=Better.LOWER,
    low=0,
    reference=_OPENLINEAGE,
    across=_ACROSS,
)
LAST_SUCCESS = MetricSpec(
    "dte_lineage_last_success_timestamp_seconds",
    "When a run that makes the data set last ended well.",
    "lineage",
    _DATASET,
    Unit.TIMESTAMP,
    better=Better.HIGHER,
    reference="OpenLineage, the run cycle, https://openlineage.io/docs/spec/run-cycle",
    across=_ACROSS,
)
FAILED_RUNS = MetricSpec(
    "dte_lineage_failed_runs",
    "Runs in a row, up to the last, of the jobs that make the data set which failed or were aborted.",
    "lineage",
    _DATASET,
    better=Better.LOWER,
    low=0,
    reference="OpenLineage, the run cycle, https://openlineage.io/docs/spec/run-cycle",
    across=_ACROSS,
)
DURATION = MetricSpec(
    "dte_lineage_run_duration_seconds",
    "How long the last run that ended well took which makes the data set.",
    "lineage",
    _DATASET,
    Unit.SECONDS,
    better=Better.LOWER,
    low=0,
    reference="OpenLineage, the run cycle, https://openlineage.io/docs/spec/run-cycle",
    across=_ACROSS,
)
DURATION_RATIO = MetricSpec(
    "dte_lineage_run_duration_ratio",
    "How long that run took over the median of those before it: 1 as long as usual, 2 twice as long.",
    "lineage",
    _DATASET,
    Unit.RATIO,
    better=Better.LOWER,
    low=0,
    reference="Tukey, Exploratory Data Analysis (1977), chapter 2: the median",
    across=_ACROSS,
)
SCHEMA_CHANGE = MetricSpec(
    "dte_lineage_upstream_schema_change_timestamp_seconds",
    "When columns last came, went or changed their type in a data set that the data set is made from.",
    "lineage",
    _DATASET,
    Unit.TIMESTAMP,
    reference="OpenLineage, schema dataset facet, https://openlineage.io/docs/spec/facets/dataset-facets/schema",
    across=_ACROSS,
)
SPECS = (
    COVERAGE,
    CYCLES,
    KNOWN,
    ORPHAN,
    UPSTREAM_DATASETS,
    HOPS,
    HOPS_TO_ORIGIN,
    LAST_SUCCESS,
    FAILED_RUNS,
    DURATION,
    DURATION_RATIO,
    SCHEMA_CHANGE,
)

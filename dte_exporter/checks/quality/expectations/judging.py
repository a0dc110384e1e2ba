"""A suite judged by Great Expectations, whose questions the engine of the rows answers."""

import logging
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock
from typing import TYPE_CHECKING, Any, cast

from dte_exporter.checks.quality.expectations.answered_rows import AnsweredRows
from dte_exporter.checks.quality.expectations.question_in_sql import ROWS
from dte_exporter.checks.quality.expectations.sqlalchemy_rows import engine
from dte_exporter.checks.quality.expectations.suite import Stated, Suite
from dte_exporter.checks.quality.validations import Judged

if TYPE_CHECKING:
    from great_expectations.core.expectation_validation_result import ExpectationValidationResult
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
    from great_expectations.validator.validator import Validator

_COUNTS_ALONE = {
    "catch_exceptions": True,
    "result_format": {"result_format": "BASIC", "partial_unexpected_count": 0, "exclude_unexpected_values": True},
}
"""What a result holds: no value that was not expected."""

_FETCHING = {
    "unexpected_rows_expectation": "it fetches rows, which stay where they are",
    "expect_query_results_to_match_comparison": "it reads another source than that of the check",
    "expect_table_row_count_to_equal_other_table": "it reads another table than that of the check: see check: volume",
}
"""Why an expectation has no place here, by its type."""

_NO_SQL = (
    "Great Expectations has no question in SQL for it, or not on columns of these types: leave it out of the suite"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one expectation.

    Parameters
    ----------
    judged : Judged
        What is told of it.
    why_not : str
        Why it could not be judged; empty where it was.
    """

    judged: Judged
    why_not: str = ""


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep what is done in the block from logging statements and whole tracebacks, and from warning its authors.

    A progress bar that is not shown makes a lock all the same: by default a semaphore of the machine, which the process
    would leave behind.
    """
    from great_expectations.validator import validation_graph

    vars(validation_graph)["tqdm"].set_lock(RLock())
    logging.getLogger("great_expectations").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@_quietly()
def judge(suite: Suite, rows: AnsweredRows) -> tuple[Verdict, ...]:
    """Return what comes of each expectation of `suite`, in their order.

    Raises
    ------
    DteError, MemoryError
        If the rows cannot be asked, whatever the question.
    """
    all_ = [stated.about(rows.schema) for stated in suite.stated]
    configured = [_configured(place, stated, suite.parameters, rows) for place, stated in enumerate(all_)]
    possible = [one for one in configured if not isinstance(one, str)]
    results = _validator(rows).graph_validate(configurations=possible, runtime_configuration=_COUNTS_ALONE)
    rows.raise_if_lost()
    found = {_place(one): one for one in results}
    return tuple(
        Verdict(_judged(suite, stated), one) if isinstance(one, str) else _verdict(suite, stated, found[place], rows)
        for place, (stated, one) in enumerate(zip(suite.stated, configured, strict=True))
    )


def _place(result: "ExpectationValidationResult") -> int:
    """Return which expectation of the suite a result is of: what failed comes first."""
    return int(str(result.expectation_config and result.expectation_config.id))


def _validator(rows: AnsweredRows) -> "Validator":
    from great_expectations.core.batch import Batch
    from great_expectations.execution_engine.sqlalchemy_batch_data import SqlAlchemyBatchData
    from great_expectations.execution_engine.sqlalchemy_execution_engine import SqlAlchemyExecutionEngine
    from great_expectations.validator.validator import Validator

    class OrderedEngine(SqlAlchemyExecutionEngine):
        def resolve_metric_bundle(self, metric_fn_bundle: Any) -> Any:
            ordered = sorted(metric_fn_bundle, key=lambda one: str(one.metric_configuration.id))
            return super().resolve_metric_bundle(ordered)  # a set's order differs from process to process

    class QuietValidator(Validator):
        def _determine_progress_bars(self) -> bool:
            return False

    asked = OrderedEngine(engine=engine(rows.schema, rows.answer), create_temp_table=False)
    data = SqlAlchemyBatchData(asked, table_name=ROWS, create_temp_table=False)
    return QuietValidator(execution_engine=asked, batches=[Batch(data=cast("Any", data))])


def _configured(
    place: int, stated: Stated, parameters: Mapping[str, Any], rows: AnsweredRows
) -> "ExpectationConfiguration | str":
    """Return an expectation as Great Expectations has it, under the number of its `place`, or why there is none."""
    from great_expectations.exceptions.exceptions import ExpectationNotFoundError, GreatExpectationsError
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    if stated.type in _FETCHING:
        return _FETCHING[stated.type]
    severity: Any = stated.severity  # the library tells words by an enumeration, and takes both
    found = ExpectationConfiguration(stated.type, {**stated.kwargs}, severity=severity, id=str(place))
    try:
        found.process_suite_parameters({**parameters})
        found.to_domain_obj()
    except ExpectationNotFoundError:
        return "Great Expectations knows no expectation of this type: see https://greatexpectations.io/expectations"
    except (GreatExpectationsError, TypeError, ValueError) as error:
        return f"its kwargs do not fit: {_first_fault(error)}"
    missing = [name for name in stated.columns if name not in rows.schema and stated.type != "expect_column_to_exist"]
    return f"the rows have no column {missing[0]!r}" if missing else found


def _first_fault(error: Exception) -> str:
    """Return what is wrong, and with which of the kwargs, where the error says."""
    errors = getattr(error, "errors", None)
    for one in errors() if callable(errors) else ():
        return ": ".join((*(str(part) for part in one["loc"] if part != "__root__"), str(one["msg"])))
    return str(error).partition("\n")[0]


def _verdict(suite: Suite, stated: Stated, result: "ExpectationValidationResult", rows: AnsweredRows) -> Verdict:
    failed = [*_failures(result.exception_info or {})]
    if failed:
        ours = next(filter(None, map(rows.sentence, failed)), "")
        return Verdict(_judged(suite, stated), ours or _NO_SQL)
    return Verdict(_judged(suite, stated, bool(result.success), _unexpected(result.result or {})))


def _failures(told: Mapping[Any, Any]) -> Iterator[str]:
    """Yield the text of each exception in what is `told` of them: of one, or of each metric."""
    if "raised_exception" in told:
        if told["raised_exception"]:
            yield str(told["exception_message"])
        return
    for one in told.values():
        yield str(one["exception_message"] if isinstance(one, Mapping) else one.exception_message)


def _unexpected(result: Mapping[str, Any]) -> float | None:
    """Return the share of unexpected values among those that are looked at; None where no values are."""
    if "element_count" not in result:
        return None
    looked_at = result["element_count"] - result.get("missing_count", 0)
    return result["unexpected_count"] / looked_at if looked_at else None


def _judged(suite: Suite, stated: Stated, met: bool | None = None, unexpected: float | None = None) -> Judged:
    about = ", ".join(stated.columns)
    return Judged(suite.name, stated.type, met, about, unexpected, stated.severity, stated.name)

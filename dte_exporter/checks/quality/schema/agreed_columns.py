"""Schema: does a table have the columns that were agreed, of their types, and filled where that was promised.

Definition
    What was agreed stands in ``expected``, or else is what the table of the reference window has, such as the one that
    a model was trained on. A column may be *added*, *removed*, of another *type*, or break the promise to hold a value
    in every row (*nullability*), which a column of the reference makes by keeping it. Types are told by words that all
    engines share, so that an integer of 32 bits and one of 64 are the same. Columns are told apart by their names as
    they are written; their order means nothing. Where the schema is ``extensible``, added columns are no change.
Formula
    changes = columns by what has become of them. The fingerprint is of names, words for types, and which columns break
    their promise.
Range
    Counts from 0 on; the others are 1 where they are.
Good direction
    Changes fall.
Undefined
    Never: a table without rows has columns too. Of rows of one table, nothing about their columns can have changed, so
    a reference needs to be of another table, or of another version of it.
Blind spots
    A file without types, such as CSV, has those that all of its values tell: there, a promised type is kept if every
    value can be read as it. NaN is a value. What is within a list or a structure is not looked at. Whether the source
    forbids nulls is not asked: most that could say so do not.
Reference
    Open Data Contract Standard v3, schema: logicalType and required; ISO/IEC 25012:2008, compliance.
"""

from collections import Counter
from collections.abc import Mapping

from pydantic import Field

from dte_exporter.checks.quality.schema.schema_changes import CHANGES as KINDS
from dte_exporter.checks.quality.schema.schema_changes import Promise, changes, fingerprint, promised_by
from dte_exporter.checks.quality.schema.schema_metrics import CHANGED, CHANGES, INFO, SPECS
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.errors import CheckError
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check
from dte_exporter.statistics.schemas.column_words import Word
from dte_exporter.statistics.schemas.schema_plan import SchemaPlan
from dte_exporter.statistics.schemas.table_schema import Schemas


class ExpectedColumn(Model):
    """What is expected of a column."""

    type: Word | None = Field(default=None, description="What its values are; any type if left out.")
    nullable: bool = Field(default=True, description="Whether rows may hold no value in it.")


class Params(Model):
    """The parameters of ``check: schema``."""

    expected: Mapping[str, ExpectedColumn] = Field(
        default_factory=dict,
        description="What is expected, by column: {age: {type: integer, nullable: false}}; without it, the columns of "
        "the reference window, which is then of another table.",
    )
    extensible: bool = Field(
        default=False, description="Whether columns may be added: then they are in the evidence, and no change."
    )


EXAMPLE = Example(
    columns={"age": [41.5, None], "sex": ["f", "m"], "town": ["Cork", "Galway"]},
    settings={
        "params": {
            "expected": {
                "age": {"type": "integer", "nullable": False},
                "sex": {"type": "text", "nullable": False},
                "income": {"type": "number"},
            }
        }
    },
    expected={
        'dte_quality_schema_changes{change="added"}': 1,
        'dte_quality_schema_changes{change="removed"}': 1,
        'dte_quality_schema_changes{change="type"}': 1,
        'dte_quality_schema_changes{change="nullability"}': 1,
        'dte_quality_schema_changed{column="age",change="type"}': 1,
        'dte_quality_schema_changed{column="age",change="nullability"}': 1,
        'dte_quality_schema_changed{column="income",change="removed"}': 1,
        'dte_quality_schema_changed{column="town",change="added"}': 1,
        'dte_quality_schema_info{fingerprint="5da70981c1fa5318"}': 1,
    },
    working="Age has decimals where whole numbers were promised, and is missing in a row; income has gone; town has"
    " come. Sex is as promised. The fingerprint is the beginning of the SHA-256 of"
    ' [["age", "number", true], ["sex", "text", false], ["town", "text", false]].',
)


def needs(params: Params, roles: Roles) -> Mapping[str, SchemaPlan]:
    """Return the one plan, of the reference too where nothing else says what was agreed."""
    return {"schemas": SchemaPlan(of_reference=not params.expected)}


@check(
    "schema",
    params=Params,
    needs=needs,
    emits=SPECS,
    example=EXAMPLE,
    of_rows_alone=True,
    optional=("reference",),
    of_columns=True,
)
def schema(statistics: Mapping[str, Schemas], params: Params, roles: Roles, now: float) -> Findings:
    """Return how many columns have changed, which, and the fingerprint of the schema."""
    schemas = statistics["schemas"]
    promised = _promised(params, schemas)
    agreed = schemas.current.of(promised) if params.extensible else schemas.current
    changed = list(changes(promised, agreed, roles.untyped))
    counts = Counter(one.change for one in changed)
    print_ = fingerprint(promised, agreed, roles.untyped)
    return Findings(
        samples=(
            *(CHANGES.sample(counts[kind], change=kind) for kind in KINDS if kind != "added" or not params.extensible),
            *(CHANGED.sample(1, column=one.column, change=one.change) for one in changed),
            INFO.sample(1, fingerprint=print_),
        ),
        details={
            "changed": [
                {"column": one.column, "change": one.change, "agreed": one.agreed, "found": one.found}
                for one in changed
            ],
            "columns": {name: column.type for name, column in schemas.current.columns.items()},
        },
    )


def _promised(params: Params, schemas: Schemas) -> Mapping[str, Promise]:
    """Return what was agreed.

    Raises
    ------
    CheckError
        If nothing was.
    """
    if params.expected:
        return {name: Promise(one.type, not one.nullable) for name, one in params.expected.items()}
    if schemas.reference is None:
        raise CheckError(
            "schema holds columns against what was agreed: set expected of the check, such as {age: {type: integer}}, "
            "or windows.reference of its data set to another one, such as {dataset: training}"
        )
    return promised_by(schemas.reference)

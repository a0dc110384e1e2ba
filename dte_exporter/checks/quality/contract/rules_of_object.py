"""All that a contract agrees on one of its objects."""

from collections.abc import Iterator
from dataclasses import replace

from dte_exporter.checks.quality.contract.agreed import Agreed, NotJudged
from dte_exporter.checks.quality.contract.column_rules import of_key, of_property
from dte_exporter.checks.quality.contract.quality_questions import of_quality
from dte_exporter.checks.quality.contract.service_rules import of_service
from dte_exporter.checks.quality.names_apart import names_apart
from dte_exporter.config.contracts.contract_schema import SchemaObject
from dte_exporter.config.contracts.data_contract import DataContract


def rules_of(contract: DataContract, agreed: SchemaObject) -> Iterator[Agreed]:
    """Yield each rule, and what cannot be one; the second of one field and label has a number."""
    all_ = [*_all(contract, agreed)]
    labels = names_apart([(one.field, one.label) for one in all_])
    yield from (replace(one, label=label) for one, label in zip(all_, labels, strict=True))


def _all(contract: DataContract, agreed: SchemaObject) -> Iterator[Agreed]:
    yield from of_key(agreed)
    for one in agreed.properties:
        if one.semantic_type == "measure":
            yield NotJudged(one.name, "present", "a measure is computed, and no column")
            continue
        yield from of_property(one)
        yield from of_quality(agreed, one.quality, one)
    yield from of_quality(agreed, agreed.quality, None)
    yield from of_service(contract, agreed)

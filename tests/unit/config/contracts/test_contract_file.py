"""Reading contracts: what the standard's versions allow is accepted, and what is judged of it can be asked for."""

from pathlib import Path

import pytest

from dte_exporter.config.contracts.contract_file import load_contract
from dte_exporter.config.contracts.data_contract import DataContract
from dte_exporter.config.contracts.figure_limits import Limited

HEAD = "apiVersion: {}\nkind: DataContract\nid: c-1\nversion: 1.0.0\nstatus: active\n"

EVERYTHING = """\
name: payments
tenant: acme
domain: finance
dataProduct: payments
contractCreatedTs: "2026-01-31T10:00:00Z"
tags: [money]
context: {instructions: Amounts are in cents.}
description:
  purpose: Views on payments
  authoritativeDefinitions: [{url: "https://example.org/privacy", type: privacy-statement}]
servers:
  - {server: main, type: postgres, host: db.example.org, port: 5432, database: payments, schema: public}
  - {server: events, type: kafka, host: kafka.example.org, format: avro}
schema:
  - id: payments_obj
    name: payments
    physicalName: pay_1
    physicalType: table
    dataGranularityDescription: A row is a payment.
    relationships:
      - {type: foreignKey, from: [payments.payer, payments.country], to: [payers.id, payers.country]}
    quality:
      - {metric: rowCount, mustBeGreaterThan: 10, method: reconciliation, scheduler: cron, schedule: 0 20 * * *}
      - {type: library, rule: duplicateCount, mustBeLessThan: 10, unit: percent}
      - type: custom
        engine: soda
        implementation: |
          type: duplicate_percent
    properties:
      - name: day
        physicalName: pay_day
        logicalType: date
        partitioned: true
        partitionKeyPosition: 1
        classification: public
        encryptedName: day_encrypted
        transformSourceObjects: [a, b]
        transformLogic: select day from a, b
        examples: ["2026-01-31", 5, null]
        logicalTypeOptions: {exclusiveMinimum: "2020-01-01", format: yyyy-MM-dd}
      - name: payer
        primaryKey: true
        primaryKeyPosition: 2
        relationships: [{to: payers.id}]
      - {name: number, primaryKey: true, primaryKeyPosition: 1, criticalDataElement: true}
      - name: state
        logicalType: string
        enum: [{value: paid, label: Paid}, {value: open}]
      - name: lines
        logicalType: array
        logicalTypeOptions: {minItems: 1, uniqueItems: true}
        items:
          logicalType: object
          properties: [{name: amount, logicalType: number}]
      - name: address
        logicalType: object
        logicalTypeOptions: {required: [street]}
        properties: [{name: street, logicalType: string}]
price: {priceAmount: 9.95, priceCurrency: EUR, priceUnit: megabyte}
roles: [{role: reader, access: read, firstLevelApprovers: Head of data}]
support: [{channel: "#payments", tool: slack}]
customProperties: [{property: ruleset, value: [a, {b: c}]}]
slaDefaultElement: payments.day
slaProperties:
  - {property: latency, value: 4, unit: d, element: payments.day}
  - {property: endOfLife, value: "2042-05-12T09:30:10-08:00"}
  - {property: retention, value: 3, unit: y}
  - {property: frequency, value: 1, valueExt: 1, unit: d}
  - {property: timeOfAvailability, value: 09:00-08:00, driver: regulatory}
"""


def _read(tmp_path: Path, text: str, version: str = "v3.1.0") -> DataContract:
    file = tmp_path / "contract.yaml"
    file.write_text(HEAD.format(version) + text)
    return load_contract(file)


@pytest.mark.parametrize("version", ["v3.0.0", "v3.0.1", "v3.0.2", "v3.1.0", "v3.2.0"])
def test_all_that_the_standard_has_is_accepted(tmp_path: Path, version: str) -> None:
    """Prices, servers, roles, support, custom properties and nested values are no reason to refuse a contract."""
    found = _read(tmp_path, EVERYTHING, version)

    assert found.called == "payments"
    assert [one.name for one in found.objects[0].properties] == ["day", "payer", "number", "state", "lines", "address"]


def test_a_key_has_its_own_order(tmp_path: Path) -> None:
    """The positions of the key say it, not the order of the columns."""
    (one,) = _read(tmp_path, EVERYTHING).objects

    assert [each.name for each in one.key] == ["number", "payer"]
    assert one.names == {"payments", "pay_1"}


def test_a_contract_without_a_name_is_called_by_its_id(tmp_path: Path) -> None:
    """A name is not asked for."""
    assert _read(tmp_path, "").called == "c-1"


@pytest.mark.parametrize(
    ("team", "owner"),
    [
        ("team: {name: sales}\n", "sales"),
        ("team: {name: sales, members: [{username: a, role: owner}]}\n", "sales"),
        ("team: {members: [{username: a, role: reader}, {username: b, role: Owner}]}\n", "b"),
        ("team: [{username: b, name: Head of sales, role: owner}]\n", "Head of sales"),
        ("team: [{username: b, role: reader}]\n", ""),
        ("", ""),
    ],
)
def test_the_owner_is_the_team_or_who_has_that_role(tmp_path: Path, team: str, owner: str) -> None:
    """Version 3.0 has a list of members where later ones have a team."""
    assert _read(tmp_path, team).owner == owner


@pytest.mark.parametrize(
    ("unit", "seconds"), [("s", 4), ("min", 240), ("h", 14_400), ("days", 345_600), ("Y", 126_230_400)]
)
def test_a_latency_is_a_span_of_time(tmp_path: Path, unit: str, seconds: float) -> None:
    """Units have several words, and no case."""
    (level,) = _read(tmp_path, f"slaProperties: [{{property: ly, value: 4, unit: {unit}}}]\n").sla_properties

    assert (level.promise, level.seconds) == ("latency", seconds)


@pytest.mark.parametrize(
    ("limits", "met", "unmet"),
    [
        ({"mustBe": 5}, [5], [4, 6]),
        ({"mustNotBe": 5}, [4, 6], [5]),
        ({"mustBeGreaterThan": 5}, [6], [4, 5]),
        ({"mustBeGreaterOrEqualTo": 5}, [5, 6], [4]),
        ({"mustBeLessThan": 5}, [4], [5, 6]),
        ({"mustBeLessOrEqualTo": 5}, [4, 5], [6]),
        ({"mustBeBetween": [5, 7]}, [5, 6, 7], [4, 8]),
        ({"mustNotBeBetween": [5, 7]}, [4, 8], [5, 6, 7]),
        ({"mustBeGreaterThan": 5, "mustBeLessThan": 7}, [6], [5, 7]),
    ],
)
def test_a_limit_holds_as_its_name_says(limits: dict[str, object], met: list[float], unmet: list[float]) -> None:
    """The ends of a range are inside, and of several limits all hold."""
    limited = Limited.model_validate(limits)

    assert all(map(limited.holds, met))
    assert not any(map(limited.holds, unmet))

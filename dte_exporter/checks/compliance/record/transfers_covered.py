"""Transfers covered: transfers out of the European Economic Area, and which of them rest on nothing in force.

Definition
    A *transfer* is one that an activity of the record names, to a country outside the EEA or to an international
    organisation; a recipient or processor that the activity places in such a country, and to which it names no
    transfer, is one as well. It is *covered* by an adequacy decision of the Commission that is in force (Art. 45; where
    the decision covers only some recipients, with the recipient's own evidence), by an appropriate safeguard whose
    document is named and has not ended (Art. 46), or by a derogation whose document is named (Art. 49), which is
    counted apart: the EDPB reads derogations as exceptions.
Formula
    violations = transfers that are not covered today, examined = transfers. ``dte_compliance_transfers`` counts them
    by what they rest on: adequacy, safeguard, derogation or none.
Range
    0 to the number of transfers; 0 violations is all covered.
Good direction
    Lower.
Undefined
    If no activity says anything of transfers, not even that there are none, there is nothing to examine.
Not seen
    Transfers that the record does not name, whether a safeguard works where the data go (Schrems II), and whether a
    derogation is used as narrowly as it has to be. The list of decisions is as old as this version of the exporter.
Reference
    GDPR Art. 44 to 49; EDPB Recommendations 01/2020 and Guidelines 2/2018; Court of Justice, C-311/18.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from dte_exporter.checks.compliance.findings import EXAMINED, VIOLATIONS
from dte_exporter.checks.compliance.record_findings import NEXT_END, activities, each, judged, next_end, today
from dte_exporter.checks.compliance.recorded import Recorded, only_the_record
from dte_exporter.config.governance.adequacy import Decision, adequacy
from dte_exporter.config.governance.record import Activity, Transfer, stated
from dte_exporter.config.governance.record_source import PROCESSING_RECORD
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.errors import NoDataError
from dte_exporter.metric import MetricSpec
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check

TRANSFERS = MetricSpec(
    "dte_compliance_transfers",
    "Transfers out of the European Economic Area, by what they rest on: adequacy, safeguard, derogation or none.",
    "compliance",
    ("check", "dataset", "mechanism"),
    low=0,
    reference="GDPR Art. 45, 46 and 49.",
)
RESTS_ON = ("adequacy", "safeguard", "derogation", "none")

EXAMPLE = Example(
    columns={},
    record={
        "activities": {
            "support": {
                "transfers": [
                    {"country": "CH", "mechanism": "adequacy"},
                    {"country": "CA", "mechanism": "adequacy"},
                    {"country": "IN", "mechanism": "standard_contractual_clauses", "reference": "SCC-1"},
                    {"country": "AU", "mechanism": "derogation", "reference": "Explicit consent, form 7"},
                    {"country": "NO"},
                ],
                "processors": [{"name": "Hosting Ltd", "country": "SG"}],
            }
        }
    },
    expected={
        "dte_compliance_violations": 2.0,
        "dte_compliance_examined": 5.0,
        'dte_compliance_transfers{mechanism="adequacy"}': 2.0,
        'dte_compliance_transfers{mechanism="safeguard"}': 1.0,
        'dte_compliance_transfers{mechanism="derogation"}': 1.0,
        'dte_compliance_transfers{mechanism="none"}': 1.0,
    },
    working=(
        "Norway is in the EEA: no transfer. Switzerland has a decision; that for Canada covers only some recipients, "
        "and nothing shows that this is one; India and Australia have their documents; the processor in Singapore has "
        "no transfer named at all. So 5 examined, of which Canada and Singapore are not covered."
    ),
)


class Params(Model):
    """The parameters of ``check: transfers-covered``: none."""


@check(
    "transfers-covered",
    params=Params,
    needs=only_the_record,
    emits=[VIOLATIONS, EXAMINED, TRANSFERS, NEXT_END],
    example=EXAMPLE,
    on="record",
    inputs=(PROCESSING_RECORD,),
)
def transfers_covered(statistics: Mapping[str, Recorded], params: Params, roles: Roles, now: float) -> Findings:
    """Return how many transfers there are, how many rest on nothing in force, and on what the others rest.

    Raises
    ------
    NoDataError
        If no activity says anything of transfers.
    """
    recorded = statistics["recorded"]
    if not any(activity.transfers for activity in activities(recorded).values()):
        raise NoDataError("no activity of the record says anything of transfers")
    day = today(recorded, now)
    named = {
        place: transfer
        for place, transfer in each(recorded, "transfers", lambda activity: stated(activity.transfers))
        if transfer.country not in adequacy().eea
    }
    tacit = dict(_tacit(recorded))
    counts = Counter([*map(_rests_on, named.values()), *("none" for _ in tacit)])
    faults = {place: _faults(transfer, day) for place, transfer in named.items()} | tacit
    ends = next_end(map(_end, named.values()), day)
    return judged(faults, (*(TRANSFERS.sample(counts[kind], mechanism=kind) for kind in RESTS_ON), *ends))


def _tacit(recorded: Recorded) -> Iterator[tuple[str, list[str]]]:
    """Yield recipients and processors outside the EEA to whose country their activity names no transfer."""
    for place, activity in activities(recorded).items():
        known = {transfer.country for transfer in stated(activity.transfers)} | adequacy().eea | {None}
        for where, country in _abroad(activity):
            if country not in known:
                yield f"{place}.{where}", [f"is in {country}, and no transfer there is named"]


def _abroad(activity: Activity) -> Iterator[tuple[str, str | None]]:
    for number, recipient in enumerate(stated(activity.recipients)):
        yield f"recipients[{number}]", recipient.country
    for number, processor in enumerate(activity.processors):
        yield f"processors[{number}]", processor.country


def _rests_on(transfer: Transfer) -> str:
    mechanism = transfer.mechanism or "none"
    return mechanism if mechanism in RESTS_ON else "safeguard"


def _decision(transfer: Transfer) -> Decision | None:
    if transfer.country is not None:
        return adequacy().countries.get(transfer.country)
    return adequacy().organisations.get(transfer.organisation)


def _end(transfer: Transfer) -> date | None:
    decision = _decision(transfer)
    return decision.until if transfer.mechanism == "adequacy" and decision else transfer.until


def _faults(transfer: Transfer, day: date) -> Iterator[str]:
    if transfer.country is None and not transfer.organisation:
        yield "says neither a country nor an international organisation"
    if transfer.mechanism is None:
        yield "rests on nothing"
    elif transfer.mechanism == "adequacy":
        yield from _inadequate(transfer, _decision(transfer), day)
    elif not transfer.reference:
        yield f"names no document for {transfer.mechanism}"
    if transfer.until is not None and transfer.until < day:
        yield f"what it rests on ended on {transfer.until}"


def _inadequate(transfer: Transfer, decision: Decision | None, day: date) -> Iterator[str]:
    if decision is None or decision.start > day:
        yield "there is no adequacy decision on where it goes"
    elif decision.until is not None and decision.until < day:
        yield f"the adequacy decision ended on {decision.until}"
    elif decision.only and not transfer.evidence:
        yield f"the adequacy decision covers only {decision.only}, and nothing shows that it covers this"

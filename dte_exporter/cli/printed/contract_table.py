"""How the verbs show a contract: what of it is judged, and what is not and why, object by object."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dte_exporter.checks.quality.contract.agreed import Agreed, NotJudged
from dte_exporter.checks.quality.contract.rules_of_object import rules_of
from dte_exporter.config.contracts.data_contract import DataContract

if TYPE_CHECKING:
    from rich.console import RenderableType


def told(contract: DataContract) -> Iterator["RenderableType"]:
    """Yield a heading and a table for each object of `contract`."""
    from rich.rule import Rule as Line
    from rich.text import Text

    if not contract.objects:
        yield Text("It agrees on no table: check: contract has nothing to judge.", "yellow")
    for one in contract.objects:
        agreed = [*rules_of(contract, one)]
        judged = sum(not isinstance(rule, NotJudged) for rule in agreed)
        head = Text.assemble((one.name, "bold"), f"  {judged} of {len(agreed)} rules are judged")
        yield Line(head, align="left")
        if agreed:
            yield _table(agreed)


def _table(agreed: list[Agreed]) -> "RenderableType":
    from rich.table import Table

    table = Table(box=None, padding=(0, 2), header_style="dim")
    for heading in ("field", "rule", ""):
        table.add_column(heading, overflow="fold")
    before = None
    for one in agreed:
        field = "" if one.field == before else one.field or "(all rows)"
        told, colour = (f"not judged: {one.why}", "yellow") if isinstance(one, NotJudged) else ("judged", None)
        table.add_row(field, one.label, told, style=colour)
        before = one.field
    return table

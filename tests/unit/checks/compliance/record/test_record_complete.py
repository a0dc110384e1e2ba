"""Art. 30(1) and (2), field by field."""

from pathlib import Path

import pytest

from tests.unit.checks.compliance.of_record import found

COMPLETE = {
    "organisation": "organisation: {name: Fictitious Ltd, contact: privacy@example.org}",
    "dpo": "dpo: {name: The officer, contact: dpo@example.org}",
    "purpose": "    purpose: To send news",
    "subjects": "    subjects: [readers]",
    "data": "    data: [user.contact.email]",
    "recipients": "    recipients: [{name: Sender of e-mail}]",
    "transfers": "    transfers: [{country: US, mechanism: adequacy}]",
    "retention": "    retention: [{period: P30D, starts: withdrawal}]",
    "security": "    security: Encrypted",
}
"""A controller's record of one activity, a field a line."""


def _record(**changed: str) -> str:
    told = {**COMPLETE, **changed}
    head, activity = (told.pop("organisation"), told.pop("dpo")), told.values()
    return "\n".join((*head, "activities:", "  newsletter:", "    role: controller", *filter(None, activity)))


def test_a_complete_record_has_no_violation(tmp_path: Path) -> None:
    """Nine fields are asked of a controller's activity."""
    assert found("record-complete", tmp_path, _record()).counts == (0, 9)


@pytest.mark.parametrize("field", COMPLETE)
def test_each_missing_field_is_a_violation(field: str, tmp_path: Path) -> None:
    """The field, and no other, is told by its place."""
    told = found("record-complete", tmp_path, _record(**{field: ""}))

    assert told.counts == (1, 9)
    assert told.places == {f"activities.newsletter.{field}": ["is missing"]}


@pytest.mark.parametrize("field", ["recipients", "transfers", "retention", "security"])
def test_a_reason_stands_for_what_there_is_none_of(field: str, tmp_path: Path) -> None:
    """Where applicable, or where possible: a reason counts as present, an empty list does not."""
    reason = found("record-complete", tmp_path, _record(**{field: f"    {field}: {{none: because}}"}))
    empty = "''" if field == "security" else "[]"
    silent = found("record-complete", tmp_path, _record(**{field: f"    {field}: {empty}"}))

    assert (reason.counts, silent.counts) == ((0, 9), (1, 9))


def test_an_officer_without_a_way_to_reach_them_is_missing(tmp_path: Path) -> None:
    """Name and contact details, says Art. 30(1)(a); nobody at all takes a reason."""
    assert found("record-complete", tmp_path, _record(dpo="dpo: {name: The officer}")).counts == (1, 9)
    assert found("record-complete", tmp_path, _record(dpo="dpo: {none: Not required}")).counts == (0, 9)


def test_the_purpose_may_be_in_words_of_the_taxonomy(tmp_path: Path) -> None:
    """Uses are purposes."""
    uses = "    uses: [marketing.communications.email]"
    assert found("record-complete", tmp_path, _record(purpose=uses)).counts == (0, 9)


PROCESSOR = """\
organisation: {name: Fictitious Ltd, contact: x}
dpo: {none: Not required}
activities:
  hosting:
    role: processor
    purpose: To host
    transfers: {none: In the EEA}
    security: Encrypted
    on_behalf_of: [{name: A Ltd, contact: y}, {name: B Ltd}]
"""


def test_a_processor_names_each_controller_and_how_to_reach_them(tmp_path: Path) -> None:
    """Six fields are asked of a processor's activity; B Ltd cannot be reached."""
    incomplete = found("record-complete", tmp_path, PROCESSOR)
    complete = found("record-complete", tmp_path, PROCESSOR.replace("{name: B Ltd}", "{name: B Ltd, contact: z}"))

    assert (incomplete.counts, complete.counts) == ((1, 6), (0, 6))
    assert list(incomplete.places) == ["activities.hosting.on_behalf_of"]

"""Whether whoever did something might do it, by how they were introduced on the chain."""

from datetime import date
from typing import Any

from assessor_app.domain.answer import in_scope
from assessor_app.domain.form import Form
from assessor_app.domain.people import Role
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.verdict import RejectedCode
from assessor_app.formats.signed_record import Record
from assessor_app.issuer.judging.case import Case, list_in
from assessor_app.issuer.store.verdicts import Decided

DECISIONS = (RecordType.ASSESSMENT_FINALISED.value, RecordType.CORRECTED.value)


def introductions(case: Case) -> dict[str, dict[str, Any]]:
    """What is said of each person whom this record needs to be introduced, by their id."""
    return introduced_to(case, case.record)


def introduced_to(case: Case, record: Record) -> dict[str, dict[str, Any]]:
    """The same of another record of the centre."""
    found = case.needed(RecordType.PERSON_INTRODUCED.value, of=record)
    return {one.about.get("person", ""): one.body for one in found}


def has_role(said: dict[str, Any] | None, *roles: Role) -> bool:
    """Whether somebody was introduced with one of these roles."""
    return said is not None and any(role.value in _texts(said, "roles") for role in roles)


def assessor_fault(said: dict[str, Any] | None, form: Form, day: str) -> RejectedCode | None:
    """Why somebody might not assess this form on this day (ISO), None where they might."""
    if said is None or not has_role(said, Role.ASSESSOR):
        return RejectedCode.NOT_ALLOWED
    scope = tuple(_texts(said, "scope"))
    if form.sector not in scope and not in_scope(form.code, scope):
        return RejectedCode.NOT_QUALIFIED
    until = said.get("qualified_until")
    if isinstance(until, str) and until and not _within(day, until):
        return RejectedCode.NOT_QUALIFIED
    return None


def released(case: Case) -> Decided | None:
    """A release or a return is a quality assurer's, who marked nothing in the work."""
    by = case.record.by or ""
    said = introductions(case).get(by)
    if said is None or Role.QUALITY_ASSURER.value not in _texts(said, "roles"):
        return case.refuse(RejectedCode.NOT_ALLOWED)
    if any(by in markers(work) for work in case.needed(*DECISIONS)):
        return case.refuse(RejectedCode.NOT_ALLOWED)
    return None


def markers(work: Record) -> set[str]:
    """Everybody whose hand is in a decision: who decided, marked, or asked."""
    found = {work.by or ""}
    for name in ("marks", "oral"):
        found |= {one["by"] for one in list_in(work.body, name) if isinstance(one.get("by"), str)}
    return found - {""}


def _within(day: str, until: str) -> bool:
    try:
        return date.fromisoformat(day[:10]) <= date.fromisoformat(until)
    except ValueError:
        return False


def _texts(said: dict[str, Any], name: str) -> list[str]:
    found = said.get(name)
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []

"""What comes after a decision: by whom it may be corrected, annulled, revoked, replaced or appealed against."""

from sqlalchemy import select

from assessor_app.domain.after import Remedy
from assessor_app.domain.assessment import Decision
from assessor_app.domain.people import Role
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.verdict import HeldCode, RejectedCode
from assessor_app.formats.signed_record import Record
from assessor_app.issuer.judging.case import Case, is_id
from assessor_app.issuer.judging.people import has_role, introductions, markers
from assessor_app.issuer.store.facts import award
from assessor_app.issuer.store.verdicts import Decided, held

_DECISIONS = (RecordType.ASSESSMENT_FINALISED.value, RecordType.CORRECTED.value)
_MAY_RULE = (Role.QUALITY_ASSURER, Role.ADMINISTRATOR)


def corrected(case: Case) -> Decided | None:
    """A correction is the decider's own; from *not yet* to *competent* only because somebody else asked for it."""
    before = next((one for one in _works(case) if one.id == case.text("corrects")), None)
    if before is None:
        return case.refuse(RejectedCode.RULES)
    if before.by != case.record.by:
        return case.refuse(RejectedCode.NOT_ALLOWED)
    raised = before.body.get("decision") != Decision.COMPETENT == case.text("decision")
    return case.refuse(RejectedCode.NOT_ALLOWED) if raised and not _is_asked_for(case) else None


def annulled(case: Case) -> Decided | None:
    """Two people: the assessor who decided and another, or any assessor with a quality assurer who did not decide."""
    works = _works(case)
    if not works:
        return case.refuse(RejectedCode.RULES)
    first, second, decider = case.record.by or "", case.text("second"), works[-1].by
    known = introductions(case)
    assures = has_role(known.get(second), Role.QUALITY_ASSURER) and second != decider
    allowed = (
        first != second
        and has_role(known.get(first), Role.ASSESSOR)
        and has_role(known.get(second), Role.QUALITY_ASSURER, Role.ASSESSOR)
        and (first == decider or assures)
    )
    return None if allowed else case.refuse(RejectedCode.NOT_ALLOWED)


def revoked(case: Case) -> Decided | None:
    """Follows a correction down to *not yet*, by the same person, of the assessment that the award is of."""
    about = case.record.about
    corrections = [one for one in _works(case) if one.type == RecordType.CORRECTED]
    down = [one for one in corrections if one.body.get("decision") != Decision.COMPETENT]
    if not down:
        return case.refuse(RejectedCode.RULES)
    if all(one.by != case.record.by for one in down):
        return case.refuse(RejectedCode.NOT_ALLOWED)
    of = case.connection.execute(
        select(award.c.assessment).where(
            award.c.centre == case.centre, award.c.id == (about.get("award") or "")
        )
    ).scalar_one_or_none()
    if of is None:
        return held(HeldCode.MISSING_RECORD)
    return None if of == about.get("assessment") else case.refuse(RejectedCode.RULES)


def appealed(case: Case) -> Decided | None:
    """Decided by a quality assurer or administrator who has no hand in the work."""
    works = _works(case)
    if not works:
        return case.refuse(RejectedCode.RULES)
    if case.text("step") != "decided":
        return None
    by = case.record.by or ""
    partial = any(by in markers(work) for work in works)
    allowed = has_role(introductions(case).get(by), *_MAY_RULE) and not partial
    return None if allowed else case.refuse(RejectedCode.NOT_ALLOWED)


def replaces_rightly(case: Case) -> bool:
    """Whether a `superseded` names two papers of one award, the new one made to replace the old, and the name's correction."""
    about, old, new = case.record.about, case.text("number"), case.text("by")
    papers = {one.body.get("number"): one for one in case.needed(RecordType.CERTIFICATE_ISSUED.value)}
    names = case.needed(RecordType.NAME_CORRECTED.value)
    if old not in papers or new not in papers or not is_id(about.get("award")):
        return False
    awards = {papers[number].about.get("award") for number in (old, new)}
    mended = any(one.about.get("certificate") == old for one in names)
    return awards == {about.get("award")} and papers[new].body.get("supersedes") == old and mended


def _works(case: Case) -> tuple[Record, ...]:
    """The decisions that this record needs on its own assessment, in their order."""
    own = case.record.about.get("assessment")
    found = [one for one in case.needed(*_DECISIONS) if own and one.about.get("assessment") == own]
    return tuple(sorted(found, key=_revision))


def _revision(work: Record) -> int:
    number = work.body.get("revision", 1)
    return number if isinstance(number, int) else 1


def _is_asked_for(case: Case) -> bool:
    """By the return of a quality assurer, or an appeal that was upheld for it."""
    own = case.record.about.get("assessment", "")
    returns = case.needed(RecordType.RETURNED.value)
    appeals = case.needed(RecordType.APPEAL.value)
    returned = any(own in _list(one, "assessments") for one in returns)
    return returned or any(one.body.get("remedy") == Remedy.CORRECTION for one in appeals)


def _list(one: Record, name: str) -> list[object]:
    found = one.body.get(name)
    return found if isinstance(found, list) else []

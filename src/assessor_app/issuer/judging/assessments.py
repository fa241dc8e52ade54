"""A decision: by somebody who might, on a form that was published, by its rules, and no other device's attempt."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from sqlalchemy import bindparam, select

from assessor_app.domain.assessment import USES_ATTEMPT, Decision
from assessor_app.domain.form import Form
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.verdict import HeldCode, RejectedCode
from assessor_app.formats.form_yaml import parse_form
from assessor_app.issuer.judging.after import corrected
from assessor_app.issuer.judging.case import Case, is_id, list_in, text_in
from assessor_app.issuer.judging.countersigned import lacks_countersignature
from assessor_app.issuer.judging.people import assessor_fault, introductions, markers
from assessor_app.issuer.judging.rules import breaks_rules
from assessor_app.issuer.store import learners
from assessor_app.issuer.store.catalogue import FormRow, find_form
from assessor_app.issuer.store.facts import assessment
from assessor_app.issuer.store.verdicts import Decided, held, rejected

STANDS = "stands"
MOST_ATTEMPTS = 10_000
# Made once: to build a statement takes longer than to run it.
_KNOWN = select(assessment.c.record, assessment.c.state).where(
    assessment.c.centre == bindparam("centre"), assessment.c.id == bindparam("id")
)
_OTHERS = select(assessment.c.attempt, assessment.c.decision, assessment.c.decided_at).where(
    assessment.c.centre == bindparam("centre"),
    assessment.c.learner.in_(bindparam("who", expanding=True)),
    assessment.c.form_code == bindparam("form_code"),
    assessment.c.state == STANDS,
    assessment.c.uses_attempt == 1,
)


def decided(case: Case) -> Decided | None:
    """`assessment-finalised`, or `corrected`, which says all that it does."""
    row = published(
        case, text_in(case.record.body, "form", "code"), text_in(case.record.body, "form", "version")
    )
    if row is None:
        return rejected(RejectedCode.FORM_UNKNOWN)
    form = form_of(row.content)
    fault = _form_fault(case, row) or _people_fault(case, form)
    if fault is not None:
        return rejected(fault)
    if not _is_whole(case):
        return rejected(RejectedCode.RULES)
    if RejectedCode.RULES not in case.waived and breaks_rules(case.record.body, form):
        return rejected(RejectedCode.RULES)
    if lacks_countersignature(case, form):
        return case.refuse(RejectedCode.NOT_ALLOWED) or _standing(case, form)
    return _standing(case, form)


def _standing(case: Case, form: Form) -> Decided | None:
    """Beside what else is known of this assessment and this learner."""
    if case.record.type == RecordType.CORRECTED:
        return _revision(case) or corrected(case)
    return _elsewhere(case, form)


def _is_whole(case: Case) -> bool:
    """Whether it has what is kept of a decision, in its shape."""
    about, attempt, competent = case.record.about, case.record.body.get("attempt"), False
    try:
        datetime.fromisoformat(case.text("decided"))
        competent = Decision(case.text("decision")) is Decision.COMPETENT
    except ValueError:
        return False
    ids = is_id(about.get("assessment")) and is_id(about.get("learner"))
    award = is_id(about.get("award")) if competent else about.get("award") is None
    return ids and award and type(attempt) is int and 0 < attempt < MOST_ATTEMPTS


def published(case: Case, code: str, version: str) -> FormRow | None:
    """A form version as it was published, None for one that was not."""
    return case.shared.once(("form", code, version), lambda: find_form(case.connection, code, version))


@lru_cache(maxsize=256)
def form_of(content: bytes) -> Form:
    """A published form by its exact bytes; it was checked before it was kept."""
    return parse_form(content)


def _form_fault(case: Case, row: FormRow) -> RejectedCode | None:
    if text_in(case.record.body, "form", "sha256") != row.sha256:
        return RejectedCode.FORM_DIFFERS
    withdrawn = row.withdrawn_on is not None and case.text("decided")[:10] >= row.withdrawn_on
    waived = RejectedCode.FORM_WITHDRAWN in case.waived
    return RejectedCode.FORM_WITHDRAWN if withdrawn and not waived else None


def _people_fault(case: Case, form: Form) -> RejectedCode | None:
    """Who decided, on the day of the decision; whoever marked, on the day of each mark."""
    known = introductions(case)
    work = [(case.record.by or "", case.text("decided") or case.record.at)]
    work += [(text_in(one, "by"), text_in(one, "entered")) for one in list_in(case.record.body, "marks")]
    for person, day in dict.fromkeys(work):
        fault = assessor_fault(known.get(person), form, day)
        if fault is not None and fault not in case.waived:
            return fault
    if markers(case.record) - known.keys() and RejectedCode.NOT_ALLOWED not in case.waived:
        return RejectedCode.NOT_ALLOWED
    return None


def _revision(case: Case) -> Decided | None:
    """A correction names the revision that holds: of two that name the same one, the second is held."""
    known = _known(case)
    if known is None:
        return held(HeldCode.MISSING_RECORD)
    return None if known == (case.text("corrects"), STANDS) else case.hold(HeldCode.CONFLICT)


def _known(case: Case) -> tuple[str, str] | None:
    """The record that holds of this assessment, and its state."""
    this = {"centre": case.centre, "id": case.record.about.get("assessment", "")}
    row = case.connection.execute(_KNOWN, this).one_or_none()
    return (row.record, row.state) if row else None


def _elsewhere(case: Case, form: Form) -> Decided | None:
    """Attempts of this learner at this form, as all devices of the centre know them."""
    if _known(case) is not None:
        return held(HeldCode.DUPLICATE)
    learner = case.record.about.get("learner", "")
    who = learners.one_person(case.connection, centre=case.centre, learner_id=learner)
    these = {"centre": case.centre, "who": sorted(who), "form_code": form.code}
    others = case.connection.execute(_OTHERS, these).all()
    if case.text("end") not in USES_ATTEMPT:
        return None
    hold = None
    failed = [other for other in others if other.decision != Decision.COMPETENT.value]
    if any(other.attempt == case.record.body.get("attempt") for other in others):
        hold = case.hold(HeldCode.DUPLICATE)
    if hold is None and form.rules.attempts is not None and len(failed) >= form.rules.attempts:
        hold = case.hold(HeldCode.ATTEMPTS)
    if hold is not None:
        return hold
    last = max((other.decided_at for other in failed), default=None)
    if last is not None and _too_soon(case, last, form.rules.cooling_off_days):
        return case.hold(HeldCode.COOLING_OFF)
    return None


def _too_soon(case: Case, last: str, days: int) -> bool:
    started = case.text("started") or case.record.at
    try:
        return _day(started) < _day(last) + timedelta(days=days)
    except ValueError:
        return False


def _day(text: str) -> date:
    return datetime.fromisoformat(text).date()

"""Issuing a certificate: number, claims, QR, frozen page and record, all on disk before the first byte is printed."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from assessor_app.domain import number as numbers
from assessor_app.domain.assessment import Assessment, Decision, State
from assessor_app.domain.certificate import Certificate, Waiting
from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Form
from assessor_app.domain.marks import Occasion
from assessor_app.domain.people import IdentityMark, Learner, Role, Staff, require_role
from assessor_app.domain.record_types import RecordType
from assessor_app.formats.cut import plain
from assessor_app.formats.paper_claims import Environment, PaperClaims
from assessor_app.services.awards.content import PaperContent, Signatory
from assessor_app.services.awards.dates import Dates, dates_of
from assessor_app.services.awards.desk import AwardDesk
from assessor_app.services.awards.grounds import Grounds, grounds_of
from assessor_app.services.awards.policy import waits_for
from assessor_app.services.clock import stamp
from assessor_app.services.deciding.ports import Release
from assessor_app.services.records.introduce import introduce
from assessor_app.services.records.ledger import Pen, signing
from assessor_app.services.records.ports import Chain
from assessor_app.trust.certifying import certifies
from assessor_app.trust.cose_sign import sign_paper

# What is wrong with one paper alone, and need not keep others from being made.
OF_ONE_PAPER = frozenset({"letters-missing-for", "certificate-too-full", "qr-too-large"})
MAY_PRINT = (Role.CENTRE_STAFF, Role.ASSESSOR, Role.ADMINISTRATOR)


def waiting(desk: AwardDesk, assessment: Assessment) -> Waiting | None:
    """What a competent decision still waits for; None when its certificate may be printed now."""
    return waiting_of(desk, assessment, desk.outcomes.release(assessment.id))


def waiting_of(desk: AwardDesk, assessment: Assessment, release: Release | None) -> Waiting | None:
    """The same where its release is at hand."""
    form = desk.forms.get(assessment.form_code, assessment.form_version)
    chain = desk.ledger.records.active_chain()
    may_certify = certifies(chain.delegation, form.code, at=desk.ledger.clock.now())
    return waits_for(form, assessment, release, may_certify=may_certify)


def issue(
    desk: AwardDesk, *, by: str, assessments: Sequence[str], clock_confirmed: bool = False
) -> tuple[str, ...]:
    """Issues the certificates of these assessments and returns their numbers, all or none.

    Raises KnownError: `not-competent`, `issued-already`, `waits-for` (with the reason), `not-allowed`,
    `OF_ONE_PAPER` and what else the drawer says, `clock-question`, and why this folder may not sign.
    """
    require_role(desk.staff.get(by), *MAY_PRINT)
    with signing(desk.ledger, clock_confirmed=clock_confirmed) as pen:
        return tuple(_issue(desk, pen, by, assessment) for assessment in assessments)


def _issue(desk: AwardDesk, pen: Pen, by: str, assessment_id: str) -> str:
    kept = desk.assessments.get(assessment_id)
    if kept.state is not State.FINALISED or kept.decision is not Decision.COMPETENT:
        raise KnownError("not-competent", learner=desk.learners.get(kept.learner).name)
    grounds = grounds_of(desk, assessment_id)
    if desk.certificates.of_award(grounds.award):
        raise KnownError("issued-already", learner=grounds.learner.name)
    reason = waiting_of(desk, kept, grounds.release)
    if reason is not None:
        raise KnownError("waits-for", learner=grounds.learner.name, reason=reason.value)
    return make(desk, pen, by=by, subject=Subject(grounds)).number


@dataclass(frozen=True)
class Subject:
    """What a certificate is made of: what it rests on, and the paper it replaces, if any.

    `correction` is the record of the corrected name, where the paper replaces another.
    """

    grounds: Grounds
    supersedes: str = ""
    correction: str = ""


def make(desk: AwardDesk, pen: Pen, *, by: str, subject: Subject) -> Certificate:
    """Makes one certificate inside a signing transaction."""
    grounds, now = subject.grounds, desk.ledger.clock.now()
    kept, learner = grounds.assessment, grounds.learner
    form = desk.forms.get(kept.form_code, kept.form_version)
    number = numbers.make(pen.chain.id, desk.ledger.records.next_certificate(pen.chain.id))
    dates = dates_of(desk, form, kept, now)
    claims = _claims(desk, form, learner, number, dates, grounds.occasions, issued_at=int(now.timestamp()))
    qr = _qr(desk, pen, claims, at=now)
    page = _drawn(desk, _content(desk, subject, form, claims, dates, qr), form)
    signed = pen.sign(
        RecordType.CERTIFICATE_ISSUED,
        by=by,
        about={"certificate": number, "award": grounds.award, "assessment": kept.id, "learner": kept.learner},
        needs=_needs(desk, pen, subject, by=by),
        body=_body(claims, dates, now=now, qr=qr, page=page, supersedes=subject.supersedes),
        personal={"holder": plain(learner.name), "identity": _identity(learner)},
    )
    certificate = Certificate(
        number=number,
        cti=claims.cti,
        award=grounds.award,
        assessment=kept.id,
        learner=kept.learner,
        holder=learner.name,
        form_code=form.code,
        form_version=form.version,
        issued_at=stamp(now),
        issued_by=by,
        provisional_until=_iso(dates.provisional_until),
        valid_until=_iso(dates.valid_until),
        qr=qr,
        page=page,
        record=signed.id,
        supersedes=subject.supersedes,
    )
    desk.certificates.add(certificate)
    return certificate


def _drawn(desk: AwardDesk, content: PaperContent, form: Form) -> bytes:
    """The frozen page, in the design that was chosen for its form. A letter that no font has is told with whose paper wants it: one name must not stop a class."""
    try:
        return desk.drawer.draw(content, desk.designs.chosen(form))
    except KnownError as error:
        if error.code != "letters-missing":
            raise
        raise KnownError("letters-missing-for", holder=content.holder, **error.details) from error


def _needs(desk: AwardDesk, pen: Pen, subject: Subject, *, by: str) -> list[str]:
    """The decision, its release, the correction of the name, and who the people printed on the paper are."""
    release = subject.grounds.release
    people = [
        desk.staff.get(subject.grounds.assessment.decided_by),
        *([desk.staff.get(release.by)] if release else []),
    ]
    acts = [subject.grounds.record, release.record if release else "", subject.correction]
    return [*(act for act in acts if act), *introduce(pen, people, by=by)]


def _claims(
    desk: AwardDesk,
    form: Form,
    learner: Learner,
    number: str,
    dates: Dates,
    occasions: Sequence[Occasion],
    *,
    issued_at: int,
) -> PaperClaims:
    return PaperClaims(
        cti=secrets.token_bytes(16),
        issued_at=issued_at,
        number=number,
        name=learner.name,
        mark=_mark(learner),
        code=form.code,
        version=form.version,
        title=form.title,
        level=desk.drawer.level(form),
        credits=desk.drawer.credits(form),
        environment=_environment(occasions),
        provisional_until=dates.provisional_until,
        valid_until=dates.valid_until,
    )


def _body(
    claims: PaperClaims, dates: Dates, *, now: datetime, qr: str, page: bytes, supersedes: str
) -> dict[str, object]:
    """What the record says of a paper: nothing that names its holder, and hashes of what does."""
    return {
        "number": claims.number,
        "cti": claims.cti.hex(),
        "form": {"code": claims.code, "version": claims.version},
        "issued": stamp(now),
        "achieved": dates.achieved.isoformat(),
        "provisional_until": _iso(dates.provisional_until),
        "valid_until": _iso(dates.valid_until),
        "environment": claims.environment.name.lower(),
        "qr": sha256(qr.encode("ascii")).hexdigest(),
        "page": sha256(page).hexdigest(),
        "supersedes": supersedes,
    }


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _mark(learner: Learner) -> date | str | None:
    if learner.identity_mark is IdentityMark.BIRTH_DATE:
        return learner.birth_date
    if learner.identity_mark is IdentityMark.ID_LAST_FOUR:
        return learner.id_last_four or None
    return None


def _identity(learner: Learner) -> dict[str, str] | None:
    """The mark that the paper shows, with its kind: four digits may look like a year."""
    shown = _mark(learner)
    return None if shown is None else {"kind": learner.identity_mark.value, "value": str(shown)}


def _environment(occasions: Sequence[Occasion]) -> Environment:
    seen = {occasion.environment for occasion in occasions}
    if len(seen) > 1:
        return Environment.BOTH
    return Environment.WORKPLACE if seen == {"workplace"} else Environment.SIMULATED


def _qr(desk: AwardDesk, pen: Pen, claims: PaperClaims, *, at: datetime) -> str:
    chain: Chain = pen.chain
    if chain.delegation is None or not certifies(chain.delegation, claims.code, at=at):
        raise KnownError("waits-for", learner=claims.name, reason=Waiting.REGISTRATION.value)
    host = desk.centre.centre().host or None
    return sign_paper(claims, key=pen.key, delegation=chain.delegation, host=host)


def _content(
    desk: AwardDesk,
    subject: Subject,
    form: Form,
    claims: PaperClaims,
    dates: Dates,
    qr: str,
) -> PaperContent:
    centre, grounds = desk.centre.centre(), subject.grounds
    assessor = desk.staff.get(grounds.assessment.decided_by)
    verifier = desk.staff.get(grounds.release.by) if grounds.release else None
    return PaperContent(
        holder=grounds.learner.name,
        mark=claims.mark,
        title=form.title,
        form_code=form.code,
        form_version=form.version,
        level=claims.level,
        credits=claims.credits,
        workload_hours=form.workload_hours,
        outcomes=tuple(outcome.text for outcome in form.outcomes),
        environments=tuple(sorted({occasion.environment for occasion in grounds.occasions})),
        assessment_method=form.assessment_type,
        participation=form.participation,
        quality_assurance=form.quality_assurance,
        achieved=dates.achieved,
        issued=dates.issued,
        valid_until=dates.valid_until,
        provisional_until=dates.provisional_until,
        limits=form.limits,
        not_a_licence=form.not_a_licence,
        endorsement=form.endorsement,
        guideline=form.guideline,
        centre=centre.name,
        centre_approval=centre.approval_number,
        centre_country=centre.country,
        awarding_body=centre.awarding_body,
        own_award=centre.own_root,
        assessor=_signatory(assessor),
        quality_assurer=_signatory(verifier) if verifier else None,
        phone=centre.phone,
        host=centre.host,
        number=claims.number,
        qr=qr,
        language=form.language,
        sample=centre.sample,
        supersedes=subject.supersedes,
        methods=grounds.methods,
        challenged=grounds.challenged,
        sector=form.sector,
        criteria=tuple(
            tuple(one.text for one in form.criteria() if one.outcome == outcome.id)
            for outcome in form.outcomes
        ),
    )


def _signatory(staff: Staff) -> Signatory:
    return Signatory(name=staff.name, registration=staff.registration, id=staff.id)

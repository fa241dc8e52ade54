"""The facts of a certificate of this centre, gathered for its credential."""

from datetime import date, datetime
from uuid import NAMESPACE_OID, uuid5

from assessor_app.domain.centre import Centre
from assessor_app.domain.certificate import CertificateState
from assessor_app.domain.credential import (
    OWN_CREDENTIALS,
    CredentialFacts,
    EvidenceKept,
    Organisation,
    PartFacts,
    QualificationFacts,
    last_day,
)
from assessor_app.domain.errors import KnownError
from assessor_app.services.awards.sheets import require_not_appealed, state
from assessor_app.services.credentials.ports import CredentialDesk
from assessor_app.services.qualifications.ports import Awarded


def require_credential(desk: CredentialDesk, number: str) -> None:
    """Raises KnownError saying why this certificate has no credential.

    `no-credential` (with the state), `credential-elsewhere` where the issuer makes it and has not yet, `appeal-open`,
    `no-such-certificate`.
    """
    found = state(desk.awards, number)
    own = desk.awards.centre.centre().own_root
    if found not in OWN_CREDENTIALS:
        raise KnownError("no-credential", number=number, state=found.value)
    if not own and (found is not CertificateState.REGISTERED or desk.issued.of_paper(number) is None):
        raise KnownError("credential-elsewhere", number=number)
    require_not_appealed(desk.awards, number)


def facts_of(desk: CredentialDesk, number: str, *, issuer: str) -> CredentialFacts:
    """What the credential of this certificate says; `issuer` is the did of whoever signs it."""
    awards = desk.awards
    paper = awards.certificates.get(number)
    kept = awards.assessments.get(paper.assessment)
    release = awards.outcomes.release(kept.id)
    record, _award = awards.assessments.signed(kept.id)
    centre = awards.centre.centre()
    occasions = awards.assessments.occasions(kept.id)
    return CredentialFacts(
        cti=paper.cti,
        number=number,
        holder=paper.holder,
        learner_number=awards.learners.get(paper.learner).number,
        form=awards.forms.get(paper.form_code, paper.form_version),
        environments=tuple(sorted({occasion.environment for occasion in occasions})),
        methods=awards.work.methods(kept.id),
        achieved=datetime.fromisoformat(kept.decided_at),
        issued=datetime.fromisoformat(paper.issued_at),
        until=last_day(
            provisional_until=paper.provisional_until,
            valid_until=paper.valid_until,
            registered=state(awards, number) is CertificateState.REGISTERED,
        ),
        issuer=_organisation(centre, issuer),
        centre=_organisation(centre, uuid5(NAMESPACE_OID, f"centre {centre.id}").urn),
        assessor=awards.staff.get(kept.decided_by).registration,
        quality_assurer=awards.staff.get(release.by).registration if release else "",
        evidence=tuple(
            EvidenceKept(kind=piece.kind, sha256=piece.sha256, criterion=piece.criterion)
            for piece in desk.evidence.of_assessment(kept.id)
            if piece.counts
        ),
        record=awards.ledger.records.get(record).hash if record else "",
        sample=centre.sample,
        endorsements=desk.endorsements.of_form(
            paper.form_code, paper.form_version, at=datetime.fromisoformat(paper.issued_at)
        ),
    )


def qualification_facts(desk: CredentialDesk, awarded: Awarded, *, issuer: str) -> QualificationFacts:
    """What the credential of this qualification says; `issuer` is the did of whoever signs it."""
    awards = desk.awards
    centre = awards.centre.centre()
    return QualificationFacts(
        cti=awarded.cti,
        number=awarded.number,
        holder=awarded.holder,
        learner_number=awards.learners.get(awarded.learner).number,
        code=awarded.code,
        title=awarded.title,
        sector=awarded.sector,
        of=awarded.of,
        need=awarded.need,
        first=awarded.first,
        parts=tuple(
            PartFacts(
                cti=part.cti,
                number=part.number,
                form=awards.forms.get(part.code, part.version),
                achieved=date.fromisoformat(part.achieved),
                until=date.fromisoformat(part.until) if part.until else None,
            )
            for part in awarded.parts
        ),
        awarded=datetime.fromisoformat(awarded.awarded_at),
        until=date.fromisoformat(awarded.valid_until) if awarded.valid_until else None,
        issuer=_organisation(centre, issuer),
        centre=_organisation(centre, uuid5(NAMESPACE_OID, f"centre {centre.id}").urn),
        released_by=awards.staff.get(awarded.by).registration,
        record=awards.ledger.records.get(awarded.record).hash,
        sample=centre.sample,
    )


def _organisation(centre: Centre, name: str) -> Organisation:
    return Organisation(
        id=name,
        name=centre.name,
        country=centre.country,
        phone=centre.phone,
        host=centre.host,
        approval_number=centre.approval_number,
    )

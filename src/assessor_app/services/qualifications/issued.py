"""Qualifications that an issuer awarded: known here by their credentials alone, and by the papers that those name."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from assessor_app.domain.certificate import CertificateState
from assessor_app.domain.stacking import QualificationState
from assessor_app.services.awards.sheets import state
from assessor_app.services.people.history import PastWork
from assessor_app.services.qualifications.ports import IssuedQualification, QualificationDesk

_GONE = frozenset({CertificateState.REVOKED, CertificateState.ANNULLED, CertificateState.REJECTED})


def issued_to(desk: QualificationDesk, history: Collection[PastWork]) -> tuple[IssuedQualification, ...]:
    """Those that name a paper of this learner's work, the oldest first; none where the centre awards by itself."""
    if desk.awards.centre.centre().own_root:
        return ()
    papers = {desk.awards.certificates.get(line.number).cti for past in history for line in past.papers}
    if not papers:
        return ()
    named = desk.issued.beside_papers(naming=[UUID(bytes=cti).urn for cti in papers])
    found = (desk.read_issued(number, content) for number, content in named)
    held = [one for one in found if one is not None and papers & set(one.parts)]
    return tuple(sorted(held, key=lambda one: one.awarded_at))


def issued_state(desk: QualificationDesk, one: IssuedQualification) -> QualificationState:
    """As known here: while enough of its parts stand; one whose paper is not known here counts as the issuer said."""
    today = desk.awards.ledger.clock.now().date()
    if one.valid_until and today > date.fromisoformat(one.valid_until):
        return QualificationState.EXPIRED
    rule = next((rule for rule in desk.catalogue().qualifications if rule.code == one.code), None)
    need = len(one.parts) if rule is None or rule.need is None else rule.need
    good = sum(_stands(desk, cti) for cti in one.parts) >= min(need, len(one.parts))
    return QualificationState.STANDS if good else QualificationState.WITHDRAWN


def _stands(desk: QualificationDesk, cti: bytes) -> bool:
    """The award is what counts: a paper that was replaced has another."""
    paper = desk.awards.certificates.by_cti(cti)
    return paper is None or state(desk.awards, paper.number) not in _GONE

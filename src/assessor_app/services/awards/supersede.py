"""The misspelt name: a new certificate supersedes the old one, and both stay known."""

from dataclasses import dataclass, replace

from assessor_app.domain.certificate import STANDS, EventKind, Waiting
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import require_role
from assessor_app.domain.record_types import RecordType
from assessor_app.services.awards.desk import AwardDesk
from assessor_app.services.awards.elsewhere import grounds_elsewhere, is_known
from assessor_app.services.awards.grounds import grounds_of
from assessor_app.services.awards.issue import MAY_PRINT, Subject, make, waiting_of
from assessor_app.services.awards.ports import Event
from assessor_app.services.awards.sheets import require_not_appealed, state
from assessor_app.services.clock import stamp
from assessor_app.services.people.plain_text import name_line
from assessor_app.services.records.ledger import signing


@dataclass(frozen=True, kw_only=True)
class Correction:
    """Why a name is corrected.

    The right spelling, the reason, which identity document was seen, and whether the old paper was given back.
    """

    name: str
    reason: str
    identity_seen: str
    surrendered: bool


def correct_name(
    desk: AwardDesk, *, by: str, number: str, correction: Correction, clock_confirmed: bool = False
) -> str:
    """Mends the learner's name and issues a certificate that supersedes `number`; returns the new number.

    Raises KnownError: `may-not-supersede` (with the state), `appeal-open`, `waits-for` where the work was returned or
    corrected and is not released again (no new paper of it is made until then), `correction-incomplete`,
    `name-unchanged`, `people-elsewhere` where the work was recorded on another device and who decided or released it is not
    known here, and what `name_line` raises.
    """
    require_role(desk.staff.get(by), *MAY_PRINT)
    if not (correction.name.strip() and correction.reason.strip() and correction.identity_seen.strip()):
        raise KnownError("correction-incomplete")
    name = name_line(correction.name)
    old = desk.certificates.get(number)
    found = state(desk, number)
    if found not in STANDS:
        raise KnownError("may-not-supersede", number=number, state=found.value)
    require_not_appealed(desk, number)
    if name == old.holder:
        raise KnownError("name-unchanged", name=name)
    work = desk.elsewhere.work(old.assessment)
    grounds = grounds_of(desk, old.assessment) if work is None else grounds_elsewhere(desk, work, old)
    asked = waiting_of(desk, grounds.assessment, grounds.release)
    if asked in {Waiting.RETURNED, Waiting.RELEASE}:
        raise KnownError("waits-for", learner=old.holder, reason=str(asked))
    mended, award = replace(grounds.learner, name=name), grounds.award
    at = stamp(desk.ledger.clock.now())
    with signing(desk.ledger, clock_confirmed=clock_confirmed) as pen:
        if work is None or is_known(desk, mended.id):
            desk.learners.put(mended, at=at, by=by)
        corrected = pen.sign(
            RecordType.NAME_CORRECTED,
            by=by,
            about={"learner": mended.id, "certificate": number},
            needs=[old.record],
            body={"surrendered": correction.surrendered},
            personal={
                "old": old.holder,
                "new": name,
                "reason": correction.reason.strip(),
                "identity_seen": correction.identity_seen.strip(),
            },
        )
        subject = Subject(replace(grounds, learner=mended), supersedes=number, correction=corrected.id)
        new = make(desk, pen, by=by, subject=subject)
        superseded = pen.sign(
            RecordType.SUPERSEDED,
            by=by,
            about={"certificate": number, "award": award},
            needs=[old.record, new.record, corrected.id],
            body={"number": number, "by": new.number, "surrendered": correction.surrendered},
        )
        event = Event(kind=EventKind.SUPERSEDED, at=at, detail=new.number)
        desk.certificates.add_event(number, event, record=superseded.id)
    return new.number

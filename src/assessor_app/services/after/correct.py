"""A correction after the signature: a new signed revision, whole, with a reason. Both stay visible."""

import secrets
from collections.abc import Sequence
from dataclasses import replace

from assessor_app.domain.after import Correction
from assessor_app.domain.certificate import EventKind
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, require_role
from assessor_app.domain.record_types import RecordType
from assessor_app.services.after.annul import Signer
from assessor_app.services.after.change import Change, Revision, change_of, was_returned
from assessor_app.services.after.desk import (
    AfterDesk,
    papers_of,
    records_of,
    require_no_open_appeal,
    signed_work,
    take_papers,
    words_of,
)
from assessor_app.services.after.second_words import give_words
from assessor_app.services.clock import stamp
from assessor_app.services.deciding.evidence_part import Proven, evidence_body, evidence_salts, evidence_words
from assessor_app.services.deciding.ports import ReleaseKind
from assessor_app.services.deciding.signed_body import (
    beside,
    carried_body,
    opened,
    people_of,
    remarks_of,
    signed_body,
    stops_body,
)
from assessor_app.services.records.introduce import introduce
from assessor_app.services.records.ledger import Pen, Recorded, signing


def correct(
    desk: AfterDesk,
    *,
    by: str,
    pin: str,
    assessment: str,
    revision: Revision,
    seconds: Sequence[Signer] = (),
    clock_confirmed: bool = False,
) -> Recorded:
    """Signs a corrected revision of one's own decision; returns the record.

    A correction down to *not yet* revokes the papers in the same transaction. *Competent* comes of *not yet* only
    where a quality assurer returned the work, or an appeal was upheld for it, and waits for release then. `seconds` are
    whoever countersigns it, where `second_words.words_wanted` says that somebody must. Raises
    KnownError: `not-allowed`, `corrects-others-decision`, `correction-stale`, `nothing-corrected`, `needs-new-attempt`,
    `not-competent-by-rule`, `question-not-dealt`, `answer-not-said`, `reason-needed`, `critical-not-applicable`, `override-needs-reason`, `reason-for-it-needed`, `assessment-annulled`, `appeal-open`,
    `countersignature-…`, `evidence-…`, and what PINs and signing raise.
    """
    kept = signed_work(desk, assessment)
    require_role(desk.deciding.staff.get(by), Role.ASSESSOR)
    if kept.decided_by != by:
        raise KnownError("corrects-others-decision", name=desk.deciding.staff.get(kept.decided_by).name)
    require_no_open_appeal(desk, assessment)
    reason = words_of(revision.reason)
    for signer in (Signer(id=by, pin=pin), *seconds):
        desk.deciding.require_pin(staff_id=signer.id, pin=signer.pin)
    proven = Proven(desk.deciding.evidence)
    proven.of(assessment)
    with signing(desk.deciding.ledger, clock_confirmed=clock_confirmed) as pen:
        change = change_of(desk, by, assessment, replace(revision, reason=reason))
        words = give_words(desk, pen, change, [signer.id for signer in seconds])
        return _sign(desk, pen, change, proven, words)


def _award(change: Change) -> str:
    """The same award while the decision stands; a new one where it becomes competent: only that undoes a revocation."""
    if change.raised:
        return secrets.token_hex(16)
    return "" if change.lowered else change.award


def _sign(desk: AfterDesk, pen: Pen, change: Change, proven: Proven, words: Sequence[str]) -> Recorded:
    deciding, kept = desk.deciding, change.new.assessment
    award = _award(change)
    about = {"assessment": kept.id, "learner": kept.learner, "form": f"{kept.form_code}@{kept.form_version}"}
    if award:
        about["award"] = award
    number = kept.after.revision + 1
    pieces = proven.of(kept.id)
    digest = deciding.desk.forms.digest(kept.form_code, kept.form_version)
    people = {*people_of(change.new), change.by}
    introduced = introduce(pen, (deciding.staff.get(person) for person in people), by=change.by)
    signed = pen.sign(
        RecordType.CORRECTED,
        by=change.by,
        about=about,
        needs=[*introduced, *opened(deciding, change.new), change.record, *_asked(desk, change), *words],
        body={"corrects": change.record, "revision": number}
        | signed_body(change.new, digest, deciding.sittings.entries_of(kept.id))
        | carried_body(deciding, change.new)
        | evidence_body(pieces, change.new.occasions)
        | stops_body(deciding.desk.stops.of_assessment(kept.id)),
        personal=beside(deciding, change.new) | evidence_salts(pieces),
    )
    remarks = remarks_of(change.new) | evidence_words(pieces) | {"reason": change.reason}
    where = {"assessment": kept.id, "learner": kept.learner}
    pen.sign(RecordType.REMARKED, by=change.by, about=where, needs=[signed.id], personal=remarks)
    _keep(desk, change, number, award, signed)
    if change.lowered:
        _revoke(desk, pen, change, signed)
    return signed


def _asked(desk: AfterDesk, change: Change) -> list[str]:
    """The return, or the decision of the appeal, that this correction answers."""
    if change.answers:
        return [desk.table.appeal(change.answers).decision_record]
    act = desk.deciding.outcomes.release(change.old.assessment.id)
    return [act.record] if act is not None and act.kind is ReleaseKind.RETURNED else []


def _keep(desk: AfterDesk, change: Change, number: int, award: str, signed: Recorded) -> None:
    kept = change.new.assessment
    returned = was_returned(desk, kept.id)
    correction = Correction(
        assessment=kept.id,
        revision=number,
        corrects=change.record,
        decision=str(kept.decision),
        feedback=kept.feedback,
        next_step=kept.next_step,
        overrides=kept.overrides,
        reason=change.reason,
        redecided=change.redecided,
        award=award,
        wants_release=kept.after.wants_release or returned or change.raised,
        answers=change.answers,
        by=change.by,
        at=stamp(desk.deciding.ledger.clock.now()),
        record=signed.id,
        mended=change.mended,
    )
    # Other words alone leave a release as it is: what was released is still what was seen.
    leaves = returned or change.redecided or bool(change.mended)
    desk.table.correct(correction, leaves_release=leaves)


def _revoke(desk: AfterDesk, pen: Pen, change: Change, corrected: Recorded) -> None:
    """The award is withdrawn, and with it every paper of it, also one that somebody printed long ago."""
    kept, papers = change.old.assessment, papers_of(desk, change.award)
    if not papers:
        return
    signed = pen.sign(
        RecordType.REVOKED,
        by=change.by,
        about={"award": change.award, "assessment": kept.id, "learner": kept.learner},
        needs=[corrected.id, *records_of(desk, papers)],
        body={"certificates": list(papers)},
    )
    take_papers(desk, papers, EventKind.REVOKED, at=stamp(desk.deciding.ledger.clock.now()), record=signed)

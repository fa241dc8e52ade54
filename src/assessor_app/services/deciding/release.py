"""Release: a quality assurer, who assessed in none of the sittings concerned, lets certificates be printed."""

from collections.abc import Collection, Sequence

from assessor_app.domain.assessment import State
from assessor_app.domain.certificate import Waiting
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, require_role
from assessor_app.domain.record_types import RecordType
from assessor_app.services.awards.policy import waits_for
from assessor_app.services.clock import stamp
from assessor_app.services.deciding.desk import DecisionDesk
from assessor_app.services.deciding.ports import Release, ReleaseKind
from assessor_app.services.records.introduce import introduce
from assessor_app.services.records.ledger import Recorded, signing


def release(
    desk: DecisionDesk,
    *,
    by: str,
    pin: str,
    assessments: Sequence[str],
    looked_at: Collection[str] = (),
    note: str = "",
    clock_confirmed: bool = False,
) -> Recorded:
    """Releases assessments in one act; `looked_at` names those whose work was looked into.

    Raises KnownError: `not-allowed`, `own-work` (with the person's name), `interest-declared`, `not-finalised`,
    `released-already`, `assessment-annulled`, `appeal-open`.
    """
    return _act(desk, ReleaseKind.RELEASED, by, pin, assessments, looked_at, note, clock_confirmed)


def return_to_assessor(
    desk: DecisionDesk,
    *,
    by: str,
    pin: str,
    assessments: Sequence[str],
    looked_at: Collection[str] = (),
    note: str,
    clock_confirmed: bool = False,
) -> Recorded:
    """Returns work to its assessor with a note, which is needed: KnownError `note-needed` without one.

    A return is the other answer to a question for release. Where the form asks for none and a certificate is out, it is
    refused (`printed-already`): a paper stands or it does not, and only a correction to *not yet* (which revokes the
    award) or an annulment takes it back. What was corrected and waits for release again is returned as ever: its old
    paper stands meanwhile, and no new one is made of it.
    """
    if not note.strip():
        raise KnownError("note-needed")
    return _act(desk, ReleaseKind.RETURNED, by, pin, assessments, looked_at, note, clock_confirmed)


def _act(
    desk: DecisionDesk,
    kind: ReleaseKind,
    by: str,
    pin: str,
    assessments: Sequence[str],
    looked_at: Collection[str],
    note: str,
    clock_confirmed: bool,
) -> Recorded:
    require_role(desk.staff.get(by), Role.QUALITY_ASSURER)
    assessments = tuple(dict.fromkeys(assessments))
    if not assessments:
        raise KnownError("nothing-chosen")
    for assessment in assessments:
        _require_may_act(desk, by, assessment)
        if kind is ReleaseKind.RETURNED:
            _require_no_paper(desk, assessment)
    desk.require_pin(staff_id=by, pin=pin)
    needs = [desk.assessments.signed(assessment)[0] for assessment in assessments]
    looked = [assessment for assessment in assessments if assessment in looked_at]
    with signing(desk.ledger, clock_confirmed=clock_confirmed) as pen:
        introduced = introduce(pen, [desk.staff.get(by)], by=by)
        signed = pen.sign(
            RecordType.RELEASED if kind is ReleaseKind.RELEASED else RecordType.RETURNED,
            by=by,
            about={},
            needs=[*introduced, *needs],
            body={"assessments": list(assessments), "looked_at": looked},
        )
        if note.strip():
            text = {"note": note.strip()}
            pen.sign(RecordType.REMARKED, by=by, about={}, needs=[signed.id], personal=text)
        at = stamp(desk.ledger.clock.now())
        for assessment in assessments:
            act = Release(
                assessment=assessment,
                kind=kind,
                by=by,
                at=at,
                looked_at=assessment in looked,
                note=note.strip(),
                record=signed.id,
            )
            desk.outcomes.add_release(act)
    return signed


def _require_may_act(desk: DecisionDesk, by: str, assessment: str) -> None:
    kept = desk.assessments.get(assessment)
    if kept.state is State.ANNULLED:
        raise KnownError("assessment-annulled", learner=desk.learners.get(kept.learner).name)
    if kept.state is not State.FINALISED:
        raise KnownError("not-finalised")
    if kept.after.appealed:
        raise KnownError("appeal-open", learner=desk.learners.get(kept.learner).name)
    before = desk.outcomes.release(assessment)
    if before is not None and before.kind is ReleaseKind.RELEASED:
        raise KnownError("released-already")
    require_no_own_work(desk, by, assessment)


def _require_no_paper(desk: DecisionDesk, assessment: str) -> None:
    kept = desk.assessments.get(assessment)
    form = desk.desk.forms.get(kept.form_code, kept.form_version)
    if waits_for(form, kept, None, may_certify=True) is Waiting.RELEASE:
        return
    if number := desk.outcomes.standing_paper(desk.assessments.signed(assessment)[1]):
        raise KnownError("printed-already", learner=desk.learners.get(kept.learner).name, number=number)


def require_no_own_work(desk: DecisionDesk, by: str, assessment: str) -> None:
    """Raises KnownError `own-work` when this person assessed in one of its sittings, `interest-declared`."""
    sittings = tuple({occasion.sitting for occasion in desk.assessments.occasions(assessment)})
    if by in desk.outcomes.assessors_in(sittings):
        raise KnownError("own-work", name=desk.staff.get(by).name)
    require_no_interest_in(desk, by, assessment)


def require_no_interest_in(desk: DecisionDesk, by: str, assessment: str) -> None:
    """Raises KnownError `interest-declared` where somebody said at its entry that this person has one."""
    if by in desk.desk.before.of_work(assessment).interested:
        learner = desk.learners.get(desk.assessments.get(assessment).learner)
        raise KnownError("interest-declared", name=desk.staff.get(by).name, learner=learner.name)

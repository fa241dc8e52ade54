"""An appeal: lodged within its days, decided by somebody with no personal interest; meanwhile the award is frozen."""

import secrets
from dataclasses import dataclass, replace
from datetime import date

from assessor_app.domain.after import Appeal, Outcome, Remedy, SaidBy
from assessor_app.domain.assessment import Assessment
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, require_role
from assessor_app.domain.record_types import RecordType
from assessor_app.services.after.deadline import last_day
from assessor_app.services.after.desk import AfterDesk, require_no_open_appeal, signed_work, words_of
from assessor_app.services.clock import stamp
from assessor_app.services.deciding.release import require_no_interest_in
from assessor_app.services.records.introduce import introduce
from assessor_app.services.records.ledger import Pen, Recorded, signing

MAY_LODGE = (Role.ASSESSOR, Role.QUALITY_ASSURER, Role.CENTRE_STAFF, Role.ADMINISTRATOR)
MAY_DECIDE = (Role.QUALITY_ASSURER, Role.ADMINISTRATOR)


@dataclass(frozen=True, kw_only=True)
class Lodged:
    """What was said: by whom, on which day, on what grounds; `late` is why it is heard after its last day."""

    said_by: SaidBy
    said_on: date
    grounds: str
    late: str = ""


def lodge(
    desk: AfterDesk, *, by: str, pin: str, assessment: str, lodged: Lodged, clock_confirmed: bool = False
) -> Appeal:
    """Records that somebody appeals; the award is frozen until the appeal is decided.

    Raises KnownError: `not-allowed`, `appeal-open`, `appeal-day-wrong` (in the future or before the decision),
    `appeal-late` (with the last day) when there is no reason to hear it all the same, `assessment-annulled`,
    `reason-for-it-needed`, and what PINs and signing raise.
    """
    kept = signed_work(desk, assessment)
    require_role(desk.deciding.staff.get(by), *MAY_LODGE)
    require_no_open_appeal(desk, assessment)
    grounds = words_of(lodged.grounds)
    until = last_day(desk.settings, date.fromisoformat(kept.last_decided[:10]))
    _require_day(desk, kept, lodged, until)
    desk.deciding.require_pin(staff_id=by, pin=pin)
    with signing(desk.deciding.ledger, clock_confirmed=clock_confirmed) as pen:
        require_no_open_appeal(desk, assessment)
        record, award = desk.deciding.assessments.signed(assessment)
        made = Appeal(
            id=secrets.token_hex(16),
            assessment=assessment,
            said_by=lodged.said_by,
            said_on=lodged.said_on.isoformat(),
            until=until.isoformat(),
            grounds=grounds,
            late=lodged.late.strip() if lodged.said_on > until else "",
            by=by,
            at=stamp(desk.deciding.ledger.clock.now()),
            record="",
        )
        signed = pen.sign(
            RecordType.APPEAL,
            by=by,
            about=_about(made, kept, award),
            needs=[record],
            body={
                "step": "lodged",
                "said_by": made.said_by,
                "said_on": made.said_on,
                "until": made.until,
                "late": bool(made.late),
            },
            personal={"grounds": made.grounds, "late": made.late},
        )
        made = replace(made, record=signed.id)
        desk.table.lodge(made)
    return made


def _about(appeal: Appeal, kept: Assessment, award: str) -> dict[str, str]:
    about = {"appeal": appeal.id, "assessment": kept.id, "learner": kept.learner}
    return about | ({"award": award} if award else {})


def _require_day(desk: AfterDesk, kept: Assessment, lodged: Lodged, until: date) -> None:
    decided = date.fromisoformat(kept.decided_at[:10])
    # A clock that was set back since: no appeal waits until it is right again.
    today = max(desk.deciding.ledger.clock.now().date(), decided)
    if not decided <= lodged.said_on <= today:
        raise KnownError("appeal-day-wrong", first=decided.isoformat(), last=today.isoformat())
    if lodged.said_on > until and not lodged.late.strip():
        raise KnownError("appeal-late", until=until.isoformat())


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """What was decided, and why; an upheld appeal has a remedy."""

    outcome: Outcome
    reasons: str
    remedy: Remedy | None = None


def rule(
    desk: AfterDesk, *, by: str, pin: str, appeal: str, ruling: Ruling, clock_confirmed: bool = False
) -> Recorded:
    """Decides an appeal: dismissed, or upheld with what follows from it.

    A new attempt uses none of those allowed; a correction or an annulment is still to be signed by whoever does it,
    and the award stays frozen until then. Raises KnownError: `not-allowed`, `own-appeal` for whoever assessed in its
    sittings or released the work, `interest-declared`, `appeal-decided`, `remedy-needed`, `reason-for-it-needed`, and what PINs and
    signing raise.
    """
    found = desk.table.appeal(appeal)
    require_no_interest(desk, by, found)
    if (ruling.outcome is Outcome.UPHELD) != (ruling.remedy is not None):
        raise KnownError("remedy-needed")
    reasons = words_of(ruling.reasons)
    desk.deciding.require_pin(staff_id=by, pin=pin)
    with signing(desk.deciding.ledger, clock_confirmed=clock_confirmed) as pen:
        found = desk.table.appeal(appeal)
        if found.outcome is not None:
            raise KnownError("appeal-decided")
        return _rule(desk, pen, by, found, replace(ruling, reasons=reasons))


def _rule(desk: AfterDesk, pen: Pen, by: str, found: Appeal, ruling: Ruling) -> Recorded:
    kept = desk.deciding.assessments.get(found.assessment)
    record, award = desk.deciding.assessments.signed(found.assessment)
    introduced = introduce(pen, [desk.deciding.staff.get(by)], by=by)
    remedy = ruling.remedy.value if ruling.remedy else ""
    signed = pen.sign(
        RecordType.APPEAL,
        by=by,
        about=_about(found, kept, award),
        needs=[*introduced, found.record, record],
        body={"step": "decided", "outcome": ruling.outcome, "remedy": remedy},
        personal={"reasons": ruling.reasons},
    )
    desk.table.decide_appeal(
        replace(
            found,
            outcome=ruling.outcome,
            remedy=ruling.remedy,
            reasons=ruling.reasons,
            decided_by=by,
            decided_at=stamp(desk.deciding.ledger.clock.now()),
            decision_record=signed.id,
        )
    )
    return signed


def require_no_interest(desk: AfterDesk, by: str, appeal: Appeal) -> None:
    """Neither who assessed or countersigned in its sittings, nor who released it, nor whose interest was declared.

    Raises KnownError `not-allowed`, `own-appeal`, `interest-declared`.
    """
    person = desk.deciding.staff.get(by)
    require_role(person, *MAY_DECIDE)
    sittings = tuple({one.sitting for one in desk.deciding.assessments.occasions(appeal.assessment)})
    if by in desk.deciding.outcomes.assessors_in(sittings) | desk.table.releasers(appeal.assessment):
        raise KnownError("own-appeal", name=person.name)
    require_no_interest_in(desk.deciding, by, appeal.assessment)

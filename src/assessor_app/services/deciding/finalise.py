"""Signing decisions: the assessor's PIN finalises; one PIN signs a list; each becomes a signed record."""

import secrets
from collections.abc import Sequence
from dataclasses import replace

from assessor_app.domain.assessment import Decision, State
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import require_may_assess
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.sitting import HERE, Attendance
from assessor_app.services.assessing.desk import whole_work
from assessor_app.services.deciding.countersign import require_countersigned
from assessor_app.services.deciding.desk import DecisionDesk
from assessor_app.services.deciding.evidence_part import Proven, evidence_body, evidence_salts, evidence_words
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
from assessor_app.services.sittings.clocks import stop_clocks


def finalise(
    desk: DecisionDesk, *, by: str, pin: str, assessments: Sequence[str], clock_confirmed: bool = False
) -> tuple[Recorded, ...]:
    """Signs decided assessments, all or none.

    Raises KnownError: `pin-wrong` and its like; `not-decided`; `decided-by-other` (whoever decides signs);
    `stop-unsaid`: work was stopped, and nobody said what happened; `countersignature-missing` for *competent* alone; `out-of-scope`, `qualification-expired`; `evidence-missing`, `evidence-differs`; `clock-question`;
    `signed-before-the-copy`: it was signed before this folder was put back from a copy; and why this
    folder may not sign.
    """
    desk.require_pin(staff_id=by, pin=pin)
    proven = Proven(desk.evidence)
    for assessment in assessments:
        proven.of(assessment)
    with signing(desk.ledger, clock_confirmed=clock_confirmed) as pen:
        return tuple(_finalise(desk, pen, by, assessment, proven) for assessment in assessments)


def _finalise(desk: DecisionDesk, pen: Pen, by: str, assessment_id: str, proven: Proven) -> Recorded:
    work = whole_work(desk.desk, assessment_id)
    kept = work.assessment
    if kept.state is not State.DECIDED or kept.decision is None:
        raise KnownError("not-decided", learner=desk.learners.get(kept.learner).name)
    if kept.decided_by != by:
        raise KnownError("decided-by-other", name=desk.staff.get(kept.decided_by).name)
    if desk.desk.elsewhere.work(kept.id) is not None:
        # The folder is as it was before somebody signed this: twice would be two results of one assessment.
        raise KnownError("signed-before-the-copy", learner=desk.learners.get(kept.learner).name)
    stops = desk.desk.stops.of_assessment(kept.id)
    unsaid = next((stop for stop in stops if stop.unsaid), None)
    if unsaid is not None:
        raise KnownError("stop-unsaid", learner=desk.learners.get(kept.learner).name, time=unsaid.at[11:16])
    form = desk.desk.forms.get(kept.form_code, kept.form_version)
    require_may_assess(desk.staff.get(by), form, desk.desk.clock.now().date())
    competent = kept.decision is Decision.COMPETENT
    countersigned = require_countersigned(desk, work) if competent else ()
    award = secrets.token_hex(16) if competent else ""
    about = {"assessment": kept.id, "learner": kept.learner, "form": f"{kept.form_code}@{kept.form_version}"}
    if award:
        about["award"] = award
    digest = desk.desk.forms.digest(kept.form_code, kept.form_version)
    pieces, carried = proven.of(kept.id), carried_body(desk, work)
    introduced = introduce(pen, (desk.staff.get(person) for person in people_of(work)), by=by)
    signed = pen.sign(
        RecordType.ASSESSMENT_FINALISED,
        by=by,
        about=about,
        needs=[
            *introduced,
            *opened(desk, work),
            *countersigned,
            *(one["record"] for one in carried.get("carried", ())),
        ],
        body=signed_body(work, digest, desk.sittings.entries_of(kept.id))
        | carried
        | evidence_body(pieces, work.occasions)
        | stops_body(stops),
        personal=beside(desk, work) | evidence_salts(pieces),
    )
    remarks = remarks_of(work) | evidence_words(pieces)
    if any(remarks.values()):
        where = {"assessment": kept.id, "learner": kept.learner}
        pen.sign(RecordType.REMARKED, by=by, about=where, needs=[signed.id], personal=remarks)
    proven.forget_removed(kept.id)
    desk.assessments.finalise(kept.id, record=signed.id, award=award)
    _finish_entries(desk, kept.id, by=by)
    return signed


def _finish_entries(desk: DecisionDesk, assessment_id: str, *, by: str) -> None:
    """Whoever is here is finished, and so is whoever left before it was decided, while their sitting is open; their clocks stop.

    Somebody who went to another group is finished there; where there is no other, here.
    """
    entries = desk.sittings.entries_of(assessment_id)
    still = [entry for entry in entries if not desk.sittings.get(entry.sitting).closed_at]
    done = [entry for entry in still if entry.attendance in {*HERE, Attendance.LEFT}]
    for entry in done or [one for one in still if one.attendance is Attendance.TRANSFERRED]:
        desk.sittings.put_entry(replace(entry, attendance=Attendance.FINISHED))
        stop_clocks(desk.timings, desk.desk.clock, by=by, sitting=entry.sitting, entry=entry.id)

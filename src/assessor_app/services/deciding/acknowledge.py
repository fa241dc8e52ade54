"""The learner's part: a record of its own, and never a gate."""

from collections.abc import Mapping
from typing import Any

from assessor_app.domain.assessment import State
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, require_role
from assessor_app.domain.record_types import RecordType
from assessor_app.services.clock import stamp
from assessor_app.services.deciding.desk import DecisionDesk
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.services.people.learners import HowChecked
from assessor_app.services.records.ledger import Pen, Recorded, signing

# What must be said for each kind: strokes of a signature, a typed name, who witnessed a mark, the words of refusal,
# why the learner was not there.
NEEDED = {
    Acknowledged.SIGNED: "strokes",
    Acknowledged.TYPED: "typed",
    Acknowledged.MARK: "witness",
    Acknowledged.DECLINED: "words",
    Acknowledged.NOT_AVAILABLE: "why",
}


def acknowledge(
    desk: DecisionDesk,
    *,
    by: str,
    assessment: str,
    kind: Acknowledged,
    details: Mapping[str, Any],
    name_checked: bool = False,
    clock_confirmed: bool = False,
) -> Recorded:
    """Records that the learner had the result and the feedback, and knows how to appeal: or did not sign, and why.

    `by` is the member of staff who handed the screen over; `details` is personal and holds what `NEEDED` names.
    `name_checked`: the learner read their name and said that it is right. That is a check of the name like any other
    (`services.people.learners.check_name`), with a record of its own; of a learner who was not there it says nothing.
    Raises KnownError: `not-finalised`, `acknowledged-already`, `acknowledgement-empty`.
    """
    require_role(desk.staff.get(by), Role.ASSESSOR, Role.CENTRE_STAFF, Role.ADMINISTRATOR)
    kept = desk.assessments.get(assessment)
    if kept.state is not State.FINALISED:
        raise KnownError("not-finalised")
    if desk.outcomes.acknowledgement(assessment) is not None:
        raise KnownError("acknowledged-already")
    if not details.get(NEEDED[kind]):
        raise KnownError("acknowledgement-empty", kind=kind.value, needed=NEEDED[kind])
    record, _ = desk.assessments.signed(assessment)
    read = name_checked and kind is not Acknowledged.NOT_AVAILABLE
    with signing(desk.ledger, clock_confirmed=clock_confirmed) as pen:
        signed = pen.sign(
            RecordType.ACKNOWLEDGED,
            by=by,
            about={"assessment": assessment, "learner": kept.learner},
            needs=[record],
            body={"kind": kind, "name_checked": read},
            personal=dict(details),
        )
        at = stamp(desk.ledger.clock.now())
        if read:
            _check_name(desk, pen, by=by, learner_id=kept.learner, at=at)
        desk.outcomes.acknowledge(assessment, kind, at=at, record=signed.id)
    return signed


def _check_name(desk: DecisionDesk, pen: Pen, *, by: str, learner_id: str, at: str) -> None:
    learner, how = desk.learners.get(learner_id), HowChecked.LEARNER.value
    desk.learners.check_name(learner_id, name=learner.name, how=how, at=at, by=by)
    pen.sign(
        RecordType.NAME_CHECKED,
        by=by,
        about={"learner": learner_id},
        body={"how": how},
        personal={"name": learner.name},
    )

"""Countersigning: another assessor's PIN on a decision that does not stand on one signature."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from assessor_app.domain.assessment import Assessment, Decision, State, Work
from assessor_app.domain.countersigning import Because, Wanted, wanted
from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Form
from assessor_app.domain.people import Role, Staff, require_may_assess
from assessor_app.domain.record_types import RecordType
from assessor_app.services.assessing.desk import whole_work
from assessor_app.services.clock import stamp
from assessor_app.services.deciding.desk import DecisionDesk
from assessor_app.services.deciding.ports import Countersignature, CountersignStore
from assessor_app.services.deciding.signed_body import signed_body
from assessor_app.services.records.introduce import introduce
from assessor_app.services.records.ledger import Pen, Recorded, signing

_SEEN = ("decision", "end", "marks", "occasions", "oral", "overrides")


@dataclass(frozen=True, kw_only=True)
class Waits:
    """A decision that waits for other assessors: what is wanted, and who may give each (in the same order)."""

    assessment: Assessment
    learner: str
    form: Form
    wanted: tuple[Wanted, ...]
    may: tuple[tuple[Staff, ...], ...]

    def for_person(self, person: str) -> bool:
        """Whether this person's word is among what is wanted."""
        return any(person == staff.id for group in self.may for staff in group)


def work_digest(work: Work) -> str:
    """SHA-256 (hex) of what was seen and decided: canonical JSON of those members of the record's body."""
    body = signed_body(work, "", ())
    said = {name: body[name] for name in _SEEN}
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode("utf-8")).hexdigest()


def countersign(
    desk: DecisionDesk, *, by: str, pin: str, assessments: Sequence[str], clock_confirmed: bool = False
) -> tuple[Recorded, ...]:
    """Countersigns decisions, all or none: a record of its own for each, which the signed decision will need.

    Raises KnownError: `pin-wrong` and its like; `not-decided`; `countersignature-not-yours` where this person's word is
    not wanted; `clock-question`; and why this folder may not sign.
    """
    desk.require_pin(staff_id=by, pin=pin)
    with signing(desk.ledger, clock_confirmed=clock_confirmed) as pen:
        return tuple(_countersign(desk, pen, by, assessment) for assessment in dict.fromkeys(assessments))


def waits_for_word(desk: DecisionDesk, assessment: str, *, decider: str = "") -> Waits | None:
    """What a decision waits for; None where nothing is wanted. `decider` asks how it would be, were it theirs."""
    return waits_on(desk, whole_work(desk.desk, assessment), decider=decider)


def waits_on(desk: DecisionDesk, work: Work, *, decider: str = "") -> Waits | None:
    """The same of work as it is to stand: a correction is countersigned before it is kept."""
    kept = work.assessment
    form = desk.desk.forms.get(kept.form_code, kept.form_version)
    who = decider or kept.decided_by
    if not who:
        return None
    found = _missing(desk, work, form, desk.staff.get(who))
    if not found:
        return None
    return Waits(
        assessment=kept,
        learner=desk.learners.get(kept.learner).name,
        form=form,
        wanted=found,
        may=tuple(_may_give(desk, one, work, form, who) for one in found),
    )


def waiting_decisions(desk: DecisionDesk) -> tuple[Waits, ...]:
    """Every competent decision that waits for another assessor's word."""
    found = (waits_for_word(desk, assessment) for assessment in desk.countersigned.decided())
    return tuple(waits for waits in found if waits is not None)


def require_countersigned(desk: DecisionDesk, work: Work) -> tuple[str, ...]:
    """Ids of the records that countersign this work. Raises KnownError `countersignature-missing` (learner, names, why)."""
    waits = waits_on(desk, work)
    if waits is not None:
        one, may = waits.wanted[0], waits.may[0]
        raise KnownError(
            "countersignature-missing",
            learner=waits.learner,
            name=desk.staff.get(one.by).name if one.by else ", ".join(person.name for person in may),
            because=one.because.value,
            criteria=", ".join(one.criteria),
        )
    return tuple(item.record for item in words_on(desk.countersigned, work))


def words_on(store: CountersignStore, work: Work) -> tuple[Countersignature, ...]:
    """Whose word stands beside this very work, the oldest first; what was given on other work counts for nothing."""
    digest = work_digest(work)
    return tuple(item for item in store.of_assessment(work.assessment.id) if item.work == digest)


def _missing(desk: DecisionDesk, work: Work, form: Form, decider: Staff) -> tuple[Wanted, ...]:
    signed = frozenset(item.by for item in words_on(desk.countersigned, work))
    able = frozenset(person for person in signed if _may_stand(desk, desk.staff.get(person), work, form))
    return wanted(form, work, decider, signed=signed, able=able)


def _may_stand(desk: DecisionDesk, person: Staff, work: Work, form: Form) -> bool:
    """Whether this person may countersign for a trainee, or for somebody with an interest."""
    if person.trainee or person.id in work.before.interested:
        return False
    try:
        require_may_assess(person, form, desk.desk.clock.now().date())
    except KnownError:
        return False
    return True


def _may_give(desk: DecisionDesk, one: Wanted, work: Work, form: Form, decider: str) -> tuple[Staff, ...]:
    everybody = desk.staff.all()
    if one.because is Because.CRITICAL:
        return tuple(person for person in everybody if person.id == one.by and person.has(Role.ASSESSOR))
    return tuple(
        person for person in everybody if person.id != decider and _may_stand(desk, person, work, form)
    )


def _countersign(desk: DecisionDesk, pen: Pen, by: str, assessment: str) -> Recorded:
    kept = desk.assessments.get(assessment)
    learner = desk.learners.get(kept.learner).name
    if kept.state is not State.DECIDED or kept.decision is not Decision.COMPETENT:
        raise KnownError("not-decided", learner=learner)
    return give_word(desk, pen, by, whole_work(desk.desk, assessment))


def give_word(desk: DecisionDesk, pen: Pen, by: str, work: Work) -> Recorded:
    """Countersigns this very work with an open pen. Raises KnownError `countersignature-not-yours`."""
    kept = work.assessment
    mine = _mine(waits_on(desk, work), by)
    if not mine:
        learner = desk.learners.get(kept.learner).name
        raise KnownError("countersignature-not-yours", name=desk.staff.get(by).name, learner=learner)
    digest = work_digest(work)
    introduced = introduce(pen, [desk.staff.get(by), desk.staff.get(kept.decided_by)], by=by)
    signed = pen.sign(
        RecordType.COUNTERSIGNED,
        by=by,
        about={"assessment": kept.id, "learner": kept.learner},
        needs=introduced,
        body={
            "decided_by": kept.decided_by,
            "because": sorted({one.because.value for one in mine}),
            "criteria": sorted({criterion for one in mine for criterion in one.criteria}),
            "work": digest,
        },
    )
    at = stamp(desk.ledger.clock.now())
    desk.countersigned.add(Countersignature(assessment=kept.id, by=by, at=at, work=digest, record=signed.id))
    return signed


def _mine(waits: Waits | None, by: str) -> list[Wanted]:
    if waits is None:
        return []
    return [
        one
        for one, may in zip(waits.wanted, waits.may, strict=True)
        if any(person.id == by for person in may)
    ]

"""Whether two learners are one person: asked where two ids have one number, answered by somebody who looked at both."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from assessor_app.domain.errors import KnownError
from assessor_app.domain.verdict import HeldCode, Outcome
from assessor_app.issuer.deciding.opening import hold_centre
from assessor_app.issuer.people.rights import Person, Right, require
from assessor_app.issuer.store import audit, centres, chains, learners, records
from assessor_app.issuer.store.cases import same_learner
from assessor_app.issuer.store.facts import TOLD, assessment, stands
from assessor_app.issuer.store.learners import DIFFERENT, OPEN, SAME, UNCLEAR, Learner

ANSWERS = (SAME, DIFFERENT, UNCLEAR)
_WAITING = (OPEN, UNCLEAR)


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of the two: who, at which device, and what they were assessed on (form codes, newest first)."""

    learner: Learner
    device: str
    forms: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Question:
    """Two that may be one. `answer` is `open` or `unclear` while it waits."""

    centre: str
    centre_name: str
    one: Side
    other: Side
    answer: str
    asked_at: str


def waiting(connection: Connection) -> int:
    """How many questions wait for an answer."""
    return connection.execute(
        select(func.count()).select_from(same_learner).where(same_learner.c.answer.in_(_WAITING))
    ).scalar_one()


def questions(connection: Connection, *, most: int) -> tuple[Question, ...]:
    """Those that wait, the ones that nobody looked at first, then the oldest."""
    rows = connection.execute(
        select(same_learner)
        .where(same_learner.c.answer.in_(_WAITING))
        .order_by(same_learner.c.answer, same_learner.c.asked_at, same_learner.c.one, same_learner.c.other)
        .limit(most)
    ).all()
    found = []
    for row in rows:
        one = _side(connection, row.centre, row.one)
        other = _side(connection, row.centre, row.other)
        centre = centres.find_centre(connection, row.centre)
        if one is not None and other is not None and centre is not None:
            found.append(
                Question(
                    centre=row.centre,
                    centre_name=centre.name,
                    one=one,
                    other=other,
                    answer=row.answer,
                    asked_at=row.asked_at,
                )
            )
    return tuple(found)


def answer(
    connection: Connection, person: Person, *, centre: str, one: str, other: str, said: str, now: datetime
) -> None:
    """Keeps the answer; what was held for it is judged again. `unclear` may be answered later, the others stay.

    Raises KnownError: "role-missing", "no-such-centre", "no-such-question", "answered-already".
    """
    require(person, Right.ANSWER)
    hold_centre(connection, centre)
    before = learners.answer_on(connection, centre=centre, one=one, other=other)
    if before is None or said not in ANSWERS:
        raise KnownError("no-such-question")
    if before not in _WAITING:
        raise KnownError("answered-already")
    learners.put_answer(connection, centre=centre, one=one, other=other, answer=said, by=person.name, at=now)
    detail = {"centre": centre, "answer": said}
    subject = " ".join(sorted((one, other)))
    audit.note(connection, "same-learner-answered", by=person.name, subject=subject, at=now, detail=detail)
    if said == UNCLEAR:
        return
    held = connection.execute(
        select(stands.c.chain, stands.c.seq).where(
            stands.c.centre == centre,
            stands.c.outcome == Outcome.HELD.value,
            stands.c.code == HeldCode.SAME_NUMBER.value,
            TOLD,
        )
    ).all()
    for row in held:
        records.make_due(connection, centre=centre, chain=row.chain, seq=row.seq)


def _side(connection: Connection, centre: str, learner_id: str) -> Side | None:
    known = learners.find(connection, centre=centre, learner_id=learner_id)
    if known is None:
        return None
    chain = chains.find(connection, known.chain)
    device = centres.find_device(connection, chain.device) if chain else None
    forms = connection.execute(
        select(assessment.c.form_code)
        .where(assessment.c.centre == centre, assessment.c.learner == learner_id)
        .order_by(assessment.c.decided_at.desc())
        .limit(10)
    ).scalars()
    return Side(learner=known, device=device.name if device else "", forms=tuple(dict.fromkeys(forms)))

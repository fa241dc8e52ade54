"""Taking an award away: revoked (it was right then and is no longer) or annulled (it never was one)."""

from datetime import datetime

from sqlalchemy import Connection, update

from assessor_app.domain.answer import PaperState
from assessor_app.domain.errors import KnownError
from assessor_app.issuer.deciding.opening import hold_centre
from assessor_app.issuer.deciding.reasons import reason_of
from assessor_app.issuer.judging.assessments import STANDS
from assessor_app.issuer.people.rights import Person, Right, require
from assessor_app.issuer.register import entries
from assessor_app.issuer.register.changing import award_state, end_award
from assessor_app.issuer.register.entries import Paper
from assessor_app.issuer.store import audit
from assessor_app.issuer.store.facts import assessment

ACTS = {PaperState.REVOKED: "award-revoked", PaperState.ANNULLED: "award-annulled"}


def take_away(
    connection: Connection,
    person: Person,
    *,
    centre: str,
    number: str,
    how: PaperState,
    reason: str,
    now: datetime,
) -> tuple[Paper, ...]:
    """Ends the award of the paper with this number (without dashes), for ever: all its papers, as they are now.

    Only a new award undoes it. `how` is REVOKED or ANNULLED. Raises KnownError: "role-missing", "no-such-centre",
    "no-such-paper", "award-ended", "reason-missing", "reason-too-long".
    """
    require(person, Right.REVOKE)
    act = ACTS[how]
    hold_centre(connection, centre)
    paper = entries.by_number(connection, centre, number)
    state = award_state(connection, centre, paper.award) if paper else None
    if paper is None or state is None:
        raise KnownError("no-such-paper", number=number)
    if state != STANDS:
        raise KnownError("award-ended")
    why = reason_of(reason)
    end_award(connection, centre=centre, award_id=paper.award, assessment="", state=how, now=now, reason=why)
    if how is PaperState.ANNULLED:
        connection.execute(
            update(assessment)
            .where(assessment.c.centre == centre, assessment.c.award == paper.award)
            .values(state=PaperState.ANNULLED.value)
        )
    papers = entries.of_award(connection, centre, paper.award)
    detail = {"centre": centre, "papers": [one.number for one in papers], "reason": why}
    audit.note(connection, act, by=person.name, subject=paper.award, at=now, detail=detail)
    return papers

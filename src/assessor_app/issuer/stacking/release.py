"""The act: somebody at the issuer awards a qualification; its credential is made by the queue."""

import secrets
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection

from assessor_app.domain import number as numbers
from assessor_app.domain.errors import KnownError
from assessor_app.issuer.deciding.opening import hold_centre
from assessor_app.issuer.people.rights import Person, Right, require
from assessor_app.issuer.stacking import kept
from assessor_app.issuer.stacking.due import day, due_to, rule_of
from assessor_app.issuer.stacking.kept import Awarded
from assessor_app.issuer.store import audit
from assessor_app.issuer.store.across import whole_person
from assessor_app.issuer.store.metadata import moment


def award_qualification(
    connection: Connection, person: Person, *, centre: str, learner: str, code: str, now: datetime
) -> Awarded:
    """Raises KnownError: "role-missing", "no-such-centre", "award-not-due" where the rule is not met, or no longer."""
    require(person, Right.DECIDE)
    rule = rule_of(connection, code)
    people = whole_person(connection, centre=centre, learner_id=learner)
    for one in sorted({centre, *(where for where, _who in people)}):
        hold_centre(connection, one)
    item = None if rule is None else due_to(connection, rule, people, now=now)
    if item is None or rule is None:
        raise KnownError("award-not-due")
    cti = secrets.token_bytes(16)
    awarded = Awarded(
        centre=item.centre,
        award=secrets.token_hex(16),
        learner=item.learner.id,
        code=rule.code,
        title=rule.title,
        sector=rule.sector,
        of=rule.parts,
        need=item.stack.need,
        first=rule.prerequisites,
        parts=tuple(part.award for part in item.stack.parts),
        part_centres=tuple(item.centres[part.award] for part in item.stack.parts),
        # Papers are numbered by the chain that made them; this one no chain made.
        number=numbers.make(secrets.token_hex(16), 1).replace("-", ""),
        cti=cti,
        digest=sha256(cti).hexdigest(),
        until=day(item.stack.until),
        awarded_at=moment(now),
        by=person.name,
    )
    kept.add(connection, awarded)
    detail = {"centre": item.centre, "code": rule.code, "parts": list(awarded.parts)}
    audit.note(
        connection, "qualification-awarded", by=person.name, subject=awarded.award, at=now, detail=detail
    )
    return awarded

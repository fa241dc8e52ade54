"""The facts of a qualification for its credential, from the papers that it was made of."""

from datetime import date, datetime

from sqlalchemy import Connection

from assessor_app.domain import number as numbers
from assessor_app.domain.credential import CredentialFacts, PartFacts, QualificationFacts, StatusPlace
from assessor_app.issuer.stacking.due import holdings
from assessor_app.issuer.stacking.kept import Awarded
from assessor_app.issuer.store.across import whole_person


def qualification_facts(
    connection: Connection, awarded: Awarded, status: StatusPlace
) -> QualificationFacts | None:
    """None where a part is gone or was erased before a credential could be made."""
    people = whole_person(connection, centre=awarded.centre, learner_id=awarded.learner)
    found = {(paper.centre, paper.award): facts for paper, facts in holdings(connection, people)}
    if any(place not in found for place in awarded.places):
        return None
    parts = [found[place] for place in awarded.places]
    newest = max(parts, key=lambda facts: facts.issued)
    return QualificationFacts(
        cti=awarded.cti,
        number=numbers.normalise(awarded.number),
        holder=newest.holder,
        learner_number=newest.learner_number,
        code=awarded.code,
        title=awarded.title,
        sector=awarded.sector,
        of=awarded.of,
        need=awarded.need,
        first=awarded.first,
        parts=tuple(_part(facts) for facts in parts),
        awarded=datetime.fromisoformat(awarded.awarded_at),
        until=date.fromisoformat(awarded.until) if awarded.until else None,
        issuer=newest.issuer,
        centre=newest.centre,
        released_by="",
        record="",
        sample=newest.sample,
        status=status,
    )


def _part(facts: CredentialFacts) -> PartFacts:
    return PartFacts(
        cti=facts.cti,
        number=numbers.normalise(facts.number),
        form=facts.form,
        achieved=facts.achieved.date(),
        until=facts.until,
    )

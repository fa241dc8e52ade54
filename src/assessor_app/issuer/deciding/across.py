"""Whether learners of two centres are one person: asked where together they hold what a qualification asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from assessor_app.domain.catalogue import Qualification
from assessor_app.domain.errors import KnownError
from assessor_app.formats.catalogue_yaml import parse_catalogue
from assessor_app.issuer.deciding.opening import hold_centre
from assessor_app.issuer.people.rights import Person, Right, require
from assessor_app.issuer.stacking.due import due_to
from assessor_app.issuer.store import across, audit, catalogue, centres, learners
from assessor_app.issuer.store.across import Known
from assessor_app.issuer.store.learners import DIFFERENT, SAME, Learner

ANSWERS = (SAME, DIFFERENT)
_MOST_LOOKED_AT = 200


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two with one name and one identity mark, at two centres; `titles` are the qualifications that only both together make."""

    one: Learner
    other: Learner
    one_centre: str
    other_centre: str
    titles: tuple[str, ...]


def pairs(connection: Connection, *, now: datetime, most: int) -> tuple[Pair, ...]:
    """Those that wait for an answer. Names and marks are only ever a hint: somebody says whether it is one person."""
    rules = parse_catalogue(catalogue.newest_catalogue(connection)).qualifications
    found: list[Pair] = []
    for one, other in across.alike(connection, most=_MOST_LOOKED_AT):
        titles = _made_together(connection, rules, one, other, now=now)
        sides = [learners.find(connection, centre=centre, learner_id=who) for centre, who in (one, other)]
        if not titles or sides[0] is None or sides[1] is None:
            continue
        names = [centres.find_centre(connection, centre) for centre, _who in (one, other)]
        found.append(
            Pair(
                one=sides[0],
                other=sides[1],
                one_centre=names[0].name if names[0] else one[0],
                other_centre=names[1].name if names[1] else other[0],
                titles=titles,
            )
        )
        if len(found) == most:
            break
    return tuple(found)


def answer(
    connection: Connection, person: Person, *, one: Known, other: Known, said: str, now: datetime
) -> None:
    """Keeps the answer, for good. Raises KnownError: "role-missing", "no-such-centre", "no-such-question", "answered-already"."""
    require(person, Right.ANSWER)
    for centre in sorted({one[0], other[0]}):
        hold_centre(connection, centre)
    known = [learners.find(connection, centre=centre, learner_id=who) for centre, who in (one, other)]
    if said not in ANSWERS or one[0] == other[0] or None in known:
        raise KnownError("no-such-question")
    if across.is_answered(connection, one, other):
        raise KnownError("answered-already")
    across.put_answer(connection, one, other, answer=said, by=person.name, at=now)
    subject = " ".join(who for _centre, who in sorted((one, other)))
    detail = {"centre": one[0], "other": other[0], "answer": said}
    audit.note(connection, "same-learner-answered", by=person.name, subject=subject, at=now, detail=detail)


def _made_together(
    connection: Connection, rules: Sequence[Qualification], one: Known, other: Known, *, now: datetime
) -> tuple[str, ...]:
    """Nothing where somebody said already, by way of others, that they are one."""
    apart = [across.whole_person(connection, centre=centre, learner_id=who) for centre, who in (one, other)]
    if apart[0] == apart[1]:
        return ()
    both = apart[0] | apart[1]
    return tuple(
        rule.title
        for rule in rules
        if due_to(connection, rule, both, now=now) is not None
        and all(due_to(connection, rule, people, now=now) is None for people in apart)
    )

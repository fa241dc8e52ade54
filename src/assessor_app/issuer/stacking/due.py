"""Who holds all that a qualification asks for: by the papers that are registered, of one person under whatever id."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select, tuple_

from assessor_app.domain.answer import PaperState
from assessor_app.domain.catalogue import Qualification
from assessor_app.domain.credential import CredentialFacts, StatusPlace
from assessor_app.domain.stacking import Held, Stack, stack
from assessor_app.formats.catalogue_yaml import parse_catalogue
from assessor_app.issuer.credentials.facts import facts_of
from assessor_app.issuer.register import entries
from assessor_app.issuer.register.entries import Paper
from assessor_app.issuer.stacking import kept
from assessor_app.issuer.store import across, catalogue, centres, learners
from assessor_app.issuer.store.across import Known
from assessor_app.issuer.store.cases import same_learner
from assessor_app.issuer.store.facts import assessment, award, entry
from assessor_app.issuer.store.learners import SAME, Learner

NOWHERE = StatusPlace(url="", index=0)
_ITS_AWARD = (award.c.centre == entry.c.centre) & (award.c.id == entry.c.award)
_ITS_WORK = (assessment.c.centre == award.c.centre) & (assessment.c.id == award.c.assessment)


@dataclass(frozen=True, kw_only=True)
class Due:
    """A person who may be awarded a qualification; `people` is all that they are known by, at any centre.

    `centre` is where they achieved the last of the parts; `centres` where each part (by its award) was recorded, `names` what
    those centres are called.
    """

    centre: str
    centre_name: str
    learner: Learner
    people: frozenset[Known]
    stack: Stack
    centres: dict[str, str]
    names: dict[str, str]


def due(connection: Connection, *, now: datetime, most: int) -> tuple[tuple[Due, ...], bool]:
    """The first of them by qualification, centre and learner; and whether there are more."""
    found: list[Due] = []
    for rule in parse_catalogue(catalogue.newest_catalogue(connection)).qualifications:
        for people in _candidates(connection, rule):
            item = due_to(connection, rule, people, now=now)
            if item is not None:
                found.append(item)
            if len(found) > most:
                return tuple(found[:most]), True
    return tuple(found), False


def waiting(connection: Connection, *, now: datetime) -> int:
    """How many there are, up to a hundred."""
    return len(due(connection, now=now, most=100)[0])


def rule_of(connection: Connection, code: str) -> Qualification | None:
    """The rule in force for this qualification; None where the catalogue has none."""
    rules = parse_catalogue(catalogue.newest_catalogue(connection)).qualifications
    return next((rule for rule in rules if rule.code == code), None)


def due_to(
    connection: Connection, rule: Qualification, people: frozenset[Known], *, now: datetime
) -> Due | None:
    """What this person may be awarded now; None where the rule is not met, or it was awarded and stands."""
    today = now.date()
    have = kept.of_people(connection, people=people, today=today.isoformat())
    if rule.code in have:
        return None
    own = [(paper.centre, _held(paper, facts)) for paper, facts in holdings(connection, people)]
    found = stack(rule, [held for _where, held in own], today=today, qualifications=have)
    if not found.is_complete:
        return None
    centre_of = {held.award: where for where, held in own}
    last = max(found.parts, key=lambda part: (part.achieved, part.award))
    centre = centre_of[last.award]
    who = _newest(connection, centre, [one for where, one in people if where == centre])
    if who is None:
        return None
    where = {part.award: centre_of[part.award] for part in found.parts}
    called = {one: _called(connection, one) for one in {centre, *where.values()}}
    return Due(
        centre=centre,
        centre_name=called[centre],
        learner=who,
        people=people,
        stack=found,
        centres=where,
        names={award: called[one] for award, one in where.items()},
    )


def _called(connection: Connection, centre: str) -> str:
    row = centres.find_centre(connection, centre)
    return row.name if row else centre


def holdings(connection: Connection, people: Collection[Known]) -> Iterator[tuple[Paper, CredentialFacts]]:
    """The registered papers of a person with what their credentials say; one whose personal part was erased counts no more."""
    rows = connection.execute(
        select(entry.c.digest)
        .select_from(entry.join(award, _ITS_AWARD).join(assessment, _ITS_WORK))
        .where(
            entry.c.state == PaperState.REGISTERED.value,
            tuple_(assessment.c.centre, assessment.c.learner).in_(sorted(people)),
        )
        .order_by(entry.c.number)
    ).scalars()
    for digest in rows.all():
        paper = entries.by_digest(connection, digest)
        facts = None if paper is None else facts_of(connection, paper, NOWHERE)
        if paper is not None and facts is not None:
            yield paper, facts


def _held(paper: Paper, facts: CredentialFacts) -> Held:
    return Held(
        code=facts.form.code,
        version=facts.form.version,
        title=facts.form.title,
        award=paper.award,
        number=facts.number,
        achieved=facts.achieved.date(),
        until=facts.until,
    )


def _candidates(connection: Connection, rule: Qualification) -> list[frozenset[Known]]:
    """Persons with registered papers of enough parts, whatever their dates; each once."""
    need = len(rule.parts) if rule.need is None else rule.need
    codes = func.count(func.distinct(assessment.c.form_code))
    rows = connection.execute(
        select(assessment.c.centre, assessment.c.learner)
        .select_from(entry.join(award, _ITS_AWARD).join(assessment, _ITS_WORK))
        .where(entry.c.state == PaperState.REGISTERED.value, assessment.c.form_code.in_(rule.parts))
        .group_by(assessment.c.centre, assessment.c.learner)
        .having(codes >= need)
        .order_by(assessment.c.centre, assessment.c.learner)
    ).all()
    people = [(row.centre, row.learner) for row in rows]
    # Somebody who is known by several ids may hold a little under each.
    merged = connection.execute(
        select(same_learner.c.centre, same_learner.c.one).where(same_learner.c.answer == SAME)
    ).all()
    people += [(row.centre, row.one) for row in merged]
    people += across.merged(connection)
    found: dict[frozenset[Known], None] = {}
    for centre, learner in people:
        found[across.whole_person(connection, centre=centre, learner_id=learner)] = None
    return list(found)


def _newest(connection: Connection, centre: str, ids: Collection[str]) -> Learner | None:
    known = [learners.find(connection, centre=centre, learner_id=one) for one in sorted(ids)]
    return max((one for one in known if one is not None), key=lambda one: one.seen_at, default=None)


def day(of: date | None) -> str:
    """ISO; empty for none."""
    return "" if of is None else of.isoformat()

"""Finding a paper: by its number, or by the beginning of its holder's name; never a list of everybody."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from assessor_app.domain import number as numbers
from assessor_app.domain.errors import KnownError
from assessor_app.formats.cut import plain
from assessor_app.issuer.people.rights import Person, Right, require
from assessor_app.issuer.register import entries
from assessor_app.issuer.register.changing import award_state
from assessor_app.issuer.register.entries import Paper
from assessor_app.issuer.store import audit, centres, learners
from assessor_app.issuer.store.centres import Centre
from assessor_app.issuer.store.facts import assessment, award, entry
from assessor_app.issuer.store.learners import Learner

LEAST_LETTERS = 3
MOST = 20


@dataclass(frozen=True, kw_only=True)
class Found:
    """A paper in the register; `holder` is None where nothing is known of whoever holds it. `award` is the award's state."""

    paper: Paper
    centre: Centre
    holder: Learner | None
    form: str
    award: str


@dataclass(frozen=True, kw_only=True)
class Result:
    """`more` says that there are others: the search has to be narrower."""

    papers: tuple[Found, ...]
    more: bool = False


def search(connection: Connection, person: Person, typed: str, *, now: datetime) -> Result:
    """Papers by a whole number, else by a name's beginning, which is noted in the log (that, not the name).

    Raises KnownError: "role-missing", "search-too-short".
    """
    require(person, Right.READ)
    wanted = plain(typed)
    number = _number(wanted)
    if number is not None:
        return Result(papers=tuple(_by_number(connection, number)))
    if len(wanted) < LEAST_LETTERS:
        raise KnownError("search-too-short", least=LEAST_LETTERS)
    people = learners.named(connection, wanted, most=MOST + 1)
    papers = [found for one in people[:MOST] for found in _of_learner(connection, one)]
    audit.note(
        connection,
        "register-searched",
        by=person.name,
        subject="holder",
        at=now,
        detail={"found": len(papers)},
    )
    return Result(papers=tuple(papers[:MOST]), more=len(people) > MOST or len(papers) > MOST)


def find(connection: Connection, centre: str, number: str) -> Found:
    """One paper. Raises KnownError("no-such-paper")."""
    paper = entries.by_number(connection, centre, number)
    if paper is None:
        raise KnownError("no-such-paper", number=number)
    return _found(connection, paper)


def of_award(connection: Connection, paper: Paper) -> tuple[Paper, ...]:
    """All papers of the same award."""
    return entries.of_award(connection, paper.centre, paper.award)


def _number(typed: str) -> str | None:
    try:
        return numbers.normalise(typed).replace("-", "")
    except KnownError:
        return None


def _by_number(connection: Connection, number: str) -> list[Found]:
    found = [entries.by_number(connection, centre.id, number) for centre in centres.all_centres(connection)]
    return [_found(connection, paper) for paper in found if paper is not None]


def _of_learner(connection: Connection, who: Learner) -> list[Found]:
    rows = connection.execute(
        select(entry.c.number)
        .select_from(
            entry.join(award, (award.c.centre == entry.c.centre) & (award.c.id == entry.c.award)).join(
                assessment,
                (assessment.c.centre == award.c.centre) & (assessment.c.id == award.c.assessment),
            )
        )
        .where(assessment.c.centre == who.centre, assessment.c.learner == who.id)
        .order_by(entry.c.number)
        .limit(MOST + 1)
    ).scalars()
    return [find(connection, who.centre, number) for number in rows]


def _found(connection: Connection, paper: Paper) -> Found:
    row = connection.execute(
        select(assessment.c.learner, assessment.c.form_code, assessment.c.form_version)
        .select_from(
            award.join(
                assessment,
                (assessment.c.centre == award.c.centre) & (assessment.c.id == award.c.assessment),
            )
        )
        .where(award.c.centre == paper.centre, award.c.id == paper.award)
    ).one_or_none()
    centre = centres.find_centre(connection, paper.centre)
    return Found(
        paper=paper,
        centre=centre or Centre(id=paper.centre, name=paper.centre),
        holder=learners.find(connection, centre=paper.centre, learner_id=row.learner) if row else None,
        form=f"{row.form_code}@{row.form_version}" if row else "",
        award=award_state(connection, paper.centre, paper.award) or "",
    )

"""Credentials that were made, and the place that each has in a status list."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, update

from assessor_app.domain.answer import PaperState
from assessor_app.issuer.register.entries import Paper
from assessor_app.issuer.stacking import kept as stacked
from assessor_app.issuer.store import credentials_due
from assessor_app.issuer.store.credentials import credential, credential_due
from assessor_app.issuer.store.facts import assessment, award, entry
from assessor_app.issuer.store.qualifications import qualification

_PAPER = [entry.c[name] for name in Paper.__dataclass_fields__]
_ITS_QUALIFICATION = (qualification.c.centre == credential.c.centre) & (
    qualification.c.digest == credential.c.digest
)
_ITS_PAPER = (entry.c.centre == credential.c.centre) & (entry.c.digest == credential.c.digest)


@dataclass(frozen=True, kw_only=True)
class Made:
    """A credential; `content` is the signed JSON, None where one could not be made (its personal part was erased).

    `jwt` is the same as a compact JWT: None where it was not made yet, empty where it would be longer than readers take.
    """

    centre: str
    digest: str
    number: str
    list: int
    place: int
    content: bytes | None
    made_at: str
    jwt: bytes | None = None


_COLUMNS = [credential.c[name] for name in Made.__dataclass_fields__]


def add(connection: Connection, made: Made) -> None:
    connection.execute(
        insert(credential).values({name: getattr(made, name) for name in Made.__dataclass_fields__})
    )
    credentials_due.settle(connection, centre=made.centre, digest=made.digest)


def due(connection: Connection, *, most: int) -> tuple[Paper, ...]:
    """Registered papers for which no credential was made, the oldest first."""
    named = (credential_due.c.centre == entry.c.centre) & (credential_due.c.digest == entry.c.digest)
    chosen = (
        select(*_PAPER)
        .select_from(credential_due.join(entry, named).outerjoin(credential, _ITS_PAPER))
        .where(entry.c.state == PaperState.REGISTERED.value, credential.c.digest.is_(None))
        .order_by(credential_due.c.since, credential_due.c.digest)
        .limit(most)
    )
    return tuple(Paper(**row) for row in connection.execute(chosen).mappings())


def due_again(connection: Connection, *, most: int) -> tuple[Made, ...]:
    """Credentials that are to be looked at again, since their key was stolen: named the longest first."""
    named = (credential_due.c.centre == credential.c.centre) & (
        credential_due.c.digest == credential.c.digest
    )
    chosen = (
        select(*_COLUMNS)
        .select_from(credential_due.join(credential, named))
        .where(credential.c.content.is_not(None))
        .order_by(credential_due.c.since, credential_due.c.digest)
        .limit(most)
    )
    return tuple(Made(**row) for row in connection.execute(chosen).mappings())


def put_content(connection: Connection, made: Made, content: bytes) -> None:
    """The same credential with another proof."""
    connection.execute(
        update(credential)
        .where(credential.c.centre == made.centre, credential.c.digest == made.digest)
        .values(content=content)
    )


def without_jwt(connection: Connection, *, most: int) -> tuple[Made, ...]:
    """Credentials of which no JWT was made, the oldest first."""
    chosen = (
        select(*_COLUMNS)
        .where(credential.c.content.is_not(None), credential.c.jwt.is_(None))
        .order_by(credential.c.made_at)
        .limit(most)
    )
    return tuple(Made(**row) for row in connection.execute(chosen).mappings())


def put_jwt(connection: Connection, made: Made, jwt: bytes) -> None:
    connection.execute(
        update(credential)
        .where(credential.c.centre == made.centre, credential.c.digest == made.digest)
        .values(jwt=jwt)
    )


def of_numbers(connection: Connection, *, centre: str, numbers: Collection[str]) -> tuple[Made, ...]:
    """The credentials of papers and qualifications of this centre with these numbers."""
    if not numbers:
        return ()  # a database may look through all to find none
    chosen = select(*_COLUMNS).where(credential.c.centre == centre, credential.c.number.in_(numbers))
    return tuple(Made(**row) for row in connection.execute(chosen.order_by(credential.c.number)).mappings())


def of_person(connection: Connection, *, centre: str, learners: Collection[str]) -> tuple[Made, ...]:
    """Credentials of papers and qualifications that stand, of a person with these ids; the oldest first."""
    its_award = (award.c.centre == entry.c.centre) & (award.c.id == entry.c.award)
    its_work = (assessment.c.centre == award.c.centre) & (assessment.c.id == award.c.assessment)
    papers = (
        select(*_COLUMNS)
        .select_from(credential.join(entry, _ITS_PAPER).join(award, its_award).join(assessment, its_work))
        .where(entry.c.state == PaperState.REGISTERED.value, assessment.c.learner.in_(learners))
    )
    qualifications = (
        select(*_COLUMNS)
        .join(qualification, _ITS_QUALIFICATION)
        .where(qualification.c.learner.in_(learners), stacked.stands())
    )
    found = []
    for chosen in (papers, qualifications):
        its = chosen.where(credential.c.centre == centre, credential.c.content.is_not(None))
        found += [Made(**row) for row in connection.execute(its.order_by(credential.c.made_at)).mappings()]
    return tuple(found)


def of_centre(connection: Connection, centre: str) -> tuple[str, ...]:
    """What names each credential of this centre (SHA-256 of the cti, in hex), the oldest first."""
    chosen = select(credential.c.digest).where(
        credential.c.centre == centre, credential.c.content.is_not(None)
    )
    return tuple(connection.execute(chosen.order_by(credential.c.made_at, credential.c.digest)).scalars())


def newest_list(connection: Connection) -> int:
    """The number of the list that was begun last; 0 before the first."""
    return int(connection.execute(select(func.max(credential.c.list))).scalar_one() or 0)


def places(connection: Connection, number: int) -> set[int]:
    """The places that are taken in a list."""
    return set(connection.execute(select(credential.c.place).where(credential.c.list == number)).scalars())


def withdrawn(connection: Connection, number: int) -> set[int]:
    """The places in a list whose papers stand no longer: revoked, annulled, rejected or replaced."""
    chosen = (
        select(credential.c.place)
        .join(entry, _ITS_PAPER)
        .where(credential.c.list == number, entry.c.state != PaperState.REGISTERED.value)
    )
    fallen = (
        select(credential.c.place)
        .join(qualification, _ITS_QUALIFICATION)
        .where(credential.c.list == number, ~stacked.stands())
    )
    return {*connection.execute(chosen).scalars(), *connection.execute(fallen).scalars()}


def centre_of(connection: Connection, digest: str) -> str | None:
    """Of the credential that names this digest of a cti; None for one that was not made here."""
    chosen = select(credential.c.centre).where(credential.c.digest == digest)
    found: str | None = connection.execute(chosen).scalars().first()
    return found


def of_digest(connection: Connection, *, centre: str, digest: str) -> Made | None:
    """The credential of the paper with this cti (SHA-256 of it, in hex)."""
    chosen = select(*_COLUMNS).where(credential.c.centre == centre, credential.c.digest == digest)
    row = connection.execute(chosen).mappings().one_or_none()
    return Made(**row) if row else None


def standing(connection: Connection, *, numbers: tuple[str, ...] = ()) -> tuple[Made, ...]:
    """Credentials of papers and qualifications that stand, by number; all of them, or of these."""
    papers = select(*_COLUMNS).join(entry, _ITS_PAPER).where(entry.c.state == PaperState.REGISTERED.value)
    qualifications = select(*_COLUMNS).join(qualification, _ITS_QUALIFICATION).where(stacked.stands())
    found = []
    for chosen in (papers, qualifications):
        made = chosen.where(credential.c.content.is_not(None))
        if numbers:
            made = made.where(credential.c.number.in_(numbers))
        found += [Made(**row) for row in connection.execute(made).mappings()]
    return tuple(sorted(found, key=lambda one: one.number))

"""Learners as the issuer knows them: by the ids that devices gave, each with the number and name last told of it."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256

from sqlalchemy import BindParameter, Connection, Update, bindparam, insert, select, update

from assessor_app.formats.cut import cut
from assessor_app.issuer.store.cases import learner, same_learner
from assessor_app.issuer.store.metadata import moment

OPEN, SAME, DIFFERENT, UNCLEAR = "open", "same", "different", "unclear"
_MOST_BYTES = 200


@dataclass(frozen=True, kw_only=True)
class Learner:
    """`mark_kind` and `mark_value` are the identity mark of a paper, empty before one was issued; `chain` told of it last."""

    centre: str
    id: str
    number: str
    name: str
    mark_kind: str
    mark_value: str
    chain: str
    seen_at: str


_COLUMNS = [learner.c[name] for name in Learner.__dataclass_fields__]
# Made once: to build a statement takes longer than to run it.
_WITH_NUMBER = select(*_COLUMNS).where(
    learner.c.centre == bindparam("centre"), learner.c.number_key == bindparam("number_key")
)
_ADD = insert(learner)
_IDS: BindParameter[list[str]] = bindparam("ids", expanding=True)
_OF_PERSON = select(same_learner.c.one, same_learner.c.other).where(
    same_learner.c.centre == bindparam("centre"),
    same_learner.c.answer == SAME,
    same_learner.c.one.in_(_IDS) | same_learner.c.other.in_(_IDS),
)


@lru_cache(maxsize=32)
def _told(names: tuple[str, ...]) -> Update:
    """Sets these columns of one learner."""
    this = (learner.c.centre == bindparam("at_centre")) & (learner.c.id == bindparam("at_id"))
    return update(learner).where(this).values({name: bindparam(f"now_{name}") for name in names})


def told(
    connection: Connection, *, centre: str, learner_id: str, chain: str, at: datetime, **said: str
) -> None:
    """What a record says of a learner: `number`, `name`, `mark_kind`, `mark_value`; what it does not say stays."""
    values = {name: cut(text, _MOST_BYTES) for name, text in said.items()}
    if "number" in values:
        values["number_key"] = number_key(said["number"])
    if "name" in values:
        values["name_key"] = name_key(said["name"])
    values |= {"chain": chain, "seen_at": moment(at)}
    now = {f"now_{name}": value for name, value in values.items()}
    told_of = {"at_centre": centre, "at_id": learner_id, **now}
    if connection.execute(_told(tuple(sorted(values))), told_of).rowcount == 0:
        nothing = dict.fromkeys(("number", "number_key", "name", "name_key", "mark_kind", "mark_value"), "")
        connection.execute(_ADD, {"centre": centre, "id": learner_id, **nothing, **values})


def find(connection: Connection, *, centre: str, learner_id: str) -> Learner | None:
    chosen = select(*_COLUMNS).where(learner.c.centre == centre, learner.c.id == learner_id)
    row = connection.execute(chosen).mappings().one_or_none()
    return Learner(**row) if row else None


def with_number(connection: Connection, *, centre: str, number: str) -> tuple[Learner, ...]:
    """Everybody in this centre with this number."""
    found = connection.execute(_WITH_NUMBER, {"centre": centre, "number_key": number_key(number)})
    # Sorted here: asked to sort, a database may walk through everybody of the centre in their order.
    return tuple(sorted((Learner(**row) for row in found.mappings()), key=lambda one: one.id))


def named(connection: Connection, beginning: str, *, most: int) -> tuple[Learner, ...]:
    """Learners of all centres whose name begins so, or has a word that does: no more than `most`."""
    key = name_key(beginning).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    chosen = (
        select(*_COLUMNS)
        .where(
            learner.c.name_key.like(f"{key}%", escape="\\")
            | learner.c.name_key.like(f"% {key}%", escape="\\")
        )
        .order_by(learner.c.name_key, learner.c.centre, learner.c.id)
        .limit(most)
    )
    return tuple(Learner(**row) for row in connection.execute(chosen).mappings())


def number_key(number: str) -> str:
    """By what a learner's number is found: SHA-256 in hex, without regard to case and spaces."""
    folded = "".join(unicodedata.normalize("NFKC", number).casefold().split())
    return sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()


def name_key(name: str) -> str:
    """A name without regard to case and accents."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(character for character in apart if not unicodedata.combining(character))
    return cut(bare, _MOST_BYTES)


def ask(connection: Connection, *, centre: str, one: str, other: str, at: datetime) -> bool:
    """Asks whether two are one person, unless that was asked before: whether it is new."""
    first, second = sorted((one, other))
    if answer_on(connection, centre=centre, one=first, other=second) is not None:
        return False
    connection.execute(
        insert(same_learner).values(centre=centre, one=first, other=second, answer=OPEN, asked_at=moment(at))
    )
    return True


def answer_on(connection: Connection, *, centre: str, one: str, other: str) -> str | None:
    """What was answered on two: `open`, `same`, `different`, `unclear`; None where nobody asked."""
    first, second = sorted((one, other))
    found: str | None = connection.execute(
        select(same_learner.c.answer).where(
            same_learner.c.centre == centre, same_learner.c.one == first, same_learner.c.other == second
        )
    ).scalar_one_or_none()
    return found


def put_answer(
    connection: Connection, *, centre: str, one: str, other: str, answer: str, by: str, at: datetime
) -> None:
    first, second = sorted((one, other))
    connection.execute(
        update(same_learner)
        .where(same_learner.c.centre == centre, same_learner.c.one == first, same_learner.c.other == second)
        .values(answer=answer, by=by, answered_at=moment(at))
    )


def one_person(connection: Connection, *, centre: str, learner_id: str) -> frozenset[str]:
    """All ids of the person with this id, as far as somebody said so; itself among them."""
    found, new = {learner_id}, {learner_id}
    while new:
        rows = connection.execute(_OF_PERSON, {"centre": centre, "ids": sorted(new)}).all()
        new = {one for row in rows for one in row} - found
        found |= new
    return frozenset(found)

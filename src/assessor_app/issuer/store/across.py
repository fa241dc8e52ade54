"""One person at several centres of this issuer: what somebody said of two learners whom two centres know.

Within a centre it is `same_learner`; ids are minted by devices, so no two centres have one in common.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Column, Connection, Index, String, Table, insert, select

from assessor_app.issuer.store import learners
from assessor_app.issuer.store.cases import learner
from assessor_app.issuer.store.learners import SAME
from assessor_app.issuer.store.metadata import ID, MOMENT, NAME, metadata, moment

Known = tuple[str, str]
"""A learner as one centre knows them: centre and id."""

across = Table(
    "across_centres",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("one", ID, primary_key=True),
    Column("other_centre", NAME, primary_key=True),
    Column("other", ID, primary_key=True),
    Column("answer", String(16), nullable=False),
    Column("by", NAME, nullable=False),
    Column("at", MOMENT, nullable=False),
    Index("across_centres_by_other", "other_centre", "other"),
)


def whole_person(connection: Connection, *, centre: str, learner_id: str) -> frozenset[Known]:
    """All that a person is known by, at any centre, as far as somebody said so; itself among them."""
    found: set[Known] = set()
    new: set[Known] = {(centre, learner_id)}
    while new:
        here = {
            (where, one)
            for where, who in new
            for one in learners.one_person(connection, centre=where, learner_id=who)
        }
        found |= here
        new = _beside(connection, here) - found
    return frozenset(found)


def alike(connection: Connection, *, most: int) -> tuple[tuple[Known, Known], ...]:
    """Learners of two centres with one name and one identity mark, of whom nobody has said whether they are one person."""
    one, other = learner.alias("one"), learner.alias("other")
    said = (
        select(across.c.one)
        .where(
            across.c.centre == one.c.centre,
            across.c.one == one.c.id,
            across.c.other_centre == other.c.centre,
            across.c.other == other.c.id,
        )
        .exists()
    )
    rows = connection.execute(
        select(one.c.centre, one.c.id, other.c.centre, other.c.id)
        .join(
            other,
            (one.c.name_key == other.c.name_key)
            & (one.c.mark_kind == other.c.mark_kind)
            & (one.c.mark_value == other.c.mark_value)
            & (one.c.centre < other.c.centre),
        )
        .where(one.c.name_key != "", one.c.mark_value != "", ~said)
        .order_by(one.c.name_key, one.c.centre, one.c.id, other.c.centre, other.c.id)
        .limit(most)
    ).all()
    return tuple(((row[0], row[1]), (row[2], row[3])) for row in rows)


def is_answered(connection: Connection, one: Known, other: Known) -> bool:
    first, second = sorted((one, other))
    found = select(across.c.one).where(
        across.c.centre == first[0],
        across.c.one == first[1],
        across.c.other_centre == second[0],
        across.c.other == second[1],
    )
    return connection.execute(found).first() is not None


def put_answer(
    connection: Connection, one: Known, other: Known, *, answer: str, by: str, at: datetime
) -> None:
    """For good: papers were awarded on it."""
    first, second = sorted((one, other))
    values = {"centre": first[0], "one": first[1], "other_centre": second[0], "other": second[1]}
    connection.execute(insert(across).values(**values, answer=answer, by=by, at=moment(at)))


def merged(connection: Connection) -> tuple[Known, ...]:
    """Learners of whom somebody said that another centre knows them too."""
    rows = connection.execute(select(across.c.centre, across.c.one).where(across.c.answer == SAME)).all()
    return tuple((row.centre, row.one) for row in rows)


def _beside(connection: Connection, people: Collection[Known]) -> set[Known]:
    found: set[Known] = set()
    for centre, one in people:
        here = (across.c.centre == centre) & (across.c.one == one)
        there = (across.c.other_centre == centre) & (across.c.other == one)
        rows = connection.execute(select(across).where(across.c.answer == SAME, here | there)).all()
        for row in rows:
            found |= {(row.centre, row.one), (row.other_centre, row.other)}
    return found

"""Transcripts that devices asked for: a queue that workers share, and the signed files until the device that asked has them.

`transcript` is a request of one device; `position` is where the answer stands in its feed, NULL until it is signed.
`claimed_at` is when a worker took it on: signing takes a second, and no lock is held for so long.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    LargeBinary,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)

from assessor_app.issuer.store.metadata import HASH, ID, MOMENT, NAME, metadata, moment

DAYS = 30
"""So long the files of a transcript wait for a device that does not come."""
MOST_WAITING = 50
"""Of one device: whoever asks for more asks again when those have come."""
_LOST_AFTER = timedelta(minutes=10)

transcript = Table(
    "transcript",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("device", ID, primary_key=True),
    Column("learner", ID, primary_key=True),
    Column("asked_at", MOMENT, nullable=False),
    Column("claimed_at", MOMENT),
    Column("position", Integer),
    Index("transcript_by_day", "asked_at"),
)

transcript_file = Table(
    "transcript_file",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("device", ID, primary_key=True),
    Column("learner", ID, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("sha256", HASH, nullable=False),
    Column("content", LargeBinary, nullable=False),
)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A transcript that a device of a centre asked for; `learner` is an id. `claimed_at` is whose turn it is."""

    centre: str
    device: str
    learner: str
    claimed_at: str | None = None


def ask(connection: Connection, *, centre: str, device: str, learners: Sequence[str], at: datetime) -> int:
    """Puts those into the queue that are not in it, or signed and on their way; how many were new."""
    own = (transcript.c.centre == centre) & (transcript.c.device == device)
    known = set(connection.execute(select(transcript.c.learner).where(own)).scalars())
    new = [one for one in dict.fromkeys(learners) if one not in known][: max(0, MOST_WAITING - len(known))]
    for learner in new:
        values = {"centre": centre, "device": device, "learner": learner, "asked_at": moment(at)}
        connection.execute(insert(transcript).values(**values))
    return len(new)


def are_due(connection: Connection, *, now: datetime) -> bool:
    return connection.execute(select(transcript.c.learner).where(_is_due(now)).limit(1)).first() is not None


def claim(connection: Connection, *, now: datetime) -> Asked | None:
    """The one that waits longest, for this worker alone; None where there is none that no other is at."""
    row = connection.execute(
        select(transcript.c.centre, transcript.c.device, transcript.c.learner)
        .where(_is_due(now))
        .order_by(transcript.c.asked_at, transcript.c.centre, transcript.c.device, transcript.c.learner)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if row is None:
        return None
    mine = Asked(centre=row.centre, device=row.device, learner=row.learner, claimed_at=moment(now))
    connection.execute(update(transcript).where(*_this(transcript, mine)).values(claimed_at=mine.claimed_at))
    return mine


def is_mine(connection: Connection, mine: Asked) -> bool:
    """Whether it still waits for the worker that claimed it: another may have taken it on since."""
    found = select(transcript.c.learner).where(
        *_this(transcript, mine), transcript.c.claimed_at == mine.claimed_at, transcript.c.position.is_(None)
    )
    return connection.execute(found.with_for_update()).first() is not None


def release(connection: Connection, mine: Asked) -> None:
    """Back into the queue."""
    connection.execute(update(transcript).where(*_this(transcript, mine)).values(claimed_at=None))


def put(connection: Connection, mine: Asked, files: Sequence[bytes], *, position: int) -> None:
    """It is signed, and stands there in the feed of whoever asked; no file where the learner has no credential."""
    values = {"centre": mine.centre, "device": mine.device, "learner": mine.learner}
    for place, content in enumerate(files, 1):
        connection.execute(
            insert(transcript_file).values(
                **values, place=place, sha256=sha256(content).hexdigest(), content=content
            )
        )
    connection.execute(update(transcript).where(*_this(transcript, mine)).values(position=position))


def files_for(connection: Connection, asked: Asked) -> tuple[bytes, ...] | None:
    """The files in their order; None where nothing is signed for it (any more), or another was signed since."""
    signed = select(transcript.c.learner).where(
        *_this(transcript, asked),
        transcript.c.claimed_at == asked.claimed_at,
        transcript.c.position.is_not(None),
    )
    if connection.execute(signed).first() is None:
        return None
    found = select(transcript_file.c.content).where(*_this(transcript_file, asked))
    return tuple(connection.execute(found.order_by(transcript_file.c.place)).scalars())


def picked_up(connection: Connection, *, centre: str, device: str, through: int) -> None:
    """The device has everything up to this place of its feed: nothing of it is kept here."""
    own = (transcript.c.centre == centre) & (transcript.c.device == device)
    _forget(connection, own & (transcript.c.position <= through))


def forget_signed(connection: Connection, *, centre: str) -> None:
    """Those that are signed and on their way in a centre: something in one of them was erased, and whoever still wants one asks again."""
    _forget(connection, (transcript.c.centre == centre) & transcript.c.position.is_not(None))


def expire(connection: Connection, *, now: datetime) -> None:
    """Throws away what waited for too long."""
    _forget(connection, transcript.c.asked_at < moment(now - timedelta(days=DAYS)))


def waiting(connection: Connection) -> int:
    """How many are not signed yet."""
    found = select(func.count()).select_from(transcript).where(transcript.c.position.is_(None))
    return int(connection.execute(found).scalar_one())


def _forget(connection: Connection, which: ColumnElement[bool]) -> None:
    columns = (transcript.c.centre, transcript.c.device, transcript.c.learner)
    for row in connection.execute(select(*columns).where(which)).all():
        one = Asked(centre=row.centre, device=row.device, learner=row.learner)
        for table in (transcript_file, transcript):
            connection.execute(delete(table).where(*_this(table, one)))


def _is_due(now: datetime) -> ColumnElement[bool]:
    """A worker that ended in the middle loses its claim after a while."""
    free = transcript.c.claimed_at.is_(None) | (transcript.c.claimed_at < moment(now - _LOST_AFTER))
    return transcript.c.position.is_(None) & free


def _this(table: Table, one: Asked) -> tuple[ColumnElement[bool], ...]:
    return (table.c.centre == one.centre, table.c.device == one.device, table.c.learner == one.learner)

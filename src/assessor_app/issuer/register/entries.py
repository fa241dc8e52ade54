"""The papers that the register has: changed with the verdict that changes them, in one transaction."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, insert, select, update

from assessor_app.domain.answer import PaperState
from assessor_app.formats import register as form
from assessor_app.issuer.store import credentials_due
from assessor_app.issuer.store.facts import entry, unpublished
from assessor_app.issuer.store.metadata import moment

BITS = 12


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper in the register. `digest` is SHA-256 of its cti in hex; chain and seq those of its record."""

    centre: str
    digest: str
    state: str
    on_day: str
    successor: str | None
    number: str
    award: str
    chain: str
    seq: int


_COLUMNS = [entry.c[name] for name in Paper.__dataclass_fields__]


def add(connection: Connection, paper: Paper, *, at: datetime) -> None:
    """A new paper."""
    values = {name: getattr(paper, name) for name in Paper.__dataclass_fields__}
    place = _bucket(paper.digest)
    connection.execute(insert(entry).values(**values, bucket=place, changed_at=moment(at)))
    _mark(connection, place)
    _note_credential(connection, paper, paper.state, at=at)


def change(
    connection: Connection, paper: Paper, state: PaperState, *, on: date, successor: str | None, at: datetime
) -> None:
    """Another state from this day."""
    connection.execute(
        update(entry)
        .where(entry.c.centre == paper.centre, entry.c.digest == paper.digest)
        .values(state=state.value, on_day=on.isoformat(), successor=successor, changed_at=moment(at))
    )
    _mark(connection, _bucket(paper.digest))
    _note_credential(connection, paper, state.value, at=at)


def by_number(connection: Connection, centre: str, number: str) -> Paper | None:
    chosen = select(*_COLUMNS).where(entry.c.centre == centre, entry.c.number == number)
    row = connection.execute(chosen).mappings().first()
    return Paper(**row) if row else None


def by_digest(connection: Connection, digest: str) -> Paper | None:
    """The paper with this cti, of whatever centre: no other may have it."""
    chosen = select(*_COLUMNS).where(entry.c.digest == digest)
    row = connection.execute(chosen).mappings().first()
    return Paper(**row) if row else None


def of_award(connection: Connection, centre: str, award: str) -> tuple[Paper, ...]:
    """All papers of an award, past and present."""
    chosen = select(*_COLUMNS).where(entry.c.centre == centre, entry.c.award == award)
    found = [Paper(**row) for row in connection.execute(chosen).mappings()]
    # Sorted here: asked to sort, a database may walk through all papers of the centre in their order.
    return tuple(sorted(found, key=lambda paper: paper.number))


def of_centre(connection: Connection, centre: str) -> tuple[Paper, ...]:
    """Every paper of a centre, by its number."""
    found = connection.execute(
        select(*_COLUMNS).where(entry.c.centre == centre).order_by(entry.c.number, entry.c.digest)
    )
    return tuple(Paper(**row) for row in found.mappings())


def everything(connection: Connection) -> tuple[form.Entry, ...]:
    """Every entry as it is published."""
    return _published(connection, _PUBLISHED)


def in_bucket(connection: Connection, place: int) -> tuple[form.Entry, ...]:
    """The entries of one of the 4,096 buckets as they are published."""
    return _published(connection, _PUBLISHED.where(entry.c.bucket == place))


_PUBLISHED = select(entry.c.digest, entry.c.state, entry.c.on_day, entry.c.successor)


def _published(connection: Connection, chosen: Select[Any]) -> tuple[form.Entry, ...]:
    # Sorted here, so that two that begin alike stand in one order whichever way they were found.
    return tuple(
        form.Entry(
            prefix=bytes.fromhex(row.digest)[: form.PREFIX_BYTES],
            state=PaperState(row.state),
            on=date.fromisoformat(row.on_day),
            successor=row.successor,
        )
        for row in sorted(connection.execute(chosen), key=lambda row: str(row.digest))
    )


def _note_credential(connection: Connection, paper: Paper, state: str, *, at: datetime) -> None:
    """A paper that stands has a credential made."""
    if state == PaperState.REGISTERED:
        credentials_due.want(connection, centre=paper.centre, digest=paper.digest, at=at)
    else:
        credentials_due.settle(connection, centre=paper.centre, digest=paper.digest)


def _bucket(digest: str) -> int:
    return form.bucket_of(bytes.fromhex(digest), BITS)


def _mark(connection: Connection, place: int) -> None:
    """Rows are added and never counted up: two processes that change the register do not wait for each other."""
    connection.execute(insert(unpublished).values(bucket=place))

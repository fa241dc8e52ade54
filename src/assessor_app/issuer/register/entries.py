"""The papers that the register has: changed with the verdict that changes them, in one transaction."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert, select, update

from assessor_app.domain.answer import PaperState
from assessor_app.formats import register as form
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
    chosen = (
        select(*_COLUMNS).where(entry.c.centre == centre, entry.c.award == award).order_by(entry.c.number)
    )
    return tuple(Paper(**row) for row in connection.execute(chosen).mappings())


def of_centre(connection: Connection, centre: str) -> tuple[Paper, ...]:
    """Every paper of a centre, by its number."""
    found = connection.execute(
        select(*_COLUMNS).where(entry.c.centre == centre).order_by(entry.c.number, entry.c.digest)
    )
    return tuple(Paper(**row) for row in found.mappings())


def everything(connection: Connection) -> Iterator[form.Entry]:
    """Every entry as it is published."""
    found = connection.execute(select(entry.c.digest, entry.c.state, entry.c.on_day, entry.c.successor))
    for row in found:
        yield form.Entry(
            prefix=bytes.fromhex(row.digest)[: form.PREFIX_BYTES],
            state=PaperState(row.state),
            on=date.fromisoformat(row.on_day),
            successor=row.successor,
        )


def _bucket(digest: str) -> int:
    return form.bucket_of(bytes.fromhex(digest), BITS)


def _mark(connection: Connection, place: int) -> None:
    """Rows are added and never counted up: two processes that change the register do not wait for each other."""
    connection.execute(insert(unpublished).values(bucket=place))

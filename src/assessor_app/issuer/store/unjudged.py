"""Records that were stored and nobody has looked at: places of a chain, from first to last.

A batch of thousands is one row here. The rows of `stands` are made when its records are looked at: a device waits for what is
stored, and not for that. Until then each stands as `UNDECIDED` says, and is due.
"""

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, literal, select, update

from assessor_app.domain.verdict import HeldCode, Outcome
from assessor_app.issuer.store.facts import record, stands, unjudged

UNDECIDED = (Outcome.HELD.value, HeldCode.UNDECIDED.value)
"""Outcome and code of a record before its first verdict."""
# Made once: to build a statement takes longer than to run it.
_ITS_RECORDS = (
    (record.c.centre == unjudged.c.centre)
    & (record.c.chain == unjudged.c.chain)
    & record.c.seq.between(unjudged.c.first, unjudged.c.last)
)
_ADD = insert(stands).from_select(
    ["centre", "chain", "seq", "outcome", "code", "n", "due"],
    select(
        record.c.centre, record.c.chain, record.c.seq, *map(literal, UNDECIDED), literal(0), literal(1)
    ).where(
        record.c.centre == bindparam("centre"),
        record.c.chain == bindparam("chain"),
        record.c.seq.between(bindparam("first"), bindparam("through")),
    ),
)
_THIS = (
    (unjudged.c.centre == bindparam("at_centre"))
    & (unjudged.c.chain == bindparam("at_chain"))
    & (unjudged.c.first == bindparam("at_first"))
)
_SHORTEN = update(unjudged).where(_THIS).values(first=bindparam("now_first"))
_END = delete(unjudged).where(_THIS)
_OF_CENTRE = (
    select(unjudged)
    .where(unjudged.c.centre == bindparam("centre"))
    .order_by(unjudged.c.chain, unjudged.c.first)
)


def add(connection: Connection, *, centre: str, chain: str, first: int, last: int) -> None:
    """Keeps in mind what was stored just now. The caller holds the centre."""
    connection.execute(insert(unjudged).values(centre=centre, chain=chain, first=first, last=last))


def some_centre(connection: Connection) -> str | None:
    """A centre of which some records are here, None where there is none."""
    found: str | None = connection.execute(select(unjudged.c.centre).limit(1)).scalar_one_or_none()
    return found


def unfold(connection: Connection, *, centre: str, most: int) -> None:
    """Gives up to `most` of them, in the order of their chains, rows of their own in `stands`. The caller holds the centre."""
    left = most
    for row in connection.execute(_OF_CENTRE, {"centre": centre}).all():
        if left <= 0:
            return
        through = min(row.last, row.first + left - 1)
        connection.execute(
            _ADD, {"centre": centre, "chain": row.chain, "first": row.first, "through": through}
        )
        this = {"at_centre": centre, "at_chain": row.chain, "at_first": row.first}
        if through == row.last:
            connection.execute(_END, this)
        else:
            connection.execute(_SHORTEN, {**this, "now_first": through + 1})
        left -= through - row.first + 1


def number(connection: Connection) -> int:
    """How many they are."""
    counting = select(func.coalesce(func.sum(unjudged.c.last - unjudged.c.first + 1), 0))
    return int(connection.execute(counting).scalar_one())


def as_standing() -> Select[tuple[str, str, int, str, str, int, int]]:
    """They as rows of `stands`, in the order of its columns."""
    return select(
        record.c.centre,
        record.c.chain,
        record.c.seq,
        literal(UNDECIDED[0]).label("outcome"),
        literal(UNDECIDED[1]).label("code"),
        literal(0).label("n"),
        literal(1).label("due"),
    ).select_from(record.join(unjudged, _ITS_RECORDS))

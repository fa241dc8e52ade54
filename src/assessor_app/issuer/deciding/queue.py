"""What waits for a person, and what was rejected: counted, and listed a page at a time."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, select, tuple_

from assessor_app.domain.verdict import HeldCode, Outcome, RejectedCode
from assessor_app.issuer.store import tally, unjudged
from assessor_app.issuer.store.facts import TOLD, record, stands
from assessor_app.issuer.store.records import Place

PAGE = 25
FOR_PEOPLE = frozenset(
    {
        HeldCode.WAITING_APPROVAL,
        HeldCode.DUPLICATE,
        HeldCode.CONFLICT,
        HeldCode.ATTEMPTS,
        HeldCode.COOLING_OFF,
        HeldCode.SUSPENDED,
        HeldCode.PERSON_SUSPENDED,
        HeldCode.STRANDED,
        HeldCode.MISSING_EVIDENCE,
    }
)
"""Held for these, a record goes on when somebody decides. (`same-number` is answered once for all in its own list.)"""


class Shelf(StrEnum):
    """The lists: what somebody must decide; what waits for something to arrive; what was rejected."""

    DECIDE = "decide"
    WAITING = "waiting"
    REJECTED = "rejected"


@dataclass(frozen=True, kw_only=True)
class Lengths:
    decide: int
    waiting: int
    rejected: int


@dataclass(frozen=True, kw_only=True)
class Page:
    """Places in the order in which they were stored; `after` begins the next page, empty on the last."""

    places: tuple[Place, ...]
    after: str


def lengths(connection: Connection, *, centre: str = "") -> Lengths:
    """How many records are on each list, of one centre or of all."""
    numbers = tally.by_code(connection, centre=centre)
    held = {code: number for (outcome, code), number in numbers.items() if outcome == Outcome.HELD.value}
    return Lengths(
        decide=sum(number for code, number in held.items() if code in FOR_PEOPLE),
        waiting=sum(number for code, number in held.items() if code not in FOR_PEOPLE),
        rejected=sum(
            number for (outcome, _code), number in numbers.items() if outcome == Outcome.REJECTED.value
        ),
    )


def listed(
    connection: Connection, shelf: Shelf, *, centre: str = "", after: str = "", most: int = PAGE
) -> Page:
    """One page of a list, of one centre or of all."""
    chosen = select(stands).where(*_on(shelf))
    these = chosen.union_all(unjudged.as_standing()) if shelf is Shelf.WAITING else chosen
    listed = these.subquery()
    at = (record.c.stored_at, listed.c.centre, listed.c.chain, listed.c.seq)
    chosen = (
        select(listed, record.c.stored_at)
        .join(
            record,
            (record.c.centre == listed.c.centre)
            & (record.c.chain == listed.c.chain)
            & (record.c.seq == listed.c.seq),
        )
        .order_by(*at)
        .limit(most + 1)
    )
    if centre:
        chosen = chosen.where(listed.c.centre == centre)
    begin = _read(after)
    if begin is not None:
        chosen = chosen.where(tuple_(*at) > begin)
    rows = connection.execute(chosen).all()
    places = tuple(
        Place(centre=row.centre, chain=row.chain, seq=row.seq, outcome=row.outcome, code=row.code, n=row.n)
        for row in rows[:most]
    )
    more = len(rows) > most
    last = rows[most - 1] if more else None
    cursor = f"{last.stored_at} {last.chain} {last.seq} {last.centre}" if last else ""
    return Page(places=places, after=cursor)


def _on(shelf: Shelf) -> tuple[ColumnElement[bool], ...]:
    people = [code.value for code in FOR_PEOPLE]
    if shelf is Shelf.REJECTED:
        codes = [code.value for code in RejectedCode]
        return (stands.c.outcome == Outcome.REJECTED.value, stands.c.code.in_(codes), TOLD)
    held = stands.c.outcome == Outcome.HELD.value
    if shelf is Shelf.DECIDE:
        return (held, stands.c.code.in_(people), TOLD)
    others = [code.value for code in HeldCode if code not in FOR_PEOPLE | {HeldCode.UNDECIDED}]
    undecided = (stands.c.code == HeldCode.UNDECIDED.value) & (stands.c.due > 0)  # each of them is due
    return (held, (stands.c.code.in_(others) & TOLD) | undecided)


def _read(after: str) -> tuple[str, str, str, int] | None:
    """A cursor, None for one that makes no sense: then the list begins anew."""
    stored_at, _, rest = after.partition(" ")
    chain, _, rest = rest.partition(" ")
    seq, _, centre = rest.partition(" ")
    if not (seq.isascii() and seq.isdigit() and len(seq) < 10):  # noqa: PLR2004 - fits the column
        return None
    return stored_at, centre, chain, int(seq)

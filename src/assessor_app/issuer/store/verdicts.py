"""Verdicts: for each record a history that is only ever added to, and where the record stands by it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from assessor_app.domain.verdict import HeldCode, Outcome, RejectedCode
from assessor_app.formats.verdict import Verdict
from assessor_app.issuer.store import standing
from assessor_app.issuer.store.facts import record, stands, verdict, waits
from assessor_app.issuer.store.gathering import add_row
from assessor_app.issuer.store.metadata import moment
from assessor_app.issuer.store.records import Place


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A verdict: held and rejected have a code; `missing` names what is waited for (ids of records, or other marks)."""

    outcome: Outcome
    code: HeldCode | RejectedCode | None = None
    missing: tuple[str, ...] = ()
    sentence: str = ""
    by: str = ""


ACCEPTED = Decided(outcome=Outcome.ACCEPTED)


def held(code: HeldCode, *missing: str) -> Decided:
    return Decided(outcome=Outcome.HELD, code=code, missing=missing)


def rejected(code: RejectedCode, *missing: str) -> Decided:
    return Decided(outcome=Outcome.REJECTED, code=code, missing=missing)


# Made once: to build a statement takes longer than to run it.
_COLUMNS = ("centre", "chain", "seq", "n", "outcome", "codes", "missing", "sentence", "by", "at")
_WAITING = select(waits.c.chain, waits.c.seq).where(
    waits.c.centre == bindparam("centre"), waits.c.needed == bindparam("needed")
)


def add(connection: Connection, place: Place, decided: Decided, *, at: datetime) -> int:
    """Writes the next verdict on this record and moves it; its number."""
    n = place.n + 1
    code = decided.code.value if decided.code else ""
    said = (
        decided.outcome.value,
        json.dumps([code] if code else []),
        json.dumps(list(decided.missing)),
        decided.sentence,
        decided.by,
        moment(at),
    )
    add_row(connection, verdict, _COLUMNS, (place.centre, place.chain, place.seq, n, *said))
    move(connection, place, outcome=decided.outcome, code=code, n=n)
    return n


def move(connection: Connection, place: Place, *, outcome: Outcome, code: str, n: int) -> None:
    """Where a record stands now: no longer to be looked at, until something changes."""
    at = {"centre": place.centre, "chain": place.chain}
    standing.move(connection, **at, seq=place.seq, outcome=outcome, code=code, n=n)


def wait_for(connection: Connection, place: Place, needed: Sequence[str]) -> None:
    """Has this record looked at again when one of these ids is decided."""
    for one in dict.fromkeys(needed):
        key = {"centre": place.centre, "needed": one, "chain": place.chain, "seq": place.seq}
        this = [waits.c[name] == value for name, value in key.items()]
        if connection.execute(select(waits.c.seq).where(*this)).first() is None:
            connection.execute(insert(waits).values(**key))


def wake(connection: Connection, *, centre: str, needed: str) -> None:
    """Has everything that waits for this id looked at again."""
    found = connection.execute(_WAITING, {"centre": centre, "needed": needed}).all()
    standing.written(connection)
    for row in found:
        connection.execute(
            update(stands)
            .where(
                stands.c.centre == centre,
                stands.c.chain == row.chain,
                stands.c.seq == row.seq,
                stands.c.outcome == Outcome.HELD.value,
            )
            .values(due=1)
        )


def awaited(connection: Connection, *, centre: str, ids: Sequence[str]) -> frozenset[str]:
    """Which of these ids some record waits for."""
    found = connection.execute(
        select(waits.c.needed).distinct().where(waits.c.centre == centre, waits.c.needed.in_(ids))
    )
    return frozenset(found.scalars())


def newest(
    connection: Connection, *, centre: str, chain: str, first: int, last: int
) -> tuple[tuple[int, int], ...]:
    """(seq, n) of the verdict that holds of each of these records that has one."""
    standing.written(connection)
    found = connection.execute(
        select(stands.c.seq, stands.c.n)
        .where(
            stands.c.centre == centre,
            stands.c.chain == chain,
            stands.c.seq.between(first, last),
            stands.c.n > 0,
        )
        .order_by(stands.c.seq)
    )
    return tuple((row.seq, row.n) for row in found)


def item(connection: Connection, *, centre: str, chain: str, seq: int, n: int) -> Verdict:
    """A verdict as it is sent."""
    row = connection.execute(
        select(verdict, record.c.hash)
        .select_from(
            verdict.join(
                record,
                (record.c.centre == verdict.c.centre)
                & (record.c.chain == verdict.c.chain)
                & (record.c.seq == verdict.c.seq),
            )
        )
        .where(verdict.c.centre == centre, verdict.c.chain == chain, verdict.c.seq == seq, verdict.c.n == n)
    ).one()
    return Verdict(
        chain=chain,
        seq=seq,
        hash=row.hash,
        n=n,
        outcome=Outcome(row.outcome),
        at=row.at,
        codes=json.loads(row.codes),
        sentence=row.sentence,
        missing=json.loads(row.missing),
        by=row.by,
    )

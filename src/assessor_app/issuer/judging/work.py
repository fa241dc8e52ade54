"""The queue of records to judge: a centre at a time, in the order of their chains, each verdict with what it changes."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, select

from assessor_app.domain.record_types import RecordType
from assessor_app.domain.verdict import HeldCode, Outcome, may_follow
from assessor_app.issuer.judging.asking import ask_for
from assessor_app.issuer.judging.case import Case
from assessor_app.issuer.judging.effects import refuse_paper, take_effect
from assessor_app.issuer.judging.judge import Around, judge, look_around, read
from assessor_app.issuer.judging.learners import meet
from assessor_app.issuer.judging.shared import Shared, look_up
from assessor_app.issuer.store import (
    centres,
    chains,
    feed,
    gathering,
    records,
    settings,
    standing,
    unjudged,
    verdicts,
    waivers,
)
from assessor_app.issuer.store.bodies import centre as centre_table
from assessor_app.issuer.store.chains import Chain
from assessor_app.issuer.store.engine import Store
from assessor_app.issuer.store.facts import stands
from assessor_app.issuer.store.feed import Item
from assessor_app.issuer.store.records import Kept, Place
from assessor_app.issuer.store.verdicts import Decided

AT_ONCE, _TOGETHER = 500, 50
_LONGEST_SECONDS = 0.5
"""So long a batch takes, or a record longer: devices that hand over wait for the same locks."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """How many records were looked at, and the bugs that were met: their records are set aside, undecided."""

    count: int = 0
    faults: tuple[Exception, ...] = ()


def judge_due(store: Store, *, now: datetime, most: int = AT_ONCE) -> Judged:
    """Judges up to `most` records of one centre that are due; none where nothing is, or another process is at it."""
    with store.read() as connection:
        due = (
            unjudged.some_centre(connection)
            or connection.execute(
                select(stands.c.centre).where(stands.c.due == 1).limit(1)
            ).scalar_one_or_none()
        )
    if due is None:
        return Judged()
    try:
        return _judged(store, due, now=now, most=most, carefully=False)
    except Exception:  # noqa: BLE001 - nothing was written; once more, and what went wrong is told of its record
        return _judged(store, due, now=now, most=most, carefully=True)


def _judged(store: Store, centre: str, *, now: datetime, most: int, carefully: bool) -> Judged:
    """Judges what is due in this centre; `carefully` each record by itself, so that a bug met in one undoes that one alone."""
    with store.write() as connection:
        # One process at a time for a centre: a record and what waits for it are never decided side by side.
        mine = connection.execute(
            select(centre_table.c.policy).where(centre_table.c.id == centre).with_for_update(skip_locked=True)
        ).one_or_none()
        if mine is None:
            return Judged()
        centres.lock_devices(connection, centre)
        bench = _Bench(connection, policy=mine.policy or settings.needed(connection, "policy"), now=now)
        places = _due(connection, centre, most=most)
        return bench.each(places) if carefully else bench.all(centre, places)


class _Bench:
    """Judges records of one centre in one transaction."""

    def __init__(self, connection: Connection, *, policy: str, now: datetime) -> None:
        self._connection = connection
        self._policy = policy
        self._now = now
        self._chains: dict[str, tuple[Chain, Around]] = {}

    def all(self, centre: str, places: Sequence[Place]) -> Judged:
        """As many as a short time allows, all or none: what is looked up for one serves the others, and all is written at the end."""
        count, until = 0, time.monotonic() + _LONGEST_SECONDS
        shared = Shared()
        with gathering.gathering(self._connection) as gathered:
            for start in range(0, len(places), _TOGETHER):
                part = places[start : start + _TOGETHER]
                kept = self._kept(centre, part)
                look_up(self._connection, centre, kept.values(), shared)
                for place in part:
                    this = kept[place.chain, place.seq]
                    self._decide(place, this, shared)
                    if this.type == RecordType.ERASED:
                        kept = self._kept(centre, part)  # a personal part that was read before may be gone
                count += len(part)
                if time.monotonic() > until:
                    break
            standing.written(self._connection)
        gathering.write(self._connection, gathered)
        feed.write_positions(self._connection, gathered)
        return Judged(count=count)

    def _kept(self, centre: str, places: Sequence[Place]) -> dict[tuple[str, int], Kept]:
        found: dict[tuple[str, int], Kept] = {}
        for chain, at in groupby(places, key=lambda place: place.chain):
            seqs = [place.seq for place in at]
            for one in records.at_places(self._connection, centre=centre, chain=chain, seqs=seqs):
                found[one.chain, one.seq] = one
        return found

    def each(self, places: Sequence[Place]) -> Judged:
        """One by one: a record in which a bug is met is set aside, and blocks none behind it."""
        faults: list[Exception] = []
        for place in places:
            at = {"centre": place.centre, "chain": place.chain, "first": place.seq, "last": place.seq}
            try:
                with self._connection.begin_nested():
                    (kept,) = records.between(self._connection, **at)  # type: ignore[arg-type]  # as named above
                    self._decide(place, kept, Shared())
            except Exception as error:  # noqa: BLE001 - our bug in one record must not block those behind it
                faults.append(error)
                records.set_aside(self._connection, place)
        return Judged(count=len(places), faults=tuple(faults))

    def _decide(self, place: Place, kept: Kept, shared: Shared) -> None:
        chain, around = self._around(place.chain)
        # Nobody can have waived anything of a record that was not judged yet.
        waived = waivers.of(self._connection, place) if place.n else frozenset()
        terms = {"policy": self._policy, "now": self._now, "waived": waived, "shared": shared}
        decided = judge(self._connection, chain, kept, around=around, **terms)  # type: ignore[arg-type]  # as named above
        before = Outcome(place.outcome) if place.n else None
        code = decided.code.value if decided.code else ""
        same = place.n > 0 and (place.outcome, place.code) == (decided.outcome.value, code)
        if same or not may_follow(before, decided.outcome, by_person=False):
            verdicts.move(self._connection, place, outcome=Outcome(place.outcome), code=place.code, n=place.n)
            if kept.id is not None and decided.outcome is Outcome.HELD:
                _wait(self._connection, place, [*decided.missing, *read(kept).needs], shared)
            return
        settle(self._connection, chain, kept, place, decided, **terms)  # type: ignore[arg-type]  # as named above

    def _around(self, chain: str) -> tuple[Chain, Around]:
        if chain not in self._chains:
            found = chains.find(self._connection, chain)
            if found is None:
                raise LookupError(chain)
            self._chains[chain] = (found, look_around(self._connection, found))
        return self._chains[chain]


def judge_all(store: Store, *, now: datetime) -> None:
    """Judges until nothing is due. A bug that is met is raised when the rest is done."""
    faults: list[Exception] = []
    while (judged := judge_due(store, now=now)).count:
        faults += judged.faults
    if faults:
        raise faults[0]


def settle(
    connection: Connection,
    chain: Chain,
    kept: Kept,
    place: Place,
    decided: Decided,
    *,
    policy: str,
    now: datetime,
    waived: frozenset[str] = frozenset(),
    shared: Shared | None = None,
) -> None:
    """Writes a verdict with all that follows from it. `shared` is there where several are judged in this transaction."""
    shared = shared or Shared()
    n = verdicts.add(connection, place, decided, at=now)
    item = Item(kind="verdict", ref={"chain": place.chain, "seq": place.seq, "n": n})
    feed.append(connection, centre=place.centre, to=chain.device, items=[item], at=now)
    if kept.id is None:
        return
    case = Case(
        connection=connection,
        chain=chain,
        kept=kept,
        record=read(kept),
        policy=policy,
        now=now,
        waived=waived,
        shared=shared,
    )
    ask_for(case, decided)
    if decided.outcome is Outcome.ACCEPTED or decided.code is HeldCode.SAME_NUMBER:
        meet(case)
    if decided.outcome is Outcome.ACCEPTED:
        take_effect(case)
    elif decided.outcome is Outcome.REJECTED:
        refuse_paper(case, decided.code)
    else:
        _wait(connection, place, [*decided.missing, *case.record.needs], shared)
        return
    if decided.outcome is Outcome.ACCEPTED and kept.id in shared.alone:
        shared.standing.add(kept.id)
        shared.accepted[kept.id] = ((kept.type, kept.jws),)
    if kept.id not in shared.unawaited:
        verdicts.wake(connection, centre=place.centre, needed=kept.id)


def _wait(connection: Connection, place: Place, needed: Sequence[str], shared: Shared) -> None:
    verdicts.wait_for(connection, place, needed)
    shared.unawaited.difference_update(needed)


def _due(connection: Connection, centre: str, *, most: int) -> tuple[Place, ...]:
    found = _rows_due(connection, centre, most=most)
    if len(found) < most:
        unjudged.unfold(connection, centre=centre, most=most - len(found))
        found = _rows_due(connection, centre, most=most)
    return tuple(
        Place(centre=row.centre, chain=row.chain, seq=row.seq, outcome=row.outcome, code=row.code, n=row.n)
        for row in found
    )


def _rows_due(connection: Connection, centre: str, *, most: int) -> Sequence[Row[Any]]:
    return connection.execute(
        select(stands)
        .where(stands.c.due == 1, stands.c.centre == centre)
        .order_by(stands.c.chain, stands.c.seq)
        .limit(most)
    ).all()

"""The queue of records to judge: a centre at a time, in the order of their chains, each verdict with what it changes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from assessor_app.domain.verdict import HeldCode, Outcome, may_follow
from assessor_app.issuer.judging.asking import ask_for
from assessor_app.issuer.judging.case import Case
from assessor_app.issuer.judging.effects import refuse_paper, take_effect
from assessor_app.issuer.judging.judge import Around, judge, look_around, read
from assessor_app.issuer.judging.learners import meet
from assessor_app.issuer.store import centres, chains, feed, records, settings, verdicts, waivers
from assessor_app.issuer.store.bodies import centre as centre_table
from assessor_app.issuer.store.chains import Chain
from assessor_app.issuer.store.engine import Store
from assessor_app.issuer.store.facts import stands
from assessor_app.issuer.store.feed import Item
from assessor_app.issuer.store.records import Kept, Place
from assessor_app.issuer.store.verdicts import Decided

AT_ONCE = 200


@dataclass(frozen=True, kw_only=True)
class Judged:
    """How many records were looked at, and the bugs that were met: their records are set aside, undecided."""

    count: int = 0
    faults: tuple[Exception, ...] = ()


def judge_due(store: Store, *, now: datetime, most: int = AT_ONCE) -> Judged:
    """Judges up to `most` records of one centre that are due; none where nothing is, or another process is at it."""
    with store.read() as connection:
        due = connection.execute(
            select(stands.c.centre).where(stands.c.due == 1).limit(1)
        ).scalar_one_or_none()
    if due is None:
        return Judged()
    with store.write() as connection:
        # One process at a time for a centre: a record and what waits for it are never decided side by side.
        mine = connection.execute(
            select(centre_table.c.policy).where(centre_table.c.id == due).with_for_update(skip_locked=True)
        ).one_or_none()
        if mine is None:
            return Judged()
        centres.lock_devices(connection, due)
        faults: list[Exception] = []
        policy = mine.policy or settings.needed(connection, "policy")
        places = _due(connection, due, most=most)
        known: dict[str, tuple[Chain, Around]] = {}
        for place in places:
            if place.chain not in known:
                found = chains.find(connection, place.chain)
                if found is None:
                    raise LookupError(place.chain)
                known[place.chain] = (found, look_around(connection, found))
            try:
                with connection.begin_nested():
                    _decide(connection, *known[place.chain], place, policy=policy, now=now)
            except Exception as error:  # noqa: BLE001 - our bug in one record must not block those behind it
                faults.append(error)
                records.set_aside(connection, place)
        return Judged(count=len(places), faults=tuple(faults))


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
) -> None:
    """Writes a verdict with all that follows from it."""
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
    )
    ask_for(case, decided)
    if decided.outcome is Outcome.ACCEPTED or decided.code is HeldCode.SAME_NUMBER:
        meet(case)
    if decided.outcome is Outcome.ACCEPTED:
        take_effect(case)
    elif decided.outcome is Outcome.REJECTED:
        refuse_paper(case, decided.code)
    else:
        verdicts.wait_for(connection, place, [*decided.missing, *case.record.needs])
        return
    verdicts.wake(connection, centre=place.centre, needed=kept.id)


def _decide(
    connection: Connection, chain: Chain, around: Around, place: Place, *, policy: str, now: datetime
) -> None:
    (kept,) = records.between(
        connection, centre=place.centre, chain=place.chain, first=place.seq, last=place.seq
    )
    # Nobody can have waived anything of a record that was not judged yet.
    waived = waivers.of(connection, place) if place.n else frozenset()
    decided = judge(connection, chain, kept, policy=policy, now=now, waived=waived, around=around)
    before = Outcome(place.outcome) if place.n else None
    code = decided.code.value if decided.code else ""
    same = place.n > 0 and (place.outcome, place.code) == (decided.outcome.value, code)
    if same or not may_follow(before, decided.outcome, by_person=False):
        verdicts.move(connection, place, outcome=Outcome(place.outcome), code=place.code, n=place.n)
        if kept.id is not None and decided.outcome is Outcome.HELD:
            verdicts.wait_for(connection, place, [*decided.missing, *read(kept).needs])
        return
    settle(connection, chain, kept, place, decided, policy=policy, now=now, waived=waived)


def _due(connection: Connection, centre: str, *, most: int) -> tuple[Place, ...]:
    found = connection.execute(
        select(stands)
        .where(stands.c.due == 1, stands.c.centre == centre)
        .order_by(stands.c.chain, stands.c.seq)
        .limit(most)
    )
    return tuple(
        Place(centre=row.centre, chain=row.chain, seq=row.seq, outcome=row.outcome, code=row.code, n=row.n)
        for row in found
    )

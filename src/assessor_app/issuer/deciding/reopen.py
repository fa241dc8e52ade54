"""What was rejected only because a record that it needs was, once a person let that record through."""

import json
from datetime import datetime

from sqlalchemy import Connection, select

from assessor_app.domain.verdict import HeldCode, Outcome, RejectedCode
from assessor_app.issuer.deciding.opening import Opened
from assessor_app.issuer.judging.work import settle
from assessor_app.issuer.store import chains, records
from assessor_app.issuer.store.facts import TOLD, stands, verdict
from assessor_app.issuer.store.verdicts import Decided


def reopen(connection: Connection, opened: Opened, *, by: str, now: datetime) -> None:
    """Has everything that hangs on this record judged again, link by link: held until that is done."""
    centre = opened.place.centre
    hanging = _hanging(connection, centre)
    ids, seen = [opened.kept.id], set[tuple[str, int]]()
    while ids:
        needed = ids.pop()
        for chain_id, seq in hanging.get(needed or "", ()):
            if (chain_id, seq) in seen:
                continue
            seen.add((chain_id, seq))
            chain = chains.find(connection, chain_id)
            (kept,) = records.between(connection, centre=centre, chain=chain_id, first=seq, last=seq)
            if chain is None:
                raise LookupError(chain_id)
            place = records.place(connection, centre=centre, chain=chain_id, seq=seq)
            waits = Decided(outcome=Outcome.HELD, code=HeldCode.NEEDS_HELD, missing=(needed or "",), by=by)
            settle(connection, chain, kept, place, waits, policy=opened.policy, now=now)
            records.make_due(connection, centre=centre, chain=chain_id, seq=seq)
            ids.append(kept.id)


def _hanging(connection: Connection, centre: str) -> dict[str, list[tuple[str, int]]]:
    """The places that were rejected for what they need, by the id of what that is."""
    this = (
        (verdict.c.centre == stands.c.centre)
        & (verdict.c.chain == stands.c.chain)
        & (verdict.c.seq == stands.c.seq)
        & (verdict.c.n == stands.c.n)
    )
    rows = connection.execute(
        select(stands.c.chain, stands.c.seq, verdict.c.missing)
        .select_from(stands.join(verdict, this))
        .where(
            stands.c.centre == centre,
            stands.c.outcome == Outcome.REJECTED.value,
            stands.c.code == RejectedCode.NEEDS_REJECTED.value,
            TOLD,
        )
        .order_by(stands.c.chain, stands.c.seq)
    )
    found: dict[str, list[tuple[str, int]]] = {}
    for row in rows:
        for needed in json.loads(row.missing):
            found.setdefault(needed, []).append((row.chain, row.seq))
    return found

"""Records that a restarted chain encloses and for which the old chain has no place: they wait for a person."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select, update

from assessor_app.domain.verdict import HeldCode, Outcome
from assessor_app.formats.verdict import Verdict
from assessor_app.issuer.store import feed
from assessor_app.issuer.store.between import stranded
from assessor_app.issuer.store.feed import Item
from assessor_app.issuer.store.metadata import moment


@dataclass(frozen=True, kw_only=True)
class Stranded:
    """One of them: where it says that it stands on its old chain, and what was decided of it (held until then)."""

    centre: str
    chain: str
    seq: int
    hash: str
    device: str
    id: str | None
    type: str | None
    jws: str = field(repr=False)
    personal: bytes | None = field(default=None, repr=False)
    outcome: str = Outcome.HELD.value
    n: int = 1
    sentence: str = ""
    by: str = ""
    at: str = ""


_OF_ID = select(stranded).where(stranded.c.centre == bindparam("centre"), stranded.c.id == bindparam("id"))


def add(connection: Connection, new: Stranded, *, at: datetime) -> bool:
    """Keeps one, once, and tells its device that it waits; whether it was new."""
    if find(connection, centre=new.centre, chain=new.chain, digest=new.hash) is not None:
        return False
    values = {name: getattr(new, name) for name in Stranded.__dataclass_fields__}
    connection.execute(insert(stranded).values(values | {"jws": new.jws.encode("utf-8"), "at": moment(at)}))
    tell(connection, new, at=at)
    return True


def find(connection: Connection, *, centre: str, chain: str, digest: str) -> Stranded | None:
    row = (
        connection.execute(
            select(stranded).where(
                stranded.c.centre == centre, stranded.c.chain == chain, stranded.c.hash == digest
            )
        )
        .mappings()
        .one_or_none()
    )
    return None if row is None else Stranded(**{**row, "jws": row["jws"].decode("utf-8")})


def of_id(connection: Connection, *, centre: str, record_id: str) -> tuple[Stranded, ...]:
    """Those with this id."""
    found = connection.execute(_OF_ID, {"centre": centre, "id": record_id}).mappings()
    return tuple(Stranded(**{**row, "jws": row["jws"].decode("utf-8")}) for row in found)


def waiting(connection: Connection, centre: str | None = None) -> tuple[Stranded, ...]:
    """Those of which nobody decided yet, by their place."""
    chosen = select(stranded).where(stranded.c.outcome == Outcome.HELD.value)
    if centre is not None:
        chosen = chosen.where(stranded.c.centre == centre)
    found = connection.execute(
        chosen.order_by(stranded.c.centre, stranded.c.chain, stranded.c.seq, stranded.c.hash)
    ).mappings()
    return tuple(Stranded(**{**row, "jws": row["jws"].decode("utf-8")}) for row in found)


def add_personal(connection: Connection, this: Stranded, personal: bytes) -> None:
    """Keeps a personal part that came later."""
    connection.execute(
        update(stranded)
        .where(stranded.c.centre == this.centre, stranded.c.chain == this.chain, stranded.c.hash == this.hash)
        .values(personal=personal)
    )


def move(connection: Connection, *, chain: str, device: str) -> None:
    """They belong to the device that goes on with their chain."""
    connection.execute(update(stranded).where(stranded.c.chain == chain).values(device=device))


def decide(
    connection: Connection, this: Stranded, outcome: Outcome, *, by: str, sentence: str, at: datetime
) -> None:
    """Writes what a person decided, and tells the device."""
    values = {"outcome": outcome.value, "n": this.n + 1, "by": by, "sentence": sentence, "at": moment(at)}
    connection.execute(
        update(stranded)
        .where(stranded.c.centre == this.centre, stranded.c.chain == this.chain, stranded.c.hash == this.hash)
        .values(**values)
    )
    tell(connection, this, at=at)


def tell(connection: Connection, this: Stranded, *, at: datetime) -> None:
    item = Item(kind="stranded", ref={"chain": this.chain, "hash": this.hash})
    feed.append(connection, centre=this.centre, to=this.device, items=[item], at=at)


def verdict_of(this: Stranded, *, codes: Iterable[str]) -> Verdict:
    """As it is sent: `hash` tells it from the record that has its place."""
    return Verdict(
        chain=this.chain,
        seq=this.seq,
        hash=this.hash,
        n=this.n,
        outcome=Outcome(this.outcome),
        at=this.at,
        codes=list(codes),
        sentence=this.sentence,
        by=this.by,
    )


def codes_of(this: Stranded) -> tuple[str, ...]:
    """What the verdict on it names: that it is stranded as long as it waits, and nothing once it was accepted."""
    known = {Outcome.HELD.value: (HeldCode.STRANDED.value,), Outcome.REJECTED.value: ("by-person",)}
    return known.get(this.outcome, ())


def counts(connection: Connection, device: str | None = None) -> dict[tuple[str, str], int]:
    """How many there are by (device, outcome)."""
    chosen = select(stranded.c.device, stranded.c.outcome, func.count().label("number"))
    if device is not None:
        chosen = chosen.where(stranded.c.device == device)
    grouped = connection.execute(chosen.group_by(stranded.c.device, stranded.c.outcome))
    return {(row.device, row.outcome): row.number for row in grouped}

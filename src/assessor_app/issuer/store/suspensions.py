"""Whom the issuer suspended, and from which place on each chain.

A suspension of a device, a centre or a person has a row for each chain that it cuts, `after` being the last number
receipted then. A row without a chain stands for chains that begin later.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from assessor_app.issuer.store.bodies import suspension
from assessor_app.issuer.store.metadata import moment

_LATER = ""


class Kind(StrEnum):
    DEVICE = "device"
    CENTRE = "centre"
    PERSON = "person"


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Who: the id of a device, of the centre itself, or of a person of that centre."""

    centre: str
    kind: Kind
    id: str


def suspend(
    connection: Connection, subject: Subject, *, heads: Mapping[str, int], by: str, at: datetime
) -> None:
    """Cuts each of these chains (id to last receipted number); one lifted before begins anew."""
    connection.execute(delete(suspension).where(_is(subject), suspension.c.lifted_at.is_not(None)))
    row = {
        "centre": subject.centre,
        "kind": subject.kind.value,
        "subject": subject.id,
        "at": moment(at),
        "by": by,
    }
    places = dict(heads) if subject.kind is Kind.DEVICE else {**heads, _LATER: 0}
    connection.execute(
        insert(suspension), [{**row, "chain": chain, "after": after} for chain, after in places.items()]
    )


def lift(connection: Connection, subject: Subject, *, at: datetime) -> None:
    connection.execute(
        update(suspension).where(_is(subject), suspension.c.lifted_at.is_(None)).values(lifted_at=moment(at))
    )


def is_suspended(connection: Connection, subject: Subject) -> bool:
    found = connection.execute(
        select(suspension.c.chain).where(_is(subject), suspension.c.lifted_at.is_(None)).limit(1)
    )
    return found.first() is not None


InForce = tuple[str, str, str, int]


def in_force(connection: Connection, centre: str) -> tuple[InForce, ...]:
    """(kind, subject, chain or empty, after) of every suspension of a centre."""
    found = connection.execute(
        select(suspension.c.kind, suspension.c.subject, suspension.c.chain, suspension.c.after)
        .where(suspension.c.centre == centre, suspension.c.lifted_at.is_(None))
        .order_by(suspension.c.kind, suspension.c.subject, suspension.c.chain)
    )
    return tuple((row.kind, row.subject, row.chain, row.after) for row in found)


def cut_of(connection: Connection, *, centre: str, chain: str) -> int | None:
    """The last number of this chain before its device or its centre was suspended, None where neither is."""
    return cut_among(in_force(connection, centre), chain=chain)


def cut_among(known: Iterable[InForce], *, chain: str) -> int | None:
    """The same among what `in_force` found."""
    found = [
        (where, after)
        for kind, _subject, where, after in known
        if kind in {Kind.DEVICE, Kind.CENTRE} and where in {chain, _LATER}
    ]
    own = [after for where, after in found if where == chain]
    # A chain that the suspension of its centre does not name began after it.
    return min(own or [after for _where, after in found], default=None)


def is_cut(known: Iterable[InForce], *, chain: str, seq: int, person: str | None) -> bool:
    """Whether this record is of a person who was suspended, among what `in_force` found, and came after that."""
    places = {
        where: after for kind, subject, where, after in known if kind == Kind.PERSON and subject == person
    }
    after = places.get(chain, places.get(_LATER))
    return after is not None and seq > after


def suspended_devices(connection: Connection) -> tuple[tuple[str, int], ...]:
    """(chain, last number) of every device that may not certify: its own suspension, or its centre's."""
    found = connection.execute(
        select(suspension.c.chain, suspension.c.after).where(
            suspension.c.kind.in_([Kind.DEVICE.value, Kind.CENTRE.value]),
            suspension.c.chain != _LATER,
            suspension.c.lifted_at.is_(None),
        )
    )
    cuts: dict[str, int] = {}
    for chain, after in found:
        cuts[chain] = min(after, cuts.get(chain, after))
    return tuple(sorted(cuts.items()))


def _is(subject: Subject) -> ColumnElement[bool]:
    return (
        (suspension.c.centre == subject.centre)
        & (suspension.c.kind == subject.kind.value)
        & (suspension.c.subject == subject.id)
    )

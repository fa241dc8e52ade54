"""Whom the issuer suspended, and from which place on each chain.

A suspension of a device, a centre or a person has a row for each chain that it cuts, `after` being the last number
receipted then. A row without a chain stands for chains that begin later.
"""

from collections.abc import Mapping
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


def in_force(connection: Connection, centre: str) -> tuple[tuple[str, str, str, int], ...]:
    """(kind, subject, chain or empty, after) of every suspension of a centre."""
    found = connection.execute(
        select(suspension.c.kind, suspension.c.subject, suspension.c.chain, suspension.c.after)
        .where(suspension.c.centre == centre, suspension.c.lifted_at.is_(None))
        .order_by(suspension.c.kind, suspension.c.subject, suspension.c.chain)
    )
    return tuple((row.kind, row.subject, row.chain, row.after) for row in found)


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

"""Objections to a record that a person at the issuer looked at and set aside: remembered, for it may be judged again."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, insert, select

from assessor_app.issuer.store.cases import waiver
from assessor_app.issuer.store.metadata import moment
from assessor_app.issuer.store.records import Place


def of(connection: Connection, place: Place) -> frozenset[str]:
    """The codes that were waived for this record."""
    found = connection.execute(
        select(waiver.c.code).where(
            waiver.c.centre == place.centre, waiver.c.chain == place.chain, waiver.c.seq == place.seq
        )
    )
    return frozenset(found.scalars())


def add(connection: Connection, place: Place, codes: Iterable[str], *, by: str, at: datetime) -> None:
    """Waives these too, each once."""
    where = {"centre": place.centre, "chain": place.chain, "seq": place.seq}
    for code in sorted(set(codes) - of(connection, place)):
        connection.execute(insert(waiver).values(**where, code=code, by=by, at=moment(at)))

"""Records that came before the ones in front of them: kept until those come."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from assessor_app.issuer.store.facts import early
from assessor_app.issuer.store.metadata import moment
from assessor_app.trust.arrived import Arrived


def waiting(connection: Connection, *, centre: str, chain: str) -> Callable[[int], Sequence[Arrived]]:
    """Gives those that came before the ones in front of them, by their place."""
    this = (early.c.centre == centre) & (early.c.chain == chain)
    places = set(connection.execute(select(early.c.seq).where(this)).scalars())

    def at(seq: int) -> Sequence[Arrived]:
        if seq not in places:
            return ()
        rows = connection.execute(select(early.c.jws, early.c.personal).where(this, early.c.seq == seq))
        return [Arrived(seq=seq, jws=row.jws.decode("utf-8"), personal=row.personal) for row in rows]

    return at


def keep_waiting(
    connection: Connection, *, centre: str, chain: str, hashed: Iterable[tuple[Arrived, str]], at: datetime
) -> None:
    """Keeps records until those in front of them come; twice is once."""
    for one, digest in hashed:
        this = (early.c.centre == centre) & (early.c.chain == chain) & (early.c.seq == one.seq)
        if connection.execute(select(early.c.seq).where(this, early.c.hash == digest)).first() is None:
            connection.execute(
                insert(early).values(
                    centre=centre,
                    chain=chain,
                    seq=one.seq,
                    hash=digest,
                    jws=one.jws.encode("utf-8"),
                    personal=one.personal,
                    at=moment(at),
                )
            )


def settle(connection: Connection, *, centre: str, chain: str, settled: Iterable[tuple[int, str]]) -> None:
    for seq, digest in settled:
        connection.execute(
            delete(early).where(
                early.c.centre == centre,
                early.c.chain == chain,
                early.c.seq == seq,
                early.c.hash == digest,
            )
        )

"""What the issuer asked a device for, of one record: once each, in its feed, until it is here."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from assessor_app.issuer.store import feed
from assessor_app.issuer.store.between import wanted
from assessor_app.issuer.store.facts import chain
from assessor_app.issuer.store.feed import Item
from assessor_app.issuer.store.metadata import moment

PERSONAL = "personal"
PAGE = "page"
EVIDENCE = "evidence"
ASSET = "asset"


@dataclass(frozen=True, kw_only=True)
class Want:
    """Of the record at this place: `what` is one of the above, `digest` the SHA-256 of evidence or of an asset."""

    centre: str
    chain: str
    seq: int
    what: str
    digest: str = ""

    @property
    def key(self) -> str:
        return f"{self.what}:{self.digest}" if self.digest else self.what


def ask(connection: Connection, want: Want, *, of: str, at: datetime, why: str = "") -> None:
    """Asks the device `of`, unless it was asked before."""
    if is_asked(connection, want):
        return
    connection.execute(
        insert(wanted).values(
            centre=want.centre, chain=want.chain, seq=want.seq, what=want.key, why=why, at=moment(at)
        )
    )
    feed.append(connection, centre=want.centre, to=of, items=[_item(want, why)], at=at)


def ask_owner(connection: Connection, want: Want, *, at: datetime, why: str = "") -> None:
    """Asks the device that has this chain now."""
    owner = connection.execute(select(chain.c.device).where(chain.c.id == want.chain)).scalar_one_or_none()
    if owner is not None:
        ask(connection, want, of=owner, at=at, why=why)


def evidence_is_here(connection: Connection, *, centre: str, content: str) -> None:
    """Whoever rests on it: a piece of evidence is asked for by the hash that records have of it."""
    connection.execute(
        delete(wanted).where(wanted.c.centre == centre, wanted.c.what == f"{EVIDENCE}:{content}")
    )


def is_asked(connection: Connection, want: Want) -> bool:
    return connection.execute(select(wanted.c.seq).where(*_is(want))).first() is not None


def settle(connection: Connection, want: Want) -> None:
    """It is here: whoever lost it may be asked again one day."""
    connection.execute(delete(wanted).where(*_is(want)))


def asset_wanted(connection: Connection, centre: str, digest: str) -> bool:
    """Whether some device of this centre was asked for this font or drawing."""
    found = select(wanted.c.seq).where(wanted.c.centre == centre, wanted.c.what == f"{ASSET}:{digest}")
    return connection.execute(found.limit(1)).first() is not None


def asset_is_here(connection: Connection, digest: str) -> None:
    """A font is the same font in every centre."""
    connection.execute(delete(wanted).where(wanted.c.what == f"{ASSET}:{digest}"))


def ask_again(connection: Connection, *, centre: str, chain: str, of: str, at: datetime) -> None:
    """Tells the device that goes on with a chain what was asked of the one before it."""
    found = connection.execute(
        select(wanted.c.seq, wanted.c.what, wanted.c.why)
        .where(wanted.c.centre == centre, wanted.c.chain == chain)
        .order_by(wanted.c.seq, wanted.c.what)
    ).all()
    items = []
    for row in found:
        what, _, digest = row.what.partition(":")
        want = Want(centre=centre, chain=chain, seq=row.seq, what=what, digest=digest)
        items.append(_item(want, row.why))
    feed.append(connection, centre=centre, to=of, items=items, at=at)


def _item(want: Want, why: str) -> Item:
    ref = {"chain": want.chain, "seq": want.seq, "what": want.what, "digest": want.digest, "why": why}
    return Item(kind="wanted", ref=ref)


def _is(want: Want) -> tuple[ColumnElement[bool], ...]:
    return (
        wanted.c.centre == want.centre,
        wanted.c.chain == want.chain,
        wanted.c.seq == want.seq,
        wanted.c.what == want.key,
    )

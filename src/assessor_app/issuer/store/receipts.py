"""Receipts: made once for what they cover, and kept as they were signed."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from assessor_app.formats.receipt import Receipt
from assessor_app.issuer.store.facts import receipt
from assessor_app.issuer.store.metadata import moment
from assessor_app.trust.keys import SigningKey
from assessor_app.trust.receipts import hash_of, sign_receipt


def newest(connection: Connection, *, centre: str, chain: str) -> str | None:
    """The newest receipt of a chain (its JWS), None where nothing was stored."""
    text: str | None = connection.execute(
        select(receipt.c.text)
        .where(receipt.c.centre == centre, receipt.c.chain == chain)
        .order_by(receipt.c.last.desc())
        .limit(1)
    ).scalar_one_or_none()
    return text


def write(
    connection: Connection,
    *,
    issuer: str,
    centre: str,
    chain: str,
    first: int,
    last: int,
    head: str,
    key: SigningKey,
    at: datetime,
) -> str:
    """Signs and keeps the receipt for what was stored just now."""
    before = newest(connection, centre=centre, chain=chain)
    content = Receipt(
        issuer=issuer,
        centre=centre,
        chain=chain,
        first=first,
        last=last,
        head=head,
        at=moment(at),
        before=hash_of(before) if before else None,
    )
    text = sign_receipt(content, key=key)
    connection.execute(
        insert(receipt).values(
            centre=centre,
            chain=chain,
            first=first,
            last=last,
            head=head,
            hash=hash_of(text),
            text=text,
            at=moment(at),
        )
    )
    return text

"""A receipt: the issuer's signed word that it stored a chain up to a record. Stored is not accepted."""

from typing import Annotated

import msgspec

from assessor_app.domain.errors import KnownError
from assessor_app.formats import message
from assessor_app.formats.message import Did, Hash, Id, Moment, Place, Short
from assessor_app.formats.sync_limits import MOST_HEAD_BYTES


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """Records `first` to `last` of the chain are stored since `at` (the issuer's clock), and all before them were.

    `head` is the hash of record `last`: it names every record up to there. `before` is the hash of the receipt before
    this one on the same chain, None for the first.
    """

    v: int = message.VERSION
    issuer: Did
    centre: Annotated[Short, msgspec.Meta(min_length=1)]
    chain: Id
    first: Place
    last: Place
    head: Hash
    at: Moment
    before: Hash | None = None


class ReceiptItem(msgspec.Struct, frozen=True, kw_only=True, tag="receipt", tag_field="kind"):
    """A receipt inside an envelope: its compact JWS, to be kept as it is."""

    jws: message.SmallJws


def encode(receipt: Receipt) -> bytes:
    """The JSON to sign; what could not be read back is a ValueError."""
    if receipt.first > receipt.last:
        raise ValueError("a receipt ends before it begins")
    return message.write(receipt, most=MOST_HEAD_BYTES)


def decode(payload: bytes) -> Receipt:
    """Raises KnownError("receipt-unreadable") or KnownError("receipt-newer")."""
    receipt = message.read(
        payload, Receipt, most=MOST_HEAD_BYTES, unreadable="receipt-unreadable", newer="receipt-newer"
    )
    if receipt.first > receipt.last:
        raise KnownError("receipt-unreadable")
    return receipt

"""Signing, sealing and opening the one envelope, and what its counter says."""

import io
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from assessor_app.domain.errors import KnownError
from assessor_app.formats import body, compact, envelope
from assessor_app.formats.body import Packed
from assessor_app.formats.envelope import Carried, Head
from assessor_app.formats.items import Item
from assessor_app.formats.sync_limits import MOST_ENVELOPE_BYTES
from assessor_app.trust import hpke_box, jws
from assessor_app.trust.anchors import TrustStore
from assessor_app.trust.jws import Typ
from assessor_app.trust.keys import SigningKey

PublicOf = Callable[[Head, str], bytes | None]
"""Given the unverified head and the key id (16 hex characters) of its signature, the sender's key; None: not known here."""
_BOX_OVERHEAD = 64 * 1024


@dataclass(frozen=True, kw_only=True)
class Route:
    """Who writes to whom in whose realm: an issuer by its did, a device by the id of its chain (32 hex characters)."""

    issuer: str
    sender: str
    receiver: str


class Turn(StrEnum):
    """What an envelope's counter says beside those that came before it from the same sender.

    Records, manifests and receipts mean the same however often and in whatever order they come: they are taken in any case.
    Only what comes `NEXT` may ask (for the feed, for its own records, for a delegation) or say how its sender is.
    """

    NEXT = "next"
    REPEATED = "repeated"
    EARLIER = "earlier"
    CLASH = "clash"


@dataclass(frozen=True, kw_only=True)
class Opened:
    """An envelope whose signature and body were good. `hash` (of the head's JWS) names it; `kid` who signed it."""

    head: Head
    hash: str
    kid: str
    _body: bytes = field(repr=False)

    def items(self) -> Iterator[Item]:
        """One at a time; raises KnownError("envelope-unreadable"), ("envelope-altered"): then nothing of it counts."""
        return body.unpack(self._body, plain=self.head.plain, items=self.head.items)


def seal(
    packed: Packed,
    route: Route,
    *,
    counter: int,
    at: datetime,
    key: SigningKey,
    seen: str | None = None,
    answers: str | None = None,
) -> bytes:
    """The signed envelope as it travels. `at` has its zone; `counter` was never used before on this route."""
    head = Head(
        id=secrets.token_hex(16),
        issuer=route.issuer,
        sender=route.sender,
        receiver=route.receiver,
        counter=counter,
        at=at.isoformat(timespec="seconds"),
        seen=seen,
        answers=answers,
        body=packed.sha256,
        size=len(packed.data),
        plain=packed.plain,
        items=packed.items,
    )
    text = jws.sign(envelope.encode_head(head), typ=Typ.ENVELOPE, key=key)
    return envelope.write(Carried(jws=text, body=packed.data))


def hash_of(data: bytes) -> str:
    """The hash of an envelope that is to be answered; raises what reading one raises."""
    return sha256(envelope.read(data).jws.encode("ascii")).hexdigest()


def peek(data: bytes) -> Head:
    """The head, **unverified**; raises KnownError("envelope-…") and ("jws-unreadable")."""
    return envelope.decode_head(compact.split(envelope.read(data).jws).payload)


def open_envelope(data: bytes, *, receiver: str, public_of: PublicOf) -> Opened:
    """Check and open an envelope that is for this receiver.

    Raises KnownError: "envelope-unreadable", "envelope-newer", "envelope-too-large", "envelope-other-receiver",
    "envelope-unknown-sender", "signature-invalid", "envelope-altered" (the body is not the one that was signed).
    """
    carried = envelope.read(data)
    try:
        parts = compact.split(carried.jws)
    except KnownError as error:
        raise KnownError("envelope-unreadable") from error
    head = envelope.decode_head(parts.payload)
    if head.receiver != receiver:
        raise KnownError("envelope-other-receiver")
    public = public_of(head, parts.kid)
    if public is None:
        raise KnownError("envelope-unknown-sender", sender=head.sender[:16])
    jws.verify(carried.jws, typ=Typ.ENVELOPE, public=public)
    if len(carried.body) != head.size or sha256(carried.body).hexdigest() != head.body:
        raise KnownError("envelope-altered")
    name = sha256(carried.jws.encode("ascii")).hexdigest()
    return Opened(head=head, hash=name, kid=parts.kid, _body=carried.body)


def issuer_key(trust: TrustStore, issuer: str) -> PublicOf:
    """For a device: envelopes from this issuer, by a key that it lists for `receipts` and that is not compromised."""

    def public_of(head: Head, kid: str) -> bytes | None:
        signer = trust.signer(bytes.fromhex(kid), use="receipts")
        if signer is None or signer.is_compromised or signer.anchors.issuer != issuer:
            return None
        return signer.public if head.sender == head.issuer == issuer else None

    return public_of


def turn(counter: int, digest: str, *, last: int, hash_at: Callable[[int], str | None]) -> Turn:
    """Where an envelope (its counter, its hash) stands; `last` is the highest counter that came, 0 for none.

    `hash_at(counter)` is the hash of the envelope that came with that counter, None where it is not remembered.
    `CLASH`: two envelopes with one counter, which only a cloned or restored folder sends.
    """
    if counter > last:
        return Turn.NEXT
    held = hash_at(counter)
    if held is None:
        return Turn.EARLIER
    return Turn.REPEATED if held == digest else Turn.CLASH


def to_file(data: bytes, *, box: bytes) -> bytes:
    """The envelope as a file for a stick, which only the holder of the X25519 key behind `box` can open."""
    target = io.BytesIO()
    hpke_box.seal_to(io.BytesIO(data), target, receiver=box)
    return target.getvalue()


def from_file(data: bytes, *, private: bytes) -> bytes:
    """The envelope in a file from a stick.

    Raises KnownError: "sync-file-unreadable" (another kind of file), "sync-file-other-receiver", "sync-file-damaged".
    """
    if len(data) > MOST_ENVELOPE_BYTES + _BOX_OVERHEAD:
        raise KnownError("sync-file-unreadable")
    target = io.BytesIO()
    try:
        hpke_box.open_with(io.BytesIO(data), target, private=private)
    except KnownError as error:
        raise _told(error) from error
    return target.getvalue()


def _told(error: KnownError) -> KnownError:
    if error.code == "box-other-key":
        return KnownError("sync-file-other-receiver")
    return KnownError("sync-file-damaged" if error.code == "box-damaged" else "sync-file-unreadable")

"""Receipts: signed by an issuer's on-line key, and believed by a device only where its trust store lists that key."""

from hashlib import sha256

from assessor_app.domain.errors import KnownError
from assessor_app.formats import compact, receipt
from assessor_app.formats.receipt import Receipt
from assessor_app.trust import jws
from assessor_app.trust.anchors import TrustStore
from assessor_app.trust.jws import Typ
from assessor_app.trust.keys import SigningKey


def sign_receipt(content: Receipt, *, key: SigningKey) -> str:
    """The compact JWS to store and to send; sent again it is the same text, never another for the same records."""
    return jws.sign(receipt.encode(content), typ=Typ.RECEIPT, key=key)


def read_receipt(text: str, *, trust: TrustStore, issuer: str) -> Receipt:
    """Raises KnownError: "jws-unreadable", "receipt-unreadable", "receipt-newer", "receipt-unknown-issuer", "signature-invalid"."""
    found = compact.split(text)
    content = receipt.decode(found.payload)
    signer = trust.signer(bytes.fromhex(found.kid), use="receipts")
    known = signer is not None and signer.anchors.issuer == content.issuer == issuer
    if signer is None or not known or signer.is_compromised:
        raise KnownError("receipt-unknown-issuer", issuer=content.issuer)
    jws.verify(text, typ=Typ.RECEIPT, public=signer.public)
    return content


def hash_of(text: str) -> str:
    """SHA-256 of the whole receipt, hex: what `seen` of a record or an envelope names."""
    return sha256(text.encode("ascii")).hexdigest()
